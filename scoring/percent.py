"""Percent and rounding. Nothing else in the project rounds points or percent.

A percent is exact (a Fraction) until it is shown. Shown, it has one decimal, halves up,
decided in integers: 41.25 % is 41.3 %, never 41.2 % because of a floating
representation. A level is never judged from a rounded percent; and a rounded one never
contradicts a level: where it would stand on the other side of where a level begins, it
has two decimals, rounded away from there. 29.997 % below a level that begins at 30 % is
29.99 %.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ScoringError
from scoring.rules import Bound

Bounds = Iterable[Bound]

PERCENT_PLACES = 1
POINT_PLACES = 2
MOST_PLACES = 40
SMALLEST = Decimal("0.01")
"""What two decimals can show: something missing is never told as nothing."""


def percent_of(part: int, whole: int) -> Fraction:
    """`part` of `whole` as an exact percent (0 to 100 when 0 <= part <= whole).

    Raises ScoringError `whole_not_positive` when there is nothing to take a share of.
    """
    if whole <= 0:
        raise ScoringError("whole_not_positive", whole=whole)
    return Fraction(100 * part, whole)


def rounded(percent: Fraction, bounds: Bounds = ()) -> Decimal:
    """An exact percent with one decimal, halves up: Fraction(165, 4) -> Decimal("41.3").

    bounds: where the levels begin that are shown beside it. It has more decimals where
    one would put it on the wrong side of these.
    """
    return _shown(percent, PERCENT_PLACES, _cuts(Fraction(100), tuple(bounds)))


def rounded_points(
    units: int | Fraction,
    unit: int = 1,
    maximum: int | Fraction = 0,
    bounds: Bounds = (),
) -> Decimal:
    """Units of 1/`unit` point as points, at most two decimals, halves up.

    Whole points stay whole. units: 0 or more, whole or exact. unit: 1 or more. bounds:
    shares of `maximum` units, where the levels begin that are shown beside the points.
    """
    points = Fraction(units) / unit
    # Most points are whole, and nothing whole is ever rounded across a cut.
    if points.denominator == 1:
        return Decimal(points.numerator)
    cuts = _cuts(Fraction(maximum) / unit, tuple(bounds))
    return _shown(points, POINT_PLACES, cuts)


class _Cut(NamedTuple):
    """A bound as a number of what is shown: in whole numbers, since many rows are judged."""

    numerator: int
    denominator: int
    strictly: bool

    def is_reached(self, numerator: int, denominator: int) -> bool:
        value = numerator * self.denominator
        cut = self.numerator * denominator
        return value > cut or (value == cut and not self.strictly)


@lru_cache(maxsize=4096)
def _cuts(whole: Fraction, bounds: tuple[Bound, ...]) -> tuple[_Cut, ...]:
    """whole: what the bounds are shares of."""
    cuts: list[_Cut] = []
    for bound in bounds:
        cut = bound.share * whole
        cuts.append(_Cut(cut.numerator, cut.denominator, bound.strictly))
    return tuple(cuts)


def _shown(exact: Fraction, places: int, cuts: tuple[_Cut, ...]) -> Decimal:
    """The shortest form that stands where the exact number does."""
    nearest = _half_up(exact.numerator * 10**places, exact.denominator)
    crossed = _crossed(nearest, places, exact, cuts)
    if crossed is None:
        return _decimal(nearest, places)

    # One place more than people are used to, and never beyond the cut again.
    for more in range(max(places, POINT_PLACES), MOST_PLACES):
        number = _away_from(crossed, exact, more)
        again = _crossed(number, more, exact, cuts)
        if again is None:
            return _decimal(number, more)
        crossed = again
    # Only a level of its own at exactly a third, say, has no number to be told by.
    return _decimal(nearest, places)


def _crossed(
    number: int,
    places: int,
    exact: Fraction,
    cuts: tuple[_Cut, ...],
) -> _Cut | None:
    """A cut that one of the two reaches and the other does not."""
    for cut in cuts:
        is_there = cut.is_reached(exact.numerator, exact.denominator)
        if cut.is_reached(number, 10**places) != is_there:
            return cut
    return None


def _away_from(cut: _Cut, exact: Fraction, places: int) -> int:
    """Rounded up where the cut is reached, down where it is not."""
    scaled = exact.numerator * int(10**places)
    if cut.is_reached(exact.numerator, exact.denominator):
        return -(-scaled // exact.denominator)
    return scaled // exact.denominator


def _decimal(number: int, places: int) -> Decimal:
    return Decimal(number).scaleb(-places)


def tenths(
    parts: NDArray[np.integer],
    wholes: NDArray[np.integer],
) -> NDArray[np.int64]:
    """`rounded` for columns of which no levels are told: tenths of a percent as integers.

    413 is 41.3 %. parts, wholes: whole numbers, part <= whole, of one shape, which the
    result has too. A part below 0 is told as 0; a whole of 0 gives -1: no percent.
    """
    part = np.maximum(parts.astype(np.int64), 0)
    whole = wholes.astype(np.int64)

    # Both sides of `where` are worked out, so that a whole of 0 must be safe to divide
    # by.
    divisor = np.maximum(whole, 1)
    rounded_tenths = (2000 * part + divisor) // (2 * divisor)
    return np.where(whole > 0, rounded_tenths, -1)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
