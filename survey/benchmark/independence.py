"""Which enterprises stand for themselves: made up ones could single a real one out, or lead
all others astray.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np
from django.db.models.functions import Coalesce

from accounts.models import Confirmation, Membership, Organisation
from registry.households import PERSONAL_CODE
from scoring.independence import independent
from survey.models import Evidence, Origin

BRANCH = (
    10  # digits of a tax code; those after it tell branches of one enterprise apart
)

# Two names of one place, where dots in an address say nothing.
GMAIL = ("gmail.com", "googlemail.com")

Mark = tuple[str, str | int]


@dataclass
class _Candidate:
    enterprise: int
    # By when it was claimed, or else begun: the first is 0.
    place: int
    marks: list[Mark] = field(default_factory=list)
    is_confirmed: bool = False

    @property
    def order(self) -> tuple[bool, int]:
        """Who is confirmed counts before others, then who came first."""
        return not self.is_confirmed, self.place


def independent_enterprises(among: np.ndarray) -> np.ndarray:
    """Ids of those among these enterprises that count in comparisons.

    Claimed by an account with a verified address, or confirmed by an association; and of
    those that have an account, a network, a tax code or a browser in common, one.
    """
    owners, confirmed = _verified_owners(), _confirmed()
    # Whoever owns a shop and a factory may count with each, where they answer other indexes.
    candidates = list(_candidates(set(among.tolist()), owners, confirmed))
    by_enterprise = {}
    for candidate in candidates:
        by_enterprise[candidate.enterprise] = candidate
    for enterprise, mark in _marks_of_origin():
        if enterprise in by_enterprise:
            by_enterprise[enterprise].marks.append(mark)

    candidates.sort(key=attrgetter("order"))
    counts = independent(map(attrgetter("marks"), candidates))
    ids = np.fromiter(map(attrgetter("enterprise"), candidates), np.int64)
    return ids[np.array(counts, bool)]


def _verified_owners() -> Mapping[int, list[Mark]]:
    """By enterprise the accounts that own it and whose address is verified, as marks."""
    owners = Membership.objects.filter(
        role=Membership.Role.OWNER,
        organisation__kind=Organisation.Kind.ENTERPRISE,
        user__is_active=True,
        user__emailaddress__verified=True,
    )
    by_enterprise: dict[int, list[Mark]] = defaultdict(list)
    rows = owners.values_list("organisation_id", "user_id", "user__emailaddress__email")
    for enterprise, user, email in rows.iterator():
        by_enterprise[enterprise] += ("account", user), ("mailbox", _mailbox(email))
    return by_enterprise


def _mailbox(email: str) -> str:
    """One mailbox has as many addresses as one likes: an+1@…, an+2@…, and with dots at Gmail."""
    name, _at, domain = email.lower().rpartition("@")
    name, _plus, _tag = name.partition("+")
    if domain in GMAIL:
        name = name.replace(".", "")
        domain = GMAIL[0]
    return f"{name}@{domain}"


def _confirmed() -> set[int]:
    """Enterprises that an association knows: it says so, or accepted proof that it opened."""
    accepted = Evidence.objects.filter(
        verdict=Evidence.Verdict.ACCEPTED,
        reviewed_for__kind=Organisation.Kind.ASSOCIATION,
        removed_at__isnull=True,
    )
    known = Confirmation.objects.filter(
        association__kind=Organisation.Kind.ASSOCIATION,
        withdrawn_at__isnull=True,
    )
    proved = accepted.order_by().values_list("assessment__organisation_id")
    said = known.order_by().values_list("enterprise_id")
    return {enterprise for (enterprise,) in proved.union(said)}


def _candidates(
    among: set[int], owners: Mapping[int, list[Mark]], confirmed: set[int]
) -> Iterator[_Candidate]:
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    # The database puts them in order: to read as many days would take longer.
    in_order = enterprises.order_by(Coalesce("claimed_at", "created_at"), "pk")
    rows = in_order.values_list("pk", "tax_code")
    for place, (enterprise, tax_code) in enumerate(rows.iterator()):
        accounts = owners.get(enterprise, [])
        is_confirmed = enterprise in confirmed
        if enterprise in among and (accounts or is_confirmed):
            marks = [*accounts, *_of_tax_code(tax_code)]
            yield _Candidate(enterprise, place, marks, is_confirmed)


def _of_tax_code(tax_code: str) -> Iterator[Mark]:
    # A person's number has no branches: its first digits are those of many.
    if len(tax_code) == PERSONAL_CODE:
        yield "tax code", tax_code
    elif tax_code:
        yield "tax code", tax_code[:BRANCH]


def _marks_of_origin() -> Iterator[tuple[int, Mark]]:
    """What could not be told of an enterprise is no mark: it has it in common with nobody."""
    rows = Origin.objects.values_list("organisation_id", "network", "device")
    for enterprise, network, device in rows.iterator():
        if network:
            yield enterprise, ("network", network)
        if device:
            yield enterprise, ("device", device)
