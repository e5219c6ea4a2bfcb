"""Percent and rounding: exact until shown, then halves up."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.percent import percent_of, rounded, rounded_points, tenths
from tests.scoring.refusals import refused

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
