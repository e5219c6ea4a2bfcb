"""Percent and rounding: exact until shown, then halves up."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluate import evaluate
from scoring.percent import percent_of, rounded, rounded_points, tenths
from scoring.rules import Bound
from tests.scoring.refusals import refused
from tests.scoring.strategies import rubrics_with_answers

SHOWN = [
    (0, 320, "0.0"),
    (320, 320, "100.0"),
    (132, 320, "41.3"),  # 41.25: a float would make it 41.2
    (1, 3, "33.3"),
    (2, 3, "66.7"),
    (1, 2000, "0.1"),  # 0.05 is a half
    (1, 2001, "0.0"),
    (1999, 2000, "100.0"),
]


@pytest.mark.parametrize(("part", "whole", "shown"), SHOWN)
def test_a_percent_is_shown_with_one_decimal_halves_up(part, whole, shown):
    assert str(rounded(percent_of(part, whole))) == shown


@pytest.mark.parametrize(("part", "whole", "shown"), SHOWN)
def test_a_column_of_percents_is_shown_as_a_single_one(part, whole, shown):
    column = tenths(np.array([part]), np.array([whole]))
    assert Decimal(int(column[0])).scaleb(-1) == Decimal(shown)


def test_a_percent_stays_exact_until_it_is_shown():
    assert percent_of(1, 3) == Fraction(100, 3)


@pytest.mark.parametrize("whole", [0, -1])
def test_a_share_of_nothing_is_refused(whole):
    with refused("whole_not_positive"):
        percent_of(0, whole)


def test_a_share_of_nothing_is_no_percent_in_a_column():
    parts, wholes = np.array([0, 1]), np.array([0, 2])
    assert tenths(parts, wholes).tolist() == [-1, 500]


def test_narrow_columns_do_not_overflow():
    """200 of 255 in bytes: a thousand times that is far more than a byte holds."""
    parts, wholes = np.array([200], np.uint8), np.array([255], np.uint8)
    assert tenths(parts, wholes).tolist() == [784]


@pytest.mark.parametrize(
    ("units", "unit", "points"),
    [
        (0, 6, "0"),
        (6, 6, "1"),
        (105, 6, "17.50"),
        (125, 6, "20.83"),
        (1, 3, "0.33"),
        (2, 3, "0.67"),
        (1, 200, "0.01"),  # 0.005 is a half
        (110, 1, "110"),
    ],
)
def test_units_become_points_with_at_most_two_decimals(units, unit, points):
    assert str(rounded_points(units, unit)) == points
    assert str(rounded_points(Fraction(units, unit))) == points


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_columns_round_as_single_numbers_do(part, whole):
    column = tenths(np.array([part]), np.array([whole]))
    assert int(column[0]) == int(rounded(percent_of(part, whole)) * 10)


@given(st.fractions(0, 100))
def test_what_is_shown_is_never_further_off_than_half_a_tenth(percent):
    off = Fraction(rounded(percent)) - percent
    assert -Fraction(1, 20) < off <= Fraction(1, 20)


def from_(percent: int) -> Bound:
    return Bound(Fraction(percent, 100), strictly=False)


def above(percent: int) -> Bound:
    return Bound(Fraction(percent, 100), strictly=True)


@pytest.mark.parametrize(
    ("percent", "bound", "shown"),
    [
        ("29.997", from_(30), "29.99"),
        ("29.96", from_(30), "29.96"),
        ("29.94", from_(30), "29.9"),
        ("30", from_(30), "30.0"),
        ("30.003", from_(30), "30.0"),
        ("99.9999", from_(100), "99.99"),
        ("20.001", above(20), "20.01"),
        ("20.04", above(20), "20.04"),
        ("20", above(20), "20.0"),
        ("19.97", above(20), "20.0"),  # no level begins at 20 %, only above it
    ],
)
def test_a_shown_percent_stands_where_the_exact_one_does(percent, bound, shown):
    assert str(rounded(Fraction(percent), [bound])) == shown


def test_without_a_level_beside_it_a_percent_has_one_decimal():
    assert str(rounded(Fraction("29.997"))) == "30.0"


def test_a_level_that_begins_at_a_third_is_reached_in_what_is_shown_too():
    third = Fraction(1, 3)
    assert str(rounded(100 * third, [Bound(third, strictly=False)])) == "33.34"
    assert str(rounded(100 * third, [Bound(third, strictly=True)])) == "33.3"


def test_points_just_short_of_a_level_are_not_rounded_into_it():
    """29.997 of 100 points, in thousandths."""
    assert str(rounded_points(29_997, 1000, 100_000, [from_(30)])) == "29.99"
    assert str(rounded_points(30_000, 1000, 100_000, [from_(30)])) == "30"
    assert str(rounded_points(30_001, 1000, 100_000, [above(30)])) == "30.01"


BOUNDS = st.lists(
    st.builds(Bound, st.fractions(0, 1, max_denominator=400), st.booleans()),
    max_size=6,
    # Exactly a third as a level of its own could be told by no number with an end.
    unique_by=lambda bound: bound.share,
)


def test_a_level_at_exactly_a_third_and_nowhere_else_is_told_as_well_as_it_can_be():
    third = Fraction(1, 3)
    bounds = [Bound(third, strictly=False), Bound(third, strictly=True)]
    assert str(rounded(100 * third, bounds)) == "33.3"


@given(st.fractions(0, 100), BOUNDS)
def test_a_shown_percent_reaches_exactly_the_levels_that_the_exact_one_does(
    percent, bounds
):
    shown = Fraction(rounded(percent, bounds)) / 100
    for bound in bounds:
        assert is_reached(bound, shown) == is_reached(bound, percent / 100)


@given(st.integers(0, 10**6), st.integers(1, 10**4), BOUNDS)
def test_shown_points_reach_exactly_the_levels_that_the_exact_ones_do(
    units, unit, bounds
):
    maximum = max(units, 1)
    shown = Fraction(rounded_points(units, unit, maximum, bounds)) * unit / maximum
    for bound in bounds:
        assert is_reached(bound, shown) == is_reached(bound, Fraction(units, maximum))


@given(rubrics_with_answers())
def test_a_shown_number_never_contradicts_its_level(pair):
    """Whoever judges pillars and total by what is shown finds the levels that were given."""
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    pillars = zip(
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
        strict=True,
    )
    for points, maximum, level in pillars:
        if level is not None:
            percent = rounded(percent_of(points, maximum), rubric.bounds_of(0))
            assert judged(Fraction(percent) / 100, rubric) == level

    if outcome.maximum:
        total = rounded(percent_of(outcome.total, outcome.maximum), rubric.total_bounds)
        for bound in rubric.total_bounds:
            is_there = is_reached(bound, outcome.percent / 100)
            assert is_reached(bound, Fraction(total) / 100) == is_there


def is_reached(bound: Bound, share: Fraction) -> bool:
    return share > bound.share if bound.strictly else share >= bound.share


def judged(share: Fraction, rubric) -> int:
    reached = [bound for bound in rubric.bounds_of(0) if is_reached(bound, share)]
    return rubric.bands[len(reached)].level


def test_columns_tell_less_than_nothing_as_nothing():
    """-1 is no percent at all, and must not be told of who has lost points."""
    parts, wholes = np.array([-5, -1, 0, 5]), np.array([10, 10, 10, 10])
    assert tenths(parts, wholes).tolist() == [0, 0, 0, 500]
