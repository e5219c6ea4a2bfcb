"""The best set of solutions within a budget, by rules of thumb and beside the exact optimum."""

import numpy as np
import pytest

from scoring.matching import room
from scoring.portfolio import best_portfolio, value_of
from tests.scoring.markets import Market, exact_value, market
from tests.scoring.refusals import refused
from tests.scoring.rubrics import rubric_2021

RUBRIC = rubric_2021()
ONES = np.ones(60)
NOTHING_YET = [0] * 60
COMPLETE = [5] * 60


def lifts_of(*solutions: dict[int, int]) -> np.ndarray:
    """(S, 60) lifts, of each solution by position of a question."""
    lifts = np.zeros((len(solutions), 60), np.int64)
    for row, solution in zip(lifts, solutions, strict=True):
        for position, levels in solution.items():
            row[position] = levels
    return lifts


SIDE_BY_SIDE = lifts_of({0: 1}, {1: 1}, {2: 1})


def chosen(lifts, prices, budget, *, levels=NOTHING_YET, need=ONES, most=None):
    return best_portfolio(levels, RUBRIC, lifts, prices, need, budget, most).tolist()


def test_a_gap_counts_once():
    """Two solutions for the same open level are worth one: the cheaper one and another."""
    levels = list(COMPLETE)
    levels[0] = levels[20] = 4
    lifts = lifts_of({0: 1}, {0: 1}, {20: 1})
    assert chosen(lifts, [10, 9, 10], 20, levels=levels) == [1, 2]
    assert value_of([0, 1], room(RUBRIC, levels), lifts, ONES) == 1.0


def test_lifts_of_two_solutions_add_up_to_the_top():
    open_levels = room(RUBRIC, NOTHING_YET)
    lifts = lifts_of({0: 2}, {0: 2}, {0: 3})
    assert value_of([0, 1], open_levels, lifts, ONES) == 4.0
    assert value_of([0, 1, 2], open_levels, lifts, ONES) == 5.0


def test_nothing_chosen_is_worth_nothing():
    assert value_of([], room(RUBRIC, NOTHING_YET), SIDE_BY_SIDE, ONES) == 0.0


@pytest.mark.parametrize(
    ("prices", "budget", "indices"),
    [
        ([0, 5, 6], 5, [0, 1]),  # what is free is taken
        ([0, 0, 0], 0, [0, 1, 2]),
        ([7, 7, 7], 5, []),
        ([3, 3, 3], 6, [0, 1]),  # equal choices fall to the lower index
    ],
)
def test_what_is_chosen_never_passes_the_budget(prices, budget, indices):
    assert chosen(SIDE_BY_SIDE, prices, budget) == indices


def test_nothing_is_chosen_where_nothing_can_rise():
    assert chosen(SIDE_BY_SIDE, [1, 1, 1], 5, levels=COMPLETE) == []


def test_nothing_is_chosen_that_meets_no_need():
    need = np.zeros(60)
    need[1] = 1.0
    assert chosen(SIDE_BY_SIDE, [1, 1, 1], 5, need=need) == [1]


@pytest.mark.parametrize(("most", "indices"), [(0, []), (1, [2]), (2, [0, 2])])
def test_there_are_no_more_solutions_than_asked_for(most, indices):
    lifts = lifts_of({0: 1}, {1: 1}, {2: 1, 5: 1})
    assert chosen(lifts, [1, 1, 50], 60, most=most) == indices


@pytest.mark.parametrize(
    ("prices", "budget", "code"),
    [
        ([1, 1], 5, "shapes_differ"),
        ([1, -1, 1], 5, "price_negative"),
        ([1, 1, 1], -1, "budget_negative"),
    ],
)
def test_impossible_numbers_are_refused(prices, budget, code):
    with refused(code):
        chosen(SIDE_BY_SIDE, prices, budget)


def test_needs_of_another_number_of_questions_are_refused():
    with refused("shapes_differ"):
        chosen(SIDE_BY_SIDE, [1, 1, 1], 5, need=np.ones(59))


def check_near_optimum(case: Market, most: int | None = None) -> None:
    """Within the budget and the places, at least 95 % of what the solver finds."""
    portfolio = best_portfolio(
        case.levels,
        RUBRIC,
        case.lifts,
        case.prices,
        case.need,
        case.budget,
        most,
    )
    assert case.prices[portfolio].sum() <= case.budget
    assert most is None or len(portfolio) <= most

    best = exact_value(case, most)
    value = value_of(portfolio, case.room, case.lifts, case.need)
    assert 0.95 * best <= value <= best + 1e-6


@pytest.mark.parametrize("seed", range(40))
def test_a_portfolio_reaches_95_percent_of_the_exact_optimum(seed):
    check_near_optimum(market(RUBRIC, 10_000 + seed))


@pytest.mark.parametrize("seed", range(40))
def test_a_portfolio_of_few_solutions_reaches_95_percent_of_the_exact_optimum(seed):
    check_near_optimum(market(RUBRIC, 20_000 + seed), most=1 + seed % 6)
