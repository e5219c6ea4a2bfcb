"""One cut of all who are counted: by names as it is published, by numbers as it is worked out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from registry.areas import areas
from scoring.disclosure.partition import Change, Partition

LEVELS = 6
# From the finest bands of levels to those that tell how many there are, and no more.
BANDS = (
    (0, 1, 2, 3, 4, 5),
    (0, 0, 1, 1, 2, 2),
    (0, 0, 1, 1, 1, 1),
    (0, 0, 0, 0, 0, 0),
)


@dataclass(frozen=True)
class Told:
    """A partition by the names of its groups. by_part: what is not told alone is told by part."""

    alone: tuple[str, ...]
    bands: tuple[int, ...]
    by_part: bool = False


@dataclass(frozen=True, eq=False)
class Cut:
    """One cut of those who were told and those who are known, by the numbers of its groups."""

    name: str
    names: list[str]
    change: Change
    partition: Partition

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.names), LEVELS

    def numbers(self, names: Iterable[str]) -> list[int]:
        known = {name: number for number, name in enumerate(self.names)}
        return sorted(known[name] for name in names if name in known)


def numbered(texts: Sequence[str], names: Sequence[str]) -> np.ndarray:
    number_of = {name: number for number, name in enumerate(names)}
    return np.array([number_of[text] for text in texts], np.int64)


def part_of(code: str) -> str:
    """The part of the city that a ward is in."""
    return areas()[code].former_province if code in areas() else ""


def parts_of(name: str, names: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """The parts that groups of a cut are in, and of each group its part; none of most cuts."""
    if name != "area":
        return [], ()
    parts = sorted({part_of(code) for code in names})
    return parts, tuple(parts.index(part_of(code)) for code in names)


def mean(tenths: float, count: int) -> float:
    return round(float(tenths) / count / 10, 1)
