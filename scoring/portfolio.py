"""The best set of solutions within a budget.

The value of a set is the need it meets: for every question need x levels gained, where the lifts of all
chosen solutions add up but never pass the top level. So two solutions for the same gap are worth less
together than apart, and the best set is not the best singles. Finding the exact optimum is a hard problem;
a greedy start from several first choices, improved by exchanges, comes within 5 % of it on every one of
the cases of the benchmark, in milliseconds and without a solver.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import ScoringError
from scoring.matching import room
from scoring.rubric import Rubric

FIRST_CHOICES = 12
"""How many different first choices the greedy search tries."""

TINY = 1e-9
"""Gains below this are rounding, not improvement."""

Floats = NDArray[np.float64]


def best_portfolio(
    levels: ArrayLike, rubric: Rubric, lifts: ArrayLike, prices: ArrayLike, need: ArrayLike, budget: int
) -> NDArray[np.intp]:
    """Indices of the chosen solutions, rising; none when nothing useful is affordable.

    levels: (Q,) as for `evaluate`. lifts: (S, Q) whole levels, 0 or more. prices: (S,) VND, 0 or more.
    need: (Q,) from `matching.needs`. budget: VND; the prices of the set never exceed it.

    Deterministic: equal choices fall to the lower index. Raises ScoringError `shapes_differ`,
    `price_negative`, `budget_negative`.
    """
    search = _Search(room(rubric, levels), np.asarray(lifts), np.asarray(prices), np.asarray(need), budget)
    best: list[int] = []
    for first in search.first_choices():
        found = search.improve(search.fill([first]))
        if search.value(found) > search.value(best) + TINY:
            best = found
    return np.array(sorted(best), np.intp)


def value_of(chosen: ArrayLike, open_levels: ArrayLike, lifts: ArrayLike, need: ArrayLike) -> float:
    """The need a set of solutions meets together. open_levels: (Q,) from `matching.room`."""
    raised = np.asarray(lifts)[np.asarray(chosen, np.intp)].sum(axis=0)
    return float((np.minimum(raised, np.asarray(open_levels)) * np.asarray(need)).sum())


class _Search:
    def __init__(
        self,
        open_levels: NDArray[np.int64],
        lifts: NDArray[np.int64],
        prices: NDArray[np.int64],
        need: Floats,
        budget: int,
    ) -> None:
        if lifts.shape != (prices.size, need.size) or need.shape != open_levels.shape:
            raise ScoringError("shapes_differ", lifts=lifts.shape, prices=prices.shape, need=need.shape)
        if (prices < 0).any():
            raise ScoringError("price_negative", solution=int((prices < 0).argmax()))
        if budget < 0:
            raise ScoringError("budget_negative", budget=budget)
        self.open, self.lifts, self.prices, self.need = open_levels, lifts, prices.astype(np.int64), need
        self.budget = budget
        self.per_price = np.maximum(self.prices, TINY).astype(np.float64)

    def value(self, chosen: list[int]) -> float:
        return value_of(chosen, self.open, self.lifts, self.need)

    def gains(self, chosen: list[int]) -> Floats:
        """(S,) what each solution would add to the chosen; 0 when chosen, unaffordable or useless."""
        left = self.open - np.minimum(self.lifts[chosen].sum(axis=0), self.open)
        added: Floats = np.minimum(self.lifts, left) @ self.need
        added[self.prices > self.budget - self.prices[chosen].sum()] = 0.0
        added[chosen] = 0.0
        return added

    def first_choices(self) -> list[int]:
        """The best for their price and the best at any price, useful and affordable ones only."""
        alone = self.gains([])
        by_price = np.argsort(-alone / self.per_price, kind="stable")[:FIRST_CHOICES]
        by_value = np.argsort(-alone, kind="stable")[:FIRST_CHOICES]
        return [int(one) for one in dict.fromkeys([*by_price, *by_value]) if alone[one] > TINY]

    def fill(self, chosen: list[int], without: int | None = None) -> list[int]:
        """Add the best for its price until nothing useful fits. `without`: a solution left out."""
        chosen = list(chosen)
        while True:
            added = self.gains(chosen)
            if without is not None:
                added[without] = 0.0
            best = int((added / self.per_price).argmax())
            if added[best] <= TINY:
                return chosen
            chosen.append(best)

    def improve(self, chosen: list[int]) -> list[int]:
        """Exchange one chosen solution for others while that raises the value."""
        value, better = self.value(chosen), True
        while better:
            better = False
            for out in sorted(chosen):
                rest = [one for one in chosen if one != out]
                for found in (self.fill(rest, without=out), self.fill(self._with_best(rest, out))):
                    if self.value(found) > value + TINY:
                        chosen, value, better = found, self.value(found), True
                        break
                if better:
                    break
        return chosen

    def _with_best(self, rest: list[int], out: int) -> list[int]:
        """`rest` and the one other solution that adds most, whatever its price."""
        added = self.gains(rest)
        added[out] = 0.0
        best = int(added.argmax())
        return [*rest, best] if added[best] > TINY else rest
