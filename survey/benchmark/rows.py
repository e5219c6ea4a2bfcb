"""Who is counted with what: kept from one count to the next, so that figures change in steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from itertools import chain
from operator import attrgetter

import numpy as np

from scoring.publication import Path, Profile, Standing, release

Names = tuple[list[str], ...]
"""Of sectors, sizes and areas by their numbers, of which the first is always ""."""

_OF_STANDING = ("enterprise", "version", "profile")


@dataclass(frozen=True, eq=False)
class Rows:
    """One row for each enterprise. values: (N, labels). profile: numbers in `names`."""

    standing: Standing
    values: np.ndarray
    labels: tuple[str, ...]
    names: Names

    @property
    def profile(self) -> Profile:
        return self.standing.profile

    def taken(self, rows: np.ndarray) -> "Rows":
        old = self.standing
        standing = Standing(old.enterprise[rows], old.version[rows], old.profile[rows])
        return replace(self, standing=standing, values=self.values[rows])


def packed_rows(rows: Rows) -> bytes:
    file = BytesIO()
    arrays = dict(vars(rows.standing))
    for number, names in enumerate(rows.names):
        arrays[f"names_{number}"] = np.array(names)
    labels = np.array(rows.labels, dtype=str)
    np.savez_compressed(file, values=rows.values, labels=labels, **arrays)
    return file.getvalue()


def unpacked_rows(content: bytes) -> Rows:
    # Without pickles, nothing in it can be run.
    with np.load(BytesIO(bytes(content)), allow_pickle=False) as file:
        standing = Standing(*map(file.__getitem__, _OF_STANDING))
        depth = standing.profile.shape[1]
        names = tuple(file[f"names_{number}"].tolist() for number in range(depth))
        labels = tuple(file["labels"].tolist())
        return Rows(standing, file["values"], labels, names)


@dataclass(frozen=True)
class Stepped:
    """What is told now, and how many enterprises wait until others change as well."""

    rows: Rows
    waiting: int


def stepped(
    told: Rows | None,
    known: Rows,
    cells_of: Callable[[Profile], frozenset[Path]],
) -> Stepped:
    """What was told, with the changes that may be told now.

    cells_of: which cells of a profile are shown to anybody.
    """
    # Other pillars or questions: what was told of the old ones says nothing of these.
    if told is None or told.labels != known.labels:
        told = known.taken(np.zeros(0, np.intp))
    told, known = in_common_names([told, known])
    released = release(told.standing, known.standing, cells_of(told.profile))
    stays, comes = told.taken(released.stay), known.taken(released.come)
    return Stepped(_joined(stays, comes), released.waiting)


def _joined(first: Rows, second: Rows) -> Rows:
    one, other = vars(first.standing), vars(second.standing)
    columns = map(np.concatenate, zip(one.values(), other.values(), strict=True))
    values = np.concatenate([first.values, second.values])
    return replace(second, standing=Standing(*columns), values=values)


def in_common_names(parts: Sequence[Rows]) -> list[Rows]:
    """The same rows with one numbering of sectors, sizes and areas for all."""
    names = []
    for kinds in zip(*map(attrgetter("names"), parts), strict=True):
        # Each once and in order; the first of all is "".
        names.append(list(dict.fromkeys(chain.from_iterable(kinds))))
    common = tuple(names)
    return list(map(partial(_renumbered, common), parts))


def _renumbered(names: Names, rows: Rows) -> Rows:
    columns = []
    for column, old, new in zip(rows.profile.T, rows.names, names, strict=True):
        numbers = np.array(list(map(new.index, old)), np.int16)
        columns.append(numbers[column])
    standing = replace(rows.standing, profile=np.stack(columns, axis=1))
    return replace(rows, standing=standing, names=names)
