"""What moved since a roadmap was made: its questions beside a newer result."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from language.texts import in_language
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.description import StepDescription
from roadmap.pages.goals import told_roadmap
from roadmap.planning.level_words import level_words, raised_name
from roadmap.planning.position import Position
from roadmap.queries import already_there, earlier_roadmap, newest_rescore

REACHED, PARTLY, NOT_YET, GONE = "reached", "partly", "not_yet", "gone"


@dataclass(frozen=True)
class Movement:
    """One question of the roadmap; `now` says where the newer result stands."""

    name: str
    state: str
    now: str
    is_ticked: bool = (
        False  # ticked off in the roadmap, though the newer result does not stand there
    )


@dataclass(frozen=True)
class Moved:
    steps: tuple[Movement, ...]
    level_before: int | None
    level: int | None
    level_name: str
    open: int  # what could be taken along
    roadmap: Roadmap  # what it is measured against

    def _count(self, state: str) -> int:
        return sum(one.state == state for one in self.steps)

    @property
    def reached(self) -> int:
        return self._count(REACHED)

    @property
    def partly(self) -> int:
        return self._count(PARTLY)

    @property
    def not_yet(self) -> int:
        return self._count(NOT_YET)


def movement_of(
    told: StepDescription,
    newer: Position,
    there: Collection[str] = (),
    texts: Collection[str] = (),
) -> Moved:
    """there, texts: what the roadmap of the newer round need not be brought (`already_there`)."""
    by_question: dict[str, list[RoadmapStep]] = {}
    for one in told.steps:
        if one.step.question in told.standing.place:
            by_question.setdefault(one.step.question, []).append(one.step)
    steps = tuple(
        _moved(told.standing, newer, code, of) for code, of in by_question.items()
    )
    own = sum(
        one.step.is_own and not one.is_done and one.step.text not in texts
        for one in told.steps
    )
    waiting = [
        one for code, one in zip(by_question, steps, strict=True) if code not in there
    ]
    level = newer.outcome.level
    return Moved(
        steps=steps,
        level_before=told.standing.outcome.level,
        level=level,
        level_name=in_language(newer.index.level_name(level))
        if level is not None
        else "",
        open=own + sum(one.state in (PARTLY, NOT_YET) for one in waiting),
        roadmap=told.roadmap,
    )


def moved_since(
    standing: Position, kept: Roadmap | None, now: datetime
) -> Moved | None:
    """What has moved since the roadmap of an earlier round, from the newest reading of that round.

    open: what the roadmap kept now still lacks of it.
    """
    earlier = earlier_roadmap(standing.result)
    if earlier is None:
        return None
    told = told_roadmap(
        earlier,
        Position(newest_rescore(earlier.result)),
        now,
        is_own=False,
        helped=False,
    )
    return movement_of(told, standing, *already_there(kept))


def _moved(
    standing: Position, newer: Position, code: str, steps: Sequence[RoadmapStep]
) -> Movement:
    start, end = (
        min(step.from_level for step in steps),
        max(step.to_level for step in steps),
    )
    name, level = raised_name(standing, code, start, end), newer.level(code)
    if level < 0:
        return Movement(name, GONE, "")
    state = REACHED if level >= end else PARTLY if level > start else NOT_YET
    is_ticked = any(step.done_at and step.to_level > level for step in steps)
    return Movement(name, state, level_words(newer, code, level), is_ticked)
