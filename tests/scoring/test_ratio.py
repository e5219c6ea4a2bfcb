"""From numbers an owner knows to levels: exact, and refused with a code when they cannot be."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ratio import exact, level_of_count, level_of_ratio
from tests.scoring.refusals import refused

FIFTHS = (0, 20, 40, 60, 80)
STAFF = (0, 1, 3, 10)


@pytest.mark.parametrize(
    ("numerator", "denominator", "level"),
    [
        (0, 7, 0),
        (1, 10**12, 1),
        (1, 5, 1),  # exactly 20 %
        (200_001, 10**6, 2),
        (2, 5, 2),
        (3, 5, 3),
        (4, 5, 4),
        (5, 5, 5),
    ],
)
def test_a_ratio_starts_a_level_strictly_above_its_cut(numerator, denominator, level):
    assert level_of_ratio(numerator, denominator, FIFTHS) == level


@pytest.mark.parametrize(
    ("numerator", "denominator", "cuts", "level"),
    [
        (Decimal("0.3"), Decimal("1.5"), FIFTHS, 1),
        (Fraction(1, 3), 1, [Fraction(100, 3)], 0),
        (Decimal("33.34"), 100, [Fraction(100, 3)], 1),
        (1, 2, [], 0),
    ],
)
def test_decimals_and_fractions_are_exact_at_a_cut(numerator, denominator, cuts, level):
    assert level_of_ratio(numerator, denominator, cuts) == level


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
        (1, 2, (20.0,), "number_not_exact"),
        (1, 2, (20, 20), "cuts_out_of_order"),
        (1, 2, (40, 20), "cuts_out_of_order"),
    ],
)
def test_a_ratio_that_cannot_be_is_refused(numerator, denominator, cuts, code):
    with refused(code):
        level_of_ratio(numerator, denominator, cuts)


@given(st.integers(0, 10**15), st.integers(1, 10**15), st.integers(1, 1000))
def test_a_ratio_does_not_depend_on_its_unit(part, whole, factor):
    part = min(part, whole)
    level = level_of_ratio(part, whole, FIFTHS)
    assert level_of_ratio(part * factor, whole * factor, FIFTHS) == level


@pytest.mark.parametrize(
    ("count", "level"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (9, 2), (10, 3), (99, 3)],
)
def test_a_count_needs_at_least_the_number_of_its_level(count, level):
    assert level_of_count(count, STAFF) == level


@pytest.mark.parametrize(
    ("count", "at_least", "code"),
    [
        (-1, (0, 1), "count_negative"),
        (1.0, (0, 1), "number_not_exact"),
        (1, (), "steps_out_of_order"),
        (1, (1, 2), "steps_out_of_order"),
        (1, (0, 2, 2), "steps_out_of_order"),
    ],
)
def test_a_count_that_cannot_be_is_refused(count, at_least, code):
    with refused(code):
        level_of_count(count, at_least)


@pytest.mark.parametrize(
    ("number", "fraction"),
    [
        (3, Fraction(3)),
        (True, Fraction(1)),
        (np.int64(7), Fraction(7)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_whole_numbers_decimals_and_fractions_are_taken_as_they_are(number, fraction):
    assert exact(number, "cost") == fraction
    assert type(exact(number, "cost")) is Fraction


@pytest.mark.parametrize("number", [0.5, 1e9, np.float64(1), Decimal("NaN"), "1", None])
def test_what_is_not_exact_is_refused_by_the_name_it_has(number):
    with refused("number_not_exact") as caught:
        exact(number, "cost")
    assert caught.value.params["name"] == "cost"
