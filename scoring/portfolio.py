"""The best set of solutions within a budget.

The value of a set is the need it meets: for every question need x levels gained, where
the lifts of all chosen solutions add up but never pass the top level. So two solutions
for the same gap are worth less together than apart, and the best set is not the best
singles. Finding the exact optimum is a hard problem; greedy sets from several starts,
improved by exchanges, come within 5 % of it on every one of the cases of the benchmark,
without a solver.
Source: ours (docs/scoring.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import ScoringError
from scoring.matching import room
from scoring.rubric import Rubric

FIRST_CHOICES = 10
"""How many of the best for their price, and of the best at any price, the search starts from."""

IMPROVED = 4
"""How many of the sets reached from those starts are improved by exchanging one solution."""

FINISHED = 2
"""How many of these are improved by exchanging two."""

# Gains below this are rounding, not improvement.
TINY = 1e-9

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Chosen = Sequence[int]
"""Indices of solutions."""


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

    levels: (Q,) as for `evaluate`. lifts: (S, Q) whole levels, 0 or more.
    prices: (S,) VND, 0 or more. need: (Q,) from `matching.needs`.
    budget: VND; the prices of the set never exceed it.
    most: how many solutions the set may have; None for any number.

    Deterministic: equal choices fall to the lower index. Raises ScoringError
    `shapes_differ`, `answers_count`, `price_negative`, `budget_negative`.
    """
    search = _Search(
        open_levels=room(rubric, levels),
        lifts=np.asarray(lifts),
        prices=np.asarray(prices),
        need=np.asarray(need),
        budget=budget,
        most=most,
    )
    portfolios = _distinct(map(search.fill, search.starts()))

    # Exchanges are dear: only the likeliest are improved, and fewer of them by pairs.
    for exchanged, count in ((1, IMPROVED), (2, FINISHED)):
        likeliest = sorted(portfolios, key=search.value, reverse=True)[:count]
        portfolios = _distinct(search.improve(p, exchanged) for p in likeliest)

    best = max(portfolios, key=search.value, default=())
    return np.array(best, np.intp)


def _distinct(portfolios: Iterable[Chosen]) -> list[Chosen]:
    """Each set once, its solutions in order; the sets as they came."""
    in_order = (tuple(sorted(portfolio)) for portfolio in portfolios)
    return list(dict.fromkeys(in_order))


def value_of(
    chosen: ArrayLike,
    open_levels: ArrayLike,
    lifts: ArrayLike,
    need: ArrayLike,
) -> float:
    """The need a set of solutions meets together, lifts added up and capped.

    chosen: indices of solutions. open_levels: (Q,) from `matching.room`, the most that
    counts. lifts: (S, Q). need: (Q,) from `needs`.
    """
    indices = np.asarray(chosen, np.intp)
    raised = np.asarray(lifts)[indices].sum(axis=0)
    counted = np.minimum(raised, np.asarray(open_levels))
    return float((counted * np.asarray(need)).sum())


