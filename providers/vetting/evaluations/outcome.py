"""What scores come to: percent, bands, how far apart two officers are. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from providers.vetting.criteria.queries import Criteria, Texts

Scores = Mapping[str, int]  # points by criterion
ALL = 100


@dataclass(frozen=True)
class Outcome:
    """points: the mean of what stands, by criterion. below: criteria under what they must have."""

    percent: int
    band: Texts
    points: Mapping[str, Fraction]
    below: tuple[str, ...]
    passes: bool


def percent_of(criteria: Criteria, points: Mapping[str, Any]) -> int:
    """Of all that could be earned, by weight; half a percent counts up."""
    # Fractions: a mean of two scores must not fall under a band by rounding.
    earned = sum(
        Fraction(points[criterion.id]) * criterion.weight
        for criterion in criteria.criteria
    )
    most = criteria.top * sum(criterion.weight for criterion in criteria.criteria)
    return int(Fraction(earned * ALL, most) + Fraction(1, 2))


def are_apart(criteria: Criteria, first: int, second: int) -> bool:
    """By more than one band."""
    heights = criteria.height_of(first), criteria.height_of(second)
    return abs(heights[0] - heights[1]) > 1


def outcome_of(criteria: Criteria, standing: Sequence[Scores]) -> Outcome:
    """standing: of the two who agree, or of the third alone."""
    points, below = {}, []
    for criterion in criteria.criteria:
        given = [scores[criterion.id] for scores in standing]
        points[criterion.id] = _mean(given)
        # What is good elsewhere makes up for none of these.
        if points[criterion.id] < criterion.least:
            below.append(criterion.id)
    percent = percent_of(criteria, points)
    height = criteria.height_of(percent)
    is_high = height >= criteria.least_height
    band = criteria.bands[height].name
    return Outcome(percent, band, points, tuple(below), is_high and not below)


def _mean(values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values))
