"""What a month has for the steps: hours of work, and money that is saved up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.planning.plan import (
    HOURS,
    LAST_MONTH,
    PACE,
    Pace,
    means_of,
    usual_hours,
)
from roadmap.planning.schedule import _Plan, planned
from tests.roadmap.planning.raises import facts, facts_of, firms, plan_of, raise_of


def test_hours_that_an_owner_gives_take_the_place_of_what_is_usual():
    known = {f"q{number}": facts(effort=1) for number in range(4)}
    starts = [
        step.start for step in plan_of(known, pace=Pace(hours=2 * HOURS)).values()
    ]
    assert starts == [0, 0, 1, 1]
    assert means_of("micro").effort == PACE["micro"]
    assert usual_hours("micro") == PACE["micro"] * HOURS


def test_less_than_a_day_a_month_still_gets_there():
    plan = plan_of({"a": facts(effort=2), "b": facts(effort=1)}, pace=Pace(hours=4))
    assert (plan["b"].start, plan["a"].start) == (0, 2)
    assert plan["a"].finish == 2 + 4, "four months of half a day"


def test_a_slow_pace_does_not_ask_every_month_what_waits_for_what(monkeypatch):
    """An hour a month has room for one step in eight months; the others are not looked at."""
    asked = []
    is_ready = _Plan._is_ready

    def noted(plan, step, month):
        asked.append(month)
        return is_ready(plan, step, month)

    monkeypatch.setattr(_Plan, "_is_ready", noted)
    known = {f"q{number:02}": facts(effort=1) for number in range(40)}
    starts = [step.start for step in plan_of(known, pace=Pace(hours=1)).values()]
    # What does not fit into twenty years begins at their end.
    assert {*starts} == {*range(0, LAST_MONTH, HOURS), LAST_MONTH}
    assert len(asked) <= 2 * len(known)


def test_a_step_begins_when_the_money_for_it_is_saved_up():
    known = {"dear": facts(effort=1, cost=25), "free": facts(effort=1)}
    plan = plan_of(known, pace=Pace(money=10))
    assert (plan["free"].start, plan["dear"].start) == (0, 2)


def test_what_is_needed_first_and_cheap_is_not_kept_waiting_by_what_is_dear():
    """A copy of the data for ten a month; the till is saved up for after it."""
    known = {"till": facts(effort=1, cost=100), "copy": facts(effort=1, cost=10)}
    raises = [raise_of("till", gain=9, is_first=True), raise_of("copy", is_first=True)]
    plan = plan_of(known, raises, pace=Pace(money=10))
    assert (plan["copy"].start, plan["till"].start) == (0, 10)


def test_money_is_spent_once():
    known = {f"q{number}": facts(effort=1, cost=10) for number in range(3)}
    starts = [step.start for step in plan_of(known, pace=Pace(money=10)).values()]
    assert starts == [0, 1, 2]


def test_what_comes_with_a_tool_adds_little_to_what_is_saved_up_for():
    part = replace(facts(effort=1, cost=15), comes_with=("whole",))
    known = {"whole": facts(effort=1, cost=30), "part": part}
    plan = plan_of(known, pace=Pace(money=10))
    # The dear tool costs 60 and brings the part: together they are one purchase.
    assert (plan["whole"].start, plan["part"].start) == (2, 2)
    alone = plan_of({"part": part}, pace=Pace(money=10))
    assert alone["part"].start == 1


@given(firms(), st.integers(5, 40))
def test_a_plan_never_spends_more_than_was_saved_up(firm, money):
    known, raises, size = firm
    priced = {code: replace(step, cost_high=20) for code, step in known.items()}
    spent = 0
    by_start = sorted(
        planned(raises, facts_of(priced), size, Pace(money=money)),
        key=lambda step: step.start,
    )
    for step in by_start:
        spent += priced[step.question].cost_high // 2
        assert step.start == LAST_MONTH or spent <= money * (step.start + 1)


# Months


@pytest.mark.parametrize(
    ("effort", "size", "months"),
    [
        (0, "micro", 0),
        (1, "micro", 1),
        (4, "micro", 1),
        (5, "micro", 2),
        (42, "micro", 11),
        (90, "large", 2),
        (6, "", 2),
        (6, "unknown", 2),
    ],
)
def test_effort_is_told_in_months_of_work_of_a_firm_of_that_size(effort, size, months):
    assert means_of(size).months_of_work(effort) == months


@pytest.mark.parametrize(
    ("effort", "usual", "months"), [(1, 1, 1), (1, 6, 6), (20, 1, 4), (20, 4, 4)]
)
def test_a_level_takes_its_usual_time_and_no_less_than_its_work(effort, usual, months):
    step = facts(effort=effort, months=usual)
    assert means_of("small").months_of(step) == months
