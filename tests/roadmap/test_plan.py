"""Steps in time: what builds on another comes later, and no month holds more than a firm can begin."""

import random
from fractions import Fraction

import pytest

from roadmap.plan import LAST_MONTH, PACE, USUAL_PACE, Raise, bases, horizon_of, planned
from survey.index.doing import StepFacts


def facts(after=(), effort=2, months=1) -> StepFacts:
    return StepFacts(effort, months, tuple(after), True, "owner", 0, 0, "")


def told(known: dict[str, StepFacts]):
    return lambda code: known[code]


def one(code: str, level: int = 0, gain: int = 1) -> Raise:
    return Raise(code, level, level + 1, Fraction(gain))


def test_what_builds_on_another_begins_when_that_is_finished():
    known = {"site": facts(["net"]), "net": facts(months=2)}
    plan = {step.question: step for step in planned([one("site"), one("net")], told(known))}
    assert plan["net"].start == 0
    assert plan["site"].start == plan["net"].finish == 2
    assert (plan["net"].horizon, plan["site"].horizon) == (0, 3)


def test_a_base_counts_through_questions_that_are_no_steps():
    known = {"shop": facts(["site"]), "site": facts(["net"]), "net": facts(months=3)}
    assert bases({"shop", "net"}, told(known)) == {"shop": {"net"}, "net": set()}
    plan = {step.question: step for step in planned([one("shop"), one("net")], told(known))}
    assert plan["shop"].start >= plan["net"].finish


def test_levels_of_one_question_follow_each_other_and_join_within_a_part_of_the_year():
    known = {"site": facts(effort=1, months=1)}
    plan = planned([one("site", level) for level in range(4)], told(known))
    assert [(step.from_level, step.to_level, step.horizon) for step in plan] == [(0, 1, 0), (1, 3, 3), (3, 4, 6)]


def test_most_points_for_the_effort_come_first():
    known = {"dear": facts(effort=5), "cheap": facts(effort=1), "rich": facts(effort=5)}
    plan = planned([one("dear"), one("cheap"), one("rich", gain=9)], told(known))
    assert [step.question for step in plan] == ["rich", "cheap", "dear"]


def test_a_month_holds_no_more_effort_than_the_size_of_the_firm_allows():
    known = {f"q{number}": facts(effort=2) for number in range(12)}
    raises = [one(code) for code in known]
    for size, pace in [("", USUAL_PACE), *PACE.items()]:
        plan = planned(raises, told(known), size)
        for month in range(LAST_MONTH):
            assert sum(2 for step in plan if step.start == month) <= pace


def test_a_step_larger_than_the_pace_still_begins():
    assert planned([one("group")], told({"group": facts(effort=30)}), "micro")[0].start == 0


def test_what_does_not_fit_into_a_year_stands_at_its_end_after_what_it_builds_on():
    known = {f"q{number:02}": facts([f"q{number - 1:02}"] if number else [], months=3) for number in range(8)}
    plan = planned([one(code) for code in reversed(known)], told(known))
    assert [step.question for step in plan] == sorted(known)
    assert plan[-1].horizon == 12


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_ever_puts_a_step_before_what_it_builds_on(seed):
    chance = random.Random(seed)
    codes = [f"q{number}" for number in range(chance.randint(1, 14))]
    known = {
        code: facts(
            chance.sample(codes[:place], min(place, chance.randint(0, 3))), chance.randint(1, 5), chance.randint(1, 6)
        )
        for place, code in enumerate(codes)
    }
    raises = [one(code, level) for code in codes for level in range(chance.randint(0, 3))]
    chance.shuffle(raises)
    raises.sort(key=lambda each: each.from_level)
    plan = planned(raises, told(known), chance.choice(["", *PACE]))
    below = bases({each.question for each in raises}, told(known))
    for place, step in enumerate(plan):
        for later in plan[place + 1 :]:
            assert later.question not in below[step.question]
            assert later.horizon >= step.horizon
            if later.question == step.question:
                assert later.from_level >= step.to_level
    covered = sorted((step.question, level) for step in plan for level in range(step.from_level, step.to_level))
    assert covered == sorted((each.question, each.from_level) for each in raises)


@pytest.mark.parametrize(("month", "horizon"), [(0, 0), (1, 3), (2, 3), (3, 6), (5, 6), (6, 12), (11, 12)])
def test_the_month_a_step_begins_in_tells_its_part_of_the_year(month, horizon):
    assert horizon_of(month) == horizon
