"""The scores of many enterprises as CSV, a block of rows at a time. Pure."""

from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.sheets.reader import FIRST, Block
from scoring.matrix import evaluate_matrix
from scoring.percent import rounded_points, tenths

_MOST_LEVELS = 128  # as many as fit into the int8 of an outcome


def header(index: Index) -> str:
    columns = [FIRST, "index", "answered", "total", "percent", "level"]
    for code in index.rubric.pillars:
        columns += [f"p{code}_points", f"p{code}_level"]
    return ",".join(columns) + "\n"


def scored(index: Index, block: Block) -> str:
    """The rows of the outcome of a block. A level that cannot be told yet is an empty cell."""
    names, levels = block
    if not names:
        return ""
    columns = _columns(index, levels)
    rows = zip(
        names,
        repeat(index.id, len(names)),
        *columns,
        strict=True,
    )
    return "\n".join(map(",".join, rows)) + "\n"


def _columns(index: Index, levels: NDArray[np.int8]) -> Iterator[list[str]]:
    """The cells of each column. Words are looked up: most values come up many times."""
    rubric = index.rubric
    outcome = evaluate_matrix(rubric, with_branches(index, levels).T)
    # Words for every number that can come are made once a block, and then looked up.
    whole = [str(number) for number in range(max(_MOST_LEVELS, len(index.codes) + 1))]
    percents = [f"{tenth // 10}.{tenth % 10}" for tenth in range(1001)]
    points = _points_in_words(range(max(rubric.pillar_maxima) + 1), rubric.unit)

    yield _worded(outcome.answered, whole)
    yield _worded_totals(outcome.total, rubric.total_unit)
    yield _worded(tenths(outcome.total, outcome.maximum), percents)
    yield _worded(outcome.level, whole)
    pillars = zip(outcome.pillar_points, outcome.pillar_levels, strict=True)
    for pillar_points, pillar_levels in pillars:
        yield _worded(pillar_points, points)
        yield _worded(pillar_levels, whole)


def _worded_totals(column: NDArray[np.integer], unit: int) -> list[str]:
    """Each total is worded once: a weighted one has far more values than a file has rows."""
    values, places = np.unique(column, return_inverse=True)
    return _worded(places, _points_in_words(values.tolist(), unit))


def _points_in_words(values: Sequence[int], unit: int) -> list[str]:
    return [str(rounded_points(units, unit)) for units in values]


def _worded(column: NDArray[np.integer], texts: list[str]) -> list[str]:
    # A level that is not known is -1: the last entry of the list, when one looks it up.
    words = [*texts, ""]
    return [words[number] for number in column.tolist()]


def with_branches(index: Index, levels: NDArray[np.int8]) -> NDArray[np.int8]:
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
    return np.array(rows, np.int8).reshape(levels.shape)
