"""The pillars of one enterprise: the cheapest way to satisfy a rule, with and without bounds."""

import numpy as np
import pytest

from scoring.choices.chains import chains_of, exact_costs
from scoring.choices.ground import Ground
from scoring.choices.pillars import ANY_LEVEL, Pillars
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE, Gate
from tests.scoring.kinds import KINDS
from tests.scoring.paths import Case, cases
from tests.scoring.rubrics import FIVE_LEVELS, bands_from, make_rubric

TWO_PILLARS = make_rubric(
    [FIVE_LEVELS, FIVE_LEVELS],
    [FIVE_LEVELS],
    gates=(Gate(1, 5, 1, 1),),
)
THE_GATE = TWO_PILLARS.rules[0]
ONES = [[1] * 4] * 3


def pillars_of(rubric, levels, costs, targets=None) -> Pillars:
    outcome = evaluate(rubric, levels)
    exact = exact_costs(rubric, costs)
    chains = chains_of(rubric, levels, can_rise(rubric, levels), exact)
    return Ground(rubric, levels, outcome, chains).pillars({}, targets=targets)


def can_rise(rubric, levels) -> list[int]:
    positions = []
    for position, question in enumerate(rubric.questions):
        if 0 <= levels[position] < question.top:
            positions.append(position)
    return positions


def pillars_of_case(case: Case) -> Pillars:
    return pillars_of(case.rubric, case.levels, case.costs, case.pillar_targets)


def test_the_cheapest_way_gains_what_the_rule_lacks():
    """Above 5 of 12 points, and one pillar above half: five more, three of them in b."""
    pillars = pillars_of(TWO_PILLARS, [1, 0, 0], ONES)
    way = pillars.cheapest(THE_GATE)
    after = pillars.levels_after(way)
    assert sum(after) == 6
    assert evaluate(TWO_PILLARS, after).level == 1


def test_dear_steps_are_gone_around():
    costs = [[9] * 4, [1] * 4, [1] * 4]
    pillars = pillars_of(TWO_PILLARS, [0, 0, 0], costs)
    after = pillars.levels_after(pillars.cheapest(THE_GATE))
    assert after[0] == 0
    assert sum(after) == 6


def test_a_rule_that_holds_already_needs_no_step():
    levels = [4, 4, 0]
    pillars = pillars_of(TWO_PILLARS, levels, ONES)
    way = pillars.cheapest(THE_GATE)
    assert way.key == 0
    assert pillars.levels_after(way) == levels


def test_what_is_out_of_reach_has_no_way():
    closed = [[None] * 4] * 3
    assert pillars_of(TWO_PILLARS, [0, 0, 0], closed).cheapest(THE_GATE) is None


def test_a_rule_that_asks_for_nothing_leaves_the_targets_of_pillars():
    pillars = pillars_of(TWO_PILLARS, [0, 0, 0], ONES, targets={1: 1})
    after = pillars.levels_after(pillars.cheapest(ANY_LEVEL))
    assert after == [0, 0, 3]


def test_a_pillar_of_which_nothing_applies_is_left_out():
    rubric = make_rubric(
        [FIVE_LEVELS],
        [FIVE_LEVELS],
        optional=("b1",),
        weights=(30, 10),
        total_bands=bands_from(50),
    )
    pillars = pillars_of(rubric, [0, NOT_APPLICABLE], [[1] * 4] * 2)
    way = pillars.cheapest(rubric.rules[0])
    assert len(way.gains) == 1
    assert pillars.levels_after(way) == [2, NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("cost", "dtype", "is_bounded"),
    [(9, np.int64, True), (10**30, object, True), (10**400, object, False)],
)
def test_numbers_are_as_wide_as_costs_ask_for(cost, dtype, is_bounded):
    costs = [[cost, 1, 1, 1], [1] * 4, [1] * 4]
    pillars = pillars_of(TWO_PILLARS, [0, 0, 0], costs)
    assert pillars.dtype is dtype
    assert pillars.is_bounded is is_bounded
    assert pillars.levels_after(pillars.cheapest(THE_GATE))[0] == 0


@pytest.mark.parametrize("kind", list(KINDS))
def test_bounds_change_neither_the_cost_nor_the_steps(kind):
    for case in cases(kind, 30):
        bounded, unbounded = pillars_of_case(case), pillars_of_case(case)
        unbounded.is_bounded = False
        for rule in (ANY_LEVEL, *case.rubric.rules):
            assert bounded.cheapest(rule) == unbounded.cheapest(rule)
