"""What the decree on support could pay of a step, and of all steps together.

Its ceilings are for a year in total, so the sum over all steps of one kind of help that
are due in a year is capped, not each step. What is told is never more than half of any cost
that stands beside it: of its own steps, of a year, of all steps together.
"""

from collections.abc import Iterable, Sequence
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
from roadmap.planning.likely import Price, likely_sum, middle_of


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
    """Of one step. item: the kind of help it is, or empty. year: it is due in."""

    item: str
    year: int
    price: Price


@dataclass
class Year:
    """What steps of one kind of help that are due in one year cost, and could be paid.

    part: what falls to it of the most that all steps together are likely to cost.
    """

    support: Support
    number: int
    prices: list[Price] = field(default_factory=list)
    part: int = 0

    @property
    def high(self) -> int:
        return likely_sum(self.prices)[1]

    @property
    def paid(self) -> int:
        return _most(self.support, self.part)

    @property
    def cost(self) -> str:
        return money_range(*likely_sum(self.prices))

    @property
    def most(self) -> str:
        return money(self.paid)


@dataclass
class Fund:
    """One kind of help over all open steps: what they cost, what each year could pay."""

    support: Support
    by_year: dict[int, Year] = field(default_factory=dict)

    def add(self, cost: Cost) -> None:
        year = self.by_year.setdefault(cost.year, Year(self.support, cost.year))
        year.prices.append(cost.price)

    @property
    def prices(self) -> list[Price]:
        prices = []
        for year in self.by_year.values():
            prices += year.prices
        return prices

    @property
    def low(self) -> int:
        return likely_sum(self.prices)[0]

    @property
    def high(self) -> int:
        return likely_sum(self.prices)[1]

    def share_out(self, part: int) -> None:
        """part: of the most that all steps together are likely to cost."""
        years = [*self.by_year.values()]
        parts = _in_proportion(min(part, _as_written(self.high)), years)
        for year, of_year in zip(years, parts, strict=True):
            year.part = min(of_year, _as_written(year.high))

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
        """Over all years, each with its ceiling."""
        return money(rounded_down(sum(year.paid for year in self.by_year.values())))

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


@dataclass
class Others:
    """Steps of which nothing is paid."""

    prices: list[Price] = field(default_factory=list)

    @property
    def high(self) -> int:
        return likely_sum(self.prices)[1]


def funds_of(costs: Iterable[Cost], size: str) -> list[Fund]:
    """By kind of help, out of what all steps cost, those that nothing is paid of too.

    Several prices together are narrower than their sum: halves of each kind alone would be
    more than half of what the whole is said to cost.
    """
    funds: dict[str, Fund] = {}
    others = Others()
    for cost in costs:
        if share_of(cost.item, size, cost.price.most):
            support = support_for(cost.item, size)
            funds.setdefault(cost.item, Fund(support)).add(cost)
        else:
            others.prices.append(cost.price)
    prices = [*others.prices]
    for fund in funds.values():
        prices += fund.prices
    most = _as_written(likely_sum(prices)[1])
    parts = _in_proportion(most, [*funds.values(), others])
    for fund, part in zip(funds.values(), parts, strict=False):
        fund.share_out(part)
    return list(funds.values())


def _in_proportion(whole: int, parts: Sequence[Fund | Year | Others]) -> list[int]:
    """What falls to each, by the most that it is likely to cost alone."""
    highs = [part.high for part in parts]
    together = sum(highs)
    return [whole * high // together for high in highs] if together else highs


def _as_written(amount: int) -> int:
    """With two digits, and no more than it is."""
    return min(amount, about(amount))


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
