"""A result with its answers, read once; every part of the contents is gathered from it."""

from decimal import Decimal
from functools import cached_property

from associations.models import Review
from associations.review.decisions.queries import reviews_of_result
from indexes.index.conditions import Facts
from indexes.index.model import Index
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position
from roadmap.queries import left_out_of, roadmap_of, steps_of
from scoring.percent import (
    SMALLEST,
    Bounds,
    percent_of,
    rounded,
    rounded_points,
)
from survey.answers.facts import facts_from
from survey.answers.progress import levels_by_question
from survey.answers.queries import figures_of
from survey.models import Answer
from survey.results.scored import ScoredResult


class Frozen(ScoredResult):
    """The frozen numbers and the answers, with what else is read once for a page."""

    @cached_property
    def position(self) -> Position:
        return Position(self.result, self)

    @cached_property
    def position_for_others(self) -> Position:
        """Advised without what the enterprise told for itself alone."""
        return Position(self.result, self, for_others=True)

    @cached_property
    def roadmap(self) -> Roadmap | None:
        """Of its round."""
        return roadmap_of(self.result)

    @cached_property
    def left_out(self) -> set[str]:
        """What the enterprise said is not for it, before a roadmap of this round."""
        return left_out_of(self.result, None)

    @cached_property
    def steps(self) -> list[RoadmapStep]:
        """Of that roadmap."""
        return steps_of(self.roadmap) if self.roadmap else []

    @cached_property
    def reviews(self) -> list[Review]:
        """The newest first."""
        return reviews_of_result(self.result)

    @cached_property
    def shown(self) -> set[str]:
        """Questions that these answers lead to."""
        return self.shown_in(self.index)

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        """Numbers of the round."""
        return figures_of(self.result.assessment)

    def shown_in(self, index: Index) -> set[str]:
        """The same in another version of the index.

        By the profile and the numbers of the round as well.
        """
        assessment = self.result.assessment
        answers = self.answers.values()
        facts: Facts | None = None
        if index.asks_facts:
            facts = facts_from(index, assessment, answers, self.figures)
        return index.shown(levels_by_question(answers), facts)

    def points(self, units: int, pillar: int) -> Decimal:
        """Points as they count in the total.

        Where pillars weigh, a point of one may be more than of another.
        """
        # Most answers of a pillar are worth the same few numbers of points.
        points = self._points.get((units, pillar))
        if points is None:
            maximum = self.result.pillar_maxima[pillar]
            scale = self.index.scale(pillar, maximum, self.result.unit)
            points = self._points[units, pillar] = rounded_points(units * scale)
        return points

    @cached_property
    def _points(self) -> dict[tuple[int, int], Decimal]:
        return {}

    def points_of_pillar(self, pillar: int) -> Decimal:
        """What a pillar earned; never on the other side of where one of its levels begins."""
        maximum = self.result.pillar_maxima[pillar]
        scale = self.index.scale(pillar, maximum, self.result.unit)
        points = self.result.pillar_points[pillar] * scale
        whole = maximum * scale
        bounds = self.index.rubric.bounds_of(pillar)
        return rounded_points(points, maximum=whole, bounds=bounds)


def percent_to_go(part: int, whole: int) -> Decimal:
    """What is missing, which is never told as nothing; 0 where nothing is."""
    if part <= 0 or not whole:
        return Decimal(0)
    return max(rounded(percent_of(part, whole)), SMALLEST)


def percent(part: int, whole: int, bounds: Bounds = ()) -> Decimal | None:
    """None where there is nothing to have a part of.

    bounds: where the levels begin that are told beside it.
    """
    if not whole:
        return None
    return rounded(percent_of(part, whole), bounds)


def colleague_of(answer: Answer | None) -> str:
    """The name of the invited colleague whose answer counts; empty where it is the owner's."""
    if answer is None or answer.state == Answer.State.CLEARED:
        return ""
    if not answer.given_by:
        return ""
    return answer.given_by.name
