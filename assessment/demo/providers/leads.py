"""Requests of invented firms to invented providers, in every state and with what was said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from django.utils import timezone

from accounts.access.scopes import Item
from accounts.models import Membership, User
from accounts.services import add_member
from assessment.demo.population import demo_file, pick
from providers.leads.following import associations_of, let_follow
from providers.leads.moving import move
from providers.leads.services import Shown, accept_lead, decline_lead, withdraw_lead
from providers.leads.states import CLOCK, ENTERPRISE, PROVIDER, State
from providers.leads.talks import (
    Offer,
    agree,
    make_offer,
    say_outcome,
    write_message,
)
from providers.models import Lead, LeadOutcome, Provider, Side, Solution

FATES = {
    State.SENT: 4,
    State.ACCEPTED: 3,
    State.TALKING: 2,
    State.OFFERED: 2,
    State.AGREED: 2,
    State.DELIVERED: 1,
    State.CLOSED: 2,
    State.DECLINED: 2,
    State.RELEASED: 1,
    State.EXPIRED: 1,
    State.RETURNED: 1,
    State.WITHDRAWN: 1,
}
# How many days ago it was sent, so that no clock has run out that should not have.
SINCE = {
    State.SENT: (0.1, 2),
    State.ACCEPTED: (0.2, 4),
    State.RETURNED: (0.2, 4),
    State.RELEASED: (9, 40),
    State.EXPIRED: (30, 50),
}
USUALLY = (2, 20)
# What came before each state.
WAY = {
    State.TALKING: (State.ACCEPTED,),
    State.OFFERED: (State.ACCEPTED, State.TALKING),
    State.AGREED: (State.ACCEPTED, State.TALKING, State.OFFERED),
    State.DELIVERED: (State.ACCEPTED, State.OFFERED, State.AGREED),
    State.CLOSED: (State.ACCEPTED, State.OFFERED, State.AGREED, State.DELIVERED),
    State.EXPIRED: (State.ACCEPTED,),
}
# These firms keep their contact to themselves: they are written to on the request.
WITHOUT_CONTACT = {State.TALKING}
GREETING = "Chào anh chị, hôm nay em gửi mấy câu hỏi thêm về cửa hàng ở đây nhé."
SCOPE = "Lắp đặt, nhập dữ liệu ban đầu, hướng dẫn hai buổi, hỗ trợ một năm."
THANKS = "Làm đúng hẹn, hướng dẫn dễ hiểu."


def fates_of(rng: np.random.Generator, fates: Mapping[str, int]) -> Iterator[str]:
    """Each once, then as it comes: also a small demo has all that there is."""
    yield from fates
    while True:
        yield pick(rng, fates)


def shown_of(content: Mapping, solution: Solution) -> Shown:
    """The first step that it helps with, and the first answer that it raises."""
    steps = [
        (step["question"], step["from"], step["to"])
        for step in content["steps"]
        if solution.slug in (*step["solutions"], *step["more"])
    ]
    answers = [
        gap["question"]
        for facts in content["suggestions"]
        if facts["solution"] == solution.slug
        for gap in facts["gaps"]
    ]
    return Shown(answers=tuple(answers[:1]), steps=tuple(steps[:1]))


def items_of(shown: Shown, fate: str) -> list[Item]:
    named = {Item.NAMED_ANSWERS: shown.answers, Item.NAMED_STEPS: shown.steps}
    items = [item for item, is_named in named.items() if is_named]
    answered_by = Item.MESSAGES if fate in WITHOUT_CONTACT else Item.CONTACT
    return [answered_by, Item.AGGREGATE, Item.PILLARS, *items]


def asked_at(
    rng: np.random.Generator, fate: str, created_at: datetime, now: datetime
) -> datetime:
    """Nobody asks before there is a result to ask with."""
    days = float(rng.uniform(*SINCE.get(State(fate), USUALLY)))
    return max(created_at, now - timedelta(days=days))


def meet(rng: np.random.Generator, lead: Lead, fate: str, now: datetime) -> Lead:
    """Everything that happens to a request until it stands where it is to."""
    if fate == State.SENT:
        return lead
    states = [*WAY.get(State(fate), ()), fate]
    for at, state in zip(_moments(rng, lead, len(states), now), states, strict=True):
        lead = _STEPS[State(state)](rng, lead, at)
    return lead


def _moments(
    rng: np.random.Generator, lead: Lead, count: int, now: datetime
) -> list[datetime]:
    """In order, between the asking and now."""
    # What a clock did alone took its days.
    first = 0.6 if count == 1 else 0.1
    shares = [0.0, *sorted(rng.uniform(first, 0.9, count).tolist())]
    span = now - lead.asked_at
    return [lead.asked_at + span * later for _before, later in pairwise(shares)]


def staff_of(provider: Provider, now: datetime) -> User:
    """Somebody who works for the provider; made when first needed, without a password."""
    email = f"nhanvien@{provider.slug}.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
        add_member(
            organisation=provider.organisation,
            user=user,
            role=Membership.Role.MANAGER,
            by=None,
            now=now,
        )
    return user


def _accept(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    return accept_lead(lead=lead, by=staff_of(lead.provider, at), now=at)


def _talk(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    by = staff_of(lead.provider, at)
    write_message(lead=lead, side=PROVIDER, text=GREETING, by=by, now=at)
    return Lead.objects.get(pk=lead.pk)


def _offer(rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    day = timezone.localdate(at)
    amount = int(rng.integers(8, 60)) * 500_000
    ends_on = day + timedelta(days=int(rng.integers(10, 40)))
    offer = Offer(amount, SCOPE, day + timedelta(days=3), ends_on)
    return make_offer(lead=lead, offer=offer, by=staff_of(lead.provider, at), now=at)


def _agree(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    offer = lead.offers.first()
    assert offer is not None, "nothing is agreed to before it was offered"
    return agree(lead=lead, offer=offer, by=lead.asked_by, now=at)


def _deliver(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    by = staff_of(lead.provider, at)
    lead = move(lead=lead, to=State.DELIVERED, side=PROVIDER, by=by, now=at)
    return _say(lead, PROVIDER, by, "", at)


def _close(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    return _say(lead, ENTERPRISE, lead.asked_by, THANKS, at)


def _say(lead: Lead, side: Side, by: User, words: str, at: datetime) -> Lead:
    said = LeadOutcome.Said.DONE
    return say_outcome(lead=lead, side=side, said=said, words=words, by=by, now=at)


def _decline(rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    reason = str(rng.choice(demo_file("population")["refusals"]))
    by = staff_of(lead.provider, at)
    return decline_lead(lead=lead, reason=reason, by=by, now=at)


def _return(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    return move(
        lead=lead,
        to=State.RETURNED,
        side=PROVIDER,
        by=staff_of(lead.provider, at),
        now=at,
        code="wrong_contact",
        reason="Số điện thoại gọi không được.",
    )


def _withdraw(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
    return withdraw_lead(lead=lead, by=lead.asked_by, now=at)


def _by_clock(to: State) -> Callable[[np.random.Generator, Lead, datetime], Lead]:
    def step(_rng: np.random.Generator, lead: Lead, at: datetime) -> Lead:
        return move(lead=lead, to=to, side=CLOCK, by=None, now=at)

    return step


def let_some_follow(leads: Iterable[Lead], now: datetime) -> None:
    """Every other firm that belongs to an association lets it see how its request goes."""
    for place, lead in enumerate(leads):
        belongs = associations_of(lead.organisation)
        if belongs and place % 2 == 0:
            by = lead.asked_by
            let_follow(lead=lead, associations=belongs[:1], by=by, now=now)


_STEPS = {
    State.ACCEPTED: _accept,
    State.TALKING: _talk,
    State.OFFERED: _offer,
    State.AGREED: _agree,
    State.DELIVERED: _deliver,
    State.CLOSED: _close,
    State.DECLINED: _decline,
    State.RETURNED: _return,
    State.WITHDRAWN: _withdraw,
    State.RELEASED: _by_clock(State.RELEASED),
    State.EXPIRED: _by_clock(State.EXPIRED),
}
