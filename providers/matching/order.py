"""Who helps with what a firm means to do, in an order that can be told in a sentence.

For each aim: who raises it further comes first; then whose price of the first year is
lower for each step it helps with; then who is rated better. Prices and ratings within the
band of `scoring.allocation.lot` are equal, and what is still equal stands by lot.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from providers.matching.match import Match
from providers.matching.plan import Aim
from scoring.allocation.lot import falling_bands, rising_bands

IN_FULL = 3  # of an aim, each of another provider
IN_A_LINE = 5  # more of them

Rows = list[int]
Found = NDArray[np.intp]


@dataclass(frozen=True)
class Helpers:
    """Rows of the directory. others: how many more help, without a name."""

    aim: Aim
    first: Rows
    more: Rows
    others: int

    @property
    def named(self) -> Rows:
        return [*self.first, *self.more]


class Order:
    """Of all solutions that pass every rule, aim by aim."""

    def __init__(self, match: Match) -> None:
        self.match = match

    @cached_property
    def price_of_step(self) -> NDArray[np.float64]:
        """(S,) VND of the first year for each step it helps with."""
        steps = np.maximum(self.match.helped, 1)
        return self.match.directory.yearly / steps

    def helpers(self, aim: Aim) -> Helpers:
        best_first = self.best_first(aim)
        first, more = _parted(self._drawn(aim, best_first), self.match.owner)
        others = len(best_first) - len(first) - len(more)
        return Helpers(aim, first, more, others)

    def rows(self, aim: Aim) -> Rows:
        """Everybody who helps with it, as they stand."""
        return list(self._drawn(aim, self.best_first(aim)))

    def best_first(self, aim: Aim) -> Found:
        """Everybody who helps with it, before any lot."""
        match = self.match
        column = match.index.places[aim.question]
        helps = match.allowed & (match.raised[:, column] > 0)
        rows = np.flatnonzero(helps)
        reached = self._reached(aim, rows)
        # The last key counts first; equals stay in the order of the directory.
        keys = (-match.quality[rows], self.price_of_step[rows], -reached)
        best_first: Found = rows[np.lexsort(keys)]
        return best_first

    def _reached(self, aim: Aim, rows: Found) -> NDArray[np.int64]:
        column = self.match.index.places[aim.question]
        wanted = aim.to_level - aim.from_level
        return np.minimum(self.match.raised[rows, column], wanted)

    def _drawn(self, aim: Aim, best_first: Found) -> Iterator[int]:
        lots = self.match.lot.beside(aim.question)
        for rows in self._alike(aim, best_first):
            # Those of one house stay in their own order.
            yield from rows[np.argsort(lots[rows], kind="stable")].tolist()

    def _alike(self, aim: Aim, best_first: Found) -> Iterator[Found]:
        """Who is as good as equal, best first."""
        reached = -self._reached(aim, best_first)
        for start, end in _runs(reached):
            as_far = best_first[start:end]
            for band in rising_bands(self.price_of_step[as_far]):
                yield from self._rated_alike(as_far[band])

    def _rated_alike(self, rows: Found) -> Iterator[Found]:
        quality = self.match.quality
        by_rating = rows[np.argsort(-quality[rows], kind="stable")]
        for band in falling_bands(quality[by_rating]):
            yield by_rating[band]


def _runs(values: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Where each of these sorted values begins and ends."""
    if not len(values):
        return
    breaks = np.flatnonzero(np.diff(values)) + 1
    ends = [0, *breaks.tolist(), len(values)]
    yield from pairwise(ends)


def _parted(rows: Iterable[int], owners: NDArray[np.int64]) -> tuple[Rows, Rows]:
    """The first of unlike owners, and the first of all others."""
    first: Rows = []
    more: Rows = []
    named: set[int] = set()
    for row in rows:
        owner = int(owners[row])
        if len(first) < IN_FULL and owner not in named:
            named.add(owner)
            first.append(row)
        elif len(more) < IN_A_LINE:
            more.append(row)
        elif len(first) == IN_FULL:
            break
    return first, more


def helpers_of(match: Match) -> list[Helpers]:
    """Of every aim, in the order of the plan."""
    order = Order(match)
    return [order.helpers(aim) for aim in match.aims]
