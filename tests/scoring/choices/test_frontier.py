"""Sets of choices: only what is worth taking stays, and sums are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.frontier import (
    Frontier,
    Pick,
    Ways,
    either,
    frontier,
    together,
    worthwhile_cells,
)
from tests.scoring.choices.brute import pairs, sums, worthwhile

NEAR = st.tuples(st.integers(0, 30), st.integers(0, 30))
FAR = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
CHOICES = st.one_of(
    st.lists(NEAR, min_size=1, max_size=12),
    st.lists(FAR, min_size=1, max_size=12),
)
DTYPES = st.sampled_from([np.int64, object])
EMPTY = frontier([], [], np.int64)


def make(*choices: tuple[int, int], dtype: type = np.int64) -> Frontier:
    gains = [gain for gain, _ in choices]
    keys = [key for _, key in choices]
    return frontier(gains, keys, dtype)


@pytest.mark.parametrize(
    ("choices", "left"),
    [
        ([(0, 0), (2, 5), (4, 9)], [(0, 0), (2, 5), (4, 9)]),
        ([(2, 5), (4, 5)], [(4, 5)]),  # more for the same
        ([(2, 5), (2, 3)], [(2, 3)]),  # the same for less
        ([(2, 5), (4, 1)], [(4, 1)]),  # more for less
        ([(3, 3)], [(3, 3)]),
        ([], []),
    ],
)
def test_only_what_is_worth_taking_stays(choices, left):
    assert pairs(make(*choices)) == left


@given(CHOICES, DTYPES)
def test_a_frontier_is_what_sorting_and_sifting_gives(choices, dtype):
    assert pairs(make(*choices, dtype=dtype)) == worthwhile(choices)


@given(CHOICES, CHOICES, DTYPES)
def test_sums_are_exact_whether_added_in_slices_or_sorted(first, second, dtype):
    total = together(make(*first, dtype=dtype), make(*second, dtype=dtype))
    assert pairs(total) == worthwhile(sums(first, second))


def test_nothing_can_be_added_to_nothing():
    assert together(make((1, 1)), EMPTY).empty
    assert together(EMPTY, make((1, 1))).empty


def test_numbers_beyond_a_machine_word_stay_exact():
    large = 10**30
    total = together(
        make((0, 0), (1, large), dtype=object),
        make((0, 0), (large, 1), dtype=object),
    )
    assert pairs(total) == [(0, 0), (large, 1), (large + 1, large + 1)]


@given(CHOICES, CHOICES, DTYPES)
def test_either_of_two_sets_is_the_best_of_both(first, second, dtype):
    both = either([make(*first, dtype=dtype), make(*second, dtype=dtype)])
    assert pairs(both) == worthwhile(first + second)


def test_either_of_a_single_set_is_that_set():
    single = make((0, 0), (2, 5))
    assert either([single]) is single


def test_a_cell_stays_where_everything_that_gains_more_costs_more():
    cells = np.array([0, 7, 4, 4, 9])
    assert pairs(worthwhile_cells(cells)) == [(0, 0), (3, 4), (4, 9)]


THREE = make((0, 0), (2, 5), (4, 9))


def test_a_frontier_knows_its_ends():
    assert (THREE.least, THREE.most) == (0, 4)
    assert not THREE.empty
    assert EMPTY.empty


@pytest.mark.parametrize(
    ("gain", "pick"),
    [(-3, Pick(0, 0)), (0, Pick(0, 0)), (1, Pick(2, 5)), (4, Pick(4, 9))],
)
def test_the_cheapest_is_the_first_that_gains_so_much(gain, pick):
    assert THREE.cheapest(gain) == pick


@pytest.mark.parametrize(
    ("low", "high", "left"),
    [
        (1, 3, [(2, 5), (4, 9)]),
        (0, 2, [(0, 0), (2, 5)]),
        (-9, 99, [(0, 0), (2, 5), (4, 9)]),
        (5, 9, []),
    ],
)
def test_between_two_gains_only_one_way_to_more_is_left(low, high, left):
    assert pairs(THREE.between(low, high)) == left


def test_a_part_or_a_mask_takes_gains_with_their_keys():
    assert pairs(THREE.only(slice(1, None))) == [(2, 5), (4, 9)]
    assert pairs(THREE.only(np.array([True, False, True]))) == [(0, 0), (4, 9)]


@pytest.mark.parametrize(
    ("gain", "key", "pick"),
    [
        (5, 12, Pick(2, 5)),  # with 3 at 7
        (3, 7, Pick(0, 0)),
        (7, 16, Pick(4, 9)),
        (5, 11, None),  # the gain can be had, but not at this key
        (1, 7, None),
        (99, 99, None),
    ],
)
def test_what_completes_a_sum_is_found(gain, key, pick):
    assert THREE.completing(make((3, 7)), gain, key) == pick


@given(CHOICES, CHOICES, DTYPES)
def test_every_sum_can_be_taken_apart_again(first, second, dtype):
    one_half, other_half = make(*first, dtype=dtype), make(*second, dtype=dtype)
    for gain, key in pairs(together(one_half, other_half)):
        pick = one_half.completing(other_half, gain, key)
        assert pick in pairs(one_half)
        assert (gain - pick.gain, key - pick.key) in pairs(other_half)


@pytest.mark.parametrize(
    ("ways", "most", "empty"),
    [
        (Ways(below=make((0, 0), (2, 5)), there=make((4, 9))), 4, False),
        (Ways(below=make((0, 0), (2, 5)), there=EMPTY), 2, False),
        (Ways(below=EMPTY, there=make((4, 9))), 4, False),
        (Ways(below=EMPTY, there=EMPTY), 0, True),
    ],
)
def test_the_most_a_pillar_can_gain_is_at_the_level_if_it_gets_there(ways, most, empty):
    assert ways.most == most
    assert ways.empty is empty
