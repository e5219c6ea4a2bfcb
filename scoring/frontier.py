"""Cheapest ways to gain something: sets of choices, of which one each is taken, added up exactly.

A frontier lists only what is worth taking: rising gains, each at a higher key than the one before.
A key is a cost and whatever breaks ties, packed into one integer, so that keys add up like costs.
"""

from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

NOWHERE = 2**61
"""Above every key that is kept in an int64; two of them still fit one."""

DENSE = 50
"""Adding slices costs this much less per cell than sorting costs per sum."""

Numbers = NDArray[np.int64]


class Frontier(NamedTuple):
    """gains: rising. keys: rising with them. Both int64, or Python's own integers where they could overflow."""

    gains: Numbers
    keys: Numbers

    def find(self, gain: int, key: int) -> int | None:
        """Where exactly this gain is to be had at exactly this key."""
        place = int(np.searchsorted(self.gains, gain))
        there = place < len(self.gains) and self.gains[place] == gain and self.keys[place] == key
        return place if there else None

    def between(self, low: int, high: int) -> "Frontier":
        """Without gains that are too low to matter, and with only the cheapest of those that reach `high`."""
        first, last = np.searchsorted(self.gains, [low, high])
        return Frontier(self.gains[first : last + 1], self.keys[first : last + 1])


def frontier(gains: ArrayLike, keys: ArrayLike, dtype: type) -> Frontier:
    """The worthwhile ones of any choices."""
    return _worthwhile(np.asarray(gains, dtype), np.asarray(keys, dtype))


def together(first: Frontier, second: Frontier) -> Frontier:
    """One choice of each: every worthwhile sum."""
    one, other = (first, second) if len(first.gains) >= len(second.gains) else (second, first)
    if not len(other.gains):
        return other
    span = int(one.gains[-1] - one.gains[0]) + 1
    if one.gains.dtype == np.int64 and span <= DENSE * len(one.gains):
        return _added_in_slices(one, other, span)
    sums = (np.add.outer(mine, theirs).ravel() for mine, theirs in zip(one, other, strict=True))
    return _worthwhile(*sums)


def either(choices: list[Frontier]) -> Frontier:
    """One choice of any of them."""
    if len(choices) == 1:
        return choices[0]
    return _worthwhile(*(np.concatenate(parts) for parts in zip(*choices, strict=True)))


def prefixes(choices: list[Frontier], start: Frontier) -> list[Frontier]:
    """What the first 0, 1, 2, … of the choices can gain together."""

    def grown(found: list[Frontier], choice: Frontier) -> list[Frontier]:
        return [*found, together(found[-1], choice)]

    return reduce(grown, choices, [start])


def picks(choices: list[Frontier], before: list[Frontier], gain: int, key: int) -> list[int]:
    """Which gain of each choice makes up exactly `gain` at `key`; before: their `prefixes`."""
    taken: list[int] = []
    for choice, earlier in zip(reversed(choices), reversed(before[:-1]), strict=True):
        gains, keys = choice.gains.tolist(), choice.keys.tolist()
        place = next(n for n in range(len(gains)) if earlier.find(gain - gains[n], key - keys[n]) is not None)
        taken.append(gains[place])
        gain, key = gain - gains[place], key - keys[place]
    return taken[::-1]


def _added_in_slices(one: Frontier, other: Frontier, span: int) -> Frontier:
    """Gains as places in a row of cells: one slice per choice of `other`."""
    cells = np.full(span, NOWHERE, np.int64)
    cells[one.gains - one.gains[0]] = one.keys
    low, high = int(other.gains[0]), int(other.gains[-1])
    best = np.full(span + high - low, NOWHERE, np.int64)
    for gain, key in zip(other.gains.tolist(), other.keys.tolist(), strict=True):
        part = best[gain - low : gain - low + span]
        np.minimum(part, cells + key, out=part)
    # A cell is worthwhile when everything that gains more has a higher key.
    cheapest = np.minimum.accumulate(best[::-1])[::-1]
    kept = np.flatnonzero(np.append(cheapest[:-1] < cheapest[1:], True))
    return Frontier(kept + (int(one.gains[0]) + low), best[kept])


def _worthwhile(gains: Numbers, keys: Numbers) -> Frontier:
    """Cheapest first, the greater gain first among equals; then only what gains more than all before."""
    order = np.argsort(gains, kind="stable")[::-1]
    order = order[np.argsort(keys[order], kind="stable")]
    gains, keys = gains[order], keys[order]
    most = np.maximum.accumulate(gains)
    kept = np.append(True, most[1:] > most[:-1]) if len(gains) else slice(0)
    return Frontier(gains[kept], keys[kept])
