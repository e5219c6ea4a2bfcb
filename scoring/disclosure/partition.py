"""Figures of many that are published again and again, so that nobody is read out of them.

Enterprises stand in groups (sectors, say), each in one. Some groups are told alone, the rest of
them together; of each row that is told, counts by bands of levels. Nothing is hidden: what would
be a small count is not told apart at all. So no row or column follows from the others.
Two publications can be taken from each other. What a reader gets by that are the pieces of both
partitions (a group that is alone in both, one that was in the rest and is alone now, what is in
the rest of both). In each of them, counts before and after are none or at least `least`, and
none came, went or changed, or at least `least` did. Until then changes wait.
Source: ours (docs/benchmark.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.disclosure.small_cells import Counts, joined_rows, protected

NOBODY = -1
Bands = tuple[int, ...]
"""Of each level, the band it is told in."""

Groups = NDArray[np.int64]
"""(N,): the number of each one's group, NOBODY where it is not there."""


@dataclass(frozen=True)
class Partition:
    """alone: numbers of the groups that are told alone. bands: of levels.

    rests: of each group, with which of the rests it is told where it is not told alone; none
    where there is one rest.
    """

    alone: tuple[int, ...]
    bands: Bands
    rests: tuple[int, ...] = ()

    def row_of(self, groups: int) -> Groups:
        """(groups,) the row that each is told in: those alone, then the rests."""
        rows = np.array(self.rests or [0] * groups, np.int64) + len(self.alone)
        rows[list(self.alone)] = np.arange(len(self.alone))
        return rows

    def rest_of(self, group: int) -> int:
        return self.rests[group] if self.rests else 0

    @property
    def size(self) -> int:
        return len(self.alone) + max(self.rests, default=0) + 1


@dataclass(frozen=True, eq=False)
class Change:
    """Of N enterprises, before and after: group and level, NOBODY where it is not there."""

    before: Groups
    level_before: Groups
    after: Groups
    level_after: Groups
    has_changed: NDArray[np.bool_]


def counts_of(groups: Groups, levels: Groups, shape: tuple[int, int]) -> Counts:
    """(groups, levels): how many."""
    is_there = groups != NOBODY
    flat = groups[is_there] * shape[1] + levels[is_there]
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)


def in_bands(counts: Counts, bands: Bands) -> Counts:
    return joined_rows(counts.T, bands).T


def rows_of(counts: Counts, partition: Partition) -> Counts:
    """What is told: the groups that stand alone, then the others together, rest by rest."""
    banded = in_bands(counts, partition.bands)
    rows = np.zeros((partition.size, banded.shape[1]), np.int64)
    np.add.at(rows, partition.row_of(len(banded)), banded)
    return rows


def is_told(counts: Counts, least: int) -> bool:
    """The gate of every table: nothing small, and so nothing to be hidden."""
    # What would be hidden takes long to find out, and is not told anyway.
    if has_small(counts, least).any():
        return False
    hidden = protected(counts, least)
    return hidden is not None and not hidden.any()


def first_partition(
    counts: Counts,
    choices: Sequence[Bands],
    least: int,
    rests: tuple[int, ...] = (),
) -> Partition | None:
    """With the finest bands by which half of all stand in groups that are told alone.

    With these rests, or with one where one of them would be small. None where all are too few.
    """
    if counts.sum() < least:
        return None
    for bands in choices:
        partition = _largest(counts, bands, least, rests)
        told = counts[list(partition.alone)].sum()
        if is_told(rows_of(counts, partition), least) and 2 * told >= counts.sum():
            return partition
    if rests and not is_told(rows_of(counts, partition), least):
        return first_partition(counts, choices, least)
    return partition


def _largest(
    counts: Counts, bands: Bands, least: int, rests: tuple[int, ...]
) -> Partition:
    banded = in_bands(counts, bands)
    totals = banded.sum(axis=1)
    is_alone = ~has_small(banded, least) & (totals >= least)
    # The largest first, equals by number: the same come out every time.
    alone = sorted(
        np.flatnonzero(is_alone).tolist(), key=lambda row: (-totals[row], row)
    )
    while alone:
        partition = Partition(tuple(sorted(alone)), bands, rests)
        small = _small_rests(counts, partition, least)
        if not small:
            return partition
        # The smallest of those that it would be told with joins it.
        beside = [group for group in alone if partition.rest_of(group) in small]
        if not beside:
            break
        alone.remove(beside[-1])
    return Partition((), bands, rests)


