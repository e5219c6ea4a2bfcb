"""What columns must reach: the tables of the rubric, whole or shrunk to what applies."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.columns.sheet import Integers
from scoring.rubric import Rubric
from scoring.rules import least_total, least_units, pillars_required

Least = dict[int, Integers]
"""Fewest units of each pillar by pillar level: (P, 1), or (P, columns) of their own."""


class Bar(NamedTuple):
    """least: of the pillars. totals, required: by rule, units in total and pillars."""

    least: Least
    totals: Sequence[int | Integers]
    required: Sequence[int | Integers]


def full_bar(rubric: Rubric) -> Bar:
    """The bar where every question applies, in plain integers and the narrowest columns."""
    maxima = rubric.pillar_maxima
    pillars = len(maxima)
    dtype = np.min_scalar_type(max(maxima))

    least: Least = {}
    for index, band in enumerate(rubric.bands[1:]):
        by_pillar = [by_band[index] for by_band in rubric.pillar_least]
        least[band.level] = np.array(by_pillar, dtype)[:, None]

    return Bar(
        least=least,
        totals=[least_total(rule, rubric.maximum) for rule in rubric.rules],
        required=[pillars_required(rule, pillars, pillars) for rule in rubric.rules],
    )


def shrunk_bar(rubric: Rubric, maxima: Integers, maximum: NDArray[np.int64]) -> Bar:
    """The bar of each column by what applies to it.

    maxima: (P, columns) of the pillars. maximum: (columns,) of the total.
    """
    pillars = len(maxima)
    remaining = np.count_nonzero(maxima, axis=0).astype(np.int64)
    return Bar(
        least=least_by_level(rubric, maxima),
        totals=[least_total(rule, maximum) for rule in rubric.rules],
        required=[pillars_required(rule, pillars, remaining) for rule in rubric.rules],
    )


def least_by_level(rubric: Rubric, maxima: Integers) -> Least:
    """By level, without the lowest, which is there from nothing on.

    maxima: (P, columns).
    """
    wide = maxima.astype(np.int64)
    least: Least = {}
    for band in rubric.bands:
        if band.cut is not None:
            units = least_units(wide, band.cut, band.strictly)
            # A pillar of which nothing applies has no points, and must reach nothing.
            least[band.level] = np.maximum(units, 1)
    return least
