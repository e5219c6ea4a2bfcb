"""The scores of many enterprises as CSV, a block of rows at a time. Pure."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.sheets.head import FIRST
from indexes.sheets.reader import Block, Levels
from scoring.matrix import MatrixOutcome, evaluate_matrix
from scoring.percent import Bounds, percent_of, rounded, rounded_points
from tables.written import cell, column

_MOST_LEVELS = 128  # as many as fit into the int8 of an outcome


def header(index: Index) -> str:
    columns = [FIRST, "index", "answered", "total", "percent", "level"]
    for code in index.rubric.pillars:
        columns += [f"p{code}_points", f"p{code}_level"]
    if index.rubric.by_indicator:
        for code in index.rubric.by_indicator.pillars:
            columns += [f"i{code}_points", f"i{code}_level"]
    return ",".join(columns) + "\n"


def scored(index: Index, block: Block) -> str:
    """The rows of the outcome of a block. A level that cannot be told yet is an empty cell."""
    names, levels = block
    if not names:
        return ""
    columns = _columns(index, levels)
    rows = zip(
        column(names),
        repeat(cell(index.id), len(names)),
        *columns,
        strict=True,
    )
    return "\n".join(map(",".join, rows)) + "\n"


def _columns(index: Index, levels: Levels) -> Iterator[list[str]]:
    """The cells of each column. Words are looked up: most values come up many times."""
    rubric = index.rubric
    counted = with_branches(index, levels).T
    outcome = evaluate_matrix(rubric, counted)
    # Words for every number that can come are made once a block, and then looked up.
    whole = [str(number) for number in range(max(_MOST_LEVELS, len(index.codes) + 1))]
    total_points = partial(_points, rubric.total_unit, rubric.total_bounds)

    yield _worded(outcome.answered, whole)
    yield _worded_shares(outcome.total, outcome.maximum, total_points)
    percent = partial(_percent, rubric.total_bounds)
    yield _worded_shares(outcome.total, outcome.maximum, percent)
    yield _worded(outcome.level, whole)
    yield from _pillar_columns(outcome, whole)
    # With the indicators for pillars the same answers tell of these.
    if rubric.by_indicator:
        yield from _pillar_columns(evaluate_matrix(rubric.by_indicator, counted), whole)


def _pillar_columns(outcome: MatrixOutcome, whole: list[str]) -> Iterator[list[str]]:
    """Points and levels of each pillar. whole: numbers in words."""
    rubric = outcome.rubric
    pillars = zip(
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
        strict=True,
    )
    for place, (points, maxima, levels) in enumerate(pillars):
        in_words = partial(_points, rubric.unit, rubric.bounds_of(place))
        yield _worded_shares(points, maxima, in_words)
        yield _worded(levels, whole)


def _worded_shares(
    parts: NDArray[np.integer],
    wholes: NDArray[np.integer],
    in_words: Callable[[int, int], str],
) -> list[str]:
    """Each part of a whole is worded once: most come up many times."""
    # Both are below 2**31, so one number holds the pair.
    pairs = (parts.astype(np.int64) << 32) | wholes.astype(np.int64)
    values, places = np.unique(pairs, return_inverse=True)
    texts = [in_words(pair >> 32, pair & 0xFFFF_FFFF) for pair in values.tolist()]
    return _worded(places, texts)


def _points(unit: int, bounds: Bounds, units: int, maximum: int) -> str:
    return str(rounded_points(units, unit, maximum, bounds))


def _percent(bounds: Bounds, units: int, maximum: int) -> str:
    """Nothing where there is nothing to have a share of."""
    if not maximum:
        return ""
    return str(rounded(percent_of(units, maximum), bounds))


def _worded(column: NDArray[np.integer], texts: list[str]) -> list[str]:
    # A level that is not known is -1: the last entry of the list, when one looks it up.
    words = [*texts, ""]
    return [words[number] for number in column.tolist()]


def with_branches(index: Index, levels: Levels) -> Levels:
    """Questions whose branch is not taken do not apply, whatever their cells hold.

    Of a group and its criteria one counts.
    """
    has_branches = any("show_if" in question for question in index.questions.values())
    if not index.groups and not has_branches:
        return levels
    rows = []
    for row in levels.tolist():
        answers = dict(zip(index.codes, row, strict=True))
        rows.append(index.vector(index.counted(answers)))
    return np.array(rows, levels.dtype).reshape(levels.shape)
