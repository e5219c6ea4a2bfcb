"""Whom the invented associations know: those that belong, and others that never came."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np

from accounts.models import Organisation
from assessment.demo.population import Firm, demo_file, make_firms, pick
from associations.members.states import DECLINED, INVITED, KNOWN, LEFT
from associations.models import Member

MEMBERS = 300  # of all three together, at least
NEVER_CAME = 200  # of these, however many belong: a campaign has somebody to ring
SEED = 12  # beside that of the population: what else is drawn stays as it is
TYPED = (
    0.7  # of those that belong, those of whom the association typed more than a name
)
STATES = {KNOWN: 6, INVITED: 3, DECLINED: 1, LEFT: 1}
NOTES = (
    "Gọi buổi sáng, trước giờ bán hàng.",
    "Đã dự lớp hóa đơn điện tử.",
    "Muốn học bán hàng trực tuyến.",
    "",
    "",
)


def know_members(associations: Mapping[str, Organisation], now: datetime) -> int:
    """How many members they have together."""
    rng = np.random.default_rng([demo_file("population")["seed"], SEED])
    belonging = list(Member.objects.order_by("pk"))
    for number, member in enumerate(belonging):
        if rng.random() < TYPED:
            _type(rng, member, number)
    Member.objects.bulk_update(belonging, _TYPED)

    missing = max(MEMBERS - len(belonging), NEVER_CAME)
    others = [
        _known(rng, firm, pick(rng, dict.fromkeys(associations.values(), 1)), now)
        for firm in make_firms(rng, missing)
    ]
    for number, member in enumerate(others, len(belonging)):
        _type(rng, member, number)
        member.set_keys()
    Member.objects.bulk_create(others)
    return len(belonging) + len(others)


_TYPED = ("contact_person", "email", "phone", "size", "note", "by_itself")


def _type(rng: np.random.Generator, member: Member, number: int) -> None:
    """What somebody of the association wrote down after a call."""
    member.contact_person = member.contact_person or _person(rng)
    member.email = f"lien-he-{number}@hoi-vien.example"
    member.phone = f"0900 {rng.integers(100, 999)} {rng.integers(100, 999)}"
    member.size = member.size or pick(rng, {"micro": 6, "small": 3, "medium": 1})
    member.note = pick(rng, dict.fromkeys(NOTES, 1))
    member.by_itself = False


def _person(rng: np.random.Generator) -> str:
    (firm,) = make_firms(rng, 1)
    return firm.person


def _known(
    rng: np.random.Generator,
    firm: Firm,
    association: Organisation,
    now: datetime,
) -> Member:
    state = pick(rng, STATES)
    days = timedelta(days=int(rng.integers(5, 50)))
    return Member(
        association=association,
        name=firm.name,
        contact_person=firm.person,
        sector=firm.sector,
        area=firm.area,
        size=firm.size,
        added_at=now - 2 * days,
        invited_at=now - days if state in (INVITED, DECLINED) else None,
        declined_at=now - days / 2 if state == DECLINED else None,
        left_at=now - days if state == LEFT else None,
    )
