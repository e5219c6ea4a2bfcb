"""The invented result on the landing page: made-up answers to the index that is offered, read by the engine."""

from dataclasses import dataclass
from decimal import Decimal

from indexes.index.model import Index
from language.texts import in_language
from reports.contents.levels import Distance, Level
from reports.wording import results as wording
from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.percent import percent_of, rounded, rounded_points

# Of what each question is worth, question by question: halfway on the whole, here better, there not begun.
SHARES = (0.75, 0.5, 0.25, 0.75, 0.0, 0.5, 0.4)


@dataclass(frozen=True)
class ExamplePillar:
    name: dict[str, str]
    percent: Decimal


@dataclass(frozen=True)
class Example:
    """distance: to the next level; its level is named in the language of the visit."""

    index: Index
    level: int
    points: Decimal
    maximum: Decimal
    pillars: tuple[ExamplePillar, ...]
    missing: (
        tuple[int, Decimal, int, int] | None
    )  # level, points, pillars and at which level

    @property
    def level_name(self) -> str:
        return in_language(self.index.level_name(self.level))

    @property
    def next_level(self) -> int | None:
        return self.missing[0] if self.missing else None

    @property
    def distance(self) -> str:
        if self.missing is None:
            return ""
        level, points, pillars, pillar_level = self.missing
        return wording.distance(
            Distance(Level(level, ""), points, pillars, pillar_level, ())
        )


def example_of(index: Index) -> Example | None:
    """None where the answers give no level."""
    rubric = index.rubric
    levels = [
        round(question.top * SHARES[place % len(SHARES)])
        for place, question in enumerate(rubric.questions)
    ]
    counted = index.counted(dict(zip(index.codes, levels, strict=True)))
    outcome = evaluate(rubric, index.vector(counted))
    if outcome.level is None:
        return None
    found = distance_to_next(rubric, outcome)
    missing = None
    if found:
        points = rounded_points(found.points_needed, rubric.total_unit)
        missing = (found.target, points, found.pillars_needed, found.pillar_level)
    return Example(
        index=index,
        level=outcome.level,
        points=rounded_points(outcome.total, rubric.total_unit),
        maximum=rounded_points(outcome.maximum, rubric.total_unit),
        pillars=tuple(
            ExamplePillar(pillar["name"], rounded(percent_of(points, maximum)))
            for pillar, points, maximum in zip(
                index.pillars, outcome.pillar_points, outcome.pillar_maxima, strict=True
            )
            if maximum
        ),
        missing=missing,
    )
