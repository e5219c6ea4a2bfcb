"""What the enterprise chose to do, in time."""

from dataclasses import dataclass
from datetime import date

from reports.contents.levels import Level


@dataclass(frozen=True, slots=True)
class RoadmapStep:
    """What the enterprise chose to do."""

    name: str
    what: str
    who: str
    due: date

    # In words, as is the cost; both empty for a step of its own.
    gain: str

    is_done: bool
    cost: str = ""

    # Why it stands there, in two or three words.
    why: str = ""

    # Of several steps that are one thing to do: their heading, with what they take together,
    # before the first of them.
    head: str = ""
    is_under_one: bool = False


@dataclass(frozen=True, slots=True)
class RoadmapProgress:
    """What has moved since the roadmap of an earlier round."""

    since: date

    # How many of its steps.
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
    """A kind of public help towards the cost."""

    name: str

    # Percent of the cost.
    rate: int

    # For all steps of a year together, in words; of each year where there are several.
    most: str

    # Of all open steps of its kind, in words.
    cost: str

    # How sure all this is, in words.
    confidence: str

    # Without which nothing is paid, in words.
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Roadmap:
    # The overall level aimed at, None to leave it as it is.
    target: Level | None

    # (name, level) of the pillars that have a target of their own.
    pillars: tuple[tuple[str, int], ...]

    parts: tuple[RoadmapPart, ...]
    done: int
    total: int
    cost: str
    support: tuple[Support, ...]

    # Why the cost is less than its parts added up; empty where it is not.
    why_narrower: str = ""

    lasts: str = ""
    progress: RoadmapProgress | None = None

    # Names of what serves the first wish, and no level needs yet.
    wanted: tuple[str, ...] = ()

    # What the law asks besides, in words.
    duties: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[RoadmapStep, ...]:
        steps: list[RoadmapStep] = []
        for part in self.parts:
            steps += part.steps
        return tuple(steps)
