"""How a request goes: who moves it from where to where, by which clock, and who is told.

One table; `providers.leads.moving.move` is the only way through it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from providers.models import Lead, Side

State = Lead.State
ENTERPRISE, PROVIDER, CLOCK = Side.ENTERPRISE, Side.PROVIDER, Side.CLOCK


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    tells: the sides that get a letter. codes: the reasons it knows, one of which it needs.
    needs_words: whether it is moved only with a reason in words.
    """

    side: Side
    of: tuple[State, ...]
    to: State
    event: str
    tells: tuple[Side, ...]
    codes: tuple[str, ...] = ()
    needs_words: bool = False

    @property
    def takes_words(self) -> bool:
        """Why it ends or comes back stands on the page of both sides."""
        return self.needs_words or bool(self.codes)


@dataclass(frozen=True)
class Clock:
    """How long a state lasts, in working days; the day it began does not count.

    waits_for: on whom it is to move on. remind: after how many days that side is told once.
    then: the state that comes by itself.
    """

    waits_for: Side
    days: int
    remind: int
    then: State


# A wrong contact can be mended by the enterprise; the others end the request.
MENDABLE = "wrong_contact"
RETURNED_FOR = (MENDABLE, "duplicate", "outside")

TRANSITIONS = (
    # The provider answers. That nobody answered is no reason to return a request.
    Transition(PROVIDER, (State.SENT,), State.ACCEPTED, "lead.accepted", (ENTERPRISE,)),
    Transition(
        PROVIDER,
        (State.SENT, State.ACCEPTED, State.TALKING, State.OFFERED),
        State.DECLINED,
        "lead.declined",
        (ENTERPRISE,),
        needs_words=True,
    ),
    Transition(
        PROVIDER,
        (State.SENT, State.ACCEPTED),
        State.RETURNED,
        "lead.returned",
        (ENTERPRISE,),
        codes=RETURNED_FOR,
    ),
    # The two talk, and one makes an offer; a changed offer is agreed to anew.
    Transition(PROVIDER, (State.ACCEPTED,), State.TALKING, "lead.talking", ()),
    Transition(ENTERPRISE, (State.ACCEPTED,), State.TALKING, "lead.talking", ()),
    Transition(
        PROVIDER,
        (State.ACCEPTED, State.TALKING, State.OFFERED, State.AGREED),
        State.OFFERED,
        "lead.offered",
        (ENTERPRISE,),
    ),
    Transition(
        ENTERPRISE, (State.OFFERED,), State.TALKING, "lead.offer_refused", (PROVIDER,)
    ),
    Transition(ENTERPRISE, (State.OFFERED,), State.AGREED, "lead.agreed", (PROVIDER,)),
    # It is done, and both say what came of it.
    Transition(
        PROVIDER, (State.AGREED,), State.DELIVERED, "lead.delivered", (ENTERPRISE,)
    ),
    Transition(
        ENTERPRISE, (State.AGREED,), State.DELIVERED, "lead.delivered", (PROVIDER,)
    ),
    Transition(
        ENTERPRISE, (State.DELIVERED,), State.AGREED, "lead.not_delivered", (PROVIDER,)
    ),
    Transition(
        PROVIDER, (State.DELIVERED,), State.CLOSED, "lead.closed", (ENTERPRISE,)
    ),
    Transition(
        ENTERPRISE, (State.DELIVERED,), State.CLOSED, "lead.closed", (PROVIDER,)
    ),
    # The enterprise takes it back at any time, or mends what made it come back.
    Transition(
        ENTERPRISE,
        (*Lead.LIVE, State.RETURNED),
        State.WITHDRAWN,
        "lead.withdrawn",
        (PROVIDER,),
    ),
    Transition(ENTERPRISE, (State.RETURNED,), State.SENT, "lead.mended", (PROVIDER,)),
    # What happens where nobody does anything.
    Transition(
        CLOCK, (State.SENT,), State.RELEASED, "lead.released", (ENTERPRISE, PROVIDER)
    ),
    Transition(
        CLOCK,
        (State.ACCEPTED, State.TALKING, State.OFFERED, State.AGREED),
        State.EXPIRED,
        "lead.expired",
        (ENTERPRISE, PROVIDER),
    ),
    Transition(CLOCK, (State.RETURNED,), State.EXPIRED, "lead.expired", (ENTERPRISE,)),
    Transition(
        CLOCK, (State.DELIVERED,), State.CLOSED, "lead.closed", (ENTERPRISE, PROVIDER)
    ),
    # The consent behind it ended elsewhere.
    Transition(
        CLOCK,
        (*Lead.LIVE, State.RETURNED),
        State.WITHDRAWN,
        "lead.withdrawn",
        (PROVIDER,),
    ),
)

CLOCKS = {
    State.SENT: Clock(PROVIDER, days=3, remind=2, then=State.RELEASED),
    State.ACCEPTED: Clock(PROVIDER, days=5, remind=3, then=State.EXPIRED),
    State.TALKING: Clock(PROVIDER, days=20, remind=15, then=State.EXPIRED),
    State.OFFERED: Clock(ENTERPRISE, days=10, remind=7, then=State.EXPIRED),
    # From the last day of what was agreed.
    State.AGREED: Clock(PROVIDER, days=10, remind=1, then=State.EXPIRED),
    State.DELIVERED: Clock(ENTERPRISE, days=10, remind=5, then=State.CLOSED),
    State.RETURNED: Clock(ENTERPRISE, days=5, remind=3, then=State.EXPIRED),
}
# Of these the consent ends in the same moment.
ENDED = tuple(state for state in State if state not in CLOCKS)

_BY_MOVE = {(row.side, state, row.to): row for row in TRANSITIONS for state in row.of}


def transition_of(side: Side, was: str, to: str) -> Transition | None:
    return _BY_MOVE.get((side, was, to))


def moves_of(side: Side, state: str) -> Iterable[State]:
    """Where this side may move a request that is in `state`."""
    return [to for by, was, to in _BY_MOVE if (by, was) == (side, state)]
