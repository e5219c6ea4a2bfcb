"""Where the enterprise stands among others."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scoring.benchmark import Rank


@dataclass(frozen=True, slots=True)
class Sample:
    """Whom a comparison is with. breadth: "area" (sector, size and area alike), "size", "sector" or "all".

    missed: narrower breadths of which too few are known, narrowest first. count: enterprises.
    """

    breadth: str
    count: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the enterprise stands among `rank.count` others in one pillar or, with the code "", in total.

    percent: its own. quartiles: of the sample. bins: how many in each tenth of 0 to 100 %; bin: its own tenth.
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
    """Where the enterprise stands among others. options: the samples it may be compared with, narrowest first.

    places: the total first, then the pillars; one that too few others have is left out.
    rises: whose level rose, None where too few did; raised: what most of them raised.
    """

    sample: Sample
    options: tuple[Sample, ...]
    places: tuple[Place, ...]
    rises: Sample | None
    raised: tuple[Raised, ...]
    area: str
    fictional: bool
    at: datetime

    @property
    def total(self) -> Place | None:
        return next((place for place in self.places if not place.code), None)
