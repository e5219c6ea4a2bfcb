"""The table of transitions: where a request may go, who moves it, and that it never gets stuck."""

import pytest

from providers.leads.states import (
    CLOCK,
    CLOCKS,
    ENDED,
    ENTERPRISE,
    MENDABLE,
    PROVIDER,
    RETURNED_FOR,
    TRANSITIONS,
    State,
    moves_of,
    transition_of,
)
from providers.models import Lead

GOES_ON = list(CLOCKS)


def test_what_goes_on_has_a_clock_and_what_has_ended_has_none():
    assert set(GOES_ON) == {*Lead.LIVE, State.RETURNED}
    assert set(GOES_ON) | set(ENDED) == set(State)
    assert not set(GOES_ON) & set(ENDED)


@pytest.mark.parametrize("state", GOES_ON)
def test_every_clock_leads_on_by_a_row_of_the_table_and_reminds_before(state):
    clock = CLOCKS[state]
    assert transition_of(CLOCK, state, clock.then)
    assert 0 < clock.remind < clock.days


@pytest.mark.parametrize("state", GOES_ON)
def test_whoever_is_waited_for_can_do_something(state):
    assert moves_of(CLOCKS[state].waits_for, state)


@pytest.mark.parametrize("state", ENDED)
def test_nothing_follows_on_an_end(state):
    for side in (ENTERPRISE, PROVIDER, CLOCK):
        assert not moves_of(side, state)


@pytest.mark.parametrize("state", [*Lead.LIVE, State.RETURNED])
def test_the_enterprise_may_take_it_back_at_any_time(state):
    assert State.WITHDRAWN in moves_of(ENTERPRISE, state)


def test_no_two_rows_say_the_same():
    keys = [(row.side, state, row.to) for row in TRANSITIONS for state in row.of]
    assert len(keys) == len(set(keys))


def test_an_end_that_a_clock_brings_is_told_to_the_enterprise():
    ends = [row for row in TRANSITIONS if row.side == CLOCK and row.to in ENDED]
    silent = [row for row in ends if ENTERPRISE not in row.tells]
    # Of what it ended itself it knows.
    assert {row.to for row in silent} == {State.WITHDRAWN}


def test_that_nobody_answered_is_no_reason_to_return_a_request():
    assert RETURNED_FOR == (MENDABLE, "duplicate", "outside")


def test_a_provider_cannot_take_back_what_was_agreed():
    assert moves_of(PROVIDER, State.AGREED) == [State.OFFERED, State.DELIVERED]
