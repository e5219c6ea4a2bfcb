"""Advice as steps: in their order, with months, cost and what they wait for."""

from dataclasses import replace

import pytest

from indexes.advice.advised import FLOOR, Advised
from indexes.advice.firm import Firm
from indexes.advice.fits import NOT_HERE
from indexes.advice.queries import advice_of
from roadmap.advising.steps import (
    begun_before,
    cost_together,
    counsel_of,
)
from roadmap.planning.plan import LAST_MONTH, price_in
from roadmap.planning.raises import facts_from
from scoring.evaluate import evaluate
from tests.indexes.advice.cases import asked_at_random
from tests.scoring.paths import REAL, real_index

INDEX = real_index("dbi-2025-sme", "food-beverage")
ADVICE = advice_of("dbi-2025-sme")
MICRO = Firm(size="micro")
KITCHEN = {"seats": False, "takeaway": False, "delivery": True, "branches": False}


def advised(firm: Firm = MICRO, index=INDEX, **options) -> Advised:
    levels = options.pop("levels", [0] * len(index.codes))
    return Advised(index, levels, advice_of(index.id), firm, **options)


def test_steps_lead_from_the_answers_to_the_level_that_is_reached():
    plan = advised()
    counsel = counsel_of(plan, 3)
    levels = list(plan.levels)
    for step in counsel.steps:
        place = INDEX.places[step.question]
        assert levels[place] == step.from_level < step.to_level
        levels[place] = step.to_level
    assert evaluate(INDEX.rubric, levels).level == counsel.reached >= 3


@pytest.mark.parametrize("kind", REAL)
def test_of_firms_at_random_no_step_begins_before_what_it_waits_for_is_finished(kind):
    for seed in range(25):
        asked = asked_at_random(kind, seed)
        steps = counsel_of(asked.advised, asked.target).steps
        starts = [step.start for step in steps]
        assert starts == sorted(starts)
        first = {step.question: step for step in steps if step.from_level == 0}
        for step in steps:
            for base in step.after:
                is_in_time = step.start < LAST_MONTH
                if step.from_level == 0 and base in first and is_in_time:
                    # What the law asks is set up with what it builds on.
                    is_law = asked.advised.is_by_law(step.question)
                    begun, done = first[base].start, first[base].finish
                    assert (begun if is_law else done) <= step.start


def test_of_what_begins_together_the_needed_comes_first():
    steps = counsel_of(advised(Firm(size="micro", wants=("sell",))), 2).steps
    kinds = [step.reason.kind for step in steps if step.start == 0]
    assert FLOOR in kinds
    others = [
        place for place, kind in enumerate(kinds) if kind not in (FLOOR, "needed")
    ]
    assert all(place > kinds.index(FLOOR) for place in others)


def test_where_no_steps_are_enough_the_floor_is_advised_all_the_same():
    everything_but = set(INDEX.codes) - {"2.4"}
    counsel = counsel_of(advised(without=everything_but), 5)
    assert counsel.reached < counsel.target == 5
    assert {step.question for step in counsel.steps} == {"2.4"}
    assert {step.reason.kind for step in counsel.steps} == {FLOOR}


def test_without_a_target_what_is_needed_is_advised_alone():
    counsel = counsel_of(advised(), None)
    assert counsel.target is None
    assert {step.reason.kind for step in counsel.steps} <= {FLOOR, "needed"}


def test_what_is_left_out_says_why_and_is_no_step():
    counsel = counsel_of(advised(Firm(size="micro", ways=KITCHEN)), 3)
    left_out = dict(counsel.left_out)
    assert left_out["7.2.13-04"] == NOT_HERE
    assert left_out.keys().isdisjoint(step.question for step in counsel.steps)


@pytest.mark.parametrize("size", ["micro", "small", "medium", "large"])
def test_a_step_costs_what_firms_of_its_size_pay(size):
    steps = counsel_of(advised(Firm(size=size)), 3).steps
    rising = {step.question for step in steps}
    for step in steps:
        least, most = ADVICE.question(step.question).cost[size]
        # What comes with a larger tool of the plan costs nothing more.
        larger = ADVICE.covered_by.get(step.question, ())
        is_covered = not rising.isdisjoint(larger)
        assert (step.least, step.most) == (0 if is_covered else least, most)


def test_what_comes_with_a_tool_costs_from_nothing_where_that_is_there_or_bought_too():
    levels = [0] * len(INDEX.codes)
    levels[INDEX.places["7.2.13-01"]] = 1
    for there, least in (([0] * len(levels), 1_000_000), (levels, 0)):
        facts = facts_from(INDEX, ADVICE, MICRO, there)("7.2.13-07")
        assert price_in(facts, "7.2.13-07", (), 0).told == (least, 5_000_000)
        assert price_in(facts, "7.2.13-07", ("7.2.13-01",), 0).told[0] == 0


def test_where_the_size_is_not_known_the_index_says_what_a_step_costs():
    for step in counsel_of(advised(Firm()), 2).steps:
        facts = INDEX.step_facts(step.question)
        assert (step.least, step.most) == (facts.cost_low, facts.cost_high)


def test_what_is_begun_within_some_months_is_added_up():
    steps = counsel_of(advised(), 3).steps
    begun = begun_before(steps, 3)
    assert 0 < len(begun) < len(steps)
    assert max(step.start for step in begun) < 3
    least, most = cost_together(begun)
    assert (least, most) < cost_together(steps)
    assert cost_together([]) == (0, 0)
    assert sum(step.least for step in begun) < least
    assert most < sum(step.most for step in begun)


def test_what_is_wanted_comes_earlier_and_costs_nothing_of_the_target():
    plain = counsel_of(advised(Firm(size="micro")), 3)
    wanted = counsel_of(advised(replace(Firm(size="micro"), wants=("know",))), 3)
    serving = [
        ADVICE.question(step.question).serves.get("know", 0) for step in wanted.steps
    ]
    before = [
        ADVICE.question(step.question).serves.get("know", 0) for step in plain.steps
    ]
    assert sum(serving) > sum(before)
    assert wanted.reached >= 3
