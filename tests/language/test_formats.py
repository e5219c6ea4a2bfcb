"""Numbers, shares and money are written as the reader's language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from language import formats
from language.numbers import LIMIT, read_number

GAP = "\u00a0"


@pytest.mark.parametrize(
    ("days", "vietnamese", "english"),
    [
        (0, "0 ngày", "0 days"),
        (1, "1 ngày", "1 day"),
        (364, "364 ngày", "364 days"),
        (365, "1 năm", "1 year"),
        (1095, "3 năm", "3 years"),
        (1096, "1.096 ngày", "1,096 days"),
    ],
)
def test_a_term_of_whole_years_is_said_in_years(days, vietnamese, english):
    assert written(formats.lasting, days, "vi") == vietnamese
    assert written(formats.lasting, days, "en") == english


def written(form, value, language, *more):
    with translation.override(language):
        return form(value, *more)


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (None, None, "", ""),
        ("", None, "", ""),
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1_500_000_000, None, "1.500.000.000", "1,500,000,000"),
        (Decimal("1500.00"), None, "1.500", "1,500"),
        (Decimal("1234.50"), None, "1.234,50", "1,234.50"),
        (Decimal("2.5"), 0, "3", "3"),
        (Decimal("36.875"), 1, "36,9", "36.9"),
        (36.75, 1, "36,8", "36.8"),
        (4, 1, "4,0", "4.0"),
        (-1200, None, "-1.200", "-1,200"),
    ],
)
def test_thousands_are_grouped_and_what_is_not_shown_is_rounded(
    value, places, vietnamese, english
):
    assert written(formats.grouped, value, "vi", places) == vietnamese
    assert written(formats.grouped, value, "en", places) == english


@given(st.integers(min_value=0, max_value=LIMIT), st.sampled_from(["vi", "en"]))
def test_every_number_shown_back_can_be_typed_again(value, language):
    shown = written(formats.grouped, value, language)
    assert read_number(shown, language=language) == value


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (Decimal("19"), "19", "19"),
        (Decimal("20.83"), "20,83", "20.83"),
        (Decimal("2.5"), "2,50", "2.50"),
        (Decimal("1250.5"), "1.250,50", "1,250.50"),
    ],
)
def test_points_and_counts_have_two_decimals_or_none(value, vietnamese, english):
    assert written(formats.number, value, "vi") == vietnamese
    assert written(formats.number, value, "en") == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (2, "2", "2"),
        (Fraction(5, 2), "2,5", "2.5"),
        (Fraction(125, 6), "20,83", "20.83"),
        (Decimal("100.0"), "100", "100"),
        (Fraction(1, 1000), "0", "0"),
    ],
)
def test_a_short_number_drops_what_says_nothing(value, vietnamese, english):
    assert written(formats.short, value, "vi") == vietnamese
    assert written(formats.short, value, "en") == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal(1), "1 điểm", "1 point"),
        (Decimal(19), "19 điểm", "19 points"),
        (Decimal(0), "0 điểm", "0 points"),
        (Decimal("1.25"), "1,25 điểm", "1.25 points"),
        (Decimal("0.5"), "0,50 điểm", "0.50 points"),
        (Fraction(1), "1 điểm", "1 point"),
        (Fraction(5, 2), "2,50 điểm", "2.50 points"),
        (Fraction(2, 3), "0,67 điểm", "0.67 points"),
    ],
)
def test_points_are_counted_as_people_count_them(value, vietnamese, english):
    assert written(formats.points, value, "vi") == vietnamese
    assert written(formats.points, value, "en") == english


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (None, 1, "", ""),
        (36.875, 1, f"36,9{GAP}%", "36.9%"),
        (Fraction(165, 4), 1, f"41,3{GAP}%", "41.3%"),
        (60, 0, f"60{GAP}%", "60%"),
        (100, 1, f"100,0{GAP}%", "100.0%"),
    ],
)
def test_a_percent_is_never_torn_apart(value, places, vietnamese, english):
    assert written(formats.percent, value, "vi", places) == vietnamese
    assert written(formats.percent, value, "en", places) == english


def test_a_percent_sign_follows_what_is_written_already():
    assert written(formats.with_percent, "12,5", "vi") == f"12,5{GAP}%"
    assert written(formats.with_percent, "12.5", "en") == "12.5%"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (None, "", ""),
        (0, f"0{GAP}₫", f"0{GAP}₫"),
        (Decimal("2500000.00"), f"2.500.000{GAP}₫", f"2,500,000{GAP}₫"),
    ],
)
def test_an_amount_stays_with_its_currency(value, vietnamese, english):
    assert written(formats.vnd, value, "vi") == vietnamese
    assert written(formats.vnd, value, "en") == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (None, "", ""),
        (0, "0 đồng", "0 dong"),
        (900, "900 đồng", "900 dong"),
        (999_999, "999.999 đồng", "999,999 dong"),
        (1_000_000, "1 triệu đồng", "1 million dong"),
        (500_000_000, "500 triệu đồng", "500 million dong"),
        (12_345_678, "12,35 triệu đồng", "12.35 million dong"),
        (1_000_000_000, "1 tỷ đồng", "1 billion dong"),
        (Decimal(1_500_000_000), "1,5 tỷ đồng", "1.5 billion dong"),
        (1_200_000_000_000, "1200 tỷ đồng", "1200 billion dong"),
    ],
)
def test_money_is_said_the_short_way(value, vietnamese, english):
    assert written(formats.money, value, "vi") == vietnamese
    assert written(formats.money, value, "en") == english


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 11, 21, 18, 30, tzinfo=UTC), "22/11/2026"),
        (datetime(2026, 11, 19, 16, 59, tzinfo=UTC), "19/11/2026"),
        (datetime(2026, 11, 21, 18, 30), "21/11/2026"),  # a clock on a wall: as it says
        (date(2026, 3, 5), "05/03/2026"),
        (None, ""),
    ],
)
def test_a_day_is_that_of_vietnam_and_not_of_greenwich(value, text, language):
    assert written(formats.day, value, language) == text


def test_a_percent_keeps_the_decimals_it_was_rounded_to():
    """29.99 % below a level that begins at 30 % must not become 30.0 % once more."""
    assert written(formats.percent, Decimal("29.99"), "vi") == f"29,99{GAP}%"
    assert written(formats.percent, Decimal("29.9"), "en") == "29.9%"
    assert written(formats.percent, Decimal(60), "en") == "60.0%"
    assert written(formats.percent, 36.875, "en") == "36.9%"
    assert written(formats.percent, Decimal("36.875"), "en") == "36.9%"


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("lan.nguyen@pho.example", "la…@pho.example"),
        ("lan@pho.example", "l…@pho.example"),
        ("a@pho.example", "…@pho.example"),
    ],
)
def test_of_an_address_no_stranger_reads_the_whole(email, shown):
    assert formats.half_hidden(email) == shown


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_a_day_is_written_in_one_way_wherever_it_stands(tongue):
    moment = datetime(2026, 12, 1, 2, 21)
    with translation.override(tongue):
        for name in ("DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"):
            assert formats.day(moment) in date_format(moment, name)
