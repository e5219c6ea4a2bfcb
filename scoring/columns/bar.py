"""What columns must reach: the tables of the rubric, whole or shrunk to what applies."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns.sheet import Integers, narrowest
from scoring.rubric import Rubric
from scoring.rules import PILLAR, least_for, least_total, pillars_required

Least = dict[int, Integers]
"""Fewest units of each pillar by pillar level: (P, 1), or (P, columns) of their own."""


class Bar(NamedTuple):
    """least: of the pillars, at the levels that are asked for.

    totals, required: by rule, units in total (None: any) and pillars.
    """

    least: Least
    totals: Sequence[int | Integers | None]
    required: Sequence[int | Integers]


def full_bar(rubric: Rubric) -> Bar:
    """The bar where every question applies, in plain integers and the narrowest columns."""
    maxima = rubric.pillar_maxima
    pillars = len(maxima)
    least: Least = {}
    for level in _levels_asked(rubric):
        by_pillar: list[int] = []
        for pillar, maximum in enumerate(maxima):
            by_pillar.append(least_for(rubric.bands_of(pillar), maximum, level))
        dtype = narrowest(0, max(*by_pillar, *maxima))
        least[level] = np.array(by_pillar, dtype)[:, None]

    return Bar(
        least=least,
        totals=[least_total(rule, rubric.maximum) for rule in rubric.rules],
        required=[pillars_required(rule, pillars, pillars) for rule in rubric.rules],
    )


def _levels_asked(rubric: Rubric) -> set[int]:
    """The levels of pillars that rules ask for."""
    levels: set[int] = set()
    for rule in rubric.rules:
        levels.add(rule.pillar_level)
        for need in rule.needs:
            if need.tier == PILLAR:
                levels.add(need.level)
    return levels


def shrunk_bar(rubric: Rubric, maxima: Integers, maximum: NDArray[np.int64]) -> Bar:
    """The bar of each column by what applies to it.

    maxima: (P, columns) of the pillars. maximum: (columns,) of the total.
    """
    pillars = len(maxima)
    remaining = np.count_nonzero(maxima, axis=0).astype(np.int64)
    least: Least = {}
    for level in _levels_asked(rubric):
        least[level] = least_at(rubric, maxima, level)
    return Bar(
        least=least,
        totals=[least_total(rule, maximum) for rule in rubric.rules],
        required=[pillars_required(rule, pillars, remaining) for rule in rubric.rules],
    )


def least_at(rubric: Rubric, maxima: Integers, level: int) -> Integers:
    """(P, columns) fewest units of each pillar at a level or higher; 1 where it has no end.

    maxima: (P, columns).
    """
    wide = maxima.astype(np.int64)
    if rubric.own_bands:
        units = np.empty_like(wide)
        for pillar, row in enumerate(wide):
            units[pillar] = least_for(rubric.bands_of(pillar), row, level)
    else:
        units = least_for(rubric.bands, wide, level)
    # A pillar of which nothing applies has no points, and must reach nothing.
    return np.maximum(units, 1)
