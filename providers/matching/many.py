"""How well each provider fits one firm, as an allocation of many compares them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from providers.matching.match import Match
from scoring.matching import fits, needs

BY_LOT = 0.001
"""By how much the lot may move a fit: it decides among equals and next to nothing else."""


def fit_by_provider(match: Match, columns: Mapping[int, int]) -> NDArray[np.float64]:
    """(P,) its best solution that passes every rule, 0 where there is none.

    columns: of the keys of providers. What the next level asks for counts, and no plan: to look
    for the way of each of ten thousand firms takes minutes.
    """
    need = needs(match.index.rubric, match.levels, match.outcome, match.distance)
    scores = fits(need, match.directory.lifts, match.open) * match.quality
    place = match.lot.beside("") / max(1, len(match.lot.by_house))
    scores = np.where(match.allowed, scores * (1 - BY_LOT * place), 0.0)
    fit = np.zeros(len(columns))
    owners = [columns[solution.provider_id] for solution in match.solutions]
    np.maximum.at(fit, owners, scores)
    return fit
