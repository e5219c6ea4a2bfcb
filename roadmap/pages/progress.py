"""What moved since a roadmap was made: its questions beside a newer result."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.level_words import level_words, raised_name
from roadmap.planning.position import Position
from roadmap.queries import (
    already_there,
    earlier_roadmap,
    newest_rescore,
    open_steps_of,
    steps_of,
)

REACHED = "reached"
PARTLY = "partly"
NOT_YET = "not_yet"
GONE = "gone"


@dataclass(frozen=True)
class Movement:
    """One question of the roadmap; `now` says where the newer result stands."""

    name: str
    state: str
    now: str
    # Ticked off in the roadmap, though the newer result does not stand there.
    is_ticked: bool = False


@dataclass(frozen=True)
class Moved:
    steps: tuple[Movement, ...]
    level_before: int | None
    level: int | None
    level_name: str
    open: int  # what could be taken along
    roadmap: Roadmap  # what it is measured against

    def _count(self, state: str) -> int:
        return sum(movement.state == state for movement in self.steps)

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
    roadmap: Roadmap,
    steps: Sequence[RoadmapStep],
    position: Position,
    newer: Position,
    there: Collection[str] = (),
    texts: Collection[str] = (),
) -> Moved:
    """steps: all of the roadmap. position: of the result they begin at.

    there, texts: what the newer roadmap need not be brought (`already_there`).
    """
    by_question: dict[str, list[RoadmapStep]] = {}
    for step in steps:
        if step.question in position.place:
            by_question.setdefault(step.question, []).append(step)
    movements = {}
    for code, raises in by_question.items():
        movements[code] = _movement(position, newer, code, raises)
    level = newer.outcome.level
    return Moved(
        steps=tuple(movements.values()),
        level_before=position.outcome.level,
        level=level,
        level_name=newer.level_name(level),
        open=_open_own(steps, texts) + _open_raises(movements, there),
        roadmap=roadmap,
    )


def _open_own(steps: Iterable[RoadmapStep], texts: Collection[str]) -> int:
    count = 0
    for step in open_steps_of(steps):
        count += step.is_own and step.text not in texts
    return count


def _open_raises(movements: Mapping[str, Movement], there: Collection[str]) -> int:
    count = 0
    # What is reached needs no taking along; what is gone cannot be.
    for code, movement in movements.items():
        count += code not in there and movement.state in (PARTLY, NOT_YET)
    return count


def moved_since(position: Position, kept: Roadmap | None) -> Moved | None:
    """What has moved since the roadmap of an earlier round.

    From the newest reading of that round; `open` is what the roadmap of today lacks.
    """
    earlier = earlier_roadmap(position.result)
    if earlier is None:
        return None
    before = Position(newest_rescore(earlier.result))
    there, texts = already_there(kept)
    return movement_of(earlier, steps_of(earlier), before, position, there, texts)


def _movement(
    position: Position, newer: Position, code: str, steps: Sequence[RoadmapStep]
) -> Movement:
    start = min(step.from_level for step in steps)
    end = max(step.to_level for step in steps)
    name = raised_name(position, code, start, end)
    level = newer.level(code)
    if level < 0:
        return Movement(name, GONE, "")
    state = NOT_YET
    if level > start:
        state = PARTLY
    if level >= end:
        state = REACHED
    is_ticked = any(step.done_at and step.to_level > level for step in steps)
    return Movement(name, state, level_words(newer, code, level), is_ticked)
