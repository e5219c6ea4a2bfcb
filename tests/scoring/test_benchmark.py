"""Where a value stands among many, and which sample is large enough to say so."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmark import (
    Cell,
    Rank,
    beside_middle,
    bin_of,
    counts_by_group,
    distribution,
    improvements,
    joined_parts,
    ladder,
    middle,
    offered,
    quartiles,
    rank_of,
    widen,
)
from tests.scoring.refusals import refused

VALUE = st.integers(0, 1000)
SAMPLES = st.lists(VALUE, min_size=1, max_size=60)


def counted(values: list[int]) -> np.ndarray:
    """The counts of one sample."""
    groups = np.zeros(len(values), int)
    return counts_by_group(groups, np.array(values, int), 1)[0]


@pytest.mark.parametrize(
    ("sample", "value", "below", "equal", "of_hundred"),
    [
        ([100, 200, 300, 400], 300, 2, 1, 62),  # (2 + 1/2) / 4 is 62.5, not rounded up
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
    assert (rank.below, rank.equal, rank.count) == (below, equal, len(sample))
    assert rank.of_hundred == of_hundred


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ([100, 200, 300, 400], (100, 200, 300)),
        ([5, 1, 4, 2, 3], (2, 3, 4)),
        ([777], (777, 777, 777)),
        ([0, 1000], (0, 0, 1000)),
    ],
)
def test_quartiles_are_values_of_the_sample(sample, expected):
    assert quartiles(counted(sample)) == expected


def test_a_part_of_the_distribution_includes_its_lower_end_and_the_last_both():
    counts = counted([0, 99, 100, 899, 900, 1000])
    assert distribution(counts) == (2, 1, 0, 0, 0, 0, 0, 0, 1, 2)


@pytest.mark.parametrize(
    ("below", "at_least"), [(0, 0), (4, 0), (5, 5), (9, 5), (31, 30)]
)
def test_how_many_are_below_is_told_in_steps_and_never_too_many(below, at_least):
    assert Rank(below, equal=1, count=40).at_least == at_least


@given(SAMPLES)
def test_asking_with_every_value_reads_out_no_more_than_every_fifth(sample):
    """Who tries all values sees where the told number changes: at each fifth enterprise."""
    counts = counted(sample)
    told = [rank_of(counts, tenths).at_least for tenths in range(1001)]
    changes = sum(low != high for low, high in pairwise(told))
    assert changes <= len(sample) // 5


@pytest.mark.parametrize(
    ("sample", "ten"),
    [
        ([410] * 10, 4),
        ([450] * 10, 5),  # halves are rounded up
        ([0] * 10, 0),
        ([1000] * 10, 10),
        # Of twelve the six in the middle count, whatever the others are.
        ([0] * 3 + [300] * 6 + [1000] * 3, 3),
    ],
)
def test_the_middle_of_few_is_the_mean_of_the_middle_half_in_tens(sample, ten):
    assert middle(counted(sample)) == ten


@pytest.mark.parametrize(
    ("tenths", "side"), [(449, -1), (450, 0), (500, 0), (550, 0), (551, 1)]
)
def test_whoever_is_within_five_percent_of_the_middle_stands_in_it(tenths, side):
    assert beside_middle(tenths, 5) == side


@given(st.lists(VALUE, min_size=9, max_size=9))
def test_who_knows_nine_of_ten_does_not_read_out_the_tenth(known):
    """Whatever it is, one of three numbers is told; a median would tell each ten of it."""
    told = {middle(counted([*known, hidden])) for hidden in range(0, 1001, 10)}
    assert len(told) <= 3


@pytest.mark.parametrize(
    ("sample", "parts"),
    [
        ([50] * 5 + [150] * 5, [(0, 1, 5), (1, 2, 5), (2, 10, 0)]),
        # Four are too few for a part of their own, at either end.
        ([50] * 4 + [150] * 5 + [950] * 4, [(0, 10, 13)]),
        ([450] * 9 + [550] * 9 + [700], [(0, 4, 0), (4, 5, 9), (5, 10, 10)]),
        ([50] * 5 + [750] * 5, [(0, 1, 5), (1, 7, 0), (7, 8, 5), (8, 10, 0)]),
        ([500] * 3, [(0, 10, 3)]),
        ([], [(0, 10, 0)]),
    ],
)
def test_neighbouring_tens_are_joined_until_none_holds_fewer_than_five(sample, parts):
    joined = joined_parts(counted(sample))
    assert [(part.start, part.end, part.count) for part in joined] == parts


@given(SAMPLES)
def test_joined_parts_cover_everything_once_and_hold_enough_or_nobody(sample):
    parts = joined_parts(counted(sample))
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == 10
    assert sum(part.count for part in parts) == len(sample)
    if len(sample) >= 5:
        assert all(part.count >= 5 or not part.count for part in parts)


@given(SAMPLES, VALUE)
def test_every_value_falls_into_one_joined_part(sample, value):
    parts = joined_parts(counted([*sample, value]))
    (own,) = [part for part in parts if part.holds(value)]
    assert own.count


@pytest.mark.parametrize(
    ("value", "part"),
    [(0, 0), (99, 0), (100, 1), (999, 9), (1000, 9)],
)
def test_a_value_falls_into_one_part(value, part):
    assert bin_of(value) == part


def test_a_sample_of_nobody_has_a_distribution_of_zeros():
    assert distribution(counted([]), 4) == (0, 0, 0, 0)


def test_each_group_is_counted_by_itself():
    counts = counts_by_group(np.array([0, 2, 2]), np.array([10, 20, 20]), 3)
    assert counts.sum(axis=1).tolist() == [1, 0, 2]
    assert counts[2, 20] == 2


def test_whoever_has_no_percent_is_not_counted():
    counts = counts_by_group(np.array([0, 0]), np.array([10, -1]), 1)
    assert counts.sum() == 1


@pytest.mark.parametrize(
    ("sizes", "sample"),
    [
        ([10, 20, 30, 99], 0),
        ([9, 10, 30, 99], 1),
        ([1, 2, 3, 10], 3),
        ([1, 2, 3, 9], None),
        ([], None),
    ],
)
def test_the_narrowest_sample_that_is_large_enough_is_taken(sizes, sample):
    assert widen(sizes) == sample


@pytest.mark.parametrize(
    ("sizes", "samples"),
    [
        ([10, 20, 30, 40], (0, 1, 2, 3)),
        ([10, 19, 20, 99], (0, 2, 3)),
        ([3, 12, 12, 21], (1,)),
        ([9], ()),
    ],
)
def test_a_wider_sample_is_offered_only_if_what_it_adds_is_a_sample_too(sizes, samples):
    assert offered(sizes) == samples


@pytest.mark.parametrize(
    ("profile", "cells"),
    [
        (
            ("I", "small", "binh-duong"),
            (
                Cell("I", "small", "binh-duong"),
                Cell("I", "small"),
                Cell("I"),
                Cell(),
            ),
        ),
        (("I", "small", ""), (Cell("I", "small"), Cell("I"), Cell())),
        (("I", "", "binh-duong"), (Cell("I"), Cell())),
        (("", "small", "binh-duong"), (Cell(),)),
    ],
)
def test_it_is_widened_from_area_to_size_to_sector_to_all_as_far_as_known(
    profile, cells
):
    assert ladder(*profile) == cells


@pytest.mark.parametrize(
    ("before", "after", "risen"),
    [
        (0, 1, True),
        (2, 2, False),
        (3, 2, False),
        (-1, 3, False),  # not answered before
        (-2, 3, False),  # did not apply before
        (1, -2, False),
        (0, -1, False),
    ],
)
def test_an_answer_has_risen_only_if_it_was_given_both_times(before, after, risen):
    rounds = [np.array([[level]], np.int8) for level in (before, after)]
    assert improvements(*rounds).tolist() == [[risen]]


@pytest.mark.parametrize(
    ("code", "ask"),
    [
        ("sample_empty", lambda: rank_of(counted([]), 5)),
        ("sample_empty", lambda: quartiles(counted([]))),
        ("sample_empty", lambda: middle(counted([]))),
        ("tenths_out_of_range", lambda: rank_of(counted([1]), 1001)),
        ("tenths_out_of_range", lambda: rank_of(counted([1]), -1)),
        ("tenths_out_of_range", lambda: counted([1001])),
        (
            "groups_out_of_range",
            lambda: counts_by_group(np.array([3]), np.array([1]), 3),
        ),
        (
            "groups_out_of_range",
            lambda: counts_by_group(np.array([-1]), np.array([1]), 3),
        ),
        (
            "matrix_shape",
            lambda: improvements(np.zeros((1, 2), np.int8), np.zeros((1, 3), np.int8)),
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(code, ask):
    with refused(code):
        ask()


@given(SAMPLES, VALUE)
def test_a_rank_is_what_counting_one_by_one_gives(sample, value):
    rank = rank_of(counted(sample), value)
    below = sum(other < value for other in sample)
    equal = sample.count(value)
    assert (rank.below, rank.equal) == (below, equal)
    assert rank.of_hundred == (2 * below + equal) * 50 // len(sample)


@given(SAMPLES, VALUE, VALUE)
def test_a_higher_value_never_ranks_lower(sample, first, second):
    low, high = sorted((first, second))
    counts = counted(sample)
    assert rank_of(counts, low).of_hundred <= rank_of(counts, high).of_hundred


@given(SAMPLES, st.sampled_from([1, 3, 10, 20]))
def test_every_value_is_counted_in_the_part_it_falls_into(sample, bins):
    parts = [0] * bins
    for value in sample:
        parts[bin_of(value, bins)] += 1
    assert distribution(counted(sample), bins) == tuple(parts)


@given(SAMPLES)
def test_quartiles_are_in_order_and_half_of_the_sample_does_not_exceed_the_median(
    sample,
):
    lower, median, upper = quartiles(counted(sample))
    assert min(sample) <= lower <= median <= upper <= max(sample)
    assert sum(value <= median for value in sample) * 2 >= len(sample)
    assert sum(value < median for value in sample) * 2 < len(sample)


@given(SAMPLES, SAMPLES)
def test_counts_of_two_groups_add_up_to_the_counts_of_both(first, second):
    together = counted(first + second)
    assert (counted(first) + counted(second) == together).all()


@given(st.lists(st.integers(0, 50), max_size=5), st.integers(1, 50))
def test_no_sample_under_the_minimum_is_ever_taken(sizes, minimum):
    sample = widen(sizes, minimum=minimum)
    narrower = sizes if sample is None else sizes[:sample]
    assert all(size < minimum for size in narrower)
    assert sample is None or sizes[sample] >= minimum
