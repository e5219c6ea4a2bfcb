"""The level, the ladder it stands on, how far the next rung is, and the rounds before."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder and what it asks for: `above` points, `pillars` pillars at `pillar_level`.

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
    """What the next overall level still asks for; `nearest` are the pillars below `pillar_level`, nearest first."""

    target: Level
    points: Decimal
    pillars: int
    pillar_level: int
    nearest: tuple[NearPillar, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the enterprise under one index. version, industry: of the index, as this round was counted."""

    number: int
    at: datetime
    percent: Decimal | None
    total: Decimal
    maximum: Decimal
    level: Level | None
    public_id: str
    version: int
    industry: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another result of the same answers: under which version of the index, by which engine, made when."""

    public_id: str
    version: int
    engine_version: str
    at: datetime
