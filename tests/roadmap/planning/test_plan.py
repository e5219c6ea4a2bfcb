"""Steps in time: what builds on another comes later, and no month holds more than a firm can begin."""

import random
from fractions import Fraction

import pytest

from indexes.index.step_facts import StepFacts
from roadmap.planning.plan import (
    LAST_MONTH,
    LATER,
    PACE,
    USUAL_PACE,
    Raise,
    bases,
    horizon_of,
    months_of_work,
    planned,
)


def facts(after=(), effort=2, months=1) -> StepFacts:
    return StepFacts(effort, months, tuple(after), True, "owner", 0, 0, "")


def description(known: dict[str, StepFacts]):
    return lambda code: known[code]


def one(code: str, level: int = 0, gain: int = 1) -> Raise:
    return Raise(code, level, level + 1, Fraction(gain))


def test_what_builds_on_another_begins_when_that_is_finished():
    known = {"site": facts(["net"]), "net": facts(months=2)}
    plan = {
        step.question: step
        for step in planned([one("site"), one("net")], description(known))
    }
    assert plan["net"].start == 0
    assert plan["site"].start == plan["net"].finish == 2
    assert (plan["net"].horizon, plan["site"].horizon) == (0, 3)


def test_a_base_counts_through_questions_that_are_no_steps():
    known = {"shop": facts(["site"]), "site": facts(["net"]), "net": facts(months=3)}
    assert bases({"shop", "net"}, description(known)) == {"shop": {"net"}, "net": set()}
    plan = {
        step.question: step
        for step in planned([one("shop"), one("net")], description(known))
    }
    assert plan["shop"].start >= plan["net"].finish


def test_the_levels_of_one_question_are_one_step_that_stands_where_it_is_done():
    known = {"site": facts(effort=1, months=2)}
    plan = planned([one("site", level) for level in range(4)], description(known))
    assert [
        (step.from_level, step.to_level, step.start, step.finish, step.horizon)
        for step in plan
    ] == [(0, 4, 0, 8, 0)]


def test_most_points_for_the_effort_come_first():
    known = {"dear": facts(effort=5), "cheap": facts(effort=1), "rich": facts(effort=5)}
    plan = planned([one("dear"), one("cheap"), one("rich", gain=9)], description(known))
    assert [step.question for step in plan] == ["rich", "cheap", "dear"]


def test_a_month_holds_no_more_effort_than_the_size_of_the_firm_allows():
    known = {f"q{number}": facts(effort=2) for number in range(12)}
    raises = [one(code) for code in known]
    for size, pace in [("", USUAL_PACE), *PACE.items()]:
        plan = planned(raises, description(known), size)
        for month in range(LAST_MONTH):
            assert sum(2 for step in plan if step.start == month) <= pace


def test_a_step_larger_than_the_pace_still_begins():
    assert (
        planned([one("group")], description({"group": facts(effort=30)}), "micro")[
            0
        ].start
        == 0
    )


def test_what_takes_more_than_a_month_uses_up_the_months_after_it():
    known = {"group": facts(effort=25, months=1), "next": facts(effort=1)}
    plan = {
        step.question: step
        for step in planned(
            [one("group", gain=100), one("next")], description(known), "small"
        )
    }
    assert (plan["group"].start, plan["group"].finish) == (0, 5)
    assert plan["next"].start == 5


def test_what_is_done_after_a_year_is_said_to_be_and_comes_after_what_it_builds_on():
    known = {
        f"q{number:02}": facts([f"q{number - 1:02}"] if number else [], months=3)
        for number in range(8)
    }
    plan = planned([one(code) for code in reversed(known)], description(known))
    assert [step.question for step in plan] == sorted(known)
    assert [step.horizon for step in plan] == [0, 6, 12, 12, 24, 24, 24, 24]
    assert all(
        step.horizon == LATER for step in plan if step.start and step.finish > 12
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_puts_a_step_before_what_it_builds_on_or_ends_before_its_work_is_done(
    seed,
):
    chance = random.Random(seed)
    codes = [f"q{number}" for number in range(chance.randint(1, 14))]
    known = {
        code: facts(
            chance.sample(codes[:place], min(place, chance.randint(0, 3))),
            chance.randint(1, 5),
            chance.randint(1, 6),
        )
        for place, code in enumerate(codes)
    }
    raises = [
        one(code, level) for code in codes for level in range(chance.randint(0, 3))
    ]
    chance.shuffle(raises)
    raises.sort(key=lambda each: each.from_level)
    size = chance.choice(["", *PACE])
    plan = planned(raises, description(known), size)
    below = bases({each.question for each in raises}, description(known))
    for place, step in enumerate(plan):
        for later in plan[place + 1 :]:
            assert later.question not in below[step.question]
            assert later.horizon >= step.horizon
            if later.question == step.question:
                assert later.from_level >= step.to_level
    work = sum(known[each.question].effort for each in raises)
    assert max((step.finish for step in plan), default=0) >= months_of_work(work, size)
    covered = sorted(
        (step.question, level)
        for step in plan
        for level in range(step.from_level, step.to_level)
    )
    assert covered == sorted((each.question, each.from_level) for each in raises)


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


@pytest.mark.parametrize(
    ("effort", "size", "months"),
    [(0, "micro", 0), (1, "micro", 1), (42, "micro", 11), (42, "large", 2)],
)
def test_effort_is_told_in_months_of_work_of_a_firm_of_that_size(effort, size, months):
    assert months_of_work(effort, size) == months
