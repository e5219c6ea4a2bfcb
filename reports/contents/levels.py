"""The level, the ladder it stands on, and how far the next rung is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    meaning: str = ""

    # How sure it is that the decision says so; empty where the words are ours.
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a level names besides points, and the level of it that is asked for, in words."""

    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder and what it asks for."""

    level: Level

    # Percent of all points; None where none are asked for.
    above: Decimal | None

    # How many pillars at which level.
    pillars: int
    pillar_level: int

    # More than that much; otherwise that much is enough.
    strictly: bool = True

    # What must not be missing, whatever else there is.
    needs: tuple[Named, ...] = ()

    @property
    def is_start(self) -> bool:
        """Where everybody is: nothing is asked for."""
        return self.above is None and not self.pillars and not self.needs


@dataclass(frozen=True, slots=True)
class NearPillar:
    """percent: how much of all its points it lacks."""

    name: str
    level: Level
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next overall level still asks for.

    percent, points: how much of all points is missing, and how many these are.
    """

    target: Level
    percent: Decimal
    points: Decimal
    pillars: int
    pillar_level: int

    # The pillars below that level, nearest first.
    nearest: tuple[NearPillar, ...]

    # What the level names and is not high enough.
    needs: tuple[Named, ...] = ()
