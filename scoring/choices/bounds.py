"""What a path must cost at least, so that what cannot belong to the cheapest is left out early.

Were steps divisible, the cheapest gains would lie on a convex line: the lower hull of a
pillar's frontier. The hulls of several pillars, joined with the flattest pieces first,
tell what all of them must cost at least. The next corner of that line is a real path,
so nothing dearer need be looked at. Lines are floats, compared with room for their
rounding; what stays is decided in whole numbers.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.choices.frontier import Frontier, Numbers, Ways
from scoring.choices.tables import Goal, Table

# Far more than floats are off by, and far less than any step costs.
ROOM = 1 + 1e-9

# Gains below the one are exact as floats, keys below the other have one.
MOST_GAIN = 2**53
MOST_KEY = 2**1000

Floats = NDArray[np.float64]


class Line(NamedTuple):
    """The least keys as a convex line through corners.

    gains and keys: both rising, each piece steeper than the one before.
    """

    gains: Floats
    keys: Floats

    def least(self, gains: Numbers) -> Floats:
        """The least key for at least so much gain; infinite where it cannot be had."""
        keys: Floats = np.interp(
            gains.astype(float),
            self.gains,
            self.keys,
            right=np.inf,
        )
        return keys

    def corner(self, gains: Numbers) -> Floats:
        """The key of the first corner that gains so much; infinite where there is none."""
        corners = np.searchsorted(self.gains, gains.astype(float))
        keys: Floats = np.concatenate((self.keys, [np.inf]))[corners]
        return keys


class Bounds:
    """The highest keys that ways of the cheapest path to a goal can have.

    options: by pillar. lines: the hull of each.
    """

    def __init__(
        self, options: Sequence[Ways], goal: Goal, lines: Sequence[Line]
    ) -> None:
        self.goal = goal
        self.pillars = range(len(options))
        self.pieces = Pieces(lines)
        self.arrival_keys = [_least_key(ways.there) for ways in options]
        self.other_lines = [self.pieces.joined(self._others(p)) for p in self.pillars]
        self.most_key = self._most_key(options)

    def _most_key(self, options: Sequence[Ways]) -> float:
        """A key that is surely enough: the cheapest path has no higher one."""
        # Any way of one pillar with corners of the others is enough in total. Whichever
        # pillars that takes, the cheapest ones at the level are paid for once more.
        least = np.inf
        for ways, others in zip(options, self.other_lines, strict=True):
            for way in ways:
                rest = others.corner(self.goal.gain - way.gains)
                keys = way.keys.astype(float) + rest
                least = min(least, float(keys.min(initial=np.inf)))

        arrivals = self._least_arrival(self.pillars, self.goal.pillars)
        return (least + arrivals) * ROOM

    def of_pillars(self, options: Sequence[Ways]) -> list[Ways]:
        """What the others can complete at no more than the cheapest path may cost."""
        return [self._of_pillar(pillar, ways) for pillar, ways in enumerate(options)]

    def _of_pillar(self, pillar: int, ways: Ways) -> Ways:
        line = self.other_lines[pillar]
        others = self._others(pillar)
        all_arrive = self._least_arrival(others, self.goal.pillars)
        # From its level on, the pillar is one of those asked for.
        one_less_arrives = self._least_arrival(others, self.goal.pillars - 1)
        return Ways(
            below=self._affordable(ways.below, line, all_arrive),
            there=self._affordable(ways.there, line, one_less_arrives),
        )

    def of_first(self, pillars: int, table: Table) -> Table:
        """The same of the first pillars together, by how many are at the level."""
        left = self.pillars[pillars:]
        line = self.pieces.joined(left)
        affordable: Table = {}
        for reached, way in table.items():
            arrivals = self._least_arrival(left, self.goal.pillars - reached)
            affordable[reached] = self._affordable(way, line, arrivals)
        return affordable

    def _affordable(self, way: Frontier, line: Line, arrivals: float) -> Frontier:
        # The rest must make up the total and bring enough pillars to the level. The
        # dearer of the two is the least it can cost, for the same steps may do both.
        least_rest = line.least(self.goal.gain - way.gains)
        rest = np.maximum(least_rest, arrivals)
        keys = way.keys.astype(float) + rest
        return way.only(keys <= self.most_key)

    def _others(self, pillar: int) -> list[int]:
        return [other for other in self.pillars if other != pillar]

    def _least_arrival(self, pillars: Iterable[int], count: int) -> float:
        """The least key that brings so many of the pillars to the level asked for."""
        keys = sorted(self.arrival_keys[pillar] for pillar in pillars)
        return sum(keys[: max(count, 0)])


def _least_key(way: Frontier) -> float:
    if way.empty:
        return np.inf
    return float(way.keys[0])


def hull(ways: Ways) -> Line:
    """The line below a pillar's frontier."""
    gains = np.concatenate([way.gains for way in ways]).astype(float)
    keys = np.concatenate([way.keys for way in ways]).astype(float)
    while True:
        # What lies above the straight line between its neighbours is no corner, whichever
        # of these turn out to be one: all of it goes at once.
        is_above = _above(gains, keys)
        if not is_above.any():
            return Line(gains, keys)
        is_corner = np.concatenate(([True], ~is_above, [True]))
        gains, keys = gains[is_corner], keys[is_corner]


def _above(gains: Floats, keys: Floats) -> NDArray[np.bool_]:
    """Of all but the first and the last."""
    to_middle = (keys[1:-1] - keys[:-2]) * (gains[2:] - gains[:-2])
    to_end = (keys[2:] - keys[:-2]) * (gains[1:-1] - gains[:-2])
    return to_middle > to_end


class Pieces:
    """Lines, ready to be joined: the pieces of all of them, the flattest first."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        # Without any line there is no piece.
        gains = np.concatenate([np.zeros(0), *(np.diff(line.gains) for line in lines)])
        keys = np.concatenate([np.zeros(0), *(np.diff(line.keys) for line in lines)])
        counts = np.array([len(line.gains) - 1 for line in lines], int)

        flattest_first = np.argsort(keys / gains, kind="stable")
        self.gains = gains[flattest_first]
        self.keys = keys[flattest_first]
        self.owners = np.repeat(np.arange(len(lines)), counts)[flattest_first]

    def joined(self, numbers: Iterable[int]) -> Line:
        """The line of some of them together, by their numbers."""
        first_gain = first_key = 0.0
        is_wanted = np.zeros(len(self.lines), bool)
        for number in numbers:
            first_gain += self.lines[number].gains[0]
            first_key += self.lines[number].keys[0]
            is_wanted[number] = True
        is_own = is_wanted[self.owners]
        return Line(
            gains=_corners(first_gain, self.gains[is_own]),
            keys=_corners(first_key, self.keys[is_own]),
        )


def _corners(first: float, pieces: Floats) -> Floats:
    corners: Floats = np.concatenate(([first], pieces))
    return corners.cumsum()