def _small_rests(counts: Counts, partition: Partition, least: int) -> set[int]:
    rests = rows_of(counts, partition)[len(partition.alone) :]
    return set(np.flatnonzero(has_small(rests, least)).tolist())


def has_small(counts: Counts, least: int) -> NDArray[np.bool_]:
    is_small: NDArray[np.bool_] = (counts > 0) & (counts < least)
    has_small: NDArray[np.bool_] = np.any(is_small, axis=-1)
    return has_small


def held(
    change: Change,
    partition: Partition,
    shape: tuple[int, int],
    least: int,
) -> NDArray[np.bool_]:
    """(N,): changes that wait, since too few happen in a row that is told."""
    left, entered = _rows(change, partition, shape[0])
    changed = change.has_changed
    touched = _touched(left[changed], entered[changed], partition.size)
    after = np.where(changed, change.after, change.before)
    level = np.where(changed, change.level_after, change.level_before)
    rows = rows_of(counts_of(after, level, shape), partition)
    is_small = ((touched > 0) & (touched < least)) | has_small(rows, least)
    small = np.append(is_small & (touched > 0), False)
    waits: NDArray[np.bool_] = changed & (small[left] | small[entered])
    return waits


def _rows(change: Change, partition: Partition, groups: int) -> tuple[Groups, Groups]:
    """(N,) twice: the row each was told in, and the one it is in now."""
    row_of = partition.row_of(groups)
    left = np.where(change.before == NOBODY, NOBODY, row_of[change.before])
    entered = np.where(change.after == NOBODY, NOBODY, row_of[change.after])
    return left, entered


def _touched(left: Groups, entered: Groups, rows: int) -> NDArray[np.int64]:
    """How many change in each row; who stays in a row counts once there."""
    moved = entered[entered != left]
    places = np.concatenate([left, moved])
    return np.bincount(places[places != NOBODY], minlength=rows)


def next_partition(
    change: Change,
    partition: Partition,
    choices: Sequence[Bands],
    shape: tuple[int, int],
    least: int,
    rests: tuple[int, ...] = (),
) -> Partition:
    """As before, with groups that can be told alone by now, in the finest bands that do.

    change: what is told before and after, without what waits. rests: wanted where there is one
    rest so far.
    """
    counts = counts_of(change.after, change.level_after, shape)
    wider = _wider(change, partition, counts, least)
    if rests and not wider.rests:
        apart = replace(wider, rests=rests)
        wider = apart if may_follow(change, apart, shape, least) else wider
    for bands in choices:
        finer = replace(wider, bands=bands)
        if is_told(rows_of(counts, finer), least):
            return finer
        # Coarser than before is never asked for: what was told stays told.
        if bands == partition.bands:
            break
    return partition


def _wider(
    change: Change, partition: Partition, counts: Counts, least: int
) -> Partition:
    before = counts_of(change.before, change.level_before, counts.shape)
    changed = change.has_changed
    touched = _touched(change.before[changed], change.after[changed], len(counts))
    is_new = np.ones(len(counts), np.bool_)
    is_new[list(partition.alone)] = False
    large = counts.sum(axis=1) >= least
    before, after = (in_bands(each, partition.bands) for each in (before, counts))
    safe = ~_is_small(before, after, touched, least)
    new = np.flatnonzero(is_new & large & safe)
    alone = tuple(sorted([*partition.alone, *new.tolist()]))
    candidate = replace(partition, alone=alone)
    return (
        candidate if may_follow(change, candidate, counts.shape, least) else partition
    )


def may_follow(
    change: Change, partition: Partition, shape: tuple[int, int], least: int
) -> bool:
    """Whether its rows can be told, though what they were before can be worked out by it."""
    return not small_rows(change, partition, shape, least).any()


def small_rows(
    change: Change, partition: Partition, shape: tuple[int, int], least: int
) -> NDArray[np.bool_]:
    """(rows,) in which few were, or are, or changed."""
    left, entered = _rows(change, partition, shape[0])
    changed = change.has_changed
    touched = _touched(left[changed], entered[changed], partition.size)
    sides = (change.before, change.level_before), (change.after, change.level_after)
    before, after = (
        rows_of(counts_of(groups, levels, shape), partition) for groups, levels in sides
    )
    return _is_small(before, after, touched, least)


def _is_small(
    before: Counts, after: Counts, touched: NDArray[np.int64], least: int
) -> NDArray[np.bool_]:
    few_changed = (touched > 0) & (touched < least)
    is_small: NDArray[np.bool_] = (
        has_small(before, least) | has_small(after, least) | few_changed
    )
    return is_small
