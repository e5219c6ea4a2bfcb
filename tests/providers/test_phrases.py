"""Small phrases, in both languages."""

import pytest
from django.utils import translation

from providers.phrases import (
    area_name,
    day_words,
    delivery_words,
    names_of_sectors,
    names_of_sizes,
    points_number,
    price_words,
)


@pytest.mark.parametrize(
    ("unit", "vietnamese", "english"),
    [
        (
            "once",
            "5 triệu đồng đến 9 triệu đồng, trả một lần",
            "5 million dong to 9 million dong, paid once",
        ),
        (
            "month",
            "5 triệu đồng đến 9 triệu đồng mỗi tháng",
            "5 million dong to 9 million dong a month",
        ),
        (
            "year",
            "5 triệu đồng đến 9 triệu đồng mỗi năm",
            "5 million dong to 9 million dong a year",
        ),
        (
            "user_month",
            "5 triệu đồng đến 9 triệu đồng cho mỗi người dùng mỗi tháng",
            "5 million dong to 9 million dong for each user and month",
        ),
    ],
)
def test_a_price_says_from_where_to_where_and_how_it_is_paid(unit, vietnamese, english):
    assert price_words(5_000_000, 9_000_000, unit) == vietnamese
    with translation.override("en"):
        assert price_words(5_000_000, 9_000_000, unit) == english


@pytest.mark.parametrize("unit", ["once", "month", "year", "user_month"])
def test_one_price_is_said_once(unit):
    words = price_words(500_000, 500_000, unit)
    assert words.count("500.000 đồng") == 1
    assert "đến" not in words


@pytest.mark.parametrize(
    ("language", "sizes", "names"),
    [
        ("vi", [], ""),
        ("vi", ["micro"], "Doanh nghiệp siêu nhỏ"),
        ("en", ["micro", "small"], "Micro-enterprise and Small enterprise"),
        (
            "en",
            ["micro", "small", "medium"],
            "Micro-enterprise, Small enterprise and Medium enterprise",
        ),
    ],
)
def test_sizes_are_named_as_one_says_a_list(language, sizes, names):
    with translation.override(language):
        assert names_of_sizes(sizes) == names


def test_a_size_that_nobody_knows_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        names_of_sizes(["giant"])


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        ([], ""),
        (["G"], "Shops, wholesale, online sales"),
        (
            ["G", "I"],
            "Shops, wholesale, online sales; Restaurants, cafés, hotels",
        ),
        (["?", "I"], "Restaurants, cafés, hotels"),
    ],
)
def test_sectors_are_named_without_those_that_are_not_on_the_list(codes, names):
    with translation.override("en"):
        assert names_of_sectors(codes) == names


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "ready in about 0 days"),
        (1, "ready in about 1 day"),
        (20, "ready in about 20 days"),
    ],
)
def test_delivery_is_said_in_days_where_it_is_known(days, words):
    with translation.override("en"):
        assert delivery_words(days) == words


@pytest.mark.parametrize(
    ("units", "unit", "number"),
    [
        (4, 4, "1"),
        (8, 4, "2"),
        (0, 4, "0"),
        (7, 4, "1.75"),
        (11, 16, "0.69"),
    ],
)
def test_units_become_points_of_two_places(units, unit, number):
    with translation.override("en"):
        assert points_number(units, unit) == number


def test_points_have_a_comma_in_vietnamese():
    assert points_number(7, 4) == "1,75"


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("vi", "26737", "Phường Tân Định"),
        ("en", "26737", "Tan Dinh Ward"),
        ("vi", "", ""),
        ("vi", "00000", ""),
    ],
)
def test_an_area_has_a_name_or_none(language, code, name):
    with translation.override(language):
        assert area_name(code) == name


@pytest.mark.parametrize(
    ("text", "words"), [("2027-06-30", "30/06/2027"), (None, ""), ("", "")]
)
def test_a_day_is_written_as_people_write_it(text, words):
    assert day_words(text) == words
