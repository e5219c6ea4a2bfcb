"""Tables of counts that may be told: small groups joined, small cells hidden, the rest audited.

Pure. The rule is that of scoring.disclosure.small_cells; here it is decided what is joined
with what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scoring.disclosure.small_cells import SHARED, protected

Parts = tuple[tuple[int, ...], ...]
"""Of each row, or column, which of the finest ones it joins."""


@dataclass(frozen=True, eq=False)
class Told:
    """rows, columns: what each stands for. counts, hidden: (rows, columns)."""

    rows: Parts
    columns: Parts
    counts: np.ndarray
    hidden: np.ndarray


def told(counts: np.ndarray, least: int = SHARED) -> Told | None:
    """The finest table of these counts that can be told with its totals; None for none.

    Rows are joined in any order, columns with their neighbours only.
    """
    counts = np.ascontiguousarray(counts, np.int64)
    return _told(
        counts.tobytes(),
        counts.shape,
        least,
    )


@lru_cache(maxsize=512)
def _told(content: bytes, shape: tuple[int, int], least: int) -> Told | None:
    counts = np.frombuffer(content, np.int64).reshape(shape)
    for rows, columns in _coarser(counts, least):
        joined = _joined(
            counts,
            rows,
            columns,
        )
        hidden = protected(joined, least)
        if hidden is not None:
            return Told(
                rows,
                columns,
                joined,
                hidden,
            )
    return None


def _coarser(counts: np.ndarray, least: int) -> Iterator[tuple[Parts, Parts]]:
    """From the finest to the coarsest."""
    rows = _large_rows(counts.sum(axis=1), least)
    columns = _large_columns(counts.sum(axis=0), least)
    if not rows or not columns:
        return
    yield rows, columns
    while len(columns) > 2:
        columns = pairs(columns)
        yield rows, columns
    while len(rows) > 2:
        rows = (*rows[:-2], rows[-2] + rows[-1])
        yield rows, columns
    yield (
        (sum(rows, ()),),
        columns,
    )
    yield (
        (sum(rows, ()),),
        (sum(columns, ()),),
    )


def _large_rows(totals: np.ndarray, least: int) -> Parts:
    """Those that nobody is in are left out; the small ones become the last, joined."""
    small = [
        row for row in np.argsort(totals, kind="stable") if 0 < totals[row] < least
    ]
    large = [row for row in range(totals.size) if totals[row] >= least]
    together = sum(totals[row] for row in small)
    if small and together < least:
        if not large:
            return ()
        smallest = min(
            large,
            key=lambda row: (totals[row], row),
        )
        large.remove(smallest)
        small.append(smallest)
    parts = [(int(row),) for row in large]
    if small:
        parts.append(tuple(sorted(map(int, small))))
    return tuple(parts)


def _large_columns(totals: np.ndarray, least: int) -> Parts:
    parts: list[tuple[int, ...]] = []
    part: tuple[int, ...] = ()
    for column, total in enumerate(totals.tolist()):
        part += (column,)
        count = sum(totals[each] for each in part)
        if count >= least or (not total and len(part) == 1):
            parts.append(part)
            part = ()
    if part:
        # What is left at the end is too few for a column of its own.
        while parts and 0 < sum(totals[each] for each in part) < least:
            part = parts.pop() + part
        parts.append(part)
    return tuple(parts)


def pairs(columns: Parts) -> Parts:
    """Each two neighbours as one."""
    found = []
    for place in range(0, len(columns), 2):
        found.append(sum(columns[place : place + 2], ()))
    return tuple(found)


def _joined(counts: np.ndarray, rows: Parts, columns: Parts) -> np.ndarray:
    by_row = np.stack([counts[list(part)].sum(axis=0) for part in rows])
    return np.stack(
        [by_row[:, list(part)].sum(axis=1) for part in columns],
        axis=1,
    )


def counts_of(
    groups: np.ndarray,
    values: np.ndarray,
    names: Sequence[str],
    width: int,
) -> np.ndarray:
    """(names, width): how many of each group have each value; a value below 0 is not counted."""
    counts = np.zeros((len(names), width), np.int64)
    has_value = values >= 0
    for row, name in enumerate(names):
        here = values[has_value & (groups == name)]
        counts[row] = np.bincount(here, minlength=width)[:width]
    return counts
