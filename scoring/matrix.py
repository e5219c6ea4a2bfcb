"""Many enterprises under one rubric: the rules of `scoring.evaluate`, a block of columns at a time.

The matrix has one row per question and one column per enterprise, so that adding a pillar is adding
long rows of small integers. A block in which everything is answered takes the short way (byte sums and
a few comparisons with the tables of the rubric); a block with reserved codes takes the long one.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ScoringError
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Rubric, least_above, least_total, pillars_required

NO_LEVEL = -1
"""In columns of levels: incomplete, or nothing applicable. Never a level."""

BLOCK = 65_536
"""Columns per block: a block of 60 rows stays in the processor's cache between its passes."""

_NOT_ANSWERED_BYTE = NOT_ANSWERED % 256
_NOT_APPLICABLE_BYTE = NOT_APPLICABLE % 256

Integers = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class MatrixOutcome:
    """Columns of results, in the order of the enterprises (N); P pillars. Points in units.

    total, maximum, answered, applicable: (N,). pillar_points, pillar_maxima: (P, N).
    pillar_levels: (P, N) int8; level: (N,) int8; both NO_LEVEL where `Outcome` has None.
    Read only: columns that are the same for all enterprises share one cell of memory.
    """

    total: Integers
    maximum: Integers
    answered: Integers
    applicable: Integers
    pillar_points: Integers
    pillar_maxima: Integers
    pillar_levels: NDArray[np.int8]
    level: NDArray[np.int8]

    @cached_property
    def complete(self) -> NDArray[np.bool_]:
        """(N,) as `Outcome.complete`."""
        return (self.applicable > 0) & (self.answered == self.applicable)


def evaluate_matrix(rubric: Rubric, levels: NDArray[np.int8]) -> MatrixOutcome:
    """Score N enterprises: equal, column by column, to `evaluate`.

    levels: (Q, N) int8, one row per question of the rubric; a level, NOT_ANSWERED or NOT_APPLICABLE.
    Fastest when each row is contiguous; the transpose of an (N, Q) array works, a block at a time.

    Raises ScoringError: `matrix_shape`, `level_out_of_range`, `not_applicable_refused`
    (both with question, column and level).
    """
    if levels.dtype != np.int8 or levels.ndim != 2 or levels.shape[0] != len(rubric.questions):
        raise ScoringError("matrix_shape", shape=levels.shape, dtype=str(levels.dtype))
    sheet = _Sheet(rubric, levels.shape[1])
    runs = _runs(rubric)
    for start in range(0, levels.shape[1], BLOCK):
        columns = slice(start, start + BLOCK)
        block = np.ascontiguousarray(levels[:, columns]) if levels.strides[1] != 1 else levels[:, columns]
        codes = block.view(np.uint8)
        if _all_answered(rubric, codes):
            _score_answered(rubric, runs, codes, sheet, columns)
        else:
            _check_codes(rubric, codes, start)
            _score_open(rubric, codes, sheet, columns)
    return sheet.outcome()


class _Sheet:
    """The columns being filled. What an all-answered matrix has in common is written out only when needed."""

    def __init__(self, rubric: Rubric, width: int) -> None:
        pillars, questions = len(rubric.pillars), len(rubric.questions)
        points, total, count = (
            np.min_scalar_type(most) for most in (max(rubric.pillar_maxima), rubric.maximum, questions)
        )
        maxima = np.array(rubric.pillar_maxima, points)[:, None]
        self.total: Integers = np.empty(width, total)
        self.pillar_points: Integers = np.empty((pillars, width), points)
        self.pillar_levels: NDArray[np.int8] = np.empty((pillars, width), np.int8)
        self.level: NDArray[np.int8] = np.empty(width, np.int8)
        self.maximum: Integers = np.broadcast_to(np.array(rubric.maximum, total), (width,))
        self.answered: Integers = np.broadcast_to(np.array(questions, count), (width,))
        self.applicable: Integers = self.answered
        self.pillar_maxima: Integers = np.broadcast_to(maxima, (pillars, width))

    def write_out(self) -> None:
        """Give every column memory of its own."""
        if not self.answered.flags.writeable:
            self.maximum, self.answered = self.maximum.copy(), self.answered.copy()
            self.applicable, self.pillar_maxima = self.applicable.copy(), self.pillar_maxima.copy()

    def outcome(self) -> MatrixOutcome:
        return MatrixOutcome(**vars(self))


class _Bar(NamedTuple):
    """What must be reached: by pillar and band above the lowest, and by gate (total, pillars)."""

    least: list[Integers]
    totals: list[int] | list[NDArray[np.int64]]
    required: list[int] | list[NDArray[np.int64]]


class _Run(NamedTuple):
    """Neighbouring questions of one pillar whose points are `per_level` times the level (0: use a table)."""

    pillar: int
    rows: slice
    per_level: int


def _runs(rubric: Rubric) -> list[_Run]:
    runs: list[_Run] = []
    for row, question in enumerate(rubric.questions):
        step = question.points[1]
        straight = question.points == tuple(step * level for level in range(len(question.points)))
        per_level = step if straight else 0
        last = runs[-1] if runs else None
        if last and per_level and last.pillar == question.pillar and last.per_level == per_level:
            runs[-1] = _Run(last.pillar, slice(last.rows.start, row + 1), per_level)
        else:
            runs.append(_Run(question.pillar, slice(row, row + 1), per_level))
    return runs


