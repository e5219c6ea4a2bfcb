"""The rounds of an enterprise, and the other readings of the same answers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reports.contents.levels import Level


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the enterprise under one index."""

    number: int
    at: datetime
    percent: Decimal | None
    level: Level | None
    public_id: str

    # Of the index, as this round was counted.
    version: int
    industry: str


@dataclass(frozen=True, slots=True)
class Correction:
    """That a slip was mended, seen from one of the two results: when, and the other one."""

    at: datetime
    public_id: str


@dataclass(frozen=True, slots=True)
class Rereading:
    """Another result of the same answers: under which version of the index, made when."""

    public_id: str
    version: int
    at: datetime
