"""One pillar of an enterprise: what it can add to the total, and which steps that takes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scoring.choices.bounds import Line, hull
from scoring.choices.frontier import Frontier, Ways
from scoring.choices.parts import Part
from scoring.choices.sums import Sums
from scoring.choices.trees import Tree
from scoring.rules import Band, least_for


class Choices(NamedTuple):
    """parts: of the questions that can rise. sums: of what these can gain together."""

    parts: Sequence[Tree | Part]
    sums: Sums


class Earned(NamedTuple):
    """points, maximum: what is earned, of what applies. bands: the levels.

    target: the level that must be reached in any case.
    """

    points: int
    maximum: int
    bands: tuple[Band, ...]
    target: int

    def lacking(self, level: int) -> int:
        """Units short of a level; 0 or less where it is there."""
        if level <= self.bands[0].level:
            return 0
        return least_for(self.bands, self.maximum, level) - self.points


class Pillar:
    """A pillar of which something applies.

    choices: what can rise, and what that can gain, in units.
    worth, grain: of the scale; a unit adds worth / grain to the total.
    It is asked about the same levels again and again, and works them out once.
    """

    def __init__(
        self, choices: Choices, earned: Earned, worth: int, grain: int
    ) -> None:
        self.choices = choices
        self.earned = earned
        self.worth = worth
        self.grain = grain
        self._options: dict[int, Ways] = {}
        self._lines: dict[int, Line] = {}
        self._steps: dict[int, list[tuple[int, int]]] = {}

    def options(self, level: int) -> Ways:
        """What it can add to the total, below a level and from there on."""
        if level not in self._options:
            self._options[level] = self._cut(level)
        return self._options[level]

    def line(self, level: int) -> Line:
        """The line below its options."""
        if level not in self._lines:
            self._lines[level] = hull(self.options(level))
        return self._lines[level]

    def _cut(self, level: int) -> Ways:
        total = self.choices.sums.total
        # Short of its own target it is of no use at all.
        first = np.searchsorted(total.gains, self.earned.lacking(self.earned.target))
        there = np.searchsorted(total.gains, self.earned.lacking(level))
        there = max(first, there)

        grains = total.gains * self.worth // self.grain
        ways = Frontier(grains, total.keys)
        below = ways.only(slice(first, there))
        return Ways(below, ways.only(slice(there, None)))

    def steps(self, grains: int) -> list[tuple[int, int]]:
        """(position, steps) of what rises when all add so much to the total."""
        if grains not in self._steps:
            self._steps[grains] = list(self._taken(grains))
        return self._steps[grains]

    def _taken(self, grains: int) -> Iterator[tuple[int, int]]:
        gain = grains * self.grain // self.worth
        parts, sums = self.choices
        pick = sums.total.cheapest(gain)
        picks = sums.picks(pick.gain, pick.key)
        for part, own_gain in zip(parts, picks, strict=True):
            yield from part.steps(own_gain)
