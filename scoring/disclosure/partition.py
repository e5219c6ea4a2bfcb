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
from dataclasses import dataclass

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
    """alone: numbers of the groups that are told alone. bands: of levels."""

    alone: tuple[int, ...]
    bands: Bands


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
    """What is told: the groups that stand alone, then all others together."""
    banded = in_bands(counts, partition.bands)
    rest = np.ones(len(banded), np.bool_)
    rest[list(partition.alone)] = False
    alone = banded[list(partition.alone)]
    return np.vstack([alone, banded[rest].sum(axis=0)])


def is_told(counts: Counts, least: int) -> bool:
    """The gate of every table: nothing small, and so nothing to be hidden."""
    # What would be hidden takes long to find out, and is not told anyway.
    if has_small(counts, least).any():
        return False
    hidden = protected(counts, least)
    return hidden is not None and not hidden.any()


def first_partition(
    counts: Counts, choices: Sequence[Bands], least: int
) -> Partition | None:
    """With the finest bands by which half of all stand in groups that are told alone.

    None where all of them are too few.
    """
    if counts.sum() < least:
        return None
    partition = None
    for bands in choices:
        partition = _largest(counts, bands, least)
        told = counts[list(partition.alone)].sum()
        if is_told(rows_of(counts, partition), least) and 2 * told >= counts.sum():
            return partition
    return partition


def _largest(counts: Counts, bands: Bands, least: int) -> Partition:
    banded = in_bands(counts, bands)
    totals = banded.sum(axis=1)
    is_alone = ~has_small(banded, least) & (totals >= least)
    # The largest first, equals by number: the same come out every time.
    alone = sorted(
        np.flatnonzero(is_alone).tolist(), key=lambda row: (-totals[row], row)
    )
    while alone:
        partition = Partition(tuple(sorted(alone)), bands)
        if is_told(rows_of(counts, partition), least):
            return partition
        alone.pop()
    return Partition((), bands)


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
    row_of = _row_of(partition, shape[0])
    left = np.where(change.before == NOBODY, NOBODY, row_of[change.before])
    entered = np.where(change.after == NOBODY, NOBODY, row_of[change.after])
    changed = change.has_changed
    touched = _touched(left[changed], entered[changed], len(partition.alone) + 1)
    after = np.where(changed, change.after, change.before)
    level = np.where(changed, change.level_after, change.level_before)
    rows = rows_of(counts_of(after, level, shape), partition)
    is_small = ((touched > 0) & (touched < least)) | has_small(rows, least)
    small = np.append(is_small & (touched > 0), False)
    waits: NDArray[np.bool_] = changed & (small[left] | small[entered])
    return waits


def _row_of(partition: Partition, groups: int) -> Groups:
    rows = np.full(groups, len(partition.alone), np.int64)
    rows[list(partition.alone)] = np.arange(len(partition.alone))
    return rows


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
) -> Partition:
    """As before, with groups that can be told alone by now, in the finest bands that do.

    change: what is told before and after, without what waits.
    """
    counts = counts_of(change.after, change.level_after, shape)
    wider = _wider(change, partition, counts, least)
    for bands in choices:
        finer = Partition(wider.alone, bands)
        if is_told(rows_of(counts, finer), least):
            return finer
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
    safe = _may_be_apart(before, counts, touched, partition.bands, least)
    new = np.flatnonzero(is_new & large & safe)
    candidate = Partition(
        tuple(sorted([*partition.alone, *new.tolist()])),
        partition.bands,
    )
    rest = is_new.copy()
    rest[new] = False
    of_rest = _may_be_apart(
        before[rest].sum(axis=0)[None],
        counts[rest].sum(axis=0)[None],
        touched[rest].sum()[None],
        partition.bands,
        least,
    )
    return candidate if of_rest.all() else partition


def _may_be_apart(
    before: Counts,
    after: Counts,
    touched: NDArray[np.int64],
    bands: Bands,
    least: int,
) -> NDArray[np.bool_]:
    """Which rows can be told, though what they were before can be worked out by it."""
    was_small = has_small(in_bands(before, bands), least)
    is_small = has_small(in_bands(after, bands), least)
    enough = (touched == 0) | (touched >= least)
    may_be: NDArray[np.bool_] = ~was_small & ~is_small & enough
    return may_be
