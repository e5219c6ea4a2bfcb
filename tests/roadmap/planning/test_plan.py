"""Steps in time: what builds on another comes later, and no month holds more than a firm begins."""

import calendar
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.step_facts import StepFacts
from roadmap.planning.plan import (
    HORIZONS,
    LAST_MONTH,
    LATER,
    PACE,
    USUAL_PACE,
    Planned,
    bases,
    horizon_of,
    is_before,
    means_of,
    month_later,
)
from roadmap.planning.schedule import EVENING, planned
from tests.roadmap.planning.raises import (
    SIZES,
    facts,
    facts_of,
    firms,
    plan_of,
    raise_of,
)

# What comes first


def test_what_builds_on_another_begins_when_that_is_finished():
    plan = plan_of({"site": facts(["net"]), "net": facts(months=2)})
    assert list(plan) == ["net", "site"]
    assert plan["net"].start == 0
    assert plan["site"].start == plan["net"].finish == 2
    assert (plan["net"].horizon, plan["site"].horizon) == (0, 3)


def test_a_base_counts_through_questions_that_are_no_steps():
    known = {"shop": facts(["site"]), "site": facts(["net"]), "net": facts(months=3)}
    plan = plan_of(known, [raise_of("shop"), raise_of("net")])
    assert plan["shop"].start >= plan["net"].finish


def test_what_builds_on_a_question_waits_for_its_first_level_alone():
    known = {"net": facts(effort=1, months=2), "site": facts(["net"], effort=1)}
    raises = [raise_of("net", 0), raise_of("site"), raise_of("net", 1)]
    assert plan_of(known, raises)["site"].start == 2


def test_every_level_of_a_question_is_a_step_of_its_own_after_the_one_below():
    known = {"site": facts(effort=1, months=2)}
    raises = [raise_of("site", level) for level in range(3)]
    assert planned(raises, facts_of(known)) == [
        Planned("site", 0, 1, start=0, finish=2),
        Planned("site", 1, 2, start=2, finish=4),
        Planned("site", 2, 3, start=4, finish=6),
    ]


# What is needed before anything else


def test_what_is_needed_first_begins_first_whatever_it_earns():
    known = {"rich": facts(effort=1), "safe": facts(effort=4)}
    raises = [raise_of("rich", gain=99), raise_of("safe", gain=0, is_first=True)]
    plan = planned(raises, facts_of(known), "micro")
    assert [step.question for step in plan] == ["safe", "rich"]
    assert [step.start for step in plan] == [0, 1]


def test_others_begin_while_what_is_needed_first_waits_for_what_it_builds_on():
    known = {"base": facts(months=3), "safe": facts(["base"]), "other": facts()}
    raises = [
        raise_of("other"),
        raise_of("base", is_first=True),
        raise_of("safe", is_first=True),
    ]
    plan = plan_of(known, raises)
    # An owner who sees nothing of what he wants for half a year gives up.
    assert [plan[code].start for code in ("base", "safe", "other")] == [0, 3, 0]


def test_nothing_else_takes_the_effort_that_what_is_needed_first_lacks():
    known = {"safe": facts(effort=4), "more": facts(effort=4), "other": facts(effort=1)}
    raises = [
        raise_of("other"),
        raise_of("safe", is_first=True),
        raise_of("more", is_first=True),
    ]
    plan = plan_of(known, raises)
    assert {plan["safe"].start, plan["more"].start} == {0, 1}
    assert plan["other"].start >= 1


def test_options_needed_first_wait_for_nothing_of_each_other_and_come_before_the_rest():
    known = {
        "safe": replace(facts(effort=2, months=2), in_any_order=True),
        "easy": facts(effort=1, months=2),
    }
    raises = [raise_of("easy", gain=9)]
    raises += [raise_of("safe", level, is_first=True) for level in range(3)]
    plan = planned(raises, facts_of(known), "micro")
    assert [(step.question, step.start) for step in plan] == [
        ("safe", 0),
        ("safe", 0),
        ("safe", 0),
        ("easy", 1),
    ]


def test_options_that_are_merely_good_come_one_after_the_other():
    known = {"shop": replace(facts(effort=1, months=2), in_any_order=True)}
    raises = [raise_of("shop", 0, is_first=True), raise_of("shop", 1)]
    starts = [step.start for step in planned(raises, facts_of(known))]
    assert starts == [0, 2]


def test_what_something_needed_first_waits_for_is_needed_first_itself():
    known = {"base": facts(months=3), "safe": facts(["base"]), "other": facts()}
    raises = [raise_of("other"), raise_of("base"), raise_of("safe", is_first=True)]
    assert plan_of(known, raises)["safe"].start == 3


