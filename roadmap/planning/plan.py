"""From raises to a plan in months: what builds on another comes after it, and never more at once than a firm can do.

Pure: knows no models, texts or clock. A raise lifts one question by one level; `planned` gives each a month to begin
in, then joins the raises of each question into one step.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from indexes.index.step_facts import StepFacts


def month_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


HORIZONS = (0, 3, 6, 12, 24)
"""Begun now, done within so many months, or (the last) done later than a year from now."""
LATER = 24
LAST_MONTH = 239
PACE = {
    "micro": 4,
    "small": 5,
    "medium": 8,
    "large": 24,
}  # effort of a firm of this size in a month
USUAL_PACE = 5

FactsOf = Callable[[str], StepFacts]


@dataclass(frozen=True, slots=True)
class Raise:
    """Lifting one question by one level; gain in points of the total."""

    question: str
    from_level: int
    to_level: int
    gain: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Planned:
    """Lifting one question. start, finish: months from now; horizon: the part of the plan it stands in."""

    question: str
    from_level: int
    to_level: int
    start: int
    finish: int

    @property
    def horizon(self) -> int:
        return horizon_of(self.start, self.finish)


def horizon_of(start: int, finish: int) -> int:
    """What begins now is to do now, however long it takes; anything else stands where it is done."""
    if start == 0:
        return 0
    return next((part for part in HORIZONS[1:-1] if finish <= part), LATER)


def months_of_work(effort: int, size: str = "") -> int:
    """How many months of work an effort is for a firm of this size, begun months counted whole."""
    return ceil(effort / PACE.get(size, USUAL_PACE))


def months_of(facts: StepFacts, size: str = "") -> int:
    """How long one level more takes a firm of this size: what it usually takes, and no less than the work in it."""
    return max(facts.months, months_of_work(facts.effort, size))


def planned(raises: Sequence[Raise], facts: FactsOf, size: str = "") -> list[Planned]:
    """Every raise with its months, in the order to do them.

    Month by month, what is ready is begun, best first, while the month's effort lasts; what takes more than a month's
    effort uses up that of the next months too. A raise is ready when all it builds on is finished. What does not fit
    into twenty years stands at their end.
    """
    pace, left = PACE.get(size, USUAL_PACE), 0
    before = bases({one.question for one in raises}, facts)
    waiting = sorted(raises, key=lambda one: _worth(one, facts))
    done: list[Planned] = []
    for month in range(LAST_MONTH + 1):
        left = min(left + pace, pace)
        for one in [*waiting]:
            effort = facts(one.question).effort
            if (left < pace and left < effort) or not _is_ready(
                one, month, waiting, done, before
            ):
                continue
            left -= effort
            done.append(_begun(one, month, facts, size))
            waiting.remove(one)
    done += [
        _begun(one, LAST_MONTH, facts, size) for one in _sorted_by_base(waiting, before)
    ]
    return joined(done)


def bases(codes: Iterable[str], facts: FactsOf) -> dict[str, set[str]]:
    """Of each question those of the others that it builds on, directly or through questions that are not named."""
    wanted = set(codes)
    found: dict[str, set[str]] = {}

    def all_below(code: str) -> set[str]:
        if code not in found:
            found[code] = set()  # an index has no circles; one that had would end here
            for one in facts(code).after:
                found[code] |= {one} | all_below(one)
        return found[code]

    return {code: all_below(code) & wanted for code in wanted}


def _worth(one: Raise, facts: FactsOf) -> tuple[Fraction, int]:
    """Effort for each point, then months: the least first."""
    told = facts(one.question)
    return (
        Fraction(told.effort) / one.gain if one.gain else Fraction(10**6),
        told.months,
    )


def _is_ready(
    one: Raise,
    month: int,
    waiting: list[Raise],
    done: list[Planned],
    before: dict[str, set[str]],
) -> bool:
    """All it builds on is finished by this month, lower levels of its own question too."""
    below = before[one.question]
    return not any(
        other.question in below
        or (other.question == one.question and other.to_level <= one.from_level)
        for other in waiting
    ) and all(
        each.finish <= month
        for each in done
        if each.question in below or each.question == one.question
    )


def _begun(one: Raise, month: int, facts: FactsOf, size: str) -> Planned:
    finish = month + months_of(facts(one.question), size)
    return Planned(one.question, one.from_level, one.to_level, month, finish)


def _sorted_by_base(left: list[Raise], before: dict[str, set[str]]) -> list[Raise]:
    return sorted(
        left, key=lambda one: (len(before[one.question]), one.question, one.from_level)
    )


def joined(steps: Iterable[Planned]) -> list[Planned]:
    """One step for each question, from its first raise to its last. Steps keep the order they begin in.

    Whatever builds on a question begins when its last raise is finished, so it stands after the whole step.
    """
    found: dict[str, Planned] = {}
    for one in steps:
        first = found.get(one.question)
        found[one.question] = (
            replace(first, to_level=one.to_level, finish=one.finish) if first else one
        )
    return sorted(
        found.values(), key=lambda one: (HORIZONS.index(one.horizon), one.start)
    )
