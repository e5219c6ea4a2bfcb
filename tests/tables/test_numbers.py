"""Numbers are read as spreadsheets write them, and what could be two is none."""

from fractions import Fraction

import pytest

from tables.numbers import decimal, percent, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("3.0", 3),
        ("3,0", 3),
        ("1000000.00", 1_000_000),
        ("007", 7),
    ],
)
def test_a_whole_number_may_bear_a_fraction_of_nothing(text, number):
    assert whole(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "1.5", "1,5", "1.000", "1,000", "1E+10", "-1", "1.", ".0", "²", "١", "9" * 30],
)
def test_what_is_no_whole_number_or_could_be_another_is_none(text):
    assert whole(text) is None


@pytest.mark.parametrize("text", ["1.5", "1,5"])
def test_a_fraction_may_stand_after_a_point_or_a_comma(text):
    assert decimal(text) == Fraction(3, 2)


@pytest.mark.parametrize("text", ["", "1E+2", "-1", "1.000.000", "1,5,0", "²", "nan"])
def test_what_is_no_number_is_none(text):
    assert decimal(text) is None


@pytest.mark.parametrize("text", ["15.5", "15,5", "15.5%", "15,5 %"])
def test_a_percent_may_bear_its_sign(text):
    assert percent(text) == Fraction(31, 2)


@pytest.mark.parametrize("text", ["", "%", "15%%", "%15", "-1%"])
def test_what_is_no_percent_is_none(text):
    assert percent(text) is None
