"""Percent and rounding. Nothing else in the project rounds points or percent.

A percent is exact (a Fraction) until it is shown. Shown, it has one decimal, halves up,
decided in integers: 41.25 % is 41.3 %, never 41.2 % because of a floating
representation. A level is never judged from a rounded percent.
"""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ScoringError


def percent_of(part: int, whole: int) -> Fraction:
    """`part` of `whole` as an exact percent (0 to 100 when 0 <= part <= whole).

    Raises ScoringError `whole_not_positive` when there is nothing to take a share of.
    """
    if whole <= 0:
        raise ScoringError("whole_not_positive", whole=whole)
    return Fraction(100 * part, whole)


def rounded(percent: Fraction) -> Decimal:
    """An exact percent with one decimal, halves up: Fraction(165, 4) -> Decimal("41.3")."""
    tenths_of_percent = _half_up(percent.numerator * 10, percent.denominator)
    return Decimal(tenths_of_percent).scaleb(-1)


def rounded_points(units: int | Fraction, unit: int = 1) -> Decimal:
    """Units of 1/`unit` point as points, at most two decimals, halves up.

    Whole points stay whole. units: 0 or more, whole or exact. unit: 1 or more.
    """
    if isinstance(units, Fraction):
        units, unit = units.numerator, units.denominator * unit
    if units % unit == 0:
        return Decimal(units // unit)
    return Decimal(_half_up(units * 100, unit)).scaleb(-2)


def tenths(
    parts: NDArray[np.integer],
    wholes: NDArray[np.integer],
) -> NDArray[np.int64]:
    """`rounded` for columns: tenths of a percent as integers (413 is 41.3 %).

    parts, wholes: whole numbers, 0 <= part <= whole, of one shape, which the result has
    too. A whole of 0 gives -1: no percent.
    """
    part = parts.astype(np.int64)
    whole = wholes.astype(np.int64)

    # Both sides of `where` are worked out, so that a whole of 0 must be safe to divide
    # by.
    divisor = np.maximum(whole, 1)
    rounded_tenths = (2000 * part + divisor) // (2 * divisor)
    return np.where(whole > 0, rounded_tenths, -1)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
