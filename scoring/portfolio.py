"""The best set of solutions within a budget.

The value of a set is the need it meets: for every question need x levels gained, where the lifts of all
chosen solutions add up but never pass the top level. So two solutions for the same gap are worth less
together than apart, and the best set is not the best singles. Finding the exact optimum is a hard problem;
greedy sets from several starts, improved by exchanges, come within 5 % of it on every one of the cases of
the benchmark, without a solver. Source: ours (docs/scoring.md).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import ScoringError
from scoring.matching import room
from scoring.rubric import Rubric

FIRST_CHOICES = 10
"""How many of the best for their price, and of the best at any price, the search starts from."""

IMPROVED = 4
"""How many of the sets found from those starts are improved by exchanging one solution."""

FINISHED = 2
"""How many of these are improved by exchanging two."""

TINY = 1e-9
"""Gains below this are rounding, not improvement."""

Floats = NDArray[np.float64]


def best_portfolio(
    levels: ArrayLike,
    rubric: Rubric,
    lifts: ArrayLike,
    prices: ArrayLike,
    need: ArrayLike,
    budget: int,
    most: int | None = None,
) -> NDArray[np.intp]:
    """Indices of the chosen solutions, rising; none when nothing useful is affordable.

    levels: (Q,) as for `evaluate`. lifts: (S, Q) whole levels, 0 or more. prices: (S,) VND, 0 or more.
    need: (Q,) from `matching.needs`. budget: VND; the prices of the set never exceed it. most: how many
    solutions the set may have; None for any number.

    Deterministic: equal choices fall to the lower index. Raises ScoringError `shapes_differ`, `answers_count`,
    `price_negative`, `budget_negative`.
    """
    search = _Search(room(rubric, levels), np.asarray(lifts), np.asarray(prices), np.asarray(need), budget, most)
    found = {tuple(sorted(search.fill(start))): None for start in search.starts()}
    for out, kept in ((1, IMPROVED), (2, FINISHED)):
        likely = sorted(found, key=search.value, reverse=True)[:kept]
        found = {tuple(sorted(search.improve(list(chosen), out))): None for chosen in likely}
    return np.array(max(found, key=search.value, default=()), np.intp)


def value_of(chosen: ArrayLike, open_levels: ArrayLike, lifts: ArrayLike, need: ArrayLike) -> float:
    """The need a set of solutions meets together, lifts added up and capped at `open_levels`.

    chosen: indices of solutions. open_levels: (Q,) from `matching.room`. lifts: (S, Q). need: (Q,) from `needs`.
    """
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
        most: int | None = None,
    ) -> None:
        if lifts.shape != (prices.size, need.size) or need.shape != open_levels.shape:
            raise ScoringError("shapes_differ", lifts=lifts.shape, prices=prices.shape, need=need.shape)
        if (prices < 0).any():
            raise ScoringError("price_negative", solution=int((prices < 0).argmax()))
        if budget < 0:
            raise ScoringError("budget_negative", budget=budget)
        useful = (need > 0) & (open_levels > 0)
        self.open, self.need = open_levels[useful].astype(np.float64), need[useful]
        self.lifts = np.ascontiguousarray(lifts[:, useful], np.float64)
        self.prices, self.budget = prices.astype(np.int64), budget
        self.most = len(prices) if most is None else most
        spent = np.maximum(self.prices, TINY).astype(np.float64)
        # With few places, a solution spends a share of them beside its share of the money.
        self.spent = spent if most is None else spent / max(budget, 1) + 1 / max(most, 1)

    def value(self, chosen: Sequence[int]) -> float:
        return float(np.minimum(self.lifts[list(chosen)].sum(axis=0), self.open) @ self.need)

    def gains(self, chosen: Sequence[int]) -> Floats:
        """(S,) what each solution would add to the chosen; 0 when chosen, unaffordable, useless or one too many."""
        taken = list(chosen)
        if len(taken) >= self.most:
            return np.zeros(len(self.prices))
        left = np.maximum(self.open - self.lifts[taken].sum(axis=0), 0.0)
        added: Floats = np.minimum(self.lifts, left) @ self.need
        added[self.prices > self.budget - self.prices[taken].sum()] = 0.0
        added[taken] = 0.0
        return added

    def starts(self) -> list[list[int]]:
        """Useful and affordable beginnings: the best for their price or at any price, alone and in pairs."""
        alone = self.gains([])
        by_price = np.argsort(-alone / self.spent, kind="stable")[:FIRST_CHOICES]
        by_value = np.argsort(-alone, kind="stable")[:FIRST_CHOICES]
        singles = [int(one) for one in dict.fromkeys([*by_price, *by_value]) if alone[one] > TINY]
        pairs = [
            [one, other]
            for one, other in combinations(singles[:FIRST_CHOICES], 2)
            if self.prices[one] + self.prices[other] <= self.budget and self.most > 1
        ]
        return [[one] for one in singles] + pairs

    def fill(self, chosen: Sequence[int], without: int | None = None) -> list[int]:
        """Add the best for what it spends until nothing useful fits. `without`: a solution left out."""
        filled = list(chosen)
        while True:
            added = self.gains(filled)
            if without is not None:
                added[without] = 0.0
            best = int((added / self.spent).argmax())
            if added[best] <= TINY:
                return filled
            filled.append(best)

    def improve(self, chosen: list[int], out: int) -> list[int]:
        """Exchange up to `out` of the chosen for others while that raises the value."""
        value = self.value(chosen)
        while True:
            found = max(self._exchanges(chosen, out), key=self.value, default=chosen)
            if self.value(found) <= value + TINY:
                return chosen
            chosen, value = found, self.value(found)

    def _exchanges(self, chosen: list[int], most: int) -> Iterator[list[int]]:
        """Up to `most` of the chosen left out, refilled by value for price, or by value first."""
        for count in range(1, most + 1):
            for out in combinations(sorted(chosen), count):
                rest = [one for one in chosen if one not in out]
                yield self.fill(rest, without=out[0])
                added = self.gains(rest)
                added[list(out)] = 0.0
                best = int(added.argmax())
                if added[best] > TINY:
                    yield self.fill([*rest, best])
