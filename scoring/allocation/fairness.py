"""How evenly attention is shared out, and what sharing costs: figures of lists shown to many.

A place in a list is worth what is usually said of lists: the first 1, the second 0.63, the third
0.5, each 1 / log2(1 + place).
Source: ours (docs/scoring.md).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def weights_of(places: int) -> Floats:
    """What the first places of a list are worth."""
    weights: Floats = 1 / np.log2(np.arange(2, places + 2))
    return weights


def gini(values: ArrayLike) -> float:
    """0 where all have the same, towards 1 where one has everything; 0 of nothing at all."""
    ordered = np.sort(np.asarray(values, np.float64))
    total = float(ordered.sum())
    if not total:
        return 0.0
    count = len(ordered)
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks * ordered).sum() / (count * total) - (count + 1) / count)


def exposure(lists: ArrayLike, owners: int) -> Floats:
    """(P,) what each owner was shown, by its places.

    lists: (N, K) owners as they stood in N lists, -1 where a list is shorter.
    """
    shown = np.asarray(lists, np.int64)
    weights = np.broadcast_to(weights_of(shown.shape[1]), shown.shape)
    is_there = shown >= 0
    seen = np.bincount(shown[is_there], weights[is_there], minlength=owners)
    return seen.astype(np.float64)


def cost_of(shown: ArrayLike, best: ArrayLike) -> float:
    """Which part of what the best lists are worth is lost by those that were shown.

    shown, best: (N, K) values by place, 0 where a list is shorter.
    """
    as_shown, at_best = (np.asarray(each, np.float64) for each in (shown, best))
    weights = weights_of(at_best.shape[1])
    most = float((at_best @ weights).sum())
    if not most:
        return 0.0
    return 1 - float((as_shown @ weights).sum()) / most
