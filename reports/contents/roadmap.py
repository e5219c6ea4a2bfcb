"""What the enterprise chose to do, in time."""

from dataclasses import dataclass
from datetime import date, datetime

from reports.contents.standing import Level


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
class RoadmapMovement:
    """What has moved since the roadmap of an earlier round: how many of its steps are reached, partly, not yet."""

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
class Roadmap:
    """target: the overall level aimed at, None to leave it as it is. support: (kind of help, share in percent,
    at most, how sure)."""

    target: Level | None
    pillars: tuple[tuple[str, int], ...]
    parts: tuple[RoadmapPart, ...]
    done: int
    total: int
    cost: str
    support: tuple[tuple[str, int, str, str], ...]
    at: datetime
    work: str = ""
    moved: RoadmapMovement | None = None
