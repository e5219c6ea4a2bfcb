"""A row of counts gives nobody away by its sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.disclosure.joined import joined_small


@pytest.mark.parametrize(
    ("counts", "told", "rest"),
    [
        ({"a": 9, "b": 3, "c": 2}, {"a": 9}, 5),
        ({"a": 9, "b": 6, "c": 2}, {"a": 9}, 8),
        ({"a": 9, "b": 5}, {"a": 9, "b": 5}, 0),
        ({"a": 3, "b": 3}, {}, 6),
        ({}, {}, 0),
    ],
)
def test_what_is_small_is_told_with_others(counts, told, rest):
    assert joined_small(counts, 5) == (told, rest)


def test_where_all_together_are_few_nothing_is_told():
    assert joined_small({"a": 4}, 5) is None


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 20), max_size=8))
def test_no_number_is_small_and_none_is_lost(counts):
    joined = joined_small(counts, 5)
    if joined is None:
        assert 0 < sum(counts.values()) < 5
        return
    numbers = [*joined.told.values(), joined.rest]
    assert sum(numbers) == sum(counts.values())
    assert all(number == 0 or number >= 5 for number in numbers)
