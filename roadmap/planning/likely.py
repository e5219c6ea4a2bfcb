"""What several things together are likely to cost. Pure.

Each has a range. That all of them cost the least, or all the most, is unlikely: around the
sum of the middles, ranges that know nothing of one another add up like the sides of a right
triangle. A tool and what mostly comes with it know of one another, and are one purchase.
"""

from collections.abc import Iterable, Sequence
from math import isqrt, log
from typing import NamedTuple

Range = tuple[int, int]


class Price(NamedTuple):
    """Of one step in VND, where it is bought by itself.

    tool: its question. larger: the tool that it mostly comes with, where that is bought too
    or is there; or empty.
    """

    least: int
    most: int
    tool: str = ""
    larger: str = ""

    @property
    def told(self) -> Range:
        """Whoever has the larger tool may pay nothing more."""
        return (0 if self.larger else self.least), self.most


def likely_sum(prices: Sequence[Price]) -> Range:
    """(least, most); of one price as it is told, of none nothing.

    The least where every larger tool brings the others along.
    """
    free = [price[:2] for price in prices if not price.larger]
    return _added_up(free)[0], _added_up(purchases(prices))[1]


def purchases(prices: Iterable[Price]) -> list[Range]:
    """A range for each thing bought: a tool with what mostly comes with it is one.

    Such a purchase is either the dear tool that brings all along, or the cheap one and each
    of the others by itself, whichever is more. Where the tool is there, or bought in another
    part of the plan, the others alone.
    """
    prices = list(prices)
    ranges = []
    larger = dict.fromkeys(price.larger for price in prices if price.larger)
    for tool in larger:
        parts = [price[:2] for price in prices if price.larger == tool]
        whole = [price for price in prices if price.tool == tool and not price.larger]
        least = sum(price.least for price in whole)
        most = sum(price.most for price in whole)
        ranges.append((least, max(most, least + _added_up(parts)[1])))
    for price in prices:
        if not price.larger and price.tool not in larger:
            ranges.append(price[:2])
    return ranges


def _added_up(ranges: Sequence[Range]) -> Range:
    middles = sum(low + high for low, high in ranges)
    spread = isqrt(sum((high - low) ** 2 for low, high in ranges))
    least, most = (middles - spread) // 2, (middles + spread) // 2
    # What may all be free is not told to cost something at least.
    return (least if any(low for low, _high in ranges) else 0), most


def is_narrowed(prices: Sequence[Price]) -> bool:
    """Whether what is bought adds up to more than is told of it together."""
    return likely_sum(prices)[1] < upper(prices)


def is_bought_together(prices: Sequence[Price]) -> bool:
    """Whether any of them mostly comes with another."""
    tools = {price.tool for price in prices if price.tool}
    return any(price.larger in tools for price in prices)


# A range is told with its middle where its ends are so many times apart.
WIDE = 4
# Where a middle stands between two powers of ten: it is a guess, and looks like one.
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def upper(prices: Iterable[Price]) -> int:
    """The most that all of them cost, as what is dared at first is reckoned."""
    return sum(high for _low, high in purchases(prices))


def usual(prices: Iterable[Price]) -> int:
    """The middle of what they cost, as it is saved up."""
    return sum((low + high) // 2 for low, high in purchases(prices))


def middle_of(low: int, high: int) -> int:
    """As many times above the least as below the most; 0 where nothing is to be told.

    Of what may cost nothing there is no such middle.
    """
    if not low or high < WIDE * low:
        return 0
    middle = isqrt(low * high)
    power = 10 ** (len(str(middle)) - 1)
    nearest = min(ROUND, key=lambda step: abs(log(middle / (step * power))))
    return int(nearest * power)
