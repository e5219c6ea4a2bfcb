"""The level, the ladder it stands on, and how far the next rung is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder and what it asks for.

    `above` points, and `pillars` pillars at `pillar_level`.
    strictly: more than that many points; otherwise that many are enough.
    """

    level: Level
    above: Decimal | None
    pillars: int
    pillar_level: int
    strictly: bool = True


@dataclass(frozen=True, slots=True)
class NearPillar:
    name: str
    level: Level
    points: Decimal


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next overall level still asks for.

    nearest: the pillars below `pillar_level`, nearest first.
    """

    target: Level
    points: Decimal
    pillars: int
    pillar_level: int
    nearest: tuple[NearPillar, ...]