def test_higher_levels_of_what_something_needed_first_builds_on_come_later():
    known = {"base": facts(effort=1), "safe": facts(["base"], effort=1)}
    raises = [raise_of("base", level, gain=9) for level in range(1, 4)]
    raises.append(raise_of("safe", is_first=True))
    plan = planned(raises, facts_of(known), "micro")
    assert plan[0].question == "safe"


@pytest.mark.parametrize(
    ("known", "gains", "order"),
    [
        (
            {
                "dear": facts(effort=5),
                "cheap": facts(effort=1),
                "rich": facts(effort=5),
            },
            {"rich": 9},
            ["rich", "cheap", "dear"],
        ),
        (
            {"slow": facts(months=3), "quick": facts(months=2)},
            {},
            ["quick", "slow"],
        ),
        (
            {"idle": facts(effort=1), "useful": facts(effort=5)},
            {"idle": 0},
            ["useful", "idle"],
        ),
    ],
    ids=["points for the effort", "then the quicker", "what gains nothing last"],
)
def test_of_what_is_ready_the_best_comes_first(known, gains, order):
    raises = [raise_of(code, gain=gains.get(code, 1)) for code in known]
    assert list(plan_of(known, raises, "micro")) == order


def test_nothing_to_raise_is_no_plan():
    assert planned([], facts_of({})) == []


# Never more at once than a firm can do


