"""What moved since a roadmap was made: its steps beside a newer result."""

from dataclasses import dataclass

from roadmap.telling import Told, ToldStep
from roadmap.ways import Standing
from survey.wording import in_language

REACHED, PARTLY, NOT_YET, GONE = "reached", "partly", "not_yet", "gone"


@dataclass(frozen=True)
class Movement:
    """One step; `now` is the level the newer result has, as the index counts it."""

    told: ToldStep
    state: str
    now: str


@dataclass(frozen=True)
class Moved:
    steps: tuple[Movement, ...]
    level_before: int | None
    level: int | None
    level_name: str
    open: int  # steps that could be taken along

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


def movement_of(told: Told, newer: Standing) -> Moved:
    steps = tuple(_moved(one, newer) for one in told.steps if not one.step.is_own)
    own = sum(one.step.is_own and not one.is_done for one in told.steps)
    level = newer.outcome.level
    return Moved(
        steps=steps,
        level_before=told.standing.outcome.level,
        level=level,
        level_name=in_language(newer.index.level_name(level)) if level is not None else "",
        open=own + sum(one.state in (PARTLY, NOT_YET) for one in steps),
    )


def _moved(told: ToldStep, newer: Standing) -> Movement:
    step = told.step
    level = newer.level(step.question)
    if level < 0:
        return Movement(told, GONE, "")
    state = REACHED if level >= step.to_level else PARTLY if level > step.from_level else NOT_YET
    return Movement(told, state, str(newer.index.shown_level(step.question, level)))
