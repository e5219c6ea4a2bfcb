"""Who helps with what a firm means to do, in an order that can be told in a sentence.

For each aim: who raises it further comes first; then whose price of the first year is
lower for each step it helps with; then who is rated better. What is still equal stands
by its short name, so the same question has the same answer each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from providers.matching.match import Match
from providers.matching.plan import Aim

IN_FULL = 3  # of an aim, each of another provider
IN_A_LINE = 5  # more of them

Rows = list[int]


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
        rows = self.rows(aim)
        first = self._of_unlike_providers(rows)
        rest = [row for row in rows if row not in first]
        more = rest[:IN_A_LINE]
        return Helpers(aim, first, more, len(rest) - len(more))

    def rows(self, aim: Aim) -> Rows:
        """Everybody who helps with it, best first."""
        match = self.match
        column = match.index.places[aim.question]
        helps = match.allowed & (match.raised[:, column] > 0)
        rows = np.flatnonzero(helps)
        wanted = aim.to_level - aim.from_level
        reached = np.minimum(match.raised[rows, column], wanted)
        # The last key counts first; equals stay in the order of the directory.
        keys = (-match.quality[rows], self.price_of_step[rows], -reached)
        return rows[np.lexsort(keys)].tolist()

    def _of_unlike_providers(self, rows: Sequence[int]) -> Rows:
        first: Rows = []
        owners: set[int] = set()
        for row in rows:
            owner = int(self.match.owner[row])
            if len(first) < IN_FULL and owner not in owners:
                owners.add(owner)
                first.append(row)
        return first


def helpers_of(match: Match) -> list[Helpers]:
    """Of every aim, in the order of the plan."""
    order = Order(match)
    return [order.helpers(aim) for aim in match.aims]
