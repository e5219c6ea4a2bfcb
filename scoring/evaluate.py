"""One enterprise under one rubric, in plain Python integers.

A few dozen questions need no numpy: calling it would cost more than the sums.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from scoring.errors import ScoringError
from scoring.groups import groups_left_out, points_by_level
from scoring.needs import Standing, unmet
from scoring.rubric import Rubric
from scoring.rules import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Question,
    Rule,
    least_by_band,
    least_total,
    pillars_required,
)
from scoring.total import total_of

ENGINE_VERSION = "2"
"""Frozen into every result; raised when the same rubric and answers could come out differently.

1: a pillar of which anything was refined was the mean of its criteria.
2: a pillar is the mean of its groups, a refined group the mean of its criteria.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set of answers is worth.

    All points are integers in units of 1/`Rubric.unit` point; total and maximum in
    units of 1/`Rubric.total_unit` point (the same unit for a plain sum).

    points: one per question, None where not answered or not applicable.
    answered: questions with a level.
    applicable: questions that count (all but the not applicable).
    total, maximum: points so far and the most that could be had on the applicable
    questions.
    percent: the exact total of the maximum, a Fraction from 0 to 100; None when nothing
    is applicable.
    pillar_points, pillar_maxima: the same per pillar.
    pillar_levels: None for a pillar with an open question, or with no applicable
    question.
    level: None while any question is open.
    levels: what was scored. indicator_points, indicator_maxima, indicator_levels: as of
    pillars; empty where the rubric has no levels of indicators.
    """

    points: tuple[int | None, ...]
    answered: int
    applicable: int
    total: int
    maximum: int
    percent: Fraction | None
    pillar_points: tuple[int, ...]
    pillar_maxima: tuple[int, ...]
    pillar_levels: tuple[int | None, ...]
    level: int | None
    levels: tuple[int, ...] = ()
    indicator_points: tuple[int, ...] = ()
    indicator_maxima: tuple[int, ...] = ()
    indicator_levels: tuple[int | None, ...] = ()

    @property
    def standing(self) -> Standing:
        return Standing(self.levels, self.indicator_levels, self.pillar_levels)

    @property
    def complete(self) -> bool:
        """Every applicable question has an answer, and there is at least one."""
        return 0 < self.applicable == self.answered


def evaluate(rubric: Rubric, levels: Sequence[int]) -> Outcome:
    """Score one enterprise.

    levels: one per question of the rubric, in its order; 0 to the question's top level,
    or NOT_ANSWERED, or NOT_APPLICABLE where the question allows it. Of a group and its
    criteria the one or the other (`scoring.groups.expand_groups`).

    Raises ScoringError: `answers_count`, `level_out_of_range`,
    `not_applicable_refused`, `group_told_twice`.
    Source of the rules: the index; see docs/scoring.md.
    """
    points = _points(rubric, levels)
    tally = _tally(rubric, levels, points)
    pillar_levels = _pillar_levels(rubric, tally)
    total, maximum, percent = total_of(rubric, tally.points, tally.maxima)
    indicators: Outcome | None = None
    if rubric.by_indicator is not None:
        indicators = evaluate(rubric.by_indicator, levels)

    # What is still open could decide the level: until then there is none.
    level: int | None = None
    if maximum and not tally.open_pillars:
        of_indicators = indicators.pillar_levels if indicators else ()
        standing = Standing(levels, of_indicators, pillar_levels)
        level = _overall_level(rubric, total, maximum, standing)

    outcome = Outcome(
        points=tuple(points),
        answered=tally.answered,
        applicable=tally.applicable,
        total=total,
        maximum=maximum,
        percent=percent,
        pillar_points=tuple(tally.points),
        pillar_maxima=tuple(tally.maxima),
        pillar_levels=pillar_levels,
        level=level,
        levels=tuple(levels),
    )
    return _with_indicators(outcome, indicators) if indicators else outcome


def _with_indicators(outcome: Outcome, indicators: Outcome) -> Outcome:
    """indicators: the same answers, with the indicators for pillars."""
    return replace(
        outcome,
        indicator_points=indicators.pillar_points,
        indicator_maxima=indicators.pillar_maxima,
        indicator_levels=indicators.pillar_levels,
    )


def _points(rubric: Rubric, levels: Sequence[int]) -> list[int | None]:
    questions = rubric.questions
    if len(levels) != len(questions):
        raise ScoringError("answers_count", expected=len(questions), given=len(levels))

    points: list[int | None] = []
    tables = points_by_level(rubric, levels)
    for question, by_level, level in zip(questions, tables, levels, strict=True):
        if 0 <= level < len(by_level):
            points.append(by_level[level])
        else:
            _check_reserved(question, level)
            points.append(None)
    return points


def _check_reserved(question: Question, level: int) -> None:
    """The level is a reserved code that the question allows; everything else is refused."""
    if level == NOT_ANSWERED:
        return
    if level != NOT_APPLICABLE:
        raise ScoringError(
            "level_out_of_range", question=question.code, level=level, top=question.top
        )
    if not question.may_be_not_applicable:
        raise ScoringError("not_applicable_refused", question=question.code)


class _Tally(NamedTuple):
    """By pillar: points, and the maxima of what applies. How many questions count."""

    points: list[int]
    maxima: list[int]
    open_pillars: set[int]
    answered: int
    applicable: int


def _tally(
    rubric: Rubric,
    levels: Sequence[int],
    points: Sequence[int | None],
) -> _Tally:
    pillar_points = [0] * len(rubric.pillars)
    maxima = list(rubric.pillar_maxima)
    open_pillars: set[int] = set()
    answered = applicable = 0

    for question, level, earned in zip(rubric.questions, levels, points, strict=True):
        if earned is not None:
            pillar_points[question.pillar] += earned
            answered += 1
            applicable += 1
        elif level != NOT_APPLICABLE:
            # Not a zero: the pillar is worth what it was, and has no level yet.
            open_pillars.add(question.pillar)
            applicable += 1
        elif rubric.not_applicable == "stays":
            pillar_points[question.pillar] += question.maximum

    if rubric.not_applicable == "shrinks":
        _leave_out(rubric, levels, maxima)
    return _Tally(
        points=pillar_points,
        maxima=maxima,
        open_pillars=open_pillars,
        answered=answered,
        applicable=applicable,
    )


def _leave_out(rubric: Rubric, levels: Sequence[int], maxima: list[int]) -> None:
    """What does not apply takes its maximum with it; of a group, only all of it does."""
    for group in groups_left_out(rubric, levels):
        maxima[group.pillar] -= group.worth
    for position, level in enumerate(levels):
        if level == NOT_APPLICABLE and position not in rubric.grouped:
            question = rubric.questions[position]
            maxima[question.pillar] -= question.maximum


def _pillar_levels(rubric: Rubric, tally: _Tally) -> tuple[int | None, ...]:
    levels: list[int | None] = []
    for pillar, maximum in enumerate(tally.maxima):
        if pillar in tally.open_pillars or maximum == 0:
            levels.append(None)
        else:
            points = tally.points[pillar]
            levels.append(_pillar_level(rubric, pillar, points, maximum))
    return tuple(levels)


def _pillar_level(rubric: Rubric, pillar: int, points: int, maximum: int) -> int:
    bands = rubric.bands_by_pillar[pillar]
    # Nearly always everything applies, and that table is made already.
    if maximum == rubric.pillar_maxima[pillar]:
        least = rubric.pillar_least[pillar]
    else:
        least = least_by_band(bands, maximum)
    return bands[bisect_right(least, points)].level


def _overall_level(
    rubric: Rubric,
    total: int,
    maximum: int,
    standing: Standing,
) -> int:
    for rule in rubric.rules:
        least = least_total(rule, maximum)
        if least is not None and total < least:
            continue
        if pillars_short(rubric, rule, standing.pillars) > 0:
            continue
        if not rule.needs or not unmet(rule.needs, standing):
            return rule.level
    return rubric.otherwise


def pillars_short(
    rubric: Rubric,
    rule: Rule,
    pillar_levels: Sequence[int | None],
) -> int:
    """How many pillars the rule still lacks; zero or less when it has enough.

    pillar_levels: (P,). A pillar without a level (no applicable question) leaves the
    count on both sides.
    """
    known = reached = 0
    for level in pillar_levels:
        if level is not None:
            known += 1
            reached += level >= rule.pillar_level
    return pillars_required(rule, len(rubric.pillars), known) - reached
