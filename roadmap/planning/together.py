"""Steps of one question that begin on one day, under one heading. In the active language.

To keep a firm safe takes several settings, each to be ticked off by itself; told one by one
they look like as many undertakings.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from indexes.index.step_facts import StepFacts
from roadmap import wording
from roadmap.planning.likely import likely_sum
from roadmap.planning.schedule import EVENING
from roadmap.planning.subsidies import money_range

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


def says_together(facts: StepFacts, costs: Sequence[tuple[int, int]]) -> str:
    """How many, how long, and about how much. costs: of each."""
    # Levels of one thing are no things to turn on one by one.
    is_evening = facts.in_any_order and facts.effort <= EVENING
    words = wording.at_once(len(costs), is_evening)
    if not facts.is_priced:
        return words
    cost = money_range(*likely_sum(costs)) or wording.NO_MONEY
    return f"{words} · {cost}"
