"""From raises to a plan in months: what builds on another comes after it, and never
more at once than a firm can do.

Pure: knows no models, texts or clock. A raise lifts one question by one level;
`planned` gives each a month to begin in. What a firm needs first begins first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from dateutil.relativedelta import relativedelta

from indexes.index.step_facts import StepFacts

# Begun now, done within so many months, or (the last) done later than a year from now.
HORIZONS = (0, 3, 6, 12, 24)
LATER = 24
# Twenty years: no plan is longer, whatever waits.
LAST_MONTH = 239
# Effort of a firm of this size in a month.
PACE = {"micro": 4, "small": 5, "medium": 8, "large": 24}
USUAL_PACE = 5
# What gains nothing comes after everything that gains something.
WORTH_OF_NO_GAIN = Fraction(10**6)

FactsOf = Callable[[str], StepFacts]


@dataclass(frozen=True, slots=True)
class Raise:
    """Lifting one question by one level; gain in points of the total.

    is_first: the firm needs it before anything else, or something that it needs so
    waits for it.
    """

    question: str
    from_level: int
    to_level: int
    gain: Fraction = Fraction(0)
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """Lifting one question by one level.

    start, finish: months from now; horizon: the part of the plan it stands in.
    """

    question: str
    from_level: int
    to_level: int
    start: int
    finish: int

    @property
    def horizon(self) -> int:
        return horizon_of(self.start, self.finish)


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


def months_of_work(effort: int, size: str = "") -> int:
    """Months of work for a firm of this size, begun months counted whole."""
    return ceil(effort / PACE.get(size, USUAL_PACE))


def months_of(facts: StepFacts, size: str = "") -> int:
    """How long one level more takes: what it usually takes, no less than its work."""
    return max(facts.months, months_of_work(facts.effort, size))


def planned(
    raises: Sequence[Raise], facts: FactsOf, size: str = "", pace: int | None = None
) -> list[Planned]:
    """Every raise with its months, in the order to do them.

    Month by month, what is ready is begun, best first, while the month's effort lasts;
    what takes more than a month's effort uses up that of the next months too. A raise
    is ready when all it builds on is finished. Nothing begins before everything that
    is needed first has. What does not fit into twenty years stands at their end.

    pace: effort a month; None for what a firm of this size usually does.
    """
    plan = _Plan(raises, facts, size, pace)
    for month in range(LAST_MONTH + 1):
        plan.begin_what_fits(month)
    plan.begin_the_rest()
    return sorted(plan.steps, key=_place_in_time)


class _Plan:
    """What is begun so far, and what waits."""

    def __init__(
        self,
        raises: Sequence[Raise],
        facts: FactsOf,
        size: str,
        pace: int | None,
    ) -> None:
        self.facts = facts
        self.size = size
        self.pace = pace or PACE.get(size, USUAL_PACE)
        self.effort_left = 0
        self.below = bases({step.question for step in raises}, facts)
        self.waiting = sorted(raises, key=self._worth)
        self.steps: list[Planned] = []

    def begin_what_fits(self, month: int) -> None:
        # A debt of effort is paid off; what was not used is not saved up.
        self.effort_left = min(self.effort_left + self.pace, self.pace)
        # Over a copy: what begins waits no longer.
        for step in [*self.waiting]:
            # The first stand first: once one of the others is met, none of them waits.
            if not step.is_first and any(other.is_first for other in self.waiting):
                return
            if self._fits(step) and self._is_ready(step, month):
                self.effort_left -= self.facts(step.question).effort
                self._begin(step, month)

    def begin_the_rest(self) -> None:
        for step in sorted(self.waiting, key=self._rank_at_the_end):
            self._begin(step, LAST_MONTH)

    def _begin(self, step: Raise, month: int) -> None:
        finish = month + months_of(self.facts(step.question), self.size)
        levels = (step.from_level, step.to_level)
        self.steps.append(Planned(step.question, *levels, month, finish))
        self.waiting.remove(step)

    def _worth(self, step: Raise) -> tuple[bool, Fraction, int]:
        """What is needed first; then effort for each point, then months: the least first."""
        facts = self.facts(step.question)
        worth = WORTH_OF_NO_GAIN
        if step.gain:
            worth = Fraction(facts.effort) / step.gain
        return not step.is_first, worth, facts.months

    def _rank_at_the_end(self, step: Raise) -> tuple[int, str, int]:
        return len(self.below[step.question]), step.question, step.from_level

    def _fits(self, step: Raise) -> bool:
        """A month that nothing has begun in yet takes a step of any size."""
        effort = self.facts(step.question).effort
        return self.effort_left == self.pace or self.effort_left >= effort

    def _is_ready(self, step: Raise, month: int) -> bool:
        """All it builds on is finished by this month, lower levels of its own too."""
        below = self.below[step.question]
        # What waits has no day to end on yet: whatever builds on it waits too.
        for other in self.waiting:
            is_own = other.question == step.question
            is_lower = is_own and other.to_level <= step.from_level
            if other.question in below or is_lower:
                return False
        for begun in self.steps:
            is_base = begun.question in below or begun.question == step.question
            if is_base and begun.finish > month:
                return False
        return True


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


def _place_in_time(step: Planned) -> tuple[int, int]:
    return HORIZONS.index(step.horizon), step.start
