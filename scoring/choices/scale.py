"""What units of each pillar add to the total, as whole numbers."""

from collections.abc import Sequence
from math import gcd, lcm
from typing import NamedTuple

from scoring.evaluate import Outcome
from scoring.groups import PointsByLevel
from scoring.rubric import Rubric
from scoring.total import exact_total, full_total


class Scale(NamedTuple):
    """What units of each pillar add to the total, in whole numbers over one denominator.

    worth: of one unit, by pillar. full: all that applies. total: what is earned
    already.
    grain: all gains are multiples of it.
    """

    worth: list[int]
    full: int
    total: int
    grain: int


def scale_of(
    rubric: Rubric,
    outcome: Outcome,
    points: Sequence[PointsByLevel],
) -> Scale:
    """The scale of one enterprise's answers: by what of its pillars applies.

    points: (Q,) of each question by level.
    """
    maxima = outcome.pillar_maxima
    denominator = 1
    if rubric.weights is not None:
        denominator = lcm(*filter(None, maxima))

    worth = _worth(rubric, maxima, denominator)
    grain = 0
    for position, question in enumerate(rubric.questions):
        # Gains in the coarsest unit: smaller numbers, shorter rows of cells.
        if outcome.points[position] is not None:
            grain = gcd(grain, worth[question.pillar] * gcd(*points[position]))

    total = exact_total(rubric, outcome.pillar_points, maxima)
    return Scale(
        worth=worth,
        full=full_total(rubric, maxima) * denominator,
        total=int(total * denominator),
        grain=grain,
    )


def _worth(rubric: Rubric, maxima: Sequence[int], denominator: int) -> list[int]:
    worth = [1] * len(maxima)
    for pillar, weight in enumerate(rubric.weights or ()):
        if maxima[pillar]:
            worth[pillar] = weight * denominator // maxima[pillar]
    return worth
