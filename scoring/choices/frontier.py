"""Cheapest ways to gain something: sets of choices, of which one each is taken, added exactly.

A frontier lists only what is worth taking: rising gains, each at a higher key than the
one before. A key is a cost and whatever breaks ties, packed into one integer, so that
keys add up like costs.
"""

from collections.abc import Sequence
from itertools import islice
from operator import lt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Above every key that is kept in an int64; two of them still fit one.
NOWHERE = 2**61

# Adding slices costs this much less per cell than sorting costs per sum.
DENSE = 50

Numbers = NDArray[np.int64]


class Pick(NamedTuple):
    """One choice that is taken."""

    gain: int
    key: int


class Frontier(NamedTuple):
    """gains: rising. keys: rising with them.

    Both int64, or Python's own integers where they could overflow.
    """

    gains: Numbers
    keys: Numbers

    @property
    def empty(self) -> bool:
        """There is no way at all."""
        return not self.gains.size

    @property
    def least(self) -> int:
        """The lowest gain. Only where there is one."""
        return int(self.gains[0])

    @property
    def most(self) -> int:
        """The highest gain. Only where there is one."""
        return int(self.gains[-1])

    def cheapest(self, gain: int) -> Pick:
        """The first that gains so much. Only where there is one."""
        return self._pick(int(self.gains.searchsorted(gain)))

    def completing(self, other: "Frontier", gain: int, key: int) -> Pick | None:
        """The first that makes up exactly this gain at this key with one of the other.

        None when there is none. other: not empty.
        """
        if len(self.gains) == 1:
            return self._only_completing(other, gain, key)
        gains_left = gain - self.gains
        keys_left = key - self.keys
        partners = other.gains.searchsorted(gains_left)
        # Beyond the last there is no partner; any will do, for the comparison fails.
        partners = np.minimum(partners, len(other.gains) - 1)

        fits = other.gains[partners] == gains_left
        fits &= other.keys[partners] == keys_left
        if not fits.any():
            return None
        return self._pick(int(fits.argmax()))

    def _only_completing(self, other: "Frontier", gain: int, key: int) -> Pick | None:
        """The same where there is only one: most choices that are looked back at."""
        pick = self._pick(0)
        rest = Pick(gain - pick.gain, key - pick.key)
        at = int(other.gains.searchsorted(rest.gain))
        is_there = at < len(other.gains) and other._pick(at) == rest
        return pick if is_there else None

    def _pick(self, index: int) -> Pick:
        return Pick(int(self.gains[index]), int(self.keys[index]))

    def between(self, low: int, high: int) -> "Frontier":
        """Without gains too low to matter, and with only the cheapest that reach `high`."""
        first, last = self.gains.searchsorted([low, high])
        return self.only(slice(first, last + 1))

    def only(self, where: NDArray[np.bool_] | slice) -> "Frontier":
        """Those that a mask holds for, or a part."""
        return Frontier(self.gains[where], self.keys[where])


class Ways(NamedTuple):
    """What one pillar can add to the total; together one frontier.

    below: short of the level asked for. there: from that level on.
    """

    below: Frontier
    there: Frontier

    @property
    def empty(self) -> bool:
        """There is no way at all."""
        return self.below.empty and self.there.empty

    @property
    def most(self) -> int:
        """The highest gain; 0 where there is no way."""
        if not self.there.empty:
            return self.there.most
        if not self.below.empty:
            return self.below.most
        return 0


def frontier(gains: ArrayLike, keys: ArrayLike, dtype: type) -> Frontier:
    """The worthwhile ones of any choices.

    gains, keys: whole numbers, 0 or more, in pairs. dtype: int64 or object.
    """
    return _worthwhile(np.asarray(gains, dtype), np.asarray(keys, dtype))


def frontier_of_steps(
    gains: Sequence[int], keys: Sequence[int], dtype: type
) -> Frontier:
    """The same of a few steps, which mostly gain more the more of them are taken."""
    if _are_rising(gains) and _are_rising(keys):
        return Frontier(np.array(gains, dtype), np.array(keys, dtype))
    return frontier(gains, keys, dtype)


def _are_rising(numbers: Sequence[int]) -> bool:
    return all(map(lt, numbers, islice(numbers, 1, None)))


def together(first: Frontier, second: Frontier) -> Frontier:
    """One choice of each: every worthwhile sum."""
    longer, shorter = first, second
    if len(first.gains) < len(second.gains):
        longer, shorter = second, first
    if shorter.empty:
        return shorter
    if len(shorter.gains) == 1:
        return Frontier(longer.gains + shorter.gains, longer.keys + shorter.keys)

    # Python's own integers have no cells: they would be slower by far.
    span = longer.most - longer.least + 1
    is_dense = span <= DENSE * len(longer.gains)
    if is_dense and longer.gains.dtype == np.int64:
        return _added_in_slices(longer, shorter, span)

    gains = np.add.outer(longer.gains, shorter.gains).ravel()
    keys = np.add.outer(longer.keys, shorter.keys).ravel()
    return _worthwhile(gains, keys)


def either(choices: list[Frontier]) -> Frontier:
    """One choice of any of them."""
    if len(choices) == 1:
        return choices[0]

    gains, keys = zip(*choices, strict=True)
    return _worthwhile(np.concatenate(gains), np.concatenate(keys))


def worthwhile_cells(cells: Numbers) -> Frontier:
    """Of a row of cells, the least key of each gain: what costs less than all that gains more."""
    cheapest = np.minimum.accumulate(cells[::-1])[::-1]
    # More than the last cell cannot be gained at any price.
    is_cheaper_than_next = np.ones(len(cells), bool)
    np.less(cheapest[:-1], cheapest[1:], out=is_cheaper_than_next[:-1])
    gains = is_cheaper_than_next.nonzero()[0]
    return Frontier(gains, cells[gains])


def _added_in_slices(longer: Frontier, shorter: Frontier, span: int) -> Frontier:
    """Gains as indices into a row of cells: one slice per choice of `shorter`.

    span: of the gains of `longer`.
    """
    cells = np.full(span, NOWHERE, np.int64)
    cells[longer.gains - longer.least] = longer.keys
    best = np.full(span + shorter.most - shorter.least, NOWHERE, np.int64)

    # Slices begin at Python's integers faster than at scalars of numpy.
    starts = (shorter.gains - shorter.least).tolist()
    for start, key in zip(starts, shorter.keys.tolist(), strict=True):
        part = best[start : start + span]
        np.minimum(part, cells + key, out=part)

    sums = worthwhile_cells(best)
    least = longer.least + shorter.least
    return Frontier(sums.gains + least, sums.keys)


def _worthwhile(gains: Numbers, keys: Numbers) -> Frontier:
    if not gains.size:
        return Frontier(gains, keys)

    # Cheapest first, the greater gain first among equals; then only what gains more
    # than all before.
    order = _cheapest_first(gains, keys)
    choices = Frontier(gains[order], keys[order])

    most = np.maximum.accumulate(choices.gains)
    gains_more = np.ones(len(most), bool)
    np.greater(most[1:], most[:-1], out=gains_more[1:], casting="unsafe")
    return choices.only(gains_more)


def _cheapest_first(gains: Numbers, keys: Numbers) -> Numbers:
    if gains.dtype == np.int64:
        return np.lexsort((-gains, keys))
    # It knows no integers of Python: two stable sorts are the same.
    greatest_first = np.argsort(gains, kind="stable")[::-1]
    then_cheapest = np.argsort(keys[greatest_first], kind="stable")
    return greatest_first[then_cheapest]
