"""N firms, P providers: how well each fits each, how many places there are, and what is chosen.

Source: ours (docs/scoring.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Problem:
    """fits: (N, P), 0 where it may not be. places: (P,). most: providers of one firm."""

    fits: Floats
    places: Ints
    most: int


@dataclass(frozen=True, eq=False)
class Allocation:
    """firms, providers: (M,) the pairs, by firm. value: their fits together.

    bound: what no allocation can exceed.
    """

    firms: Ints
    providers: Ints
    value: float
    bound: float

    @property
    def share(self) -> float:
        """Of the bound."""
        return self.value / self.bound if self.bound else 1.0


def allocation_of(
    problem: Problem, firms: Ints, providers: Ints, bound: float
) -> Allocation:
    order = np.lexsort((providers, firms))
    value = float(problem.fits[firms, providers].sum(dtype=np.float64))
    return Allocation(firms[order], providers[order], value, bound)


def breaks(problem: Problem, allocation: Allocation) -> bool:
    """Whether somebody has more than may be: the gate of everything that is sent by it."""
    firms, providers = allocation.firms, allocation.providers
    of_firm = np.bincount(firms, minlength=len(problem.fits))
    of_provider = np.bincount(providers, minlength=len(problem.places))
    pairs = np.unique(np.stack([firms, providers]), axis=1).shape[1]
    fit = problem.fits[firms, providers]
    return bool(
        (of_firm > problem.most).any()
        or (of_provider > problem.places).any()
        or pairs < len(firms)
        or (fit <= 0).any()
    )


def bound_by(problem: Problem, prices: Floats) -> float:
    """What no allocation can exceed, by what a place of each provider is worth.

    True of any prices from 0 on (weak duality); the better the prices, the closer.
    """
    of_places = float((problem.places * prices).sum(dtype=np.float64))
    return of_places + sum(
        _best_left(rows, prices, problem.most) for rows in _blocks(problem)
    )


BLOCK = 1024  # firms looked at together


def _blocks(problem: Problem) -> list[Floats]:
    fits = problem.fits
    return [fits[start : start + BLOCK] for start in range(0, len(fits), BLOCK)]


def _best_left(fits: Floats, prices: Floats, most: int) -> float:
    """What the firms gain at most once each place is paid for."""
    gains = np.maximum(fits - prices, 0.0)
    if gains.shape[1] > most:
        gains = np.partition(gains, -most, axis=1)[:, -most:]
    return float(gains.sum(dtype=np.float64))
