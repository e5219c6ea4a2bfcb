"""Cheapest ways to gain something: sets of choices, of which one each is taken, added up exactly.

A frontier lists only what is worth taking: rising gains, each at a higher key than the one before.
A key is a cost and whatever breaks ties, packed into one integer, so that keys add up like costs.
"""

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

    def beside(self, other: "Frontier", gain: int, key: int) -> int | None:
        """The place of the first that makes up exactly this gain at this key, together with one of the other."""
        rest = gain - self.gains
        places = np.minimum(np.searchsorted(other.gains, rest), len(other.gains) - 1)
        fits = (other.gains[places] == rest) & (other.keys[places] == key - self.keys)
        return int(fits.argmax()) if fits.any() else None

    def between(self, low: int, high: int) -> "Frontier":
        """Without gains that are too low to matter, and with only the cheapest of those that reach `high`."""
        first, last = np.searchsorted(self.gains, [low, high])
        return Frontier(self.gains[first : last + 1], self.keys[first : last + 1])

    def where(self, kept: NDArray[np.bool_]) -> "Frontier":
        """Only those that are kept."""
        return Frontier(self.gains[kept], self.keys[kept])


def frontier(gains: ArrayLike, keys: ArrayLike, dtype: type) -> Frontier:
    """The worthwhile ones of any choices. gains, keys: whole numbers, 0 or more, in pairs. dtype: int64 or object."""
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


def worthwhile_cells(best: Numbers) -> Frontier:
    """Of a row of cells, the least key of each gain: those that cost less than everything that gains more."""
    cheapest = np.minimum.accumulate(best[::-1])[::-1]
    kept = np.flatnonzero(np.append(cheapest[:-1] < cheapest[1:], True))
    return Frontier(kept, best[kept])


def _added_in_slices(one: Frontier, other: Frontier, span: int) -> Frontier:
    """Gains as places in a row of cells: one slice per choice of `other`."""
    cells = np.full(span, NOWHERE, np.int64)
    cells[one.gains - one.gains[0]] = one.keys
    low, high = int(other.gains[0]), int(other.gains[-1])
    best = np.full(span + high - low, NOWHERE, np.int64)
    for gain, key in zip(other.gains.tolist(), other.keys.tolist(), strict=True):
        part = best[gain - low : gain - low + span]
        np.minimum(part, cells + key, out=part)
    found = worthwhile_cells(best)
    return Frontier(found.gains + (int(one.gains[0]) + low), found.keys)


def _worthwhile(gains: Numbers, keys: Numbers) -> Frontier:
    """Cheapest first, the greater gain first among equals; then only what gains more than all before."""
    order = np.argsort(gains, kind="stable")[::-1]
    order = order[np.argsort(keys[order], kind="stable")]
    gains, keys = gains[order], keys[order]
    most = np.maximum.accumulate(gains)
    kept = np.append(True, most[1:] > most[:-1]) if len(gains) else slice(0)
    return Frontier(gains[kept], keys[kept])
