"""What became of answers between two results, and beside whom that may be told.

N firms, Q questions. Levels are as frozen in results: below 0 is no answer. Nothing here says
why something changed: firms that buy a solution may be those that would have come further
without it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.errors import ScoringError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Beside:
    """Mean change in levels a question, of firms with something and of like firms without it.

    firms, alike: how many each rests on.
    """

    change: float
    firms: int
    change_alike: float
    alike: int


def mean_changes(before: ArrayLike, after: ArrayLike, claimed: ArrayLike) -> Floats:
    """(N,) mean change of the claimed questions of each firm; nan where none can be compared.

    before, after: (N, Q) levels. claimed: (Q,) or (N, Q) booleans. A question counts where it
    has a level both times.
    Raises ScoringError `shapes_differ`.
    """
    was, now = np.asarray(before, np.int64), np.asarray(after, np.int64)
    if was.shape != now.shape or was.ndim != 2:
        raise ScoringError("shapes_differ", one=was.shape, other=now.shape)
    counts = np.broadcast_to(np.asarray(claimed, np.bool_), was.shape)
    # What did not apply once, or was open, has not risen from nothing.
    compared = counts & (was >= 0) & (now >= 0)
    sums = np.where(compared, now - was, 0).sum(axis=1)
    numbers = compared.sum(axis=1)
    means = np.full(len(was), np.nan)
    np.divide(sums, numbers, out=means, where=numbers > 0)
    return means


def beside_alike(
    changes: ArrayLike,
    kinds: ArrayLike,
    others: ArrayLike,
    kinds_of_others: ArrayLike,
    least: int,
) -> Beside | None:
    """Firms with it beside like firms without it; None where either are fewer than `least`.

    changes: (N,) of firms with it, others: (M,) of firms without it, each with the kind of firm
    it is (line of business and size, as one number). A firm counts where there is one of its kind
    on the other side; each kind weighs by how many firms with it are of that kind, so that what
    is compared is the same mixture.
    Raises ScoringError `shapes_differ`.
    """
    with_it, of_kind = _known(changes, kinds)
    without, of_other = _known(others, kinds_of_others)
    # Kinds that stand on one side only would compare a bakery with a bank.
    both = np.intersect1d(of_kind, of_other)
    # Before they are counted: few are few of those that can be compared.
    with_it, of_kind = _of(both, with_it, of_kind)
    without, of_other = _of(both, without, of_other)
    if len(with_it) < least or len(without) < least:
        return None
    places = np.searchsorted(both, of_other)
    numbers = np.bincount(places, minlength=len(both))
    means = np.bincount(places, without, len(both)) / numbers
    weights = np.bincount(np.searchsorted(both, of_kind), minlength=len(both))
    return Beside(
        change=float(with_it.mean()),
        firms=len(with_it),
        change_alike=float(means @ weights / weights.sum()),
        alike=len(without),
    )


def _known(values: ArrayLike, kinds: ArrayLike) -> tuple[Floats, NDArray[np.int64]]:
    """Without those of which nothing can be compared."""
    found, of_kind = np.asarray(values, np.float64), np.asarray(kinds, np.int64)
    if found.shape != of_kind.shape or found.ndim != 1:
        raise ScoringError("shapes_differ", one=found.shape, other=of_kind.shape)
    is_known = ~np.isnan(found)
    return found[is_known], of_kind[is_known]


def _of(
    kinds: NDArray[np.int64], values: Floats, of_kind: NDArray[np.int64]
) -> tuple[Floats, NDArray[np.int64]]:
    is_there = np.isin(of_kind, kinds)
    return values[is_there], of_kind[is_there]
