"""Tables of counts that leave the system: which cells are hidden, and proof that it is enough.

A table is printed with the totals of its rows and columns. Hiding the small cells alone
protects nothing then: what is hidden follows from the totals. So each small cell is hidden
with three others that it can be exchanged with (the rectangle rule), and what a reader can
still work out of all that is printed is computed (the audit). A table that fails is not
printed: one with fewer rows or columns is tried instead.
Pages tell single rows so far (survey/benchmark/cells.py); `PUBLIC`, `first_protected`,
`joined_rows` and `exposed` of several tables wait for the first page that prints one.
Source: ours (docs/benchmark.md); the rule and the audit are those of statistical offices.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

SHARED = 5
"""The smallest count in a table that an agency or an association gets."""

PUBLIC = 10
"""The smallest count in a table that anybody gets."""

ROUNDING = 1e-6
"""What the solver may be off by; counts are whole numbers."""

Counts = NDArray[np.int64]
"""(rows, columns)"""

Hidden = NDArray[np.bool_]
"""(rows, columns): what is not printed."""

Place = tuple[int, int]


def protected(counts: Counts, least: int) -> Hidden | None:
    """What to hide of a table, audited; None where it cannot be printed at all.

    least: the smallest count that is told; none at all is told too.
    The same table has the same cells hidden every time.
    """
    if _has_small_total(counts, least):
        return None
    hidden = rectangles(counts, least)
    if hidden is None or not hidden.any():
        return hidden
    return None if exposed([Printed.of_table(counts, hidden)], least) else hidden


def first_protected(tables: Iterable[Counts], least: int) -> tuple[int, Hidden] | None:
    """Which of the tables to print, from the finest to the coarsest, and what to hide of it.

    Only one of them: two of the same counts tell more than each by itself.
    """
    for number, counts in enumerate(tables):
        hidden = protected(counts, least)
        if hidden is not None:
            return number, hidden
    return None


def joined_rows(counts: Counts, into: Sequence[int]) -> Counts:
    """A coarser table. into: of each row, the row it becomes a part of."""
    coarser = np.zeros((max(into) + 1, counts.shape[1]), np.int64)
    np.add.at(coarser, list(into), counts)
    return coarser


def _has_small_total(counts: Counts, least: int) -> bool:
    """Totals are printed, so none may be small."""
    totals = np.concatenate([counts.sum(axis=0), counts.sum(axis=1)])
    return bool(((totals > 0) & (totals < least)).any())


def rectangles(counts: Counts, least: int) -> Hidden | None:
    """The rectangle rule: small cells, and for each three others it can be exchanged with.

    None where some small cell has no such three.
    """
    hidden = (counts > 0) & (counts < least)
    # The smallest first, equals by place: the same come out every time.
    places = np.argwhere(hidden).tolist()
    places.sort(key=lambda place: (counts[tuple(place)], place))
    for row, column in places:
        corners = _cheapest_rectangle(counts, hidden, (row, column), least)
        if corners is None:
            return None
        for corner in corners:
            hidden[corner] = True
    return hidden


def _cheapest_rectangle(
    counts: Counts, hidden: Hidden, place: Place, least: int
) -> list[Place] | None:
    """That which hides fewest enterprises beyond what is hidden already."""
    best, best_cost = None, 0
    # What is hidden already costs nothing more.
    costs = np.where(hidden, 0, counts)
    for corners in _rectangles_of(counts, place, least):
        cost = sum(map(costs.__getitem__, corners))
        if best is None or cost < best_cost:
            best, best_cost = corners, cost
    return best


def _rectangles_of(counts: Counts, place: Place, least: int) -> Iterator[list[Place]]:
    row, column = place
    for other_row, other_column in product(*map(range, counts.shape)):
        # In one row or column nothing can be exchanged: its total would move.
        if other_row == row or other_column == column:
            continue
        beside = row, other_column
        below = other_row, column
        across = other_row, other_column
        # Enterprises move along the sides, and every total stays: so far up, so far down.
        up = min(counts[beside], counts[below])
        down = min(counts[place], counts[across])
        # Nobody is in an empty cell, and everybody knows: it can be exchanged with none.
        if up and down and up + down >= least:
            yield [beside, below, across]


@dataclass(frozen=True, eq=False)
class Printed:
    """A table as it is printed, with its totals.

    parts: (rows, columns, N), of which of the N finest counts each count is the sum. Tables
    that are printed side by side have the same N finest counts.
    """

    counts: Counts
    hidden: Hidden
    parts: NDArray[np.bool_]

    @classmethod
    def of_table(cls, counts: Counts, hidden: Hidden) -> "Printed":
        """A table by itself: its own counts are the finest."""
        size = counts.size
        parts = np.eye(size, dtype=np.bool_).reshape(*counts.shape, size)
        return cls(counts, hidden, parts)

    def sums(self) -> Iterator[tuple[NDArray[np.bool_], int]]:
        """All that a reader is told: which of the finest counts add up to what."""
        for axis in (0, 1):
            parts = np.asarray(self.parts.any(axis=axis))
            totals = self.counts.sum(axis=axis).tolist()
            yield from zip(parts, totals, strict=True)
        for place in map(tuple, np.argwhere(~self.hidden).tolist()):
            yield self.parts[place], int(self.counts[place])


def exposed(tables: Sequence[Printed], least: int) -> list[tuple[int, int, int]]:
    """The audit: (table, row, column) of small cells that a reader can work out too well.

    Of each hidden small cell, the lowest and the highest count that agree with all that is
    printed are found by linear programming. They must be at least `least` apart.
    """
    sums = chain.from_iterable(table.sums() for table in tables)
    parts, counts = zip(*sums, strict=True)
    is_part = np.array(parts, np.float64)
    values = np.array(counts, np.float64)
    too_well = []
    for number, table in enumerate(tables):
        is_small = (table.counts > 0) & (table.counts < least)
        for row, column in np.argwhere(is_small).tolist():
            low, high = _bounds(table.parts[row, column], is_part, values)
            if high - low < least - ROUNDING:
                too_well.append((number, row, column))
    return too_well


def _bounds(
    wanted: NDArray[np.bool_],
    is_part: NDArray[np.float64],
    values: NDArray[np.float64],
) -> tuple[float, float]:
    """The lowest and the highest that the sum of the wanted counts can be."""
    # Loaded by whoever prints a table, and by nobody else: it takes long and much.
    from scipy.optimize import linprog  # noqa: PLC0415

    goal = wanted.astype(np.float64)
    # Counts are none or more, which is what the solver takes for granted.
    low = linprog(goal, A_eq=is_part, b_eq=values, method="highs")
    high = linprog(-goal, A_eq=is_part, b_eq=values, method="highs")
    return float(low.fun), float(-high.fun)
