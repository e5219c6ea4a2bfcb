"""Choices of one pillar: what they can gain together, one of each, and which make up a gain."""

from collections.abc import Iterator, Sequence
from math import gcd
from typing import Protocol

import numpy as np

from scoring.choices.chains import Chain
from scoring.choices.cut import Cut
from scoring.choices.frontier import (
    NOWHERE,
    Frontier,
    Numbers,
    Pick,
    frontier,
    frontier_of_steps,
    together,
    worthwhile_cells,
)

# A row of cells, one for each gain, is the faster way up to about this many.
MOST_CELLS = 4_096


class Sums(Protocol):
    """total: the frontier of all choices together."""

    total: Frontier

    def picks(self, gain: int, key: int) -> list[int]:
        """The gain of each choice that together make up `gain` at `key`, an entry of total."""


class Added:
    """The sums of some choices, and from there on those of one choice more.

    Whoever adds up many rows that begin alike adds what they share once.
    """

    def __init__(self, total: Frontier) -> None:
        self.total = total
        # The choice stays beside what was added, so that no other gets its id.
        self._more: dict[int, tuple[Chain, Frontier, Added]] = {}

    @classmethod
    def nothing(cls, dtype: type) -> "Added":
        return cls(frontier([0], [0], dtype))

    def with_choice(
        self, choice: Chain, dtype: type, cut: Cut | None = None
    ) -> tuple[Frontier, "Added"]:
        """The choice by itself, and all of them with it."""
        if id(choice) not in self._more:
            steps = cut.of_steps(choice) if cut else choice
            own = frontier_of_steps(*steps, dtype)
            total = together(self.total, own)
            # With nothing to choose nothing new is too far from the best.
            if cut and len(own.gains) > 1:
                total = cut.of(total)
            added = Added(total)
            self._more[id(choice)] = choice, own, added
        return self._more[id(choice)][1:]


def sums_of(
    choices: Sequence[Chain],
    dtype: type,
    added: Added | None = None,
    cut: Cut | None = None,
) -> Sums:
    """As cells where the gains are few enough, else as lists: the same sums either way.

    dtype: int64, or object where gains or keys could overflow it. added: nothing, for
    whoever asks about rows that begin alike. cut: leaves few sums, so that lists are faster.
    """
    if cut:
        return Lists(choices, dtype, added, cut)
    # Where nothing can be gained, or there are no choices, any grain is right.
    grain = gcd(*(gain for choice in choices for gain in choice.gains)) or 1
    span = sum(choice.most for choice in choices) // grain
    if span < MOST_CELLS:
        return Cells(choices, dtype, grain, span)
    return Lists(choices, dtype, added)


class Cells:
    """A row of cells for the first 0, 1, 2, … choices: the least key of each gain.

    Gains are counted in `grain`, up to `span` of them.
    """

    def __init__(
        self,
        choices: Sequence[Chain],
        dtype: type,
        grain: int,
        span: int,
    ) -> None:
        self.choices = choices
        self.grain = grain
        self.rows = self._rows(dtype, span)

        sums = worthwhile_cells(self.rows[-1])
        gains: Numbers = (sums.gains * grain).astype(dtype)
        self.total = Frontier(gains, sums.keys)

    def _rows(self, dtype: type, span: int) -> Numbers:
        shape = (len(self.choices) + 1, span + 1)
        rows: Numbers = np.full(shape, self._nowhere(dtype), dtype)
        rows[0, 0] = 0

        # Only the first cells can be reached yet: the rest need not be added up.
        width = 1
        for number, choice in enumerate(self.choices):
            self._fill(rows[number + 1], rows[number, :width], choice)
            width += choice.most // self.grain
        return rows

    def _nowhere(self, dtype: type) -> int:
        """A key above all that can be reached."""
        if dtype is np.int64:
            return NOWHERE
        return sum(choice.most_key for choice in self.choices) + 1

    def _fill(self, row: Numbers, earlier: Numbers, choice: Chain) -> None:
        """row: with the choice. earlier: without it, as far as it can be reached."""
        width = len(earlier)
        row[:width] = earlier
        for gain, key in zip(choice.gains[1:], choice.keys[1:], strict=True):
            start = gain // self.grain
            part = row[start : start + width]
            np.minimum(part, earlier + key, out=part)

    def picks(self, gain: int, key: int) -> list[int]:
        gains: list[int] = []
        earlier_rows = self.rows[-2::-1]
        for earlier, choice in zip(earlier_rows, reversed(self.choices), strict=True):
            pick = next(self._possible(choice, earlier, gain, key))
            gains.append(pick.gain)
            gain -= pick.gain
            key -= pick.key
        return gains[::-1]

    def _possible(
        self,
        choice: Chain,
        earlier: Numbers,
        gain: int,
        key: int,
    ) -> Iterator[Pick]:
        """What the choice can have added to the row before it to make up this cell."""
        for pick in map(Pick, choice.gains, choice.keys):
            rest = gain - pick.gain
            if rest >= 0 and earlier[rest // self.grain] == key - pick.key:
                yield pick


class Lists:
    """Frontiers of the first 0, 1, 2, … choices: for more gains than cells are good for."""

    def __init__(
        self,
        choices: Sequence[Chain],
        dtype: type,
        added: Added | None = None,
        cut: Cut | None = None,
    ) -> None:
        here = added or Added.nothing(dtype)
        self.choices: list[Frontier] = []
        self.before = [here.total]
        for choice in choices:
            own, here = here.with_choice(choice, dtype, cut)
            self.choices.append(own)
            self.before.append(here.total)
        self.total = here.total

    def picks(self, gain: int, key: int) -> list[int]:
        gains: list[int] = []
        for number in reversed(range(len(self.choices))):
            choice = self.choices[number]
            pick = choice.completing(self.before[number], gain, key)
            assert pick, "an entry of the total is made up of something"
            gains.append(pick.gain)
            gain -= pick.gain
            key -= pick.key
        return gains[::-1]
