"""Cuts crossed with sectors: no crossing is small, and none follows from several of them."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from scoring.disclosure.crossing import (
    Crossing,
    counts_in,
    crossed_counts,
    first_crossing,
    next_crossing,
)
from scoring.disclosure.partition import (
    NOBODY,
    Change,
    counts_of,
    first_partition,
    has_small,
    held,
    in_bands,
)

LEAST, LEVELS = 5, 6
FINEST, HALVES, ALL = (0, 1, 2, 3, 4, 5), (0, 0, 1, 1, 2, 2), (0, 0, 0, 0, 0, 0)
CHOICES = (FINEST, HALVES, ALL)
SIZES = 3, 3


def table(*cells: tuple[int, int, int, int]):
    """(rows, columns, levels) from (row, column, level, how many)."""
    counts = np.zeros((*SIZES, LEVELS), np.int64)
    for row, column, level, count in cells:
        counts[row, column, level] = count
    return counts


def test_what_would_be_a_small_crossing_is_told_with_others():
    counts = table((0, 0, 1, 9), (0, 1, 1, 8), (1, 0, 1, 7), (1, 1, 1, 3), (1, 2, 1, 6))
    found = first_crossing(counts, ((0, 1, 2), (0, 1, 2)), CHOICES, LEAST)
    assert not has_small(counts_in(counts, found), LEAST).any()
    assert 0 in found.rows
    assert 0 in found.columns
    assert counts_in(counts, found).sum() == counts.sum()


def test_only_what_stands_alone_without_the_other_is_crossed():
    counts = table((0, 0, 1, 9), (1, 1, 1, 9))
    found = first_crossing(counts, ((0,), (0, 1)), CHOICES, LEAST)
    assert found.rows == (0,)


def test_levels_are_joined_before_most_groups_are():
    counts = table((0, 0, 0, 3), (0, 0, 1, 3), (1, 1, 0, 2), (1, 1, 1, 4))
    found = first_crossing(counts, ((0, 1, 2), (0, 1, 2)), CHOICES, LEAST)
    assert found == Crossing((0, 1, 2), (0, 1, 2), HALVES)


@pytest.mark.parametrize("seed", range(4))
def test_no_few_follow_from_all_crossings_and_cuts_together(seed):
    """A solver looks for the fewest and the most that may be in each small group."""
    chance = np.random.default_rng(seed)
    number = (40, 80, 160, 300)[seed]
    groups = [chance.choice(3, number, p=(0.6, 0.3, 0.1)) for _ in range(3)]
    level = chance.choice(3, number, p=(0.5, 0.4, 0.1))
    columns = [*groups, level]
    cells = list(product(*(range(3) for _ in columns)))
    finest = np.ravel_multi_index(columns, (3, 3, 3, 3))
    counts = np.bincount(finest, minlength=len(cells))
    axes = np.array(cells).T
    sums, values = [], []

    def tell(rows: np.ndarray, of_cells: np.ndarray, bands, number: int) -> None:
        """rows: of each finest cell, in which row of the table it is."""
        for row, band in product(range(number), range(max(bands) + 1)):
            here = (rows == row) & (np.array(bands)[axes[3]] == band)
            sums.append(here.astype(float))
            values.append(int(of_cells[here].sum()))

    cuts = []
    for axis in range(3):
        table = counts_of(groups[axis], level, (3, LEVELS))
        cut = first_partition(table, CHOICES, LEAST)
        cuts.append(cut)
        tell(cut.row_of(3)[axes[axis]], counts, cut.bands, cut.size)
    for axis in (1, 2):
        pairs = counts_of(groups[0] * 3 + groups[axis], level, (9, LEVELS))
        alone = cuts[0].alone, cuts[axis].alone
        crossing = first_crossing(pairs.reshape(3, 3, LEVELS), alone, CHOICES, LEAST)
        of_cell = crossing.cell_of(axes[0], axes[axis], SIZES)
        tell(of_cell, counts, crossing.bands, crossing.cells)
    assert not any(0 < value < LEAST for value in values)
    for cell in np.flatnonzero((counts > 0) & (counts < LEAST)):
        goal = np.eye(len(cells))[cell]
        low = linprog(goal, A_eq=sums, b_eq=values).fun
        high = -linprog(-goal, A_eq=sums, b_eq=values).fun
        assert high - low >= LEAST - 1e-6, cells[cell]


def test_three_cuts_all_crossed_with_each_other_would_close_a_ring():
    """No crossing of two is small, and yet in one group of all three there is one at most."""
    counts = np.array([[[1, 6], [6, 6]], [[6, 6], [6, 0]]])
    sums, values = [], []
    for axes in ((0, 1), (0, 2), (1, 2)):
        for places in product(range(2), repeat=2):
            here = np.ones(counts.shape, bool)
            for axis, place in zip(axes, places, strict=True):
                here &= np.indices(counts.shape)[axis] == place
            sums.append(here.ravel().astype(float))
            values.append(int(counts[here].sum()))
    assert min(values) >= LEAST
    first = np.eye(counts.size)[0]
    assert -linprog(-first, A_eq=sums, b_eq=values).fun == pytest.approx(1)


ONE = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 5)),
)
MANY = st.lists(st.tuples(ONE, ONE, st.integers(1, 6)), min_size=1, max_size=12)


def changes_of(rows) -> tuple[Change, Change]:
    sides = []
    for place in (0, 1):
        many = [row[place] for row in rows for _ in range(row[2])]
        parts = [
            [NOBODY if one is None else one[axis] for one in many] for axis in (0, 1)
        ]
        levels = [0 if one is None else one[2] for one in many]
        sides.append([np.array(each, np.int64) for each in (*parts, levels)])
    (row, column, level), (new_row, new_column, new_level) = sides
    changed = np.array(
        [one != other for one, other, count in rows for _ in range(count)]
    )
    return (
        Change(row, level, new_row, new_level, changed),
        Change(column, level, new_column, new_level, changed),
    )


def as_it_was(change: Change) -> Change:
    return replace(change, after=change.before, level_after=change.level_before)


def settled(changes, crossing: Crossing):
    """Without what waits."""
    moving = changes[0].has_changed
    while True:
        cells = replace(
            changes[0],
            before=crossing.cell_of(changes[0].before, changes[1].before, SIZES),
            after=crossing.cell_of(changes[0].after, changes[1].after, SIZES),
            has_changed=moving,
        )
        waits = held(cells, crossing.partition, (crossing.cells, LEVELS), LEAST)
        if not waits.any():
            break
        moving = moving & ~waits
    return tuple(
        replace(
            each,
            after=np.where(moving, each.after, each.before),
            level_after=np.where(moving, each.level_after, each.level_before),
            has_changed=moving,
        )
        for each in changes
    )


@settings(max_examples=200, deadline=None)
@given(MANY)
def test_whatever_happens_a_reader_of_two_crossings_learns_of_none_or_of_many(rows):
    changes = changes_of(rows)
    before = crossed_counts(tuple(map(as_it_was, changes)), SIZES, LEVELS)
    if before.sum() < LEAST:
        return
    every = tuple(range(3)), tuple(range(3))
    old = first_crossing(before, every, CHOICES, LEAST)
    assert not has_small(counts_in(before, old), LEAST).any()
    done = settled(changes, old)
    new = next_crossing(done, old, every, CHOICES, SIZES, LEVELS, LEAST)
    after = crossed_counts(done, SIZES, LEVELS)
    assert not has_small(counts_in(after, new), LEAST).any()
    assert set(old.rows) <= set(new.rows)
    assert set(old.columns) <= set(new.columns)
    if new.cells > old.cells:
        was = counts_in(before, replace(new, bands=old.bands))
        assert not has_small(was, LEAST).any()
    moved = done[0].has_changed
    left = new.cell_of(done[0].before, done[1].before, SIZES)[moved]
    entered = new.cell_of(done[0].after, done[1].after, SIZES)[moved]
    for cell in range(new.cells):
        assert not 0 < ((left == cell) | (entered == cell)).sum() < LEAST


def test_a_row_of_a_table_is_a_row_of_the_crossing():
    counts = table((0, 0, 1, 9), (0, 1, 2, 8), (1, 0, 3, 7))
    crossing = Crossing((0,), (0,), FINEST)
    cells = counts_in(counts, crossing)
    by_row = in_bands(counts.sum(axis=1), FINEST)
    assert (cells[:2].sum(axis=0) == by_row[0]).all()
