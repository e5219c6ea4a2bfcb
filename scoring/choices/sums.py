"""Choices of one pillar: what they can gain together, one of each, and which of them make up a gain."""

from collections.abc import Sequence
from functools import reduce
from math import gcd
from typing import Protocol

import numpy as np

from scoring.chains import Chain
from scoring.frontier import NOWHERE, Frontier, Numbers, frontier, together, worthwhile_cells

MOST_CELLS = 4_096
"""A row of cells, one for each gain, is the faster way up to about this many."""


class Sums(Protocol):
    """total: the frontier of all choices together."""

    total: Frontier

    def picks(self, gain: int, key: int) -> list[int]:
        """Which gain of each choice makes up exactly `gain` at `key`, an entry of `total`."""


def sums_of(choices: Sequence[Chain], dtype: type) -> Sums:
    """As cells where the gains are few enough, else as lists: the same sums either way.

    dtype: int64, or object where gains or keys could overflow it.
    """
    grain = gcd(*(gain for gains, _ in choices for gain in gains)) or 1
    span = sum(gains[-1] for gains, _ in choices) // grain
    return Cells(choices, dtype, grain, span) if span < MOST_CELLS else Lists(choices, dtype)


class Cells:
    """A row of cells for the first 0, 1, 2, … choices: the least key of each gain, counted in `grain`."""

    def __init__(self, choices: Sequence[Chain], dtype: type, grain: int, span: int) -> None:
        self.choices, self.grain = choices, grain
        nowhere = NOWHERE if dtype is np.int64 else sum(keys[-1] for _, keys in choices) + 1
        self.rows: Numbers = np.full((len(choices) + 1, span + 1), nowhere, dtype)
        self.rows[0, 0] = 0
        width = 1
        for before, after, (gains, keys) in zip(self.rows, self.rows[1:], choices, strict=False):
            known = before[:width]
            after[:width] = known
            for gain, key in zip(gains[1:], keys[1:], strict=True):
                part = after[gain // grain : gain // grain + width]
                np.minimum(part, known + key, out=part)
            width += gains[-1] // grain
        found = worthwhile_cells(self.rows[-1])
        self.total = Frontier((found.gains * grain).astype(dtype), found.keys)

    def picks(self, gain: int, key: int) -> list[int]:
        taken: list[int] = []
        for row, (gains, keys) in zip(self.rows[-2::-1], reversed(self.choices), strict=True):
            part, spent = next(
                (part, spent)
                for part, spent in zip(gains, keys, strict=True)
                if part <= gain and row[(gain - part) // self.grain] == key - spent
            )
            taken.append(part)
            gain, key = gain - part, key - spent
        return taken[::-1]


class Lists:
    """Frontiers of the first 0, 1, 2, … choices: for more gains than cells are good for."""

    def __init__(self, choices: Sequence[Chain], dtype: type) -> None:
        self.choices = [frontier(*choice, dtype) for choice in choices]
        self.before = reduce(
            lambda found, choice: [*found, together(found[-1], choice)], self.choices, [frontier([0], [0], dtype)]
        )
        self.total = self.before[-1]

    def picks(self, gain: int, key: int) -> list[int]:
        taken: list[int] = []
        for choice, earlier in zip(reversed(self.choices), reversed(self.before[:-1]), strict=True):
            place = choice.beside(earlier, gain, key)
            part, spent = int(choice.gains[place]), int(choice.keys[place])
            taken.append(part)
            gain, key = gain - part, key - spent
        return taken[::-1]
