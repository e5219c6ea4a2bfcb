"""What to begin with, and who can help."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

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

    # Percent of all points.
    gain: Decimal

    # Why it stands on the way, in one line.
    why: str = ""

    # About, in words.
    cost: str = ""

    # Of several steps that are one thing to do: their heading, the same for all of them, and
    # what they take together.
    thing: str = ""
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do. name: the heading of its steps; empty where it is one step."""

    steps: tuple[Step, ...]
    name: str = ""
    takes: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """The way we advise to the next overall level."""

    target: Level
    total: int

    # The first of them, in the order to do them.
    steps: tuple[Step, ...]


def things_of(steps: Iterable[Step]) -> Iterator[Thing]:
    """What follows under one heading is one thing."""
    for (name, _code), group in groupby(steps, attrgetter("thing", "code")):
        some = tuple(group)
        if name:
            yield Thing(some, name, some[0].takes)
            continue
        for step in some:
            yield Thing((step,))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provider's solution in four lines: who, what it raises, its price, why this one."""

    solution: str
    provider: str
    raises: str

    # In words, as is the support: at most so much of it; empty for none.
    first_year: str
    support: str

    why: str

    # The rules that it does not pass, each in a sentence.
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpedStep:
    """The steps of one question, and who comes first for them."""

    name: str

    # The part of the plan in which the first of them stands.
    when: str

    suggestions: tuple[Suggestion, ...]

    # How many more could help.
    more: int = 0

    # What it means that nobody does; empty where somebody does.
    alone: str = ""

    # That a price is not within the estimate; empty where all are.
    off: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Who can help, step by step in the order of the plan."""

    steps: tuple[HelpedStep, ...]

    # Where there is no step to do.
    beside: tuple[Suggestion, ...] = ()

    # Kinds of help that the State could pay, each in a line.
    support: tuple[str, ...] = ()

    fictional: bool = False
