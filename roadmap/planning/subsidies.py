"""What the decree on support could pay of a step, and of all steps together.

Its ceilings are for a year in total, so the sum over all steps of one kind of help that
are due in a year is capped, not each step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from language.formats import money
from language.texts import in_language
from providers.wording import CONFIDENCE
from registry.supports import (
    Support,
    conditions,
    in_kind,
    most_of,
    rounded_down,
    support_for,
    unpriced,
)
from roadmap.planning.likely import middle_of


@dataclass(frozen=True)
class Share:
    """What the decree could pay of one step at most.

    Before the year's ceiling is used up by others.
    """

    support: Support
    most: int

    @property
    def name(self) -> str:
        return in_language(self.support.name)

    @property
    def rate(self) -> int:
        return self.support.rate_percent

    @property
    def most_words(self) -> str:
        return money(self.most)

    @property
    def ceiling_words(self) -> str:
        return money(self.support.ceiling)


@dataclass(frozen=True)
class Cost:
    """Of one step, in VND. item: the kind of help it is, or empty. year: it is due in."""

    item: str
    year: int
    low: int
    high: int


@dataclass
class Year:
    """What steps of one kind of help that are due in one year cost, and could be paid."""

    support: Support
    number: int
    low: int = 0
    high: int = 0

    @property
    def paid(self) -> int:
        paid = self.high * self.support.rate_percent // 100
        return min(paid, self.support.ceiling or 0)

    @property
    def cost(self) -> str:
        return money_range(self.low, self.high)

    @property
    def most(self) -> str:
        return money(_most(self.support, self.high))


@dataclass
class Fund:
    """One kind of help over all open steps: what they cost, what each year could pay."""

    support: Support
    low: int = 0
    high: int = 0
    by_year: dict[int, Year] = field(default_factory=dict)

    def add(self, cost: Cost) -> None:
        self.low += cost.low
        self.high += cost.high
        year = self.by_year.setdefault(cost.year, Year(self.support, cost.year))
        year.low += cost.low
        year.high += cost.high

    @property
    def years(self) -> list[Year]:
        """In their order, where there are several."""
        if len(self.by_year) < 2:
            return []
        return [self.by_year[number] for number in sorted(self.by_year)]

    @property
    def name(self) -> str:
        return in_language(self.support.name)

    @property
    def cost(self) -> str:
        return money_range(self.low, self.high)

    @property
    def rate(self) -> int:
        return self.support.rate_percent

    @property
    def ceiling(self) -> str:
        return money(self.support.ceiling)

    @property
    def most(self) -> str:
        """Over all years, each with its ceiling; of what is written beside it."""
        paid = sum(_most(year.support, year.high) for year in self.by_year.values())
        part = about(self.high) * self.rate // 100
        return money(rounded_down(min(paid, part)))

    @property
    def confidence(self) -> str:
        return str(CONFIDENCE[self.support.confidence])

    @property
    def condition(self) -> str:
        """Empty where there is none of its own."""
        condition = self.support.condition
        return in_language(condition) if condition else ""


def share_of(item: str, size: str, high: int) -> Share | None:
    """None where the decree has nothing for this kind of help or this size."""
    support = support_for(item, size) if item else None
    # Without a ceiling the decree pays nothing of it; "0 at most" would promise something.
    if support is None or support.ceiling is None or not high:
        return None
    return Share(support, _most(support, high))


def _most(support: Support, cost: int) -> int:
    """Of a cost as it is, and of that as it is written with two digits: the less."""
    amounts = (most_of(support, cost), most_of(support, about(cost)))
    return min(amount or 0 for amount in amounts)


def funds_of(costs: Iterable[Cost], size: str) -> list[Fund]:
    funds: dict[str, Fund] = {}
    for cost in costs:
        if share_of(cost.item, size, cost.high):
            support = support_for(cost.item, size)
            funds.setdefault(cost.item, Fund(support)).add(cost)
    return list(funds.values())


def about(amount: int) -> int:
    """With two digits: sums of estimates are no more exact than that."""
    step = 10 ** max(0, len(str(amount)) - 2)
    return (amount + step // 2) // step * step


def money_range(low: int, high: int) -> str:
    """Two estimates, as they stand after "about" too. Nothing for nothing."""
    low, high = about(low), about(high)
    if not high:
        return ""
    most = money(high)
    if low == high:
        return most
    if not low:
        return f"0 – {most}"
    number, unit = money(low).split(" ", 1)
    # A unit that both have is said once: "5 – 9 triệu đồng".
    if most.endswith(f" {unit}"):
        return f"{number} – {most}"
    return f"{number} {unit} – {most}"


def cost_words(low: int, high: int) -> str:
    """Of one step; where its estimates are far apart, with what lies between them."""
    words, middle = money_range(low, high), middle_of(low, high)
    if not middle:
        return words
    told = {"range": words, "middle": money(middle)}
    return _("%(range)s, say %(middle)s") % told


def other_help() -> list[str]:
    """Help that comes without an amount: courses, what is free, guidance."""
    return list(map(in_language, (*unpriced(), *in_kind())))


def terms_of_support() -> list[str]:
    return list(map(in_language, conditions()))
