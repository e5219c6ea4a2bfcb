"""Totals: plain sums, and weighted ones exact at every cut, for one and for many."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.evaluate import evaluate
from scoring.matrix import MatrixOutcome, evaluate_matrix
from scoring.percent import percent_of, rounded, tenths
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE, Band
from scoring.total import (
    exact_total,
    full_columns,
    full_total,
    total_of,
    weighted_columns,
)
from tests.scoring.rubrics import bands_from, make_rubric, rubric_2021

THIRD = Fraction(1, 3)


def weighted(
    maxima: tuple[int, ...],
    weights: tuple[int, ...],
    total_bands: tuple[Band, ...],
    optional: bool = False,
) -> Rubric:
    """One question of each pillar, worth one unit per level."""
    pillars = [[tuple(range(top + 1))] for top in maxima]
    codes = [f"{name}1" for name in "abcdefghijkl"[: len(maxima)]]
    return make_rubric(
        *pillars,
        optional=codes if optional else (),
        weights=weights,
        total_bands=total_bands,
    )


def columns(rubric: Rubric, *rows: list[int]) -> MatrixOutcome:
    return evaluate_matrix(rubric, np.array(rows, np.int8).T)


def test_a_plain_total_is_the_sum_of_the_pillars():
    rubric = rubric_2021()
    points, maxima = (27, 15, 33, 20, 10, 5), rubric.pillar_maxima
    assert exact_total(rubric, points, maxima) == 110
    assert full_total(rubric, maxima) == 320
    assert total_of(rubric, points, maxima) == (110, 320, Fraction(1100, 32))


def test_a_weighted_total_counts_each_pillar_by_the_share_it_has_earned():
    rubric = weighted((3, 7), (30, 10), bands_from(50))
    assert exact_total(rubric, (1, 7), (3, 7)) == 30 * THIRD + 10
    assert full_total(rubric, (3, 7)) == 40


@pytest.mark.parametrize(
    ("points", "maxima", "total", "full"),
    [((0, 2), (0, 4), 5, 10), ((2, 0), (4, 0), 15, 30), ((0, 0), (0, 0), 0, 0)],
)
def test_a_pillar_that_does_not_apply_takes_its_weight_with_it(
    points, maxima, total, full
):
    rubric = weighted((4, 4), (30, 10), bands_from(50), optional=True)
    assert exact_total(rubric, points, maxima) == total
    assert full_total(rubric, maxima) == full


def test_where_nothing_applies_there_is_no_percent():
    rubric = weighted((4, 4), (30, 10), bands_from(50), optional=True)
    assert total_of(rubric, (0, 0), (0, 0)) == (0, 0, None)


def test_an_even_total_is_exact_and_an_odd_one_lies_between():
    """A seventh of a point has no place among whole units: it lies between two of them."""
    rubric = weighted((7, 7), (1, 1), bands_from(50))
    unit = rubric.total_unit
    for points in range(8):
        total, _, percent = total_of(rubric, (points, 0), (7, 7))
        exact = Fraction(points * unit, 7)
        assert (total % 2 == 0) == (total == exact)
        assert abs(total - exact) < 1
        assert percent == Fraction(100 * points, 14)


@pytest.mark.parametrize(("inclusive", "level"), [(True, 2), (False, 1)])
def test_a_sum_of_thirds_and_sevenths_meets_its_cut_exactly(inclusive, level):
    """1/3 + 1/7 + 11/21 is 1: of three pillars of equal weight exactly a third."""
    cut = Band(2, at_least=THIRD) if inclusive else Band(2, above=THIRD)
    rubric = weighted((3, 7, 21), (1, 1, 1), (Band(1), cut))
    rows = [[1, 1, 10], [1, 1, 11], [1, 1, 12]]
    assert evaluate(rubric, rows[1]).percent == 100 * THIRD
    assert [evaluate(rubric, row).level for row in rows] == [1, level, 2]
    assert columns(rubric, *rows).level.tolist() == [1, level, 2]


def test_exactly_everything_is_everything():
    rubric = weighted((3, 7), (125, 120), bands_from(100))
    rows = [[3, 6], [3, 7]]
    assert [evaluate(rubric, row).level for row in rows] == [1, 2]
    assert columns(rubric, *rows).level.tolist() == [1, 2]


def test_denominators_beyond_a_machine_word_stay_exact():
    """Twelve pillars with maxima that share hardly a factor: their product needs 80 bits."""
    maxima = (126, 125, 121, 113, 109, 107, 103, 101, 97, 89, 83, 79)
    bands = (Band(1), Band(2, above=THIRD))
    rubric = weighted(maxima, (7,) * 12, bands, optional=True)
    generator = np.random.default_rng(9)
    rows = [[42, 0, *[NOT_APPLICABLE] * 10]]
    for _ in range(300):
        row = [int(generator.integers(-1, top + 1)) for top in maxima]
        rows.append([NOT_APPLICABLE if level < 0 else level for level in row])

    outcomes = columns(rubric, *rows)
    shown = tenths(outcomes.total, outcomes.maximum)
    for column, row in enumerate(rows):
        outcome = evaluate(rubric, row)
        assert int(outcomes.total[column]) == outcome.total
        assert int(outcomes.level[column]) == outcome.level
        assert int(shown[column]) == int(rounded(outcome.percent) * 10)
        of_units = percent_of(outcome.total, outcome.maximum)
        assert rounded(of_units) == rounded(outcome.percent)


@pytest.mark.parametrize("maxima", [[[3], [7]], [[3, 3, 3], [7, 7, 7]]])
def test_a_column_of_totals_is_what_each_enterprise_has(maxima):
    """Whether all have the same maxima or each has its own."""
    rubric = weighted((3, 7), (30, 10), bands_from(50))
    points = np.array([[0, 1, 3], [7, 2, 7]])
    totals = weighted_columns(rubric, points, np.array(maxima))
    singles = [total_of(rubric, column, (3, 7))[0] for column in points.T.tolist()]
    assert totals.tolist() == singles


def test_a_column_of_maxima_drops_the_weights_of_what_does_not_apply():
    rubric = weighted((3, 7), (30, 10), bands_from(50), optional=True)
    maxima = np.array([[3, 0, 0], [7, 7, 0]])
    full = full_columns(rubric, maxima)
    unit = rubric.total_unit
    assert full.tolist() == [40 * unit, 10 * unit, 0]


def test_a_column_of_plain_maxima_is_their_sum():
    assert full_columns(rubric_2021(), np.array([[3, 0], [7, 7]])).tolist() == [10, 7]