def _all_answered(rubric: Rubric, codes: NDArray[np.uint8]) -> bool:
    """No reserved code and no level above the top; reserved codes are the largest bytes."""
    tops = [question.top for question in rubric.questions]
    if len(set(tops)) == 1:
        return bool(codes.max() <= tops[0])
    return all(bool(row.max() <= top) for row, top in zip(codes, tops, strict=True))


def _check_codes(rubric: Rubric, codes: NDArray[np.uint8], start: int) -> None:
    for question, row in zip(rubric.questions, codes, strict=True):
        wrong = (row > question.top) & (row != _NOT_ANSWERED_BYTE)
        if question.may_be_not_applicable:
            wrong &= row != _NOT_APPLICABLE_BYTE
        if wrong.any():
            at = int(wrong.argmax())
            level = int(row[at].astype(np.int8))
            code = "not_applicable_refused" if level == NOT_APPLICABLE else "level_out_of_range"
            raise ScoringError(code, question=question.code, column=start + at, level=level)


def _score_answered(
    rubric: Rubric, runs: list[_Run], codes: NDArray[np.uint8], sheet: _Sheet, columns: slice
) -> None:
    points = sheet.pillar_points[:, columns]
    dtype = points.dtype
    begun: set[int] = set()
    for run in runs:
        target = points[run.pillar]
        earned = target if run.pillar not in begun else np.empty_like(target)
        if run.per_level:
            np.add.reduce(codes[run.rows], axis=0, dtype=dtype, out=earned)
            if run.per_level > 1:
                earned *= dtype.type(run.per_level)
        else:
            np.take(np.array(rubric.questions[run.rows.start].points, dtype), codes[run.rows.start], out=earned)
        if run.pillar in begun:
            target += earned
        begun.add(run.pillar)
    np.add.reduce(points, axis=0, dtype=sheet.total.dtype, out=sheet.total[columns])
    _judge(rubric, _full_bar(rubric, dtype), np.array(len(rubric.pillars)), sheet, columns)


def _full_bar(rubric: Rubric, dtype: np.dtype[np.integer]) -> _Bar:
    return _Bar(
        least=[np.array(least, dtype)[:, None] for least in zip(*rubric.pillar_least, strict=True)],
        totals=[least_total(rubric, gate, rubric.maximum) for gate in rubric.gates],
        required=[pillars_required(rubric, gate, len(rubric.pillars)) for gate in rubric.gates],
    )


def _score_open(rubric: Rubric, codes: NDArray[np.uint8], sheet: _Sheet, columns: slice) -> None:
    """A block with questions not answered or not applicable."""
    shape = (len(rubric.pillars), codes.shape[1])
    points = np.zeros(shape, np.int64)
    maxima = np.zeros(shape, np.int64)
    unanswered, dropped = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    for question, row in zip(rubric.questions, codes, strict=True):
        table = np.zeros(256, np.int64)
        table[: len(question.points)] = question.points
        not_applicable = row == _NOT_APPLICABLE_BYTE
        points[question.pillar] += table[row]
        maxima[question.pillar] += np.where(not_applicable, 0, question.maximum)
        unanswered[question.pillar] += row == _NOT_ANSWERED_BYTE
        dropped[question.pillar] += not_applicable
    sheet.write_out()
    sheet.pillar_points[:, columns] = points
    sheet.pillar_maxima[:, columns] = maxima
    sheet.total[columns] = points.sum(axis=0)
    maximum = maxima.sum(axis=0)
    sheet.maximum[columns] = maximum
    sheet.applicable[columns] = len(rubric.questions) - dropped.sum(axis=0)
    sheet.answered[columns] = sheet.applicable[columns] - unanswered.sum(axis=0)
    remaining = (maxima > 0).sum(axis=0)
    _judge(rubric, _open_bar(rubric, maxima, maximum, remaining), remaining, sheet, columns)
    sheet.pillar_levels[:, columns][(unanswered > 0) | (maxima == 0)] = NO_LEVEL
    sheet.level[columns][(unanswered > 0).any(axis=0) | (maximum == 0)] = NO_LEVEL


def _open_bar(
    rubric: Rubric, maxima: NDArray[np.int64], maximum: NDArray[np.int64], remaining: NDArray[np.int64]
) -> _Bar:
    return _Bar(
        least=[least_above(maxima, band.above) for band in rubric.bands if band.above is not None],
        totals=[least_total(rubric, gate, maximum) for gate in rubric.gates],
        required=[pillars_required(rubric, gate, remaining) for gate in rubric.gates],
    )


def _judge(rubric: Rubric, bar: _Bar, remaining: Integers, sheet: _Sheet, columns: slice) -> None:
    """Pillar levels and overall level from points; open questions are taken out afterwards."""
    points, total = sheet.pillar_points[:, columns], sheet.total[columns]
    pillar_levels, level = sheet.pillar_levels[:, columns], sheet.level[columns]
    lowest = rubric.bands[0].level
    pillar_levels[...] = lowest
    reached: dict[int, Integers] = {lowest: remaining}
    for band, least in zip(rubric.bands[1:], bar.least, strict=True):
        there = (points >= least).view(np.int8)
        pillar_levels += there
        reached[band.level] = np.add.reduce(there, axis=0, dtype=np.int8)
    level[...] = rubric.otherwise
    for gate, least_units, required in zip(rubric.gates, bar.totals, bar.required, strict=True):
        holds = (total >= least_units) & (reached[gate.pillar_level] >= required)
        np.maximum(level, holds.view(np.int8) * np.int8(gate.level), out=level)
