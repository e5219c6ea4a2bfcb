"""From numbers an owner knows to a level: ratios in bands, counts in steps.

Exact; floats are refused.
"""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from numbers import Integral

from scoring.errors import ScoringError

Exact = int | Decimal | Fraction


def level_of_ratio(numerator: Exact, denominator: Exact, cuts: Sequence[Exact]) -> int:
    """The level of `numerator` out of `denominator` under `cuts` in percent, rising.

    Level k+1 starts strictly above cuts[k]: with cuts 0, 20, 40, 60, 80 nothing is
    level 0, exactly 20 % is level 1, and anything above 80 % is level 5. Returns 0 to
    len(cuts).
    Source of the cuts: the index; see docs/scoring.md.

    Raises ScoringError: `number_not_exact` (a float, an infinity),
    `numerator_negative`, `denominator_negative`, `denominator_zero`,
    `numerator_above_denominator`, `cuts_out_of_order`.
    """
    part, whole = _share(numerator, denominator)
    limits = [exact(cut, "cuts") for cut in cuts]
    _check_rising(limits, "cuts_out_of_order")

    return sum(part * 100 > limit * whole for limit in limits)


def percent_of_ratio(numerator: Exact, denominator: Exact) -> Fraction:
    """The same in percent, for points that grow evenly with it. Raises as above."""
    part, whole = _share(numerator, denominator)
    return part * 100 / whole


def _share(numerator: Exact, denominator: Exact) -> tuple[Fraction, Fraction]:
    """Both as fractions, the first a part of the second."""
    part = exact(numerator, "numerator")
    whole = exact(denominator, "denominator")

    if whole == 0:
        raise ScoringError("denominator_zero", numerator=numerator)
    if whole < 0:
        raise ScoringError("denominator_negative", denominator=denominator)
    if part < 0:
        raise ScoringError("numerator_negative", numerator=numerator)
    # Over 100 % is a slip of the one who typed, and would be the highest level.
    if part > whole:
        raise ScoringError(
            "numerator_above_denominator",
            numerator=numerator,
            denominator=denominator,
        )
    return part, whole


def level_of_count(count: int, at_least: Sequence[int]) -> int:
    """The level of `count` things, 0 to len(at_least) - 1.

    Level k needs at least at_least[k]; at_least[0] is 0.

    Raises ScoringError: `count_negative`, `number_not_exact`, `steps_out_of_order`.
    """
    if not isinstance(count, int):
        raise ScoringError("number_not_exact", name="count", value=count)
    if count < 0:
        raise ScoringError("count_negative", count=count)
    # Else a count of nothing would have no level at all.
    if not at_least or at_least[0] != 0:
        raise ScoringError("steps_out_of_order", values=tuple(at_least))
    _check_rising(at_least, "steps_out_of_order")

    return bisect_right(at_least, count) - 1


def exact(number: Exact, name: str) -> Fraction:
    """The number as a fraction; name: what to call it in the error `number_not_exact`."""
    # Paths ask this of every cost, and most are fractions already.
    if type(number) is Fraction:
        return number

    # Integers of numpy are Integral and nothing else of what a Fraction is made from.
    if isinstance(number, Integral):
        return Fraction(int(number))

    if not isinstance(number, Decimal | Fraction):
        raise ScoringError("number_not_exact", name=name, value=number)
    if isinstance(number, Decimal) and not number.is_finite():
        raise ScoringError("number_not_exact", name=name, value=number)
    return Fraction(number)


def _check_rising(numbers: Sequence[Fraction | int], code: str) -> None:
    for lower, higher in pairwise(numbers):
        if higher <= lower:
            raise ScoringError(code, values=tuple(numbers))
