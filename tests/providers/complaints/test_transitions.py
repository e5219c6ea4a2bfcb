"""The one table: who may do what in which state, and nothing else."""

import pytest

from providers.complaints.transitions import (
    TRANSITIONS,
    moves_of,
    side_of,
    transition_of,
)
from providers.models import Complaint, ComplaintStep

State, Side, Kind = Complaint.State, Complaint.Side, ComplaintStep.Kind
DECISIONS = {Kind.UPHELD, Kind.REFUSED}
# Of a complaint of the enterprise, by state: what enterprise, provider, association may do.
MAY = {
    State.OPEN: ({Kind.WITHDRAWN}, {Kind.ANSWERED}, set()),
    State.ANSWERED: ({Kind.WITHDRAWN}, set(), DECISIONS),
    State.UNANSWERED: ({Kind.WITHDRAWN}, {Kind.ANSWERED}, DECISIONS),
    State.UPHELD: (set(), {Kind.APPEALED}, set()),
    State.REFUSED: ({Kind.APPEALED}, set(), set()),
    State.APPEALED: ({Kind.WITHDRAWN}, set(), DECISIONS),
    State.UPHELD_FINAL: (set(), set(), set()),
    State.REFUSED_FINAL: (set(), set(), set()),
    State.WITHDRAWN: (set(), set(), set()),
}
OF_THE_OTHER = {
    Side.ENTERPRISE: Side.PROVIDER,
    Side.PROVIDER: Side.ENTERPRISE,
    Side.OFFICE: Side.OFFICE,
}
SIDES = (Side.ENTERPRISE, Side.PROVIDER, Side.OFFICE)


def complaint_in(state: str, side: str = Side.ENTERPRISE) -> Complaint:
    was_upheld = {State.UPHELD: True, State.REFUSED: False}.get(state)
    return Complaint(state=state, side=side, was_upheld=was_upheld)


@pytest.mark.parametrize("state", State)
def test_each_side_may_do_what_the_table_says_and_nothing_else(state):
    complaint = complaint_in(state)
    for side, expected in zip(SIDES, MAY[state], strict=True):
        assert moves_of(side, complaint) == expected, side


@pytest.mark.parametrize("state", State)
def test_a_complaint_of_a_provider_is_the_same_the_other_way_round(state):
    complaint = complaint_in(state, Side.PROVIDER)
    for side, expected in zip(SIDES, MAY[state], strict=True):
        assert moves_of(OF_THE_OTHER[side], complaint) == expected, side


@pytest.mark.parametrize(
    ("kind", "state"),
    [(kind, state) for kind in Kind for state in State],
)
def test_no_step_leads_from_a_state_that_the_table_does_not_name(kind, state):
    row = transition_of(kind, state)
    named = [each for each in TRANSITIONS if each.kind == kind and state in each.of]
    assert ([row] if row else []) == named


def test_every_state_but_the_first_is_reached_and_no_end_is_left():
    reached = {row.to for row in TRANSITIONS}
    assert reached == set(State) - {State.OPEN}
    ends = {State.UPHELD_FINAL, State.REFUSED_FINAL, State.WITHDRAWN}
    left = {state for row in TRANSITIONS for state in row.of}
    assert left == set(State) - ends


def test_an_appeal_leads_to_what_is_final_and_never_to_another_appeal():
    after = [row.to for row in TRANSITIONS if State.APPEALED in row.of]
    decided = {State.UPHELD_FINAL, State.REFUSED_FINAL, State.WITHDRAWN}
    assert set(after) == decided


def test_only_the_clock_says_that_nobody_answered():
    (row,) = [row for row in TRANSITIONS if row.kind == Kind.PASSED_ON]
    assert side_of(row.by, complaint_in(State.OPEN)) == Side.CLOCK


def test_whatever_decides_or_answers_needs_words():
    silent = {row.kind for row in TRANSITIONS if not row.needs_words}
    assert silent == {Kind.PASSED_ON, Kind.WITHDRAWN}


@pytest.mark.parametrize(
    ("side", "upheld", "loser"),
    [
        (Side.ENTERPRISE, True, Side.PROVIDER),
        (Side.ENTERPRISE, False, Side.ENTERPRISE),
        (Side.PROVIDER, True, Side.ENTERPRISE),
        (Side.PROVIDER, False, Side.PROVIDER),
    ],
)
def test_whoever_did_not_get_its_way_appeals(side, upheld, loser):
    complaint = Complaint(side=side, was_upheld=upheld)
    assert side_of("loser", complaint) == loser
