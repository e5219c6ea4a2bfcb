"""The total of all pillars: the plain sum of their points, or the sum of weight x share earned.

A weighted total is a sum of fractions with many denominators. It is kept as one whole
number of 1/`Rubric.total_unit` point, without losing anything that matters: an even
number is exact, and an odd number stands for whatever lies strictly between its two
even neighbours. Every cut and every edge of rounding is even, so each comparison comes
out as it would for the fraction itself.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm, prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.rubric import Rubric

Integers = NDArray[np.integer]

Total = tuple[int, int, Fraction | None]
"""total, maximum and percent; the percent is None where nothing applies."""


def exact_total(
    rubric: Rubric,
    points: Sequence[int],
    maxima: Sequence[int],
) -> Fraction:
    """The total in units of 1/`Rubric.unit` point, as a fraction.

    points, maxima: (P,) units of each pillar.
    """
    if rubric.weights is None:
        return Fraction(sum(points))

    total = Fraction(0)
    for weight, earned, maximum in zip(rubric.weights, points, maxima, strict=True):
        if maximum:
            total += Fraction(weight * earned, maximum)
    return total


def full_total(rubric: Rubric, maxima: Sequence[int]) -> int:
    """The most that `exact_total` could be, where the pillars are worth `maxima` (P,) units."""
    if rubric.weights is None:
        return sum(maxima)

    # A pillar of which nothing applies takes its weight with it.
    full = 0
    for weight, maximum in zip(rubric.weights, maxima, strict=True):
        if maximum:
            full += weight
    return full


def total_of(rubric: Rubric, points: Sequence[int], maxima: Sequence[int]) -> Total:
    """(total, maximum, percent) of one enterprise.

    points, maxima: (P,) units of each pillar. total and maximum are in units of
    1/`Rubric.total_unit` point.
    """
    full = full_total(rubric, maxima)
    if rubric.weights is None:
        total = sum(points)
        return total, full, _percent(total, full)

    exact = exact_total(rubric, points, maxima)
    halves = exact * rubric.total_unit / (2 * rubric.unit)
    maximum = full * rubric.total_unit // rubric.unit
    return _odd_between(halves), maximum, _percent(exact, full)


def _percent(total: int | Fraction, full: int) -> Fraction | None:
    if not full:
        return None
    return Fraction(100 * total, full)


def _odd_between(halves: Fraction) -> int:
    """Twice a whole number; what lies between two such even numbers is the odd one there."""
    whole = halves.numerator // halves.denominator
    return 2 * whole + (halves.denominator > 1)


def weighted_columns(rubric: Rubric, points: Integers, maxima: Integers) -> Integers:
    """`total_of` for columns: (P, N) points and (P, N) or (P, 1) maxima to (N,) totals.

    Over one common denominator in int64, or in Python's own integers where that could
    overflow.
    """
    weights = _half_weights(rubric)
    if maxima.shape[1] == 1:
        shares = _common_shares(rubric, weights, maxima[:, 0].tolist())
    else:
        shares = _shares_by_column(rubric, weights, maxima)

    top = np.zeros(points.shape[1], shares.dtype)
    for earned, unit in zip(points, shares.units, strict=True):
        top += earned.astype(shares.dtype) * unit

    halves = top // shares.bottom
    has_rest = top != halves * shares.bottom
    # Even where it is exact, odd in between.
    totals: Integers = np.asarray(2 * halves + has_rest, np.int64)
    return totals


def _half_weights(rubric: Rubric) -> list[int]:
    """The weights in units of 2/`Rubric.total_unit` point."""
    unit = 2 * rubric.unit
    return [weight * rubric.total_unit // unit for weight in rubric.weights or ()]


class _Shares(NamedTuple):
    """What a unit of each pillar adds to the total, over one denominator.

    units, bottom: whole numbers, or (N,) columns of them. dtype: wide enough for every
    sum.
    """

    units: list[Any]
    bottom: Any
    dtype: np.dtype[Any]


def _times(rubric: Rubric) -> int:
    """How many times its maximum a total can be, above 0 or below it; rounded up."""
    return 1 - rubric.total_lowest // rubric.maximum


def _common_shares(
    rubric: Rubric,
    weights: Sequence[int],
    maxima: Sequence[int],
) -> _Shares:
    """Where everybody's pillars are worth the same, plain numbers do for whole columns."""
    # Nothing is earned where nothing applies: there, any denominator is right.
    bottom = lcm(*filter(None, maxima))
    units: list[int] = []
    for weight, maximum in zip(weights, maxima, strict=True):
        units.append(weight * bottom // max(maximum, 1))
    largest = _times(rubric) * sum(weights) * bottom
    return _Shares(units, bottom, _dtype(largest))


def _shares_by_column(
    rubric: Rubric, weights: Sequence[int], maxima: Integers
) -> _Shares:
    grain = _grain(rubric)
    coarse = [maximum // grain for maximum in rubric.pillar_maxima]
    largest = _times(rubric) * sum(weights) * grain * prod(coarse)
    dtype = _dtype(largest)

    wholes = np.maximum(maxima // grain, 1).astype(dtype)
    # The product of all is not the least denominator, but takes one pass over the
    # columns.
    bottom = np.multiply.reduce(wholes, axis=0)
    units: list[Integers] = []
    for weight, whole in zip(weights, wholes, strict=True):
        units.append(bottom // whole * weight)
    return _Shares(units, bottom * grain, dtype)


def _grain(rubric: Rubric) -> int:
    """What the maximum of a pillar is a multiple of, whatever applies."""
    # A criterion takes nothing with it: only its whole group leaves the maximum.
    maxima = [group.worth for group in rubric.groups]
    for position, question in enumerate(rubric.questions):
        if position not in rubric.grouped:
            maxima.append(question.maximum)
    return gcd(*maxima)


def full_columns(rubric: Rubric, maxima: Integers) -> NDArray[np.int64]:
    """The maximum of the total for columns, in units of 1/`Rubric.total_unit` point.

    maxima: (P, N) of the pillars. Returns (N,).
    """
    full: NDArray[np.int64]
    if rubric.weights is None:
        full = maxima.sum(axis=0, dtype=np.int64)
        return full

    worth = [weight * rubric.total_unit // rubric.unit for weight in rubric.weights]
    full = np.array(worth, np.int64) @ (maxima > 0)
    return full


def _dtype(largest: int) -> np.dtype[Any]:
    if largest < 2**62:
        return np.dtype(np.int64)
    return np.dtype(object)
