"""Two cuts crossed: which groups of each are told, so that no crossing of them is small.

Rows (sectors, say) and columns (sizes) stand alone or together with others of their kind; every
crossing of these, the rests too, is told by bands of levels, and none is small. So nothing is
hidden, and the table adds up.
Several crossings of the same rows tell no more than each by itself: within a row, whatever one
says of columns can go with whatever another says, so how few or how many may stand in both is
always `least` apart, or known to be none (the bounds of Dobra and Fienberg for such margins).
Columns crossed with each other would close a ring, in which single ones can be worked out.
Source: ours (docs/benchmark.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.disclosure.partition import (
    NOBODY,
    Bands,
    Change,
    Groups,
    Partition,
    counts_of,
    has_small,
    in_bands,
    small_rows,
)
from scoring.disclosure.small_cells import Counts

Small = Callable[["Crossing"], NDArray[np.bool_]]
"""(cells,) which crossings cannot be told."""


@dataclass(frozen=True)
class Crossing:
    """rows, columns: numbers of the groups that stand alone. bands: of levels."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    bands: Bands

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows) + 1, len(self.columns) + 1

    @property
    def cells(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def partition(self) -> Partition:
        """Of its cells: each is told, so what changes in few of them waits."""
        return Partition(tuple(range(self.cells)), self.bands)

    def cell_of(self, rows: Groups, columns: Groups, sizes: tuple[int, int]) -> Groups:
        """(N,) the number of each one's cell. sizes: how many rows and columns there are."""
        row = Partition(self.rows, self.bands).row_of(sizes[0])
        column = Partition(self.columns, self.bands).row_of(sizes[1])
        cells = row[rows] * self.shape[1] + column[columns]
        return np.where(rows == NOBODY, NOBODY, cells)


def counts_in(counts: Counts, crossing: Crossing) -> Counts:
    """(cells, bands). counts: (rows, columns, levels), the finest."""
    rows, columns, levels = counts.shape
    by_row = Partition(crossing.rows, ()).row_of(rows)
    by_column = Partition(crossing.columns, ()).row_of(columns)
    table = np.zeros((*crossing.shape, levels), np.int64)
    np.add.at(table, (by_row[:, None], by_column[None, :]), counts)
    return in_bands(table.reshape(crossing.cells, levels), crossing.bands)


def first_crossing(
    counts: Counts,
    candidates: tuple[Sequence[int], Sequence[int]],
    choices: Sequence[Bands],
    least: int,
) -> Crossing:
    """In the finest bands by which half of all stand where both are alone, else in the last."""

    def is_small(crossing: Crossing) -> NDArray[np.bool_]:
        return has_small(counts_in(counts, crossing), least)

    rows, columns = candidates
    crossing = Crossing((), (), choices[-1])
    for bands in choices:
        wanted = Crossing(tuple(rows), tuple(columns), bands)
        found = _coarsened(wanted, Crossing((), (), bands), is_small, counts)
        if found is None:
            continue
        crossing = found
        told = counts[np.ix_(found.rows, found.columns)].sum()
        # Finer bands are worth nothing where most are told as “others”.
        if 2 * told >= counts.sum():
            break
    return crossing


def next_crossing(
    change: tuple[Change, Change],
    before: Crossing,
    candidates: tuple[Sequence[int], Sequence[int]],
    choices: Sequence[Bands],
    sizes: tuple[int, int],
    levels: int,
    least: int,
) -> Crossing:
    """As before, with groups that can stand alone by now, in the finest bands that can be told.

    change: of rows and of columns, without what waits.
    """
    counts = crossed_counts(change, sizes, levels)
    moved = change[0]

    def is_small(crossing: Crossing) -> NDArray[np.bool_]:
        cells = replace(
            moved,
            before=crossing.cell_of(change[0].before, change[1].before, sizes),
            after=crossing.cell_of(change[0].after, change[1].after, sizes),
        )
        shape = crossing.cells, levels
        return small_rows(cells, crossing.partition, shape, least)[:-1]

    rows, columns = candidates
    wanted = Crossing(tuple(rows), tuple(columns), before.bands)
    # Never less than before: what was told once can be read out of the old publication.
    wider = _coarsened(wanted, before, is_small, counts) or before
    for bands in choices:
        finer = replace(wider, bands=bands)
        if bands == wider.bands or not has_small(counts_in(counts, finer), least).any():
            return finer
    return wider


def crossed_counts(
    change: tuple[Change, Change], sizes: tuple[int, int], levels: int
) -> Counts:
    """(rows, columns, levels) of what is told now."""
    rows, columns = change
    pairs = np.where(
        rows.after == NOBODY, NOBODY, rows.after * sizes[1] + columns.after
    )
    counts = counts_of(pairs, rows.level_after, (sizes[0] * sizes[1], levels))
    return counts.reshape(*sizes, levels)


def _coarsened(
    wanted: Crossing, kept: Crossing, is_small: Small, counts: Counts
) -> Crossing | None:
    """Groups join the others, those with most small crossings for their size first, until none is.

    kept: what stays alone. None where some would be small all the same.
    """
    totals = counts.sum(axis=2)
    sizes = totals.sum(axis=1), totals.sum(axis=0)
    crossing = wanted
    while True:
        small = is_small(crossing).reshape(crossing.shape)
        if not small.any():
            return crossing
        worst = max(_removable(crossing, kept, small, sizes), default=None)
        if worst is None:
            return None
        _few, _total, name, group = worst
        left = tuple(each for each in getattr(crossing, name) if each != group)
        crossing = replace(crossing, **{name: left})


Removable = tuple[float, int, str, int]


def _removable(
    crossing: Crossing,
    kept: Crossing,
    small: NDArray[np.bool_],
    sizes: tuple[Groups, Groups],
) -> list[Removable]:
    """(share of its crossings that are small, how small it is itself, which side, group)."""
    found: list[Removable] = []
    for axis, name in enumerate(("rows", "columns")):
        # By share and not by number: a group crossed with many has more that may be
        # small.
        few = small.mean(axis=1 - axis).tolist()
        for place, group in enumerate(getattr(crossing, name)):
            if group not in getattr(kept, name):
                found.append((few[place], -int(sizes[axis][group]), name, group))
    return found
