"""The allocation of the greatest fit, under the places there are."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.allocation.best import FIRST, best_allocation
from scoring.allocation.greedy import greedy
from scoring.allocation.problem import Problem, bound_by, breaks


def problem(fits, places, most=1) -> Problem:
    return Problem(np.array(fits, np.float64), np.array(places), most)


def value_by_hand(of: Problem) -> float:
    """Every choice there is; of very small ones."""
    pairs = np.argwhere(of.fits > 0).tolist()
    best = 0.0
    for taken in product((0, 1), repeat=len(pairs)):
        chosen = [pair for pair, is_in in zip(pairs, taken, strict=True) if is_in]
        firms = np.array([firm for firm, _provider in chosen], np.int64)
        providers = np.array([provider for _firm, provider in chosen], np.int64)
        of_firm = np.bincount(firms, minlength=len(of.fits))
        of_provider = np.bincount(providers, minlength=len(of.places))
        if (of_firm <= of.most).all() and (of_provider <= of.places).all():
            best = max(best, float(of.fits[firms, providers].sum()))
    return best


def test_a_place_goes_to_whom_it_helps_most_in_all():
    # Each wants the first most; the second firm has nobody else.
    of = problem([[10, 9], [8, 0]], [1, 1])
    best = best_allocation(of)
    assert best.firms.tolist() == [0, 1]
    assert best.providers.tolist() == [1, 0]
    assert best.value == best.bound == 17
    assert greedy(of).value == 10


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=3
    ),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
    st.integers(1, 2),
)
def test_nothing_that_one_could_choose_is_better(fits, places, most):
    of = problem(fits, places, most)
    best = best_allocation(of)
    assert not breaks(of, best)
    assert best.value == pytest.approx(value_by_hand(of))
    assert best.bound >= best.value - 1e-6
    assert not breaks(of, greedy(of))


@given(st.lists(st.floats(0, 20), min_size=3, max_size=3))
def test_no_allocation_exceeds_a_bound_whatever_the_prices(prices):
    of = problem([[5, 3, 1], [5, 4, 0], [2, 2, 2]], [1, 1, 2], 2)
    assert bound_by(of, np.array(prices)) >= value_by_hand(of) - 1e-9


def test_pairs_that_were_not_looked_at_first_join_where_they_are_worth_it():
    """All firms like the same few best, whose places are few."""
    generator = np.random.default_rng(5)
    width = 2 * FIRST
    of = Problem(
        0.1 * generator.random((60, width)) + np.linspace(1, 0, width),
        np.full(width, 4),
        1,
    )
    told = []
    best = best_allocation(of, lambda done, _all: told.append(done))
    assert len(told) > 1
    assert len(best.firms) == 60
    assert best.share > 0.999
    assert not breaks(of, best)


@pytest.mark.parametrize("fits", [[[0, 0]], np.zeros((0, 2))])
def test_where_nobody_fits_nobody_is_chosen(fits):
    best = best_allocation(problem(fits, [1, 1]))
    assert best.value == 0
    assert best.share == 1


@pytest.mark.parametrize(
    ("firms", "providers"), [([0, 0], [0, 1]), ([0, 1], [0, 0]), ([1], [1])]
)
def test_what_breaks_a_limit_is_found(firms, providers):
    of = problem([[1, 1], [1, 0]], [1, 1])
    chosen = type(greedy(of))(np.array(firms), np.array(providers), 0.0, 0.0)
    assert breaks(of, chosen)
    assert not breaks(of, greedy(of))
