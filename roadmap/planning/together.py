"""Steps of one question that begin on one day, under one heading. In the active language.

To keep a firm safe takes several settings, each to be ticked off by itself; told one by one
they look like as many undertakings.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from indexes.index.step_facts import StepFacts
from roadmap import wording
from roadmap.planning.likely import Price, is_bought_together, is_narrowed, likely_sum
from roadmap.planning.subsidies import money_range
from roadmap.planning.waits import EVENING

T = TypeVar("T")
# Of what one day asks of one question; None stands alone.
DayOf = Callable[[T], Hashable | None]


def runs(steps: Sequence[T], day_of: DayOf) -> Iterator[tuple[bool, list[T]]]:
    """(whether they stand together, steps) in their order.

    Those that stand alone come as one run as far as they follow each other.
    """
    alone: list[T] = []
    for day, group in groupby(steps, day_of):
        some = [*group]
        if day is None or len(some) == 1:
            alone += some
            continue
        if alone:
            yield False, alone
            alone = []
        yield True, some
    if alone:
        yield False, alone


def says_together(
    facts: StepFacts,
    costs: Sequence[Price],
    size: str,
) -> str:
    """How many, how long, and about how much. costs: of each. size: of the firm."""
    words = _how_many(facts, costs, size)
    if not facts.is_priced:
        return words
    cost = money_range(*likely_sum(costs)) or wording.NO_MONEY
    return f"{words} · {cost}"


def _how_many(
    facts: StepFacts,
    costs: Sequence[Price],
    size: str,
) -> str:
    count = len(costs)
    # Levels of one thing are no things to turn on one by one.
    if not facts.in_any_order:
        return wording.levels_at_once(count)
    is_free = not any(price.most for price in costs)
    # What a shop turns on in an evening is a project where it has to be bought for many.
    is_evening = facts.effort <= EVENING and (is_free or size == "micro")
    return wording.evenings(count) if is_evening else wording.things(count)


def why_narrower(prices: Sequence[Price]) -> str:
    """Why a total is less than its parts added up; empty where it is not."""
    reasons = []
    if is_bought_together(prices):
        reasons.append(str(wording.BOUGHT_TOGETHER))
    if is_narrowed(prices):
        reasons.append(str(wording.NARROWED))
    return " ".join(reasons)
