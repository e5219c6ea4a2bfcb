"""What a plan in months is made of: raises, means, months, and what builds on what.

Pure: knows no models, texts or clock. A raise lifts one question by one level;
`roadmap.planning.schedule` gives each a month to begin in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Protocol, TypeVar

from dateutil.relativedelta import relativedelta

from indexes.index.step_facts import StepFacts
from roadmap.planning.likely import Price

# Begun now, done within so many months, or (the last) done later than a year from now.
QUARTER = 3
HORIZONS = (0, 3, 6, 12, 24)
LATER = 24
# Twenty years: no plan is longer, whatever waits.
LAST_MONTH = 239
# What takes longer is no plan that anybody follows to its end. Ours, and assumed.
LONG = 24
# Effort of a firm of this size in a month.
PACE = {"micro": 4, "small": 5, "medium": 8, "large": 48}
USUAL_PACE = 5
# Of one unit of effort: a working day of one person. Ours, and assumed.
HOURS = 8
FactsOf = Callable[[str], StepFacts]


class Rise(Protocol):
    """Lifting one question from one level to another."""

    @property
    def question(self) -> str: ...

    @property
    def from_level(self) -> int: ...

    @property
    def to_level(self) -> int: ...


class Lasting(Protocol):
    """What is done in some month from now."""

    @property
    def finish(self) -> int: ...


Done = TypeVar("Done", bound=Lasting)


@dataclass(frozen=True, slots=True)
class Means:
    """What a firm can give to it in a month: effort, and money where it says how much."""

    effort: Fraction
    money: int | None = None

    def months_of_work(self, effort: int) -> int:
        """Begun months counted whole."""
        return ceil(effort / self.effort)

    def months_of(self, facts: StepFacts) -> int:
        """How long one level more takes: what it usually takes, no less than its work."""
        return max(facts.months, self.months_of_work(facts.effort))


@dataclass(frozen=True, slots=True)
class Pace:
    """What an owner says a month has for it: hours of work, and VND; None: not said."""

    hours: int | None = None
    money: int | None = None


USUAL = Pace()


def means_of(size: str, pace: Pace = USUAL) -> Means:
    """Where no hours are said, what a firm of this size usually does."""
    effort = Fraction(usual_hours(size) if pace.hours is None else pace.hours, HOURS)
    return Means(effort, pace.money)


def usual_hours(size: str) -> int:
    """Of a month."""
    return PACE.get(size, USUAL_PACE) * HOURS


@dataclass(frozen=True, slots=True)
class Raise:
    """Lifting one question by one level; gain in points of the total.

    is_first: the firm needs it before anything else, or something that it needs so
    waits for it. is_law: and the law asks for it. is_wanted: it serves much of what the
    owner wants. weight: how many times more a point of it counts, since it serves that.
    is_early: it begins right after what is wanted most. is_ahead: it leads far beyond where
    the firm stands as a whole, and waits till all else has begun. safety: how much it keeps
    the firm safe, 0 to 3.
    """

    question: str
    from_level: int
    to_level: int
    gain: Fraction = Fraction(0)
    is_first: bool = False
    is_law: bool = False
    weight: Fraction = Fraction(1)
    is_wanted: bool = False
    is_early: bool = False
    is_ahead: bool = False
    safety: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """Lifting one question by one level.

    start, finish: months from now; horizon: the part of the plan it stands in.
    bought_with: the question of the tool that begins with it and brings it; or empty.
    """

    question: str
    from_level: int
    to_level: int
    start: int
    finish: int
    bought_with: str = ""

    @property
    def horizon(self) -> int:
        return horizon_of(self.start, self.finish)


def done_in_time(steps: Iterable[Done]) -> list[Done]:
    """What a step waits for is done before it, and so in time as well."""
    return [step for step in steps if step.finish <= LONG]


def month_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    return day + relativedelta(months=months)


def horizon_of(start: int, finish: int) -> int:
    """What begins now is to do now; anything else stands where it is done."""
    if start == 0:
        return 0
    for horizon in HORIZONS[1:-1]:
        if finish <= horizon:
            return horizon
    return LATER


def is_before(other: Rise, step: Rise, is_base: bool, facts: StepFacts) -> bool:
    """Whether `step` waits for the other: a lower level of its own, or the first of a base.

    Further levels of what it builds on are nothing that it needs, but where its index goes
    level by level: then all of them up to its own are.
    facts: of the question of `step`.
    """
    if other.question == step.question:
        return other.to_level <= step.from_level
    return is_base and other.from_level < needed_of_bases(step, facts)


def needed_of_bases(step: Rise, facts: StepFacts) -> int:
    """The level, counted from 0, at which what a step builds on has to stand."""
    return step.to_level if facts.level_by_level else 1


def needed_by(
    some: Iterable[Rise], below: Mapping[str, Iterable[str]], facts: FactsOf
) -> dict[str, int]:
    """Of each question that any of them builds on, below which level a step is waited for."""
    needed: dict[str, int] = {}
    for step in some:
        level = needed_of_bases(step, facts(step.question))
        for question in below[step.question]:
            needed[question] = max(level, needed.get(question, 0))
    return needed


def price_in(
    facts: StepFacts,
    question: str,
    rising: Collection[str],
    level: int,
    steps: int = 1,
) -> Price:
    """Of so many steps of a question up from a level, in a plan in which all of `rising` rise."""
    coming = filter(rising.__contains__, facts.comes_with)
    return Price(
        *facts.cost_from(level, steps),
        tool=question,
        larger=facts.has_larger or next(coming, ""),
    )


def bases(codes: Iterable[str], facts: FactsOf) -> dict[str, set[str]]:
    """Of each question those of the others that it builds on.

    Directly, or through questions that are not named.
    """
    codes = set(codes)
    below: dict[str, set[str]] = {}

    def all_below(code: str) -> set[str]:
        if code not in below:
            below[code] = set()  # an index has no circles; one that had would end here
            for base in facts(code).after:
                below[code] |= {base} | all_below(base)
        return below[code]

    return {code: all_below(code) & codes for code in codes}
