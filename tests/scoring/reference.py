"""Scores again, from the words of docs/scoring.md and in fractions: a judge of the engine.

It shares no table and no unit with the engine: a mean is a mean of shares here.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.rubric import Rubric
from scoring.rules import INDICATOR, NOT_APPLICABLE, QUESTION, Band, Need, Rule


class Earned(NamedTuple):
    """Points of a part, and the most that what applies of it can have."""

    points: Fraction
    maximum: Fraction

    @property
    def share(self) -> Fraction:
        return self.points / self.maximum


NOTHING = Earned(Fraction(0), Fraction(0))


class Scores(NamedTuple):
    """Of complete answers; a level is None where nothing applies."""

    indicators: list[Earned]
    indicator_levels: list[int | None]
    pillars: list[Earned]
    pillar_levels: list[int | None]
    share: Fraction | None
    level: int | None


def scores_of(rubric: Rubric, levels: Sequence[int]) -> Scores:
    """Of a rubric whose questions all have an indicator; levels: complete."""
    indicators: list[Earned] = []
    for number in range(len(rubric.indicators)):
        indicators.append(_indicator(rubric, levels, number))
    indicator_levels = [level_of(part, rubric.indicator_bands) for part in indicators]

    pillars: list[Earned] = []
    pillar_levels: list[int | None] = []
    for pillar in range(len(rubric.pillars)):
        own = _sum(
            part
            for part, indicator in zip(indicators, rubric.indicators, strict=True)
            if indicator.pillar == pillar
        )
        pillars.append(own)
        bands = rubric.own_bands[pillar] if rubric.own_bands else ()
        pillar_levels.append(level_of(own, bands or rubric.bands))

    share = _share(rubric, pillars)
    level = None
    if share is not None:
        level = rubric.otherwise
        for rule in reversed(rubric.rules):
            asked = _Asked(rubric, levels, indicator_levels, pillar_levels, share)
            if asked.holds(rule):
                level = rule.level
    return Scores(indicators, indicator_levels, pillars, pillar_levels, share, level)


def _indicator(rubric: Rubric, levels: Sequence[int], number: int) -> Earned:
    parts: list[Earned] = []
    worth = Fraction(0)
    for question, level in zip(rubric.questions, levels, strict=True):
        if question.indicator != number:
            continue
        most = Fraction(question.points[-1])
        worth += most
        if level >= 0:
            parts.append(Earned(Fraction(question.points[level]), most))
        elif rubric.not_applicable == "stays":
            parts.append(Earned(most, most))
    if not parts:
        return NOTHING
    if not rubric.indicators[number].is_mean:
        return _sum(parts)
    mean = sum(part.share for part in parts) / len(parts)
    return Earned(worth * mean, worth)


def _sum(parts) -> Earned:
    points = maximum = Fraction(0)
    for part in parts:
        points += part.points
        maximum += part.maximum
    return Earned(points, maximum)


def level_of(part: Earned, bands: Sequence[Band]) -> int | None:
    if not part.maximum:
        return None
    level = bands[0].level
    for band in bands[1:]:
        above = band.above is not None and part.share > band.above
        if above or (band.at_least is not None and part.share >= band.at_least):
            level = band.level
    return level


def _share(rubric: Rubric, pillars: Sequence[Earned]) -> Fraction | None:
    """Of the total in its maximum."""
    if rubric.weights is None:
        whole = _sum(pillars)
        return whole.share if whole.maximum else None
    earned = most = Fraction(0)
    for weight, part in zip(rubric.weights, pillars, strict=True):
        if part.maximum:
            earned += weight * part.share
            most += weight
    return earned / most if most else None


class _Asked(NamedTuple):
    rubric: Rubric
    levels: Sequence[int]
    indicators: Sequence[int | None]
    pillars: Sequence[int | None]
    share: Fraction

    def holds(self, rule: Rule) -> bool:
        if rule.share is not None:
            is_there = self.share > rule.share
            if not rule.strictly:
                is_there = self.share >= rule.share
            if not is_there:
                return False
        known = [level for level in self.pillars if level is not None]
        reached = sum(level >= rule.pillar_level for level in known)
        # As many of what is left, as of all.
        asked = Fraction(rule.pillars_at_least * len(known), len(self.pillars))
        return reached >= asked and all(map(self._is_met, rule.needs))

    def _is_met(self, need: Need) -> bool:
        if need.tier == QUESTION:
            level = self.levels[need.position]
            return level == NOT_APPLICABLE or level >= need.level
        of_tier = self.indicators if need.tier == INDICATOR else self.pillars
        standing = of_tier[need.position]
        return standing is None or standing >= need.level