@pytest.mark.parametrize("size", SIZES)
def test_a_month_holds_no_more_effort_than_the_size_of_the_firm_allows(size):
    known = {f"q{number}": facts(effort=2) for number in range(12)}
    starts = [step.start for step in plan_of(known, size=size).values()]
    pace = PACE.get(size, USUAL_PACE)
    assert max(2 * starts.count(month) for month in starts) <= pace
    assert starts.count(0) == min(12, pace // 2), "and no less where it is ready"


def test_a_step_larger_than_the_pace_still_begins():
    assert plan_of({"group": facts(effort=30)}, size="micro")["group"].start == 0


def test_what_takes_more_than_a_month_uses_up_the_months_after_it():
    known = {"group": facts(effort=25, months=1), "next": facts(effort=1)}
    raises = [raise_of("group", gain=100), raise_of("next")]
    plan = plan_of(known, raises, "small")
    assert (plan["group"].start, plan["group"].finish) == (0, 5)
    assert plan["next"].start == 5


def test_what_a_month_did_not_use_is_not_saved_up():
    known = {"base": facts(effort=1, months=3)}
    known |= {f"q{number}": facts(["base"], effort=4) for number in range(3)}
    starts = [step.start for step in plan_of(known, size="micro").values()]
    assert starts == [0, 3, 4, 5]


def test_what_does_not_fit_into_twenty_years_stands_at_their_end_after_its_bases():
    known = {"first": facts(effort=4, months=300)}
    known |= {
        "then": facts(["first"]),
        "last": facts(["then"]),
        "also": facts(["first"]),
    }
    plan = plan_of(known)
    assert [step.start for step in plan.values()] == [0, *[LAST_MONTH] * 3]
    assert list(plan)[1:] == ["also", "then", "last"]


# Laws


@given(firms())
def test_no_step_stands_before_what_it_waits_for(firm):
    known, raises, size = firm
    plan = planned(raises, facts_of(known), size)
    below = bases(known, facts_of(known))
    for place, step in enumerate(plan):
        for later in plan[place + 1 :]:
            is_base = later.question in below[step.question]
            assert not is_before(later, step, is_base, known[step.question])
            assert later.horizon >= step.horizon


@given(firms())
def test_nothing_is_due_before_what_stands_before_it_in_its_part_of_the_year(firm):
    """But for what begins now: what is needed first stands first, however long it takes."""
    known, raises, size = firm
    has_first = any(step.is_first for step in raises)
    for one, other in pairwise(planned(raises, facts_of(known), size)):
        is_same = one.horizon == other.horizon and one.start < LAST_MONTH
        if is_same and not (has_first and one.start == 0):
            assert one.finish <= other.finish


def is_evening(step: Planned, known: dict[str, StepFacts]) -> bool:
    return known[step.question].effort <= EVENING and known[step.question].months == 1


@given(firms())
def test_a_step_begins_when_all_it_waits_for_is_finished(firm):
    """But for an evening's work, which goes on with the next level at once."""
    known, raises, size = firm
    plan = planned(raises, facts_of(known), size)
    below = bases(known, facts_of(known))
    for step in plan:
        for other in plan:
            is_base = other.question in below[step.question]
            waits = is_before(other, step, is_base, known[step.question])
            if step.start < LAST_MONTH and waits:
                goes_on = other.question == step.question and is_evening(step, known)
                there = other.start if goes_on else other.finish
                assert there <= step.start


@given(firms(), st.data())
def test_nothing_begins_before_what_is_needed_first_unless_that_waits(firm, data):
    known, raises, size = firm
    first = data.draw(st.sets(st.sampled_from(sorted(known))))
    below = bases(known, facts_of(known))
    needed = set(first)
    marked = []
    for step in raises:
        marked.append(replace(step, is_first=step.question in first))
        if step.question in first:
            needed |= below[step.question]
    plan = planned(marked, facts_of(known), size)
    for step in plan:
        if step.question in first:
            waits = [0]
            for other in plan:
                is_base = other.question in below[step.question]
                if is_before(other, step, is_base, known[step.question]):
                    waits.append(other.finish)
            is_ready_from = max(waits)
            for other in plan:
                if other.question not in needed:
                    assert not is_ready_from <= other.start < step.start


@given(firms())
def test_every_raise_is_planned_once(firm):
    known, raises, size = firm
    plan = planned(raises, facts_of(known), size)
    levels = sorted((step.question, step.from_level, step.to_level) for step in plan)
    assert levels == sorted(
        (each.question, each.from_level, each.from_level + 1) for each in raises
    )


@given(firms())
def test_no_month_begins_more_than_the_pace_but_for_a_single_larger_step(firm):
    known, raises, size = firm
    singles = [raise_of(code, gain=1) for code in {each.question for each in raises}]
    begun: dict[int, list[int]] = {}
    for step in planned(singles, facts_of(known), size):
        begun.setdefault(step.start, []).append(known[step.question].effort)
    for efforts in begun.values():
        assert sum(efforts) <= PACE.get(size, USUAL_PACE) or len(efforts) == 1


@given(firms())
def test_a_plan_does_not_end_before_its_work_is_done(firm):
    known, raises, size = firm
    plan = planned(raises, facts_of(known), size)
    work = sum(known[each.question].effort for each in raises)
    last = max((step.finish for step in plan), default=0)
    assert last >= means_of(size).months_of_work(work)


# What a question builds on


def test_bases_are_those_of_the_questions_that_are_named():
    known = {"shop": facts(["site"]), "site": facts(["net"]), "net": facts()}
    assert bases(["shop", "net"], facts_of(known)) == {"shop": {"net"}, "net": set()}
    assert bases(["shop"], facts_of(known)) == {"shop": set()}
    assert bases([], facts_of(known)) == {}


def test_a_circle_ends():
    known = {"hen": facts(["egg"]), "egg": facts(["hen"])}
    assert bases(known, facts_of(known))["hen"] >= {"egg"}


# Parts of the year


@pytest.mark.parametrize(
    ("start", "finish", "horizon"),
    [
        (0, 1, 0),
        (0, 12, 0),
        (0, 13, 0),
        (1, 3, 3),
        (1, 4, 6),
        (3, 6, 6),
        (3, 7, 12),
        (11, 12, 12),
        (11, 13, 24),
    ],
)
def test_a_step_stands_in_the_part_of_the_year_it_is_done_in_unless_it_begins_now(
    start, finish, horizon
):
    assert horizon_of(start, finish) == horizon
    assert Planned("site", 0, 1, start, finish).horizon == horizon


@given(st.integers(1, 300), st.integers(0, 300))
def test_a_part_of_the_year_ends_no_earlier_than_its_steps(start, months):
    horizon = horizon_of(start, start + months)
    assert horizon in HORIZONS
    assert horizon == LATER or start + months <= horizon


def test_what_is_done_after_a_year_is_said_to_be_and_comes_after_what_it_builds_on():
    known = {"q0": facts(months=3)}
    for number in range(1, 8):
        known[f"q{number}"] = facts([f"q{number - 1}"], months=3)
    plan = plan_of(known, [raise_of(code) for code in reversed(known)])
    assert list(plan) == sorted(known)
    assert [step.horizon for step in plan.values()] == [0, 6, 12, 12, 24, 24, 24, 24]


# Months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_end_where_they_end(day, months, expected):
    assert month_later(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2070, 1, 1)), st.integers(0, 260))
def test_so_many_months_later_is_the_same_day_or_the_last_of_its_month(day, months):
    later = month_later(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    _weekday, last = calendar.monthrange(later.year, later.month)
    assert later.day == min(day.day, last)
