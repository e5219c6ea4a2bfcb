"""What a rule takes away, and when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Moment:
    """since: what lies before it has been kept for its whole term.

    warn: so long before it goes whoever can be told is told.
    """

    now: datetime
    since: datetime
    warn: timedelta = timedelta()


@dataclass(frozen=True)
class Tally:
    """How many rows and files; letters to whoever is told before."""

    rows: int = 0
    files: int = 0
    letters: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.rows + other.rows,
            self.files + other.files,
            self.letters + other.letters,
        )

    def __bool__(self) -> bool:
        return bool(self.rows or self.files or self.letters)


class Forgetting(Protocol):
    """One way in which a rule takes something away."""

    def due(self, moment: Moment) -> Tally: ...

    def forget(self, moment: Moment) -> Tally: ...


@dataclass(frozen=True)
class Special(Forgetting):
    """What no single statement takes away."""

    due: Callable[[Moment], Tally]
    forget: Callable[[Moment], Tally]
