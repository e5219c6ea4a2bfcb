"""One enterprise under one rubric, in plain Python integers (a few dozen questions need no numpy)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import ScoringError
from scoring.rubric import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Question,
    Rubric,
    Rule,
    least_by_band,
    least_total,
    pillars_required,
)
from scoring.total import total_of

ENGINE_VERSION = "1"
"""Frozen into every result; raised when the same rubric and answers could come out differently."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set of answers is worth. All points are integers in units of 1/`Rubric.unit` point.

    total and maximum are integers in units of 1/`Rubric.total_unit` point (the same unit for a plain sum).

    points: one per question, None where not answered or not applicable.
    answered: questions with a level. applicable: questions that count (all but the not applicable).
    total, maximum: points so far and the most that could be had on the applicable questions.
    percent: the exact total of the maximum, a Fraction from 0 to 100; None when nothing is applicable.
    pillar_points, pillar_maxima: the same per pillar.
    pillar_levels: None for a pillar with an open question, or with no applicable question.
    level: None while any question is open.
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

    @property
    def complete(self) -> bool:
        """Every applicable question has an answer, and there is at least one."""
        return 0 < self.applicable == self.answered


def evaluate(rubric: Rubric, levels: Sequence[int]) -> Outcome:
    """Score one enterprise.

    levels: one per question of the rubric, in its order; 0 to the question's top level, or
    NOT_ANSWERED, or NOT_APPLICABLE where the question allows it.

    Raises ScoringError: `answers_count`, `level_out_of_range`, `not_applicable_refused`.
    Source of the rules: the index; see docs/scoring.md.
    """
    points = _points(rubric, levels)
    pillar_points = [0] * len(rubric.pillars)
    maxima = list(rubric.pillar_maxima)
    open_pillars: set[int] = set()
    answered = applicable = 0
    for question, level, earned in zip(rubric.questions, levels, points, strict=True):
        if earned is not None:
            pillar_points[question.pillar] += earned
            answered += 1
            applicable += 1
        elif level == NOT_APPLICABLE:
            maxima[question.pillar] -= question.maximum
        else:
            open_pillars.add(question.pillar)
            applicable += 1
    pillar_levels = tuple(
        None if pillar in open_pillars else _pillar_level(rubric, pillar, pillar_points[pillar], maximum)
        for pillar, maximum in enumerate(maxima)
    )
    total, maximum, percent = total_of(rubric, pillar_points, maxima)
    return Outcome(
        points=points,
        answered=answered,
        applicable=applicable,
        total=total,
        maximum=maximum,
        percent=percent,
        pillar_points=tuple(pillar_points),
        pillar_maxima=tuple(maxima),
        pillar_levels=pillar_levels,
        level=None if open_pillars or not maximum else _overall(rubric, total, maximum, pillar_levels),
    )


def _points(rubric: Rubric, levels: Sequence[int]) -> tuple[int | None, ...]:
    if len(levels) != len(rubric.questions):
        raise ScoringError("answers_count", expected=len(rubric.questions), given=len(levels))
    return tuple(
        question.points[level] if 0 <= level < len(question.points) else _no_points(question, level)
        for question, level in zip(rubric.questions, levels, strict=True)
    )


def _no_points(question: Question, level: int) -> int | None:
    """None for a reserved code; everything else is refused."""
    if level == NOT_ANSWERED or (level == NOT_APPLICABLE and question.may_be_not_applicable):
        return None
    if level == NOT_APPLICABLE:
        raise ScoringError("not_applicable_refused", question=question.code)
    raise ScoringError("level_out_of_range", question=question.code, level=level, top=question.top)


def _pillar_level(rubric: Rubric, pillar: int, points: int, maximum: int) -> int | None:
    if maximum == 0:
        return None
    full = maximum == rubric.pillar_maxima[pillar]
    least = rubric.pillar_least[pillar] if full else least_by_band(rubric.bands, maximum)
    return rubric.bands[bisect_right(least, points)].level


def _overall(rubric: Rubric, total: int, maximum: int, pillar_levels: tuple[int | None, ...]) -> int:
    for rule in rubric.rules:
        if total >= least_total(rule, maximum) and pillars_short(rubric, rule, pillar_levels) <= 0:
            return rule.level
    return rubric.otherwise


def pillars_short(rubric: Rubric, rule: Rule, pillar_levels: tuple[int | None, ...]) -> int:
    """How many pillars the rule still lacks; zero or less when it has enough. pillar_levels: (P,).

    A pillar without a level (no applicable question) leaves the count on both sides.
    """
    known = [level for level in pillar_levels if level is not None]
    needed = pillars_required(rule, len(rubric.pillars), len(known))
    return needed - sum(level >= rule.pillar_level for level in known)
