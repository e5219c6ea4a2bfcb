"""Ratios, counts, percent and rounding: exact, and refused with a code when they cannot be."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import ScoringError
from scoring.percent import percent_of, rounded, rounded_points, tenths
from scoring.ratio import level_of_count, level_of_ratio

FIFTHS = (0, 20, 40, 60, 80)


@pytest.mark.parametrize(
    ("numerator", "denominator", "level"),
    [
        (0, 7, 0),
        (1, 10**12, 1),
        (1, 5, 1),
        (2, 5, 2),
        (3, 5, 3),
        (4, 5, 4),
        (5, 5, 5),
        (200_001, 10**6, 2),
    ],
)
def test_a_ratio_starts_a_level_strictly_above_its_cut(numerator, denominator, level):
    assert level_of_ratio(numerator, denominator, FIFTHS) == level


def test_decimals_and_fractions_are_exact_at_a_cut():
    assert level_of_ratio(Decimal("0.3"), Decimal("1.5"), FIFTHS) == 1
    assert level_of_ratio(Fraction(1, 3), 1, [Fraction(100, 3)]) == 0
    assert level_of_ratio(Decimal("33.34"), 100, [Fraction(100, 3)]) == 1


@pytest.mark.parametrize(
    ("numerator", "denominator", "cuts", "code"),
    [
        (1, 0, FIFTHS, "denominator_zero"),
        (0, 0, FIFTHS, "denominator_zero"),
        (1, -1, FIFTHS, "denominator_negative"),
        (-1, 1, FIFTHS, "numerator_negative"),
        (3, 2, FIFTHS, "numerator_above_denominator"),
        (0.5, 1, FIFTHS, "number_not_exact"),
        (Decimal("NaN"), 1, FIFTHS, "number_not_exact"),
        (1, Decimal("Infinity"), FIFTHS, "number_not_exact"),
        (1, 2, (20, 20), "cuts_out_of_order"),
    ],
)
def test_a_ratio_that_cannot_be_is_refused_with_a_code(
    numerator, denominator, cuts, code
):
    with pytest.raises(ScoringError) as caught:
        level_of_ratio(numerator, denominator, cuts)
    assert caught.value.code == code


@given(st.integers(0, 10**15), st.integers(1, 10**15), st.integers(1, 1000))
def test_a_ratio_does_not_depend_on_its_unit(part, whole, factor):
    part = min(part, whole)
    assert level_of_ratio(part, whole, FIFTHS) == level_of_ratio(
        part * factor, whole * factor, FIFTHS
    )


def test_a_count_needs_at_least_the_number_of_its_level():
    assert [
        level_of_count(count, (0, 1, 3, 10)) for count in (0, 1, 2, 3, 9, 10, 99)
    ] == [0, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("count", "steps", "code"),
    [
        (-1, (0, 1), "count_negative"),
        (1.0, (0, 1), "number_not_exact"),
        (1, (), "steps_out_of_order"),
        (1, (1, 2), "steps_out_of_order"),
        (1, (0, 2, 2), "steps_out_of_order"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_a_code(count, steps, code):
    with pytest.raises(ScoringError) as caught:
        level_of_count(count, steps)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 320, "0.0"),
        (320, 320, "100.0"),
        (132, 320, "41.3"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 2000, "0.1"),
    ],
)
def test_a_percent_is_shown_with_one_decimal_halves_up(part, whole, shown):
    assert str(rounded(percent_of(part, whole))) == shown
    column = tenths(np.array([part]), np.array([whole]))
    assert Decimal(int(column[0])).scaleb(-1) == Decimal(shown)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_columns_round_as_single_numbers_do(part, whole):
    assert int(tenths(np.array([part]), np.array([whole]))[0]) == int(
        rounded(percent_of(part, whole)) * 10
    )


def test_a_share_of_nothing_is_refused_and_has_no_percent_in_a_column():
    with pytest.raises(ScoringError, match="whole_not_positive"):
        percent_of(0, 0)
    assert tenths(np.array([0]), np.array([0])).tolist() == [-1]


def test_units_become_points_with_at_most_two_decimals():
    assert [str(rounded_points(units, 6)) for units in (0, 6, 105, 125)] == [
        "0",
        "1",
        "17.50",
        "20.83",
    ]
