"""Where a value stands among many, and which sample is large enough to say so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmark import (
    Cell,
    bin_of,
    counts_by_group,
    distribution,
    improvements,
    ladder,
    offered,
    quartiles,
    rank_of,
    widen,
)
from scoring.errors import ScoringError

SAMPLES = st.lists(st.integers(0, 1000), min_size=1, max_size=60)
VALUE = st.integers(0, 1000)


def counted(values: list[int]) -> np.ndarray:
    return counts_by_group(np.zeros(len(values), int), np.array(values, int), 1)[0]


@pytest.mark.parametrize(
    ("sample", "value", "below", "equal", "of_hundred"),
    [
        (
            [100, 200, 300, 400],
            300,
            2,
            1,
            62,
        ),  # (2 + 1/2) / 4 = 62.5 %, never rounded up
        ([100, 200, 300, 400], 350, 3, 0, 75),
        ([500] * 10, 500, 0, 10, 50),
        ([0] * 9 + [1000], 1000, 9, 1, 95),
        ([0, 0, 0, 413, 413, 414, 900, 1000], 413, 3, 2, 50),
        ([1, 2, 3], 0, 0, 0, 0),
        ([1, 2, 3], 1000, 3, 0, 100),
    ],
)
def test_the_percentile_rank_is_the_share_below_and_half_of_the_equal(
    sample, value, below, equal, of_hundred
):
    rank = rank_of(counted(sample), value)
    assert (rank.below, rank.equal, rank.count, rank.of_hundred) == (
        below,
        equal,
        len(sample),
        of_hundred,
    )


def test_quartiles_are_values_of_the_sample():
    assert quartiles(counted([100, 200, 300, 400])) == (100, 200, 300)
    assert quartiles(counted([5, 1, 4, 2, 3])) == (2, 3, 4)
    assert quartiles(counted([777])) == (777, 777, 777)


def test_a_part_of_the_distribution_includes_its_lower_end_and_the_last_one_both():
    assert distribution(counted([0, 99, 100, 899, 900, 1000])) == (
        2,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        2,
    )
    assert [bin_of(value) for value in (0, 99, 100, 999, 1000)] == [0, 0, 1, 9, 9]


def test_each_group_is_counted_by_itself_and_whoever_has_no_percent_by_none():
    found = counts_by_group(np.array([0, 2, 2, 1]), np.array([10, 20, 20, -1]), 3)
    assert found.sum(axis=1).tolist() == [1, 0, 2]
    assert found[2, 20] == 2


@pytest.mark.parametrize(
    ("sizes", "place"),
    [
        ([10, 20, 30, 99], 0),
        ([9, 10, 30, 99], 1),
        ([1, 2, 3, 10], 3),
        ([1, 2, 3, 9], None),
        ([], None),
    ],
)
def test_the_narrowest_sample_that_is_large_enough_is_taken(sizes, place):
    assert widen(sizes) == place


@pytest.mark.parametrize(
    ("sizes", "places"),
    [
        ([10, 20, 30, 40], (0, 1, 2, 3)),
        ([10, 19, 20, 99], (0, 2, 3)),
        ([3, 12, 12, 21], (1,)),
        ([9], ()),
    ],
)
def test_a_wider_sample_is_offered_only_if_what_it_adds_is_a_sample_too(sizes, places):
    assert offered(sizes) == places


def test_it_is_widened_from_area_to_size_to_sector_to_all():
    assert ladder("I", "small", "binh-duong") == (
        Cell("I", "small", "binh-duong"),
        Cell("I", "small"),
        Cell("I"),
        Cell(),
    )


@pytest.mark.parametrize(
    ("known", "cells"),
    [
        (("I", "small", ""), (Cell("I", "small"), Cell("I"), Cell())),
        (("I", "", "binh-duong"), (Cell("I"), Cell())),
        (("", "small", "binh-duong"), (Cell(),)),
    ],
)
def test_what_is_not_known_is_not_asked_for(known, cells):
    assert ladder(*known) == cells


def test_an_answer_has_risen_only_if_it_was_given_both_times():
    before = np.array([[0, 2, 3, -1, -2, 1]], np.int8)
    after = np.array([[1, 2, 2, 3, 3, -2]], np.int8)
    assert improvements(before, after).tolist() == [
        [True, False, False, False, False, False]
    ]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("sample_empty", lambda: rank_of(counted([]), 5)),
        ("sample_empty", lambda: quartiles(counted([]))),
        ("tenths_out_of_range", lambda: rank_of(counted([1]), 1001)),
        ("tenths_out_of_range", lambda: rank_of(counted([1]), -1)),
        ("tenths_out_of_range", lambda: counted([1001])),
        (
            "groups_out_of_range",
            lambda: counts_by_group(np.array([3]), np.array([1]), 3),
        ),
        (
            "matrix_shape",
            lambda: improvements(np.zeros((1, 2), np.int8), np.zeros((1, 3), np.int8)),
        ),
    ],
)
def test_what_cannot_be_told_is_refused(code, wrong):
    with pytest.raises(ScoringError) as error:
        wrong()
    assert error.value.code == code


@given(SAMPLES, VALUE)
def test_a_rank_is_what_counting_one_by_one_gives(sample, value):
    rank = rank_of(counted(sample), value)
    below, equal = (
        sum(one < value for one in sample),
        sum(one == value for one in sample),
    )
    assert (rank.below, rank.equal) == (below, equal)
    assert rank.of_hundred == int((below + equal / 2) * 100 / len(sample) + 1e-9)


@given(SAMPLES, VALUE, VALUE)
def test_a_higher_value_never_ranks_lower(sample, one, other):
    low, high = sorted((one, other))
    assert (
        rank_of(counted(sample), low).of_hundred
        <= rank_of(counted(sample), high).of_hundred
    )


@given(SAMPLES)
def test_the_parts_add_up_to_the_sample(sample):
    for bins in (1, 3, 10, 20):
        parts = distribution(counted(sample), bins)
        assert sum(parts) == len(sample)
        assert parts == tuple(
            sum(bin_of(value, bins) == part for value in sample) for part in range(bins)
        )


@given(SAMPLES)
def test_quartiles_are_in_order_and_half_of_the_sample_does_not_exceed_the_median(
    sample,
):
    lower, median, upper = quartiles(counted(sample))
    assert min(sample) <= lower <= median <= upper <= max(sample)
    assert sum(value <= median for value in sample) * 2 >= len(sample)
    assert sum(value < median for value in sample) * 2 < len(sample)


@given(SAMPLES, SAMPLES)
def test_counts_of_two_groups_add_up_to_the_counts_of_both(one, other):
    assert (counted(one) + counted(other) == counted(one + other)).all()


@given(st.lists(st.integers(0, 50), max_size=5), st.integers(1, 50))
def test_no_sample_under_the_minimum_is_ever_taken(sizes, minimum):
    place = widen(sizes, minimum=minimum)
    if place is None:
        assert all(size < minimum for size in sizes)
    else:
        assert sizes[place] >= minimum
        assert all(size < minimum for size in sizes[:place])
