"""How evenly attention is shared out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.allocation.fairness import cost_of, exposure, gini, weights_of


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1, 1, 1], 0),
        ([0, 0, 0, 1], 0.75),
        ([1, 3], 0.25),
        ([], 0),
        ([0, 0], 0),
    ],
)
def test_gini_is_none_where_all_have_the_same(values, expected):
    assert gini(values) == pytest.approx(expected)


@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any),
    st.integers(2, 50),
)
def test_gini_knows_neither_units_nor_order(values, times):
    assert gini(values) == pytest.approx(gini([times * one for one in values[::-1]]))
    assert 0 <= gini(values) + 1e-12 < 1


def test_a_place_further_down_is_worth_less():
    assert weights_of(3).round(2).tolist() == [1.0, 0.63, 0.5]


def test_exposure_is_what_all_places_of_one_come_to():
    shown = exposure([[0, 1, -1], [0, 2, 1]], 4)
    assert shown.round(2).tolist() == [2.0, 1.13, 0.63, 0.0]


def test_what_a_draw_costs_is_counted_by_place():
    best = np.array([[10.0, 5.0]])
    assert cost_of(best, best) == 0
    assert cost_of([[5.0, 10.0]], best) == pytest.approx(
        1 - (5 + 10 * weights_of(2)[1]) / (10 + 5 * weights_of(2)[1])
    )
    assert cost_of([[0.0, 0.0]], [[0.0, 0.0]]) == 0
