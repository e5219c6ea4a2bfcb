"""Percent and rounding. Nothing else in the project rounds points or percent.

A percent is exact (a Fraction) until it is shown. Shown, it has one decimal, halves up, decided in
integers: 41.25 % is 41.3 %, never 41.2 % because of a floating representation.
A level is never judged from a rounded percent.
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
    return Decimal(_half_up(percent.numerator * 10, percent.denominator)).scaleb(-1)


def rounded_points(units: int, unit: int) -> Decimal:
    """Units of 1/`unit` point as points with at most two decimals, halves up; whole points stay whole.

    units: 0 or more. unit: 1 or more.
    """
    if units % unit == 0:
        return Decimal(units // unit)
    return Decimal(_half_up(units * 100, unit)).scaleb(-2)


def tenths(parts: NDArray[np.integer], wholes: NDArray[np.integer]) -> NDArray[np.int64]:
    """`rounded` for columns: tenths of a percent as integers (413 is 41.3 %), shape of the inputs.

    parts, wholes: whole numbers, 0 <= part <= whole. A whole of 0 gives -1: no percent.
    """
    part, whole = parts.astype(np.int64), wholes.astype(np.int64)
    safe = np.maximum(whole, 1)
    return np.where(whole > 0, (2000 * part + safe) // (2 * safe), -1)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
