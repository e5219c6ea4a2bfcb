"""How a complaint goes: who moves it from where to where, and who is told.

One table; `providers.complaints.moving.move` is the only way through it.
"""

from dataclasses import dataclass

from providers.models import Complaint, ComplaintStep

State, Side, Kind = Complaint.State, Complaint.Side, ComplaintStep.Kind

# Stand for whichever side it is of this complaint.
COMPLAINANT, OTHER, LOSER = "complainant", "other", "loser"
OFFICE, CLOCK = str(Side.OFFICE), str(Side.CLOCK)


@dataclass(frozen=True)
class Transition:
    """One row. tells: who gets a letter. remind: the term after which who acts next is reminded."""

    kind: Kind
    by: str
    of: tuple[State, ...]
    to: State
    tells: tuple[str, ...]
    needs_words: bool = True
    remind: str = ""


TRANSITIONS = (
    Transition(
        Kind.ANSWERED,
        OTHER,
        (State.OPEN, State.UNANSWERED),
        State.ANSWERED,
        (COMPLAINANT, OFFICE),
        remind="decision_reminder",
    ),
    Transition(
        Kind.PASSED_ON,
        CLOCK,
        (State.OPEN,),
        State.UNANSWERED,
        (COMPLAINANT, OTHER, OFFICE),
        needs_words=False,
        remind="decision_reminder",
    ),
    Transition(
        Kind.WITHDRAWN,
        COMPLAINANT,
        Complaint.UNDER_WAY,
        State.WITHDRAWN,
        (OTHER, OFFICE),
        needs_words=False,
    ),
    Transition(
        Kind.UPHELD,
        OFFICE,
        (State.ANSWERED, State.UNANSWERED),
        State.UPHELD,
        (COMPLAINANT, OTHER),
    ),
    Transition(
        Kind.REFUSED,
        OFFICE,
        (State.ANSWERED, State.UNANSWERED),
        State.REFUSED,
        (COMPLAINANT, OTHER),
    ),
    # Once, by whoever did not get its way; other people decide, and for good.
    Transition(
        Kind.APPEALED,
        LOSER,
        Complaint.DECIDED,
        State.APPEALED,
        (COMPLAINANT, OTHER, OFFICE),
    ),
    Transition(
        Kind.UPHELD,
        OFFICE,
        (State.APPEALED,),
        State.UPHELD_FINAL,
        (COMPLAINANT, OTHER),
    ),
    Transition(
        Kind.REFUSED,
        OFFICE,
        (State.APPEALED,),
        State.REFUSED_FINAL,
        (COMPLAINANT, OTHER),
    ),
)

_BY_MOVE = {(row.kind, state): row for row in TRANSITIONS for state in row.of}


def transition_of(kind: str, state: str) -> Transition | None:
    return _BY_MOVE.get((kind, state))


def side_of(who: str, complaint: Complaint) -> str:
    """Which side of this complaint a word of the table stands for."""
    if who == COMPLAINANT:
        return complaint.side
    if who == OTHER:
        return complaint.other_side
    if who == LOSER:
        return complaint.other_side if complaint.was_upheld else complaint.side
    return who


def role_of(side: str, complaint: Complaint) -> str:
    """As what this side reads it: words know a complainant and an other, not two kinds of house."""
    if side == OFFICE:
        return OFFICE
    return COMPLAINANT if side == complaint.side else OTHER


def moves_of(side: str, complaint: Complaint) -> set[str]:
    """What this side may do with it as it stands."""
    return {
        row.kind
        for row in TRANSITIONS
        if complaint.state in row.of and side_of(row.by, complaint) == side
    }
