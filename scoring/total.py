"""The total of all pillars: the plain sum of their points, or the sum of weight x share earned.

A weighted total is a sum of fractions with many denominators. It is kept as one whole number of
1/`Rubric.total_unit` point, without losing anything that matters: an even number is exact, and an odd
number stands for whatever lies strictly between its two even neighbours. Every cut and every edge of
rounding is even, so each comparison comes out as it would for the fraction itself.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.percent import percent_of
from scoring.rubric import Rubric

Integers = NDArray[np.integer]


def exact_total(rubric: Rubric, points: Sequence[int], maxima: Sequence[int]) -> Fraction:
    """The total in units of 1/`Rubric.unit` point, as a fraction. points, maxima: (P,) units of each pillar."""
    if rubric.weights is None:
        return Fraction(sum(points))
    earned = zip(rubric.weights, points, maxima, strict=True)
    return sum((Fraction(weight * part, whole) for weight, part, whole in earned if whole), Fraction(0))


def full_total(rubric: Rubric, maxima: Sequence[int]) -> int:
    """The most that `exact_total` could be, where the pillars are worth `maxima` (P,) units."""
    if rubric.weights is None:
        return sum(maxima)
    return sum(weight for weight, whole in zip(rubric.weights, maxima, strict=True) if whole)


def total_of(rubric: Rubric, points: Sequence[int], maxima: Sequence[int]) -> tuple[int, int, Fraction | None]:
    """(total, maximum, percent) of one enterprise; total and maximum in units of 1/`Rubric.total_unit` point."""
    maximum = full_total(rubric, maxima)
    if rubric.weights is None:
        total = sum(points)
        return total, maximum, percent_of(total, maximum) if maximum else None
    exact = exact_total(rubric, points, maxima)
    halves = exact * rubric.total_unit / (2 * rubric.unit)
    whole = halves.numerator // halves.denominator
    total = 2 * whole + (halves.denominator > 1)
    return total, maximum * rubric.total_unit // rubric.unit, 100 * exact / maximum if maximum else None


def weighted_columns(rubric: Rubric, points: Integers, maxima: Integers) -> Integers:
    """`total_of` for columns: (P, N) points and (P, N) or (P, 1) maxima to (N,) totals.

    Over one common denominator in int64, or in Python's own integers where that could overflow.
    """
    weights = [weight * rubric.total_unit // (2 * rubric.unit) for weight in rubric.weights or ()]
    if maxima.shape[1] == 1:
        wholes = [int(whole) or 1 for whole in maxima[:, 0]]
        bottom: Any = lcm(*wholes)
        wide = _dtype(sum(weights) * bottom)
        shares: list[Any] = [weight * bottom // whole for weight, whole in zip(weights, wholes, strict=True)]
    else:
        wide = _dtype(sum(weights) * prod(rubric.pillar_maxima))
        columns = np.maximum(maxima.astype(wide), 1)
        bottom = np.multiply.reduce(columns, axis=0)
        shares = [bottom // column * weight for weight, column in zip(weights, columns, strict=True)]
    top = sum(row.astype(wide) * share for row, share in zip(points, shares, strict=True))
    halves = top // bottom
    totals: Integers = np.asarray(2 * halves + (top != halves * bottom), np.int64)
    return totals


def full_columns(rubric: Rubric, maxima: Integers) -> NDArray[np.int64]:
    """The maximum of the total for columns of pillar maxima (P, N), in units of 1/`Rubric.total_unit` point."""
    if rubric.weights is None:
        full: NDArray[np.int64] = maxima.sum(axis=0, dtype=np.int64)
    else:
        worth = [weight * rubric.total_unit // rubric.unit for weight in rubric.weights]
        full = np.array(worth, np.int64) @ (maxima > 0)
    return full


def _dtype(largest: int) -> type:
    return np.int64 if largest < 2**62 else object
