"""Where the enterprise stands among others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scoring.benchmark import Rank


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a comparison is with.

    breadth: "area" (sector, size and area alike), "size", "sector" or "all".
    count: enterprises.
    missed: narrower breadths of which too few are known, narrowest first.
    """

    breadth: str
    count: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the enterprise stands among `rank.count` others, in one pillar or in total.

    code: of the pillar, "" for the total. percent: its own. quartiles: of the sample.
    bins: how many stand in each tenth of 0 to 100 %; bin: its own tenth.
    """

    code: str
    name: str
    percent: Decimal
    rank: Rank
    quartiles: tuple[Decimal, Decimal, Decimal]
    bins: tuple[int, ...]
    bin: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A question that `count` of the enterprises whose level rose had raised meanwhile."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The placements among the enterprises of one sample.

    options: the samples it may be compared with, narrowest first.
    placements: the total first, then the pillars; one that too few others have is left out.
    rises: whose level rose, None where too few did; raised: what most of them raised.
    """

    sample: Sample
    options: tuple[Sample, ...]
    placements: tuple[Placement, ...]
    rises: Sample | None
    raised: tuple[Raised, ...]
    area: str
    fictional: bool
    at: datetime
