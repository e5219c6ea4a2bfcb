"""The plain way, to judge the best by: the best pair that is left, again and again."""

import numpy as np

from scoring.allocation.problem import Allocation, Problem, allocation_of


def greedy(problem: Problem, bound: float = 0.0) -> Allocation:
    """Equal pairs: the lower firm first, then the lower provider."""
    fits = problem.fits
    rows, columns = np.nonzero(fits > 0)
    order = np.argsort(-fits[rows, columns], kind="stable")
    left = problem.places.tolist()
    wanted = [problem.most] * len(fits)
    firms: list[int] = []
    providers: list[int] = []
    pairs = zip(rows[order].tolist(), columns[order].tolist(), strict=True)
    for firm, provider in pairs:
        if wanted[firm] and left[provider]:
            wanted[firm] -= 1
            left[provider] -= 1
            firms.append(firm)
            providers.append(provider)
    chosen = np.array(firms, np.int64), np.array(providers, np.int64)
    return allocation_of(problem, *chosen, bound)
