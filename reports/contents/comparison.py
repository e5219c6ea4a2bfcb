"""Where the enterprise stands among others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scoring.benchmark import Rank


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a comparison is with, and how many enterprises these are."""

    # "area" (sector, size and area alike), "size", "sector" or "all".
    breadth: str

    count: int

    # Narrower breadths of which too few are known, narrowest first.
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the enterprise stands among `rank.count` others, in one pillar or in total."""

    # Of the pillar, "" for the total.
    code: str

    name: str
    percent: Decimal
    rank: Rank

    # Of the sample, as are the bins: how many stand in each tenth of 0 to 100 %.
    quartiles: tuple[Decimal, Decimal, Decimal]
    bins: tuple[int, ...]

    # The enterprise's own tenth.
    bin: int


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
    at: datetime
