"""What to begin with, and who can help."""

from dataclasses import dataclass
from decimal import Decimal

from reports.contents.levels import Level

HALF = 50  # percent; a part with more than that may be called strong
FEW = 3  # steps to begin with, strengths, gaps: what one takes in at a glance


@dataclass(frozen=True, slots=True)
class Step:
    """Raising one answer by one level."""

    code: str
    name: str
    pillar: str
    indicator: str
    now: str
    then: str

    # As a sentence that stands alone.
    do: str

    # Points of the total.
    gain: Decimal

    # Why it stands on the way, in one line.
    why: str = ""

    # About, in words.
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """The way we advise to the next overall level."""

    target: Level
    total: int

    # The first of them, in the order to do them.
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provider's solution and why it was suggested, in words."""

    solution: str
    provider: str
    what: str

    # The answers it raises, one each.
    gains: tuple[str, ...]
    reasons: tuple[str, ...]
    price: str
    support: str
    fictional: bool = False
