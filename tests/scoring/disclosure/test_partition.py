"""Nobody is read out of two publications: what a reader can work out is of none or of many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure.partition import (
    NOBODY,
    Change,
    Partition,
    counts_of,
    first_partition,
    held,
    in_bands,
    next_partition,
    rows_of,
)

LEAST = 5
FINEST, HALVES, ALL = (0, 1, 2, 3, 4, 5), (0, 0, 1, 1, 2, 2), (0, 0, 0, 0, 0, 0)
CHOICES = (FINEST, HALVES, ALL)
GROUPS = 4
SHAPE = (GROUPS, 6)


def has_small(counts) -> bool:
    return bool(((counts > 0) & (counts < LEAST)).any())


def test_what_is_told_first_has_nothing_small_and_most_of_it_alone():
    counts = np.array([[6, 0, 7, 0, 0, 0], [5, 5, 0, 0, 0, 19], [1, 0, 6, 0, 0, 0]])
    partition = first_partition(counts, CHOICES, LEAST)
    assert partition == Partition((1,), FINEST)
    assert rows_of(counts, partition).tolist() == [
        [5, 5, 0, 0, 0, 19],
        [7, 0, 13, 0, 0, 0],
    ]


def test_levels_are_joined_where_single_ones_are_too_few():
    counts = np.array([[2, 4, 0, 0, 3, 3], [4, 3, 2, 4, 0, 0]])
    assert first_partition(counts, CHOICES, LEAST) == Partition((0, 1), HALVES)


def test_of_too_few_nothing_is_told():
    counts = np.array([[1, 0, 3, 0, 0, 0]])
    assert first_partition(counts, CHOICES, LEAST) is None


def change_of(before: list, after: list) -> Change:
    """Of each enterprise (group, level) or None, before and after."""
    sides = []
    for side in (before, after):
        groups = [NOBODY if one is None else one[0] for one in side]
        levels = [0 if one is None else one[1] for one in side]
        sides += [np.array(groups, np.int64), np.array(levels, np.int64)]
    changed = [one != other for one, other in zip(before, after, strict=True)]
    return Change(*sides, np.array(changed, np.bool_))


def test_one_newcomer_waits_until_four_others_come():
    told = [(0, 1)] * 6 + [(1, 1)] * 6
    partition = Partition((0, 1), FINEST)
    for count, waits in [(1, True), (4, True), (5, False)]:
        before = told + [None] * count
        after = told + [(0, 1)] * count
        is_held = held(change_of(before, after), partition, SHAPE, LEAST)
        assert is_held[-1] == waits


def test_who_leaves_a_row_of_six_waits_though_five_leave_it():
    before = [(0, 1)] * 6
    after = [None] * 5 + [(0, 1)]
    assert held(change_of(before, after), Partition((0,), ALL), SHAPE, LEAST).any()


def test_a_group_that_was_small_is_not_told_alone_when_one_makes_it_large():
    """What was in the rest before would be told by taking the new rest from the old."""
    before = [(0, 1)] * 9 + [(1, 2)] * 4 + [None]
    after = [(0, 1)] * 9 + [(1, 2)] * 5
    assert next_partition(
        change_of(before, after), Partition((0,), ALL), CHOICES, SHAPE, LEAST
    ).alone == (0,)


def test_a_group_that_grew_by_many_from_none_is_told_alone():
    before = [(0, 1)] * 9 + [None] * 6
    after = [(0, 1)] * 9 + [(1, 2)] * 6
    found = next_partition(
        change_of(before, after), Partition((0,), ALL), CHOICES, SHAPE, LEAST
    )
    assert found == Partition((0, 1), FINEST)


ONE = st.one_of(
    st.none(),
    st.tuples(st.integers(0, GROUPS - 1), st.integers(0, 5)),
)
MANY = st.lists(st.tuples(ONE, ONE, st.integers(1, 6)), min_size=1, max_size=12)


def settled(change: Change, partition: Partition) -> Change:
    moving = change.has_changed
    while True:
        trial = Change(
            change.before, change.level_before, change.after, change.level_after, moving
        )
        waits = held(trial, partition, SHAPE, LEAST)
        if not waits.any():
            break
        moving = moving & ~waits
    after = np.where(moving, change.after, change.before)
    levels = np.where(moving, change.level_after, change.level_before)
    return Change(change.before, change.level_before, after, levels, moving)


def pieces(old: Partition, new: Partition) -> list[list[int]]:
    """Groups that a reader of both can tell from the others."""
    alone = set(old.alone) | set(new.alone)
    rest = [group for group in range(GROUPS) if group not in alone]
    return [*([group] for group in sorted(alone)), rest]


@settings(max_examples=300, deadline=None)
@given(MANY)
def test_whatever_happens_a_reader_of_both_learns_of_none_or_of_many(rows):
    before = [one for one, _other, count in rows for _ in range(count)]
    after = [other for _one, other, count in rows for _ in range(count)]
    change = change_of(before, after)
    counts = counts_of(change.before, change.level_before, SHAPE)
    old = first_partition(counts, CHOICES, LEAST)
    if old is None:
        return
    assert not has_small(rows_of(counts, old))
    done = settled(change, old)
    new = next_partition(done, old, CHOICES, SHAPE, LEAST)
    counts_after = counts_of(done.after, done.level_after, SHAPE)
    assert not has_small(rows_of(counts_after, new))
    assert set(old.alone) <= set(new.alone)
    for piece in pieces(old, new):
        moved = done.has_changed & (
            np.isin(done.before, piece) | np.isin(done.after, piece)
        )
        assert not 0 < moved.sum() < LEAST
        if set(piece) & (set(new.alone) - set(old.alone)):
            was = in_bands(counts[piece].sum(axis=0)[None], old.bands)
            assert not has_small(was)


def test_what_is_not_told_alone_is_told_with_others_of_its_part():
    counts = np.array([[19, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0]])
    counts = np.vstack([counts, [[6, 0, 0, 0, 0, 0]], [[2, 0, 0, 0, 0, 0]]])
    rests = (0, 0, 0, 1, 1)
    found = first_partition(counts, CHOICES, LEAST, rests)
    # The fourth is told with the fifth, which is too few by itself.
    assert found == Partition((0,), FINEST, rests)
    assert rows_of(counts, found)[:, 0].tolist() == [19, 7, 8]


def test_where_others_of_a_part_are_few_all_others_are_told_together():
    counts = np.array([[9, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0]])
    found = first_partition(counts, CHOICES, LEAST, (0, 0, 1))
    assert found == Partition((0,), FINEST)


def test_who_moves_between_two_that_are_told_together_changes_once():
    """Three that move are three, though they leave one group and come to another."""
    before = [(0, 1)] * 9 + [(1, 1)] * 8 + [(2, 1)] * 8 + [None] * 5
    after = [(0, 1)] * 9 + [(1, 1)] * 5 + [(2, 1)] * 11 + [(3, 2)] * 5
    found = next_partition(
        change_of(before, after), Partition((0,), ALL), CHOICES, SHAPE, LEAST
    )
    assert 3 not in found.alone


@pytest.mark.parametrize("bands", CHOICES)
def test_bands_lose_nobody(bands):
    counts = np.arange(12).reshape(2, 6)
    assert in_bands(counts, bands).sum() == counts.sum()


def test_only_what_a_small_rest_is_told_with_joins_it():
    counts = np.zeros((5, 6), np.int64)
    counts[:, 0] = [9, 20, 3, 8, 30]
    found = first_partition(counts, (ALL,), LEAST, (0, 0, 0, 1, 1))
    # The first joins the third; the fourth, smaller than it, is of another part.
    assert found.alone == (1, 3, 4)
