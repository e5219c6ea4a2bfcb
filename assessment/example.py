"""The invented result on the front page: made-up answers, read by the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle

from indexes.index.model import Index
from language.texts import in_language
from reports.gather.levels import in_words
from reports.wording import results as wording
from scoring.distance import Distance, distance_to_next
from scoring.evaluate import Outcome, evaluate
from scoring.percent import percent_of, rounded

# Of what each question is worth, question by question: halfway on the whole, here
# better, there not begun.
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
    percent: Decimal
    pillars: tuple[ExamplePillar, ...]
    # To the next level, as the engine tells it.
    missing: Distance | None
    # All there is, as the engine counts it.
    maximum: int

    @property
    def level_name(self) -> str:
        return in_language(self.index.level_name(self.level))

    @property
    def next_level(self) -> int | None:
        return self.missing.target if self.missing else None

    @property
    def distance(self) -> str:
        if self.missing is None:
            return ""
        told = in_words(
            self.index,
            self.missing,
            self.index.rubric.total_unit,
            self.maximum,
        )
        return wording.distance(told)


def example_of(index: Index) -> Example | None:
    """None where the answers give no level."""
    rubric = index.rubric
    outcome = evaluate(rubric, _answers_to(index))
    if outcome.level is None:
        return None
    return Example(
        index=index,
        level=outcome.level,
        percent=rounded(
            percent_of(outcome.total, outcome.maximum),
            rubric.total_bounds,
        ),
        pillars=tuple(_pillars_of(index, outcome)),
        missing=distance_to_next(rubric, outcome),
        maximum=outcome.maximum,
    )


def _answers_to(index: Index) -> list[int]:
    levels = {}
    shares = cycle(SHARES)
    for code, question, share in zip(
        index.codes, index.rubric.questions, shares, strict=False
    ):
        levels[code] = round(question.top * share)
    return index.vector(index.counted(levels))


def _pillars_of(index: Index, outcome: Outcome) -> Iterator[ExamplePillar]:
    rows = zip(index.pillars, outcome.pillar_points, outcome.pillar_maxima, strict=True)
    for place, (pillar, points, maximum) in enumerate(rows):
        # A pillar in which nothing applies has no percent.
        if maximum:
            bounds = index.rubric.bounds_of(place)
            percent = rounded(percent_of(points, maximum), bounds)
            yield ExamplePillar(pillar["name"], percent)
