"""What the pillars of one enterprise can add together, one pillar after the other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.choices.frontier import Frontier, Pick, Ways, either, together

Table = dict[int, Frontier]
"""What the first pillars add, by how many of them are at the level asked for.

More than the rule asks for counts as enough.
"""


class Goal(NamedTuple):
    """pillars: how many are to be at the level asked for. gain: what is to be gained."""

    pillars: int
    gain: int


class Place(NamedTuple):
    """One of the ways of a table. reached: how many pillars are at the level."""

    reached: int
    total: Pick


def is_enough(options: Sequence[Ways], goal: Goal) -> bool:
    """The most that every pillar can add reaches the goal; one without a way never does."""
    pillars = gain = 0
    for ways in options:
        if ways.empty:
            return False
        pillars += not ways.there.empty
        gain += ways.most
    return pillars >= goal.pillars and gain >= goal.gain


def with_pillar(table: Table, ways: Ways, goal: Goal, left: Goal) -> Table:
    """The table after one more pillar, without what can no longer be enough.

    left: how many pillars are still to come, and the most that these can add.
    """
    parts: dict[int, list[Frontier]] = {}
    for reached, earlier in table.items():
        for arrives, way in enumerate(ways):
            now_reached = min(reached + arrives, goal.pillars)
            is_late = now_reached + left.pillars < goal.pillars
            if is_late or way.empty or earlier.empty:
                continue
            sums = together(earlier, way)
            # More than the goal is as good as the goal: of that, only the cheapest
            # counts.
            useful = sums.between(goal.gain - left.gain, goal.gain)
            parts.setdefault(now_reached, []).append(useful)

    return {reached: either(frontiers) for reached, frontiers in parts.items()}


def traced(
    tables: Sequence[Table],
    options: Sequence[Ways],
    enough: int,
    total: Pick,
) -> list[int]:
    """The gain of each pillar that makes up exactly the total.

    tables: of the first 0, 1, 2, … pillars. options: by pillar. enough: pillars at the
    level, more of which count as so many. total: one of the ways of the last table.
    """
    gains: list[int] = []
    here = Place(enough, total)
    for pillar in reversed(range(len(options))):
        places = _places_before(tables[pillar], options[pillar], enough, here)
        before = next(places)
        gains.append(here.total.gain - before.total.gain)
        here = before
    return gains[::-1]


def _places_before(
    table: Table,
    ways: Ways,
    enough: int,
    here: Place,
) -> Iterator[Place]:
    """The places in the table before the pillar from which it leads to this one."""
    gain, key = here.total
    for reached, earlier in sorted(table.items()):
        for arrives, way in enumerate(ways):
            if earlier.empty or min(reached + arrives, enough) != here.reached:
                continue
            pick = way.completing(earlier, gain, key)
            if pick:
                rest = Pick(gain - pick.gain, key - pick.key)
                yield Place(reached, rest)
