"""What the enterprise chose to do, in time."""

from dataclasses import dataclass
from datetime import date, datetime

from reports.contents.levels import Level


@dataclass(frozen=True, slots=True)
class RoadmapStep:
    """What the enterprise chose to do. gain, cost: in words, empty for a step of its own."""

    name: str
    what: str
    who: str
    due: date
    gain: str
    is_done: bool
    cost: str = ""


@dataclass(frozen=True, slots=True)
class RoadmapProgress:
    """What has moved since the roadmap of an earlier round.

    How many of its steps are reached, partly reached, not yet reached.
    """

    since: date
    reached: int
    partly: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """The steps that begin in one part of the year."""

    title: str
    hint: str
    steps: tuple[RoadmapStep, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """A kind of public help towards the cost.

    rate: percent of the cost. most: for all steps of a year. confidence: how sure that is.
    """

    name: str
    rate: int
    most: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """target: the overall level aimed at, None to leave it as it is.

    pillars: (name, level) of the pillars that have a target of their own.
    """

    target: Level | None
    pillars: tuple[tuple[str, int], ...]
    parts: tuple[RoadmapPart, ...]
    done: int
    total: int
    cost: str
    support: tuple[Support, ...]
    at: datetime
    work: str = ""
    progress: RoadmapProgress | None = None

    @property
    def steps(self) -> tuple[RoadmapStep, ...]:
        steps: list[RoadmapStep] = []
        for part in self.parts:
            steps += part.steps
        return tuple(steps)
