"""The allocation of the greatest fit: a linear program over the pairs that matter.

Its corners are whole numbers (each pair stands in one row of a firm and one of a provider), so
nothing is rounded. Of all pairs only those of each firm's best are handed to the solver at first;
its prices then tell which others would still be worth it, and they join, until none is left or
what is found comes close enough to what no allocation exceeds.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scoring.allocation.problem import (
    Allocation,
    Floats,
    Ints,
    Problem,
    allocation_of,
    bound_by,
)

FIRST = 12
"""Of each firm, so many of its best pairs at first, and so many more each time."""

ENOUGH = 0.999
"""Of the bound."""

ROUNDS = 8

Said = Callable[[int, int], None]


def best_allocation(problem: Problem, said: Said = lambda done, of: None) -> Allocation:
    """said: how many rounds of how many are done."""
    chosen = _first_pairs(problem)
    bound = np.inf
    for number in range(ROUNDS):
        pairs = np.nonzero(chosen)
        is_taken, prices, gains = _solved(problem, *pairs)
        # Each round proves another bound; the lowest holds for all.
        bound = min(bound, bound_by(problem, prices))
        best = allocation_of(problem, pairs[0][is_taken], pairs[1][is_taken], bound)
        said(number + 1, ROUNDS)
        # A hair more than nothing, or rounding of the solver would keep it going for
        # ever.
        worth = (problem.fits - prices > gains[:, None] + 1e-9) & ~chosen
        worth &= problem.fits > 0
        if best.share >= ENOUGH or not worth.any():
            break
        chosen |= _best_of(np.where(worth, problem.fits - prices, 0.0))
    return best


def _first_pairs(problem: Problem) -> NDArray[np.bool_]:
    return _best_of(problem.fits * (problem.places > 0))


def _best_of(values: Floats) -> NDArray[np.bool_]:
    """(N, P) the best of each row, of those above 0."""
    if values.shape[1] <= FIRST:
        return values > 0
    least = np.partition(values, -FIRST, axis=1)[:, -FIRST]
    chosen: NDArray[np.bool_] = (values >= least[:, None]) & (values > 0)
    return chosen


def _solved(
    problem: Problem, firms: Ints, providers: Ints
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Which of the pairs are taken; what a place of each provider, and of each firm, is worth."""
    # Loaded by the task that allocates, and by nothing else: it takes long and much.
    from scipy.optimize import linprog  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    count, (size, width) = len(firms), problem.fits.shape
    if not count:
        return np.zeros(0, np.bool_), np.zeros(width), np.zeros(size)
    rows = np.concatenate([firms, size + providers])
    columns = np.tile(np.arange(count), 2)
    at_most = csr_array((np.ones(2 * count), (rows, columns)), (size + width, count))
    limits = np.concatenate([np.full(size, problem.most), problem.places])
    solved = linprog(
        -problem.fits[firms, providers].astype(np.float64),
        A_ub=at_most,
        b_ub=limits,
        bounds=(0, 1),
        method="highs",
    )
    worth = -solved.ineqlin.marginals
    # Corners are 0 and 1 but for the rounding of the solver.
    return solved.x > 0.5, np.maximum(worth[size:], 0.0), np.maximum(worth[:size], 0.0)
