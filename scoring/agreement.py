"""How far two reviewers agree: Cohen's kappa with quadratic weights.

Source: J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled
disagreement or partial credit", Psychological Bulletin 70 (1968), 213-220; quadratic
weights as J. L. Fleiss and J. Cohen, "The equivalence of weighted kappa and the
intraclass correlation coefficient", Educational and Psychological Measurement 33 (1973).
See docs/scoring.md, "How far reviewers agree".
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import ScoringError

FAR_APART = 2
"""Levels between two reviewers from which on somebody has to look again."""


def quadratic_kappa(first: ArrayLike, second: ArrayLike) -> float | None:
    """Agreement beyond chance, 1 where both always say the same, 0 where it is chance.

    first, second: the level that each gave to the same answers, whole numbers from 0,
    shape (answers,). Disagreeing by two levels weighs four times as much as by one.
    None where it is not defined: without answers, and where neither ever gave another
    level than the other's, so that chance would agree as well.

    Raises ScoringError `wrong_shape`, `level_out_of_range`.
    """
    rows, columns = _levels(first), _levels(second)
    if rows.shape != columns.shape:
        raise ScoringError("wrong_shape", expected=rows.size, got=columns.size)
    if not rows.size:
        return None

    # The squares add up by themselves: no table of levels has to be filled.
    seen = _squares_apart(rows, columns)
    by_chance = _squares_by_chance(rows, columns)
    # Both always said one and the same level: to agree on it says nothing, and 0 cannot
    # divide.
    if not by_chance:
        return None
    return 1 - seen / by_chance


def is_far_apart(levels: ArrayLike) -> bool:
    """Whether two of these levels of one answer lie FAR_APART or more."""
    given = _levels(levels)
    return bool(given.size) and int(np.ptp(given)) >= FAR_APART


def middle_level(levels: ArrayLike) -> int:
    """What several reviewers come to: the middle one; of two in the middle the lower.

    A level stands where at least half of them give it or more.
    Raises ScoringError `wrong_shape` where there are none.
    """
    given = np.sort(_levels(levels))
    if not given.size:
        raise ScoringError("wrong_shape", expected=1, got=0)
    # Of two in the middle the lower: a doubt counts against what was declared.
    return int(given[(given.size - 1) // 2])


def _levels(given: ArrayLike) -> NDArray[np.int64]:
    levels = np.asarray(given, dtype=np.int64)
    if levels.ndim != 1:
        raise ScoringError("wrong_shape", expected=1, got=levels.ndim)
    if levels.size and levels.min() < 0:
        raise ScoringError("level_out_of_range", level=int(levels.min()))
    return levels


def _squares_apart(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> float:
    """The mean weight of what was seen."""
    return float(np.mean((rows - columns) ** 2))


def _squares_by_chance(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> float:
    """The mean weight of every level of the one beside every level of the other."""
    # The mean square between two independent draws: both variances and the square of
    # what lies between their means.
    apart = rows.mean() - columns.mean()
    return float(rows.var() + columns.var() + apart**2)
