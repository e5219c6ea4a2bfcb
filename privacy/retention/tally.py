"""What a rule takes away, and when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Moment:
    """since: what lies before it has been kept for its whole term."""

    now: datetime
    since: datetime


@dataclass(frozen=True)
class Tally:
    """How many rows and files."""

    rows: int = 0
    files: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.rows + other.rows, self.files + other.files)

    def __bool__(self) -> bool:
        return bool(self.rows or self.files)


class Forgetting(Protocol):
    """One way in which a rule takes something away."""

    def due(self, moment: Moment) -> Tally: ...

    def forget(self, moment: Moment) -> Tally: ...


@dataclass(frozen=True)
class Special(Forgetting):
    """What no single statement takes away."""

    due: Callable[[Moment], Tally]
    forget: Callable[[Moment], Tally]
