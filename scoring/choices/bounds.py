"""What a path must cost at least, so that whatever cannot belong to the cheapest one is left out early.

Were steps divisible, the cheapest gains would lie on a convex line: the lower hull of a pillar's frontier. The
hulls of several pillars, joined with the flattest pieces first, tell what all of them must cost at least. The next
corner of that line is a real path, so nothing dearer need be looked at. Lines are floats, compared with room for
their rounding; what is kept is decided in whole numbers.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.frontier import Frontier, Numbers

Ways = tuple[Frontier, Frontier]
"""What one pillar can add below the level asked for, and from there on; together one frontier."""

Table = dict[int, Frontier]
"""What the first pillars add, by how many of them are there; more than the rule asks for counts as enough."""

ROOM = 1 + 1e-9
"""Far more than floats are off by, and far less than any step costs."""

MOST_GAIN, MOST_KEY = 2**53, 2**1000
"""Gains below the one are exact as floats, keys below the other have one."""

Floats = NDArray[np.float64]


class Line(NamedTuple):
    """The least keys as a convex line through corners: gains and keys, both rising, each piece steeper."""

    gains: Floats
    keys: Floats

    def least(self, gains: Numbers) -> Floats:
        """The least key for at least so much gain; infinite where it cannot be had."""
        found: Floats = np.interp(gains.astype(float), self.gains, self.keys, right=np.inf)
        return found

    def corner(self, gains: Numbers) -> Floats:
        """The key of the first corner that gains so much; infinite where there is none."""
        found: Floats = np.append(self.keys, np.inf)[np.searchsorted(self.gains, gains.astype(float))]
        return found


class Bounds:
    """For one rule: `count` pillars at a level, `asked` gained in total."""

    def __init__(self, options: Sequence[Ways], count: int, asked: int) -> None:
        self.asked, self.count = asked, count
        self.lines = [hull(ways) for ways in options]
        self.there = [float(there.keys[0]) if len(there.keys) else np.inf for _, there in options]
        every = range(len(options))
        self.others = [self._joined(without(every, pillar)) for pillar in every]
        # Any way of one pillar with corners of the others is enough in total; the cheapest pillars there are added.
        totals = [
            (way.keys.astype(float) + others.corner(asked - way.gains)).min(initial=np.inf)
            for ways, others in zip(options, self.others, strict=True)
            for way in ways
        ]
        self.most = (float(min(totals)) + self._least_there(every, count)) * ROOM

    def of_pillar(self, pillar: int, ways: Ways) -> Ways:
        """What the other pillars can make enough at no more than the cheapest path may cost."""
        others = without(range(len(self.lines)), pillar)
        below, there = (
            self._affordable(way, self.others[pillar], self._least_there(others, self.count - reached))
            for reached, way in enumerate(ways)
        )
        return below, there

    def of_first(self, pillars: int, table: Table) -> Table:
        """The same of the first pillars together, by how many are there."""
        left = range(pillars, len(self.lines))
        line = self._joined(left)
        return {
            reached: self._affordable(way, line, self._least_there(left, self.count - reached))
            for reached, way in table.items()
        }

    def _affordable(self, way: Frontier, line: Line, least_there: float) -> Frontier:
        return way.where(
            way.keys.astype(float) + np.maximum(line.least(self.asked - way.gains), least_there) <= self.most
        )

    def _joined(self, pillars: Iterable[int]) -> Line:
        return joined([self.lines[pillar] for pillar in pillars])

    def _least_there(self, pillars: Iterable[int], count: int) -> float:
        return sum(sorted(self.there[pillar] for pillar in pillars)[: max(count, 0)])


def without(pillars: Iterable[int], one: int) -> list[int]:
    """All pillars but one."""
    return [pillar for pillar in pillars if pillar != one]


def hull(ways: Ways) -> Line:
    """The line below a pillar's frontier."""
    corners: list[tuple[int, int]] = []
    for way in ways:
        for gain, key in zip(way.gains.tolist(), way.keys.tolist(), strict=True):
            while len(corners) > 1 and _above(corners[-2], corners[-1], (gain, key)):
                corners.pop()
            corners.append((gain, key))
    gains, keys = np.array(corners, float).T
    return Line(gains, keys)


def _above(start: tuple[int, int], middle: tuple[int, int], end: tuple[int, int]) -> bool:
    """The middle lies above the straight line from start to end."""
    return (middle[1] - start[1]) * (end[0] - start[0]) > (end[1] - start[1]) * (middle[0] - start[0])


def joined(lines: Sequence[Line]) -> Line:
    """The line of all of them together."""
    gains = np.concatenate([np.zeros(0), *(np.diff(line.gains) for line in lines)])
    keys = np.concatenate([np.zeros(0), *(np.diff(line.keys) for line in lines)])
    order = np.argsort(keys / gains, kind="stable")
    start = sum(line.gains[0] for line in lines), sum(line.keys[0] for line in lines)
    return Line(np.cumsum(np.append(start[0], gains[order])), np.cumsum(np.append(start[1], keys[order])))