class _Search:
    """Sets of solutions for one enterprise: what they are worth, and better ones."""

    def __init__(
        self,
        open_levels: Ints,
        lifts: Ints,
        prices: Ints,
        need: Floats,
        budget: int,
        most: int | None = None,
    ) -> None:
        _check_shapes(open_levels, lifts, prices, need)
        _check_money(prices, budget)

        # What nobody needs would only be added up again and again.
        useful = (need > 0) & (open_levels > 0)
        self.open = open_levels[useful].astype(np.float64)
        self.need = need[useful]
        self.lifts = np.ascontiguousarray(lifts[:, useful], np.float64)
        self.prices = prices.astype(np.int64)
        self.budget = budget
        self.spent = _spent(self.prices, budget, most)
        self.most = len(prices)
        if most is not None:
            self.most = most

    def value(self, chosen: Chosen) -> float:
        raised = self.lifts[list(chosen)].sum(axis=0)
        counted = np.minimum(raised, self.open)
        return float(counted @ self.need)

    def gains(self, chosen: Chosen) -> Floats:
        """(S,) what each solution would add to the chosen.

        0 when it is chosen, unaffordable, useless or one too many.
        """
        portfolio = list(chosen)
        if len(portfolio) >= self.most:
            return np.zeros(len(self.prices))

        raised = self.lifts[portfolio].sum(axis=0)
        open_levels = np.maximum(self.open - raised, 0.0)
        money = self.budget - self.prices[portfolio].sum()

        gains: Floats = np.minimum(self.lifts, open_levels) @ self.need
        gains[self.prices > money] = 0.0
        gains[portfolio] = 0.0
        return gains

    def starts(self) -> Iterator[list[int]]:
        """Useful and affordable beginnings, alone and in pairs."""
        singles = self._singles()
        for single in singles:
            yield [single]
        yield from self._pairs(singles)

    def _singles(self) -> list[int]:
        """The best for their price, then the best at any price."""
        gains = self.gains([])
        by_price = _highest(gains / self.spent)
        by_value = _highest(gains)
        best = dict.fromkeys([*by_price, *by_value])
        return [solution for solution in best if gains[solution] > TINY]

    def _pairs(self, singles: Chosen) -> Iterator[list[int]]:
        if self.most < 2:
            return
        for first, second in combinations(singles[:FIRST_CHOICES], 2):
            if self.prices[first] + self.prices[second] <= self.budget:
                yield [first, second]

    def fill(self, chosen: Chosen, without: int | None = None) -> list[int]:
        """Add the best for what it spends until nothing useful fits.

        without: a solution left out.
        """
        portfolio = list(chosen)
        while True:
            gains = self.gains(portfolio)
            if without is not None:
                gains[without] = 0.0
            best = int((gains / self.spent).argmax())
            if gains[best] <= TINY:
                return portfolio
            portfolio.append(best)

    def improve(self, chosen: Chosen, most: int) -> Chosen:
        """Exchange up to `most` of the chosen for others while that raises the value."""
        value = self.value(chosen)
        while True:
            exchanges = self._exchanges(chosen, most)
            better = max(exchanges, key=self.value, default=chosen)
            if self.value(better) <= value + TINY:
                return chosen
            chosen = better
            value = self.value(chosen)

    def _exchanges(self, chosen: Chosen, most: int) -> Iterator[list[int]]:
        for count in range(1, most + 1):
            for out in combinations(sorted(chosen), count):
                yield from self._refilled(chosen, out)

    def _refilled(self, chosen: Chosen, out: Chosen) -> Iterator[list[int]]:
        """The chosen without those that go out, filled by value for price, or value first."""
        rest = [solution for solution in chosen if solution not in out]
        # Only the first stays out: where two go, the second may well come back.
        yield self.fill(rest, without=out[0])

        gains = self.gains(rest)
        gains[list(out)] = 0.0
        best = int(gains.argmax())
        if gains[best] > TINY:
            yield self.fill([*rest, best])


def _highest(values: Floats) -> list[int]:
    """The indices of the highest values, of equal ones the lower index first."""
    best_first = np.argsort(-values, kind="stable")
    indices: list[int] = best_first[:FIRST_CHOICES].tolist()
    return indices


def _check_shapes(open_levels: Ints, lifts: Ints, prices: Ints, need: Floats) -> None:
    expected = (prices.size, need.size)
    if lifts.shape != expected or need.shape != open_levels.shape:
        raise ScoringError(
            "shapes_differ",
            lifts=lifts.shape,
            prices=prices.shape,
            need=need.shape,
        )


def _check_money(prices: Ints, budget: int) -> None:
    below_zero = prices < 0
    if below_zero.any():
        raise ScoringError("price_negative", solution=int(below_zero.argmax()))
    if budget < 0:
        raise ScoringError("budget_negative", budget=budget)


def _spent(prices: Ints, budget: int, most: int | None) -> Floats:
    """(S,) what each solution uses up of what is there to spend; above 0."""
    # What is free must still be divided by: it comes first, by far.
    money: Floats = np.maximum(prices, TINY).astype(np.float64)
    if most is None:
        return money

    # With few places, a solution spends a share of them beside its share of the money.
    share_of_budget = money / max(budget, 1)
    share_of_places = 1 / max(most, 1)
    return share_of_budget + share_of_places
