"""Rows by hand: who is counted with what, without the database."""

from collections.abc import Sequence

import numpy as np

from scoring.publication import Standing
from survey.benchmark.rows import Rows

NAMES = (["", "I", "G"], ["", "small", "micro"], ["", "ho-chi-minh"])
NOWHERE = (0, 0, 0)


def rows_of(
    values: Sequence[Sequence[int]],
    profile: Sequence[tuple[int, int, int]] | tuple[int, int, int] = NOWHERE,
    labels: tuple[str, ...] = ("1",),
    first: int = 0,
    dtype: type = np.int16,
) -> Rows:
    """One enterprise for each of the values, numbered from `first` on."""
    ids = np.arange(first, first + len(values))
    kinds = np.array(profile, np.int16)
    standing = Standing(ids, ids + 1, np.broadcast_to(kinds, (len(values), 3)).copy())
    width = len(values[0]) if len(values) else len(labels)
    matrix = np.array(values, dtype).reshape(len(values), width)
    return Rows(standing, matrix, labels, NAMES)


def nobody(labels: tuple[str, ...] = ("1.1", "1.2")) -> Rows:
    """Of those that rose."""
    return rows_of([], labels=labels, dtype=bool)
