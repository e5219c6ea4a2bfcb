"""Sums of ranges: around the middles, narrower than all the least and all the most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.planning.likely import WIDE, is_narrowed, likely_sum, middle_of

RANGES = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("ranges", "together"),
    [
        ([], (0, 0)),
        ([(2, 8)], (2, 8)),
        ([(0, 6), (0, 8)], (0, 12)),
        ([(1, 7), (0, 8)], (3, 13)),
    ],
)
def test_one_range_is_itself_and_several_add_up_like_sides_of_a_triangle(
    ranges, together
):
    assert likely_sum(ranges) == together


@given(RANGES)
def test_it_lies_within_all_the_least_and_all_the_most(ranges):
    least, most = likely_sum(ranges)
    if not any(low for low, _high in ranges):
        assert least == 0
    assert sum(low for low, _high in ranges) <= least <= most
    assert most <= sum(high for _low, high in ranges)


@pytest.mark.parametrize(
    ("ranges", "narrowed"),
    [
        ([], False),
        ([(2, 8)], False),
        ([(0, 6), (0, 8)], True),
        # What has a price, and what is free, take nothing from a range beside them.
        ([(2, 8), (5, 5), (0, 0)], False),
    ],
)
def test_a_total_is_explained_only_where_it_is_narrower_than_its_parts(
    ranges, narrowed
):
    assert is_narrowed(ranges) is narrowed


@pytest.mark.parametrize(
    ("low", "high", "middle"),
    [
        (2_000_000, 12_000_000, 5_000_000),
        (3_000_000, 60_000_000, 15_000_000),
        # Not wide: its ends say as much.
        (8_000_000, 31_000_000, 0),
        # What may cost nothing has no such middle.
        (0, 5_000_000, 0),
        (0, 0, 0),
    ],
)
def test_a_wide_range_has_a_round_middle(low, high, middle):
    assert middle_of(low, high) == middle


@given(st.integers(1, 10**9), st.integers(WIDE, 100))
def test_the_middle_lies_within_and_is_no_more_exact_than_a_guess(low, times):
    middle = middle_of(low, low * times)
    assert low <= middle <= low * times
    digits = str(middle).rstrip("0")
    assert len(digits) == 1 or digits == "15"
