"""Where the enterprise stands among others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scoring.benchmark import Part, Rank


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a comparison is with, and how many enterprises these are."""

    # "area" (sector, size and area alike), "size", "sector" or "all".
    breadth: str

    count: int

    # Narrower breadths of which too few are known, narrowest first.
    missed: tuple[str, ...] = ()

    # Else it is `count` or more: too few to tell how many exactly.
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Spread:
    """A sample that is large enough to be told, and where the enterprise stands in it."""

    rank: Rank
    quartiles: tuple[Decimal, Decimal, Decimal]

    # How many stand in each part of 0 to 100 %, and which of the parts is the enterprise's.
    parts: tuple[Part, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the enterprise stands among others, in one pillar or in total."""

    # Of the pillar, "" for the total.
    code: str

    name: str
    percent: Decimal

    # None in a small sample: there, no more is told than the side. It is 1 above about half
    # of the others, 0 among those in the middle, -1 below.
    spread: Spread | None
    side: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """A question that `count` of the enterprises whose level rose had raised meanwhile."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The placements among the enterprises of one sample."""

    sample: Sample

    # The samples it may be compared with, narrowest first.
    options: tuple[Sample, ...]

    # The total first, then the pillars; one that too few others have is left out.
    placements: tuple[Placement, ...]

    # Whose level rose, None where too few did, and what most of these had raised.
    rises: Sample | None
    raised: tuple[Raised, ...]

    area: str
    fictional: bool

    # Without one it does not count for others; with one it does only where it stands for
    # itself, which is judged for all at once (`survey/benchmark/independence.py`).
    has_account: bool

    at: datetime
