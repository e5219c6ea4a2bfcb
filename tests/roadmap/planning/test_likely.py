"""Sums of ranges: around the middles, narrower than all the least and all the most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.planning.likely import likely_sum

RANGES = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("ranges", "together"),
    [([], (0, 0)), ([(2, 8)], (2, 8)), ([(0, 6), (0, 8)], (2, 12))],
)
def test_one_range_is_itself_and_several_add_up_like_sides_of_a_triangle(
    ranges, together
):
    assert likely_sum(ranges) == together


@given(RANGES)
def test_it_lies_within_all_the_least_and_all_the_most(ranges):
    least, most = likely_sum(ranges)
    assert sum(low for low, _high in ranges) <= least <= most
    assert most <= sum(high for _low, high in ranges)
