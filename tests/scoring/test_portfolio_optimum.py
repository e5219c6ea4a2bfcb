"""The portfolio beside the exact optimum (scipy is a tool of development only)."""

import pytest

from scoring.portfolio import best_portfolio, value_of
from tests.scoring.markets import exact_value, market
from tests.scoring.rubrics import rubric_2021

pytest.importorskip("scipy")


@pytest.mark.parametrize("seed", range(40))
def test_a_portfolio_reaches_95_percent_of_the_exact_optimum_within_the_budget(seed):
    rubric = rubric_2021()
    here = market(rubric, 10_000 + seed)
    chosen = best_portfolio(
        here.levels, rubric, here.lifts, here.prices, here.need, here.budget
    )
    assert here.prices[chosen].sum() <= here.budget
    best = exact_value(here)
    reached = value_of(chosen, here.room, here.lifts, here.need)
    assert 0.95 * best <= reached <= best + 1e-6


@pytest.mark.parametrize("seed", range(40))
def test_a_portfolio_of_few_solutions_reaches_95_percent_of_the_exact_optimum(seed):
    rubric = rubric_2021()
    here = market(rubric, 20_000 + seed)
    most = 1 + seed % 6
    chosen = best_portfolio(
        here.levels, rubric, here.lifts, here.prices, here.need, here.budget, most
    )
    assert len(chosen) <= most
    assert here.prices[chosen].sum() <= here.budget
    best = exact_value(here, most)
    reached = value_of(chosen, here.room, here.lifts, here.need)
    assert 0.95 * best <= reached <= best + 1e-6
