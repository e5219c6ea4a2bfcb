"""Points of pillars added up, many neighbouring questions at once."""

from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns.sheet import Integers
from scoring.rubric import Rubric

Codes = NDArray[np.unsignedinteger[Any]]
"""Levels and reserved codes read as unsigned numbers: the reserved ones are the largest."""


class Run(NamedTuple):
    """Neighbouring questions of one pillar that earn the same points.

    per_level: what each level is worth. None where points are no multiple of the level:
    such a question is a run of its own, for its points must be looked up.
    """

    pillar: int
    rows: slice
    points: tuple[int, ...]
    per_level: int | None

    @property
    def top(self) -> int:
        return len(self.points) - 1


def runs_of(rubric: Rubric) -> list[Run]:
    """All questions of the rubric, in its order, in as few runs as possible."""
    runs: list[Run] = []
    row = 0
    kinds = groupby(rubric.questions, attrgetter("pillar", "points"))
    for (pillar, points), questions in kinds:
        count = len(list(questions))
        per_level = _per_level(points)
        length = count
        if per_level is None:
            length = 1
        for start in range(row, row + count, length):
            rows = slice(start, start + length)
            runs.append(Run(pillar, rows, points, per_level))
        row += count
    return runs


def _per_level(points: tuple[int, ...]) -> int | None:
    first = points[1]
    # Where the first level is worth nothing, no multiple of it is worth more.
    if first == 0:
        return None
    multiples = range(0, first * len(points), first)
    if points == tuple(multiples):
        return first
    return None


def add_up(runs: list[Run], codes: Codes, points: Integers) -> bool:
    """Fill `points` (P, columns) from `codes` (Q, columns).

    False at the first code that is no level; what is filled then is of no use.
    """
    begun: set[int] = set()
    for run in runs:
        rows = codes[run.rows]
        if rows.size and rows.max() > run.top:
            return False

        # The first run of a pillar is written in place: no zeros are needed before.
        target = points[run.pillar]
        if run.pillar in begun:
            target += _earned(run, rows, np.empty_like(target))
        else:
            _earned(run, rows, target)
        begun.add(run.pillar)
    return True


def _earned(run: Run, rows: Codes, earned: Integers) -> Integers:
    """The points of a run, into `earned` (columns,)."""
    if run.per_level is None:
        table = np.array(run.points, earned.dtype)
        # The rows are checked already: `clip` only spares a second check.
        return np.take(
            table,
            rows[0],
            out=earned,
            mode="clip",
        )

    np.add.reduce(
        rows,
        axis=0,
        dtype=earned.dtype,
        out=earned,
    )
    if run.per_level > 1:
        earned *= earned.dtype.type(run.per_level)
    return earned
