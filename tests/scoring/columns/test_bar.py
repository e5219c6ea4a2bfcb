"""What columns must reach: whole, or shrunk to what applies."""

import numpy as np
from hypothesis import given

from scoring.columns.bar import full_bar, least_at, shrunk_bar
from scoring.rules import Gate
from tests.scoring.rubrics import (
    MAXIMA_2021,
    bands_from,
    make_rubric,
    rubric_2021,
)
from tests.scoring.strategies import rubrics

RUBRIC = rubric_2021()


def test_the_bar_of_2021_is_the_decisions_table():
    bar = full_bar(RUBRIC)
    assert set(bar.least) == {1, 2, 3, 4, 5}
    assert bar.least[3][:, 0].tolist() == [27, 11, 33, 27, 21, 15]
    assert list(bar.totals) == [257, 193, 129, 65, 21]
    assert list(bar.required) == [6, 5, 4, 4, 4]


def test_the_full_bar_is_in_columns_as_narrow_as_points():
    assert full_bar(RUBRIC).least[5].dtype == np.uint8


def test_a_bar_shrinks_with_what_applies():
    """Of 320 points 300 are left, all 20 gone from pillar 3; and pillar 2 is gone too."""
    maxima = np.array([MAXIMA_2021] * 2).T
    maxima[2, 0] -= 20
    maxima[1, 1] = 0
    bar = shrunk_bar(RUBRIC, maxima, maxima.sum(axis=0))
    assert bar.totals[2].tolist() == [121, 119]  # above 120, and above 118
    assert bar.required[2].tolist() == [4, 4]  # of five pillars 3 1/3, rounded up
    assert bar.least[3][2].tolist() == [25, 33]


def test_a_pillar_of_which_nothing_applies_reaches_no_level():
    """From 50 % of nothing on is nothing: yet nobody is at that level."""
    rubric = make_rubric([(0, 1)], bands=bands_from(50))
    assert least_at(rubric, np.array([[0, 1]]), 2).tolist() == [[1, 1]]


def test_the_lowest_level_asks_for_nothing_and_a_missing_one_for_more_than_there_is():
    rubric = make_rubric([(0, 1)], [(0, 1)], own_bands=(RUBRIC.bands[:1], ()))
    assert least_at(rubric, np.array([[5], [5]]), 0).tolist() == [[1], [1]]
    assert least_at(rubric, np.array([[5], [5]]), 1).tolist() == [[6], [3]]


def test_what_rules_ask_nothing_of_is_in_no_bar():
    rubric = make_rubric([(0, 1)], gates=(Gate(1, None, 1, 1),))
    bar = full_bar(rubric)
    assert set(bar.least) == {1}
    assert list(bar.totals) == [None]


@given(rubrics())
def test_where_everything_applies_the_shrunk_bar_is_the_full_one(rubric):
    maxima = np.array(rubric.pillar_maxima)[:, None]
    full, shrunk = (
        full_bar(rubric),
        shrunk_bar(rubric, maxima, np.array([rubric.maximum])),
    )
    assert [int(total[0]) for total in shrunk.totals] == list(full.totals)
    assert [int(count[0]) for count in shrunk.required] == list(full.required)
    assert set(shrunk.least) == set(full.least)
    for level, least in full.least.items():
        assert (shrunk.least[level] == least).all()
