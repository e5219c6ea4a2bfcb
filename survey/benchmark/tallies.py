"""Rows as counts by sector, size and area."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import getitem, itemgetter

import numpy as np

from scoring.benchmark import VALUES, Cell, counts_by_group
from scoring.publication import Path
from survey.benchmark.rows import Names, Rows

COUNTS = np.dtype("<u4")


@dataclass(frozen=True, eq=False)
class Tally:
    """One cell counted. counts: (1 + pillars, VALUES). raised: (questions,) of the `rises`."""

    cell: Cell
    path: Path
    count: int
    counts: np.ndarray
    rises: int
    raised: np.ndarray


def tallies(percents: Rows, rises: Rows) -> Iterator[Tally]:
    """Every cell that holds anybody, with its counts. Both have the same names."""
    whole = _sums_by_group(percents, rises)
    for depth in range(4):  # all; sector; sector and size; sector, size and area
        summed_over = tuple(range(depth, 3))
        sums = [part.sum(axis=summed_over) for part in whole]
        for path in np.ndindex(*sums[0].shape):
            # Number 0 is "": what is not known makes no cell of its own.
            if all(path) and sums[0][path]:
                yield _tally(percents.names, path, sums)


def _tally(names: Names, path: Path, sums: Sequence[np.ndarray]) -> Tally:
    count, counts, rises, raised = map(itemgetter(path), sums)
    return Tally(_cell(names, path), path, int(count), counts, int(rises), raised)


def _cell(names: Names, path: Path) -> Cell:
    """The wider the cell, the fewer numbers; the rest is any."""
    # `getitem` of each pair; a wider cell has fewer of them.
    return Cell(*map(getitem, names, path))


def _sums_by_group(percents: Rows, rises: Rows) -> list[np.ndarray]:
    """Count, counts, rises and raised of each sector, size and area: their first three axes."""
    shape = tuple(map(len, percents.names))
    size = int(np.prod(shape))
    # One number for each group: counting by one is counting by all three.
    group = np.ravel_multi_index(percents.profile.T, shape)
    group_of_rise = np.ravel_multi_index(rises.profile.T, shape)

    def counted(groups: np.ndarray) -> np.ndarray:
        return np.bincount(groups, minlength=size)

    counts = [counts_by_group(group, part, size) for part in percents.values.T]
    raised = [counted(group_of_rise[is_raised]) for is_raised in rises.values.T]
    parts = (
        counted(group),
        np.stack(counts, axis=1),
        counted(group_of_rise),
        np.stack(raised, axis=1),
    )
    return [part.reshape(*shape, *part.shape[1:]) for part in parts]


def packed(counts: np.ndarray) -> bytes:
    return zlib.compress(counts.astype(COUNTS).tobytes())


def unpacked(content: bytes, pillars: int) -> np.ndarray:
    """(1 + pillars, VALUES) counts: the total, then each pillar."""
    counts = np.frombuffer(zlib.decompress(bytes(content)), COUNTS)
    return counts.astype(np.int64).reshape(1 + pillars, VALUES)
