"""A result beside its index, its bytes decoded once."""

from fractions import Fraction
from functools import cached_property
from struct import unpack

from indexes.index.model import Index
from scoring.evaluate import Outcome
from scoring.groups import PointsByLevel, points_by_level
from scoring.percent import percent_of
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from survey.answers.queries import answers_of
from survey.models import Answer, Result
from survey.models.outcome import levels_in

FIRST_ENGINE = "1"
"""Under it a criterion earned as much as its group."""


class ScoredResult:
    """What was frozen, question by question, in the order of the index.

    Levels as the engine takes them, with its codes below 0 for what was not answered
    or did not apply.
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        self.index: Index = result.index

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """As they were given, by question; empty where they are no longer kept."""
        return answers_of(self.result.assessment)

    @cached_property
    def levels(self) -> list[int]:
        contents = [bytes(self.result.levels)]
        return levels_in(contents, len(self.index.codes))[0].tolist()

    @cached_property
    def units(self) -> tuple[int, ...]:
        """Points in units of 1/`Result.unit`; where a level is a code below 0, that code."""
        points = bytes(self.result.points)
        count = len(self.index.codes)
        width = "i" if len(points) == 4 * count else "h"
        return unpack(f"<{count}{width}", points)

    @cached_property
    def points_by_level(self) -> list[PointsByLevel]:
        """What each question was worth, level by level, in units of 1/`Result.unit`."""
        if self.result.engine_version != FIRST_ENGINE:
            return points_by_level(self.index.rubric, self.levels)
        return [self._of_document(code) for code in self.index.codes]

    def _of_document(self, code: str) -> PointsByLevel:
        points: list[Fraction] = self.index.questions[code]["points"]
        return tuple(int(point * self.result.unit) for point in points)

    def level(self, code: str) -> int:
        """Below 0 where the question does not apply or the index has no such question."""
        if code not in self.index.places:
            return NOT_ANSWERED
        return self.levels[self.index.places[code]]

    @property
    def levels_by_code(self) -> dict[str, int]:
        """Where a group was answered as a whole, it has a level and its criteria have none."""
        return dict(zip(self.index.codes, self.levels, strict=True))

    @cached_property
    def outcome(self) -> Outcome:
        """The frozen numbers, not a fresh evaluation: a later engine must not change
        what an old report says.
        """
        result = self.result
        # Nothing may apply: a share of nothing is none.
        percent = percent_of(result.total, result.maximum) if result.maximum else None
        return Outcome(
            points=self._points_or_none,
            answered=result.answered,
            applicable=len(self.levels) - self.levels.count(NOT_APPLICABLE),
            total=result.total,
            maximum=result.maximum,
            percent=percent,
            pillar_points=tuple(result.pillar_points),
            pillar_maxima=tuple(result.pillar_maxima),
            pillar_levels=tuple(result.pillar_levels),
            level=result.level,
            levels=tuple(self.levels),
            indicator_points=tuple(result.indicator_points),
            indicator_maxima=tuple(result.indicator_maxima),
            indicator_levels=tuple(result.indicator_levels),
        )

    @property
    def _points_or_none(self) -> tuple[int | None, ...]:
        # Not by the points: they may be below nothing themselves.
        points: list[int | None] = []
        for units, level in zip(self.units, self.levels, strict=True):
            points.append(None if level < 0 else units)
        return tuple(points)
