"""An open class is named with what would decide it."""

import pytest
from django.utils import translation

from registry.size_words import size_in_words, ways_to_classes
from registry.sizes import UNKNOWN, size_class


def sized(employees, revenue, capital, sector_code="C"):
    return size_class(
        employees=employees, revenue=revenue, capital=capital, sector_code=sector_code
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (sized(5, 10**9, None), "Micro-enterprise"),
        (sized(150, 250 * 10**9, None), "Medium enterprise or Large enterprise"),
        (sized(5, None, None), "Micro-enterprise or larger (figures are missing)"),
        (UNKNOWN, ""),
    ],
)
def test_what_is_not_certain_is_not_said_to_be(size, words):
    with translation.override("en"):
        assert size_in_words(size) == words


def test_the_ways_to_each_class_name_the_missing_figures_with_their_limits():
    with translation.override("vi"):
        assert list(ways_to_classes(sized(150, 250 * 10**9, None))) == [
            ("Doanh nghiệp vừa", "vốn không quá 100 tỷ đồng"),
            ("Doanh nghiệp lớn", "còn lại"),
        ]
    with translation.override("en"):
        first, *_middle, last = ways_to_classes(sized(5, None, None))
        assert first == (
            "Micro-enterprise",
            "revenue up to 3 billion dong or capital up to 3 billion dong",
        )
        assert last == ("Large enterprise", "otherwise")
        people = list(ways_to_classes(sized(None, 1, 1)))
        assert people[1] == ("Small enterprise", "up to 100 people")


def test_no_condition_is_told_that_what_is_known_has_met_already():
    """With revenue of twenty billion a factory of any capital is small by its people alone."""
    with translation.override("en"):
        assert list(ways_to_classes(sized(None, 20 * 10**9, None))) == [
            (
                "Micro-enterprise",
                "up to 10 people, and capital up to 3 billion dong",
            ),
            ("Small enterprise", "up to 100 people"),
            ("Medium enterprise", "up to 200 people"),
            ("Large enterprise", "otherwise"),
        ]
