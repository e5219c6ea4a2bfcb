"""What the decree on support could pay of a step, and of all steps together.

Its ceilings are for a year in total, so the sum over all steps of one kind of help is
capped, not each step.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from language.formats import money
from language.texts import in_language
from providers.wording import CONFIDENCE
from registry.supports import Support, support_for


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
        return money(about(self.most))

    @property
    def ceiling_words(self) -> str:
        return money(self.support.ceiling)


@dataclass(frozen=True)
class Fund:
    """One kind of help over all open steps: what they cost, what a year could pay."""

    support: Support
    low: int
    high: int

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
        paid = self.high * self.support.rate_percent // 100
        return money(about(min(paid, self.support.ceiling or 0)))

    @property
    def confidence(self) -> str:
        return str(CONFIDENCE[self.support.confidence])


def share_of(item: str, size: str, high: int) -> Share | None:
    """None where the decree has nothing for this kind of help or this size."""
    support = support_for(item, size) if item else None
    # Without a ceiling the decree pays nothing of it; "0 at most" would promise something.
    if support is None or support.ceiling is None or not high:
        return None
    paid = high * support.rate_percent // 100
    return Share(support, min(paid, support.ceiling))


def funds_of(costs: Iterable[tuple[str, int, int]], size: str) -> list[Fund]:
    """costs: (kind of help, low, high) of each step."""
    sums: dict[str, tuple[int, int]] = {}
    for item, low, high in costs:
        if share_of(item, size, high):
            low_before, high_before = sums.get(item, (0, 0))
            sums[item] = (low_before + low, high_before + high)
    funds = []
    for item, (low, high) in sums.items():
        funds.append(Fund(support_for(item, size), low, high))
    return funds


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
