"""Many enterprises under one rubric: the rules of `scoring.evaluate`, a block of columns at a time.

The matrix has one row per question and one column per enterprise, so that adding up a pillar is adding
long rows of small integers. Only blocks with questions that are not applicable need more than byte sums
and a few comparisons with the tables of the rubric.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ScoringError
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Rubric, least_total, least_units, pillars_required
from scoring.total import full_columns, weighted_columns

NO_LEVEL = -1
"""In columns of levels, where `Outcome` has None. Never a level."""

BLOCK = 131_072
"""Columns per block: one pillar's rows of a block fit a processor's cache between check and sum."""

_NOT_ANSWERED_BYTE = NOT_ANSWERED % 256
_NOT_APPLICABLE_BYTE = NOT_APPLICABLE % 256

Integers = NDArray[np.integer]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MatrixOutcome:
    """Columns of results, in the order of the enterprises (N); P pillars. Points in units of the rubric.

    total and maximum in units of 1/`Rubric.total_unit` point.
    total, maximum, answered, applicable: (N,). pillar_points, pillar_maxima: (P, N).
    pillar_open: (P, N), a question of the pillar is not answered. level: (N,) int8, or NO_LEVEL.
    Read only: what all enterprises have in common is one cell of memory shown N times.
    """

    rubric: Rubric
    total: Integers
    maximum: Integers
    answered: Integers
    applicable: Integers
    pillar_points: Integers
    pillar_maxima: Integers
    pillar_open: Flags
    level: NDArray[np.int8]

    @property
    def complete(self) -> Flags:
        """(N,) as `Outcome.complete`."""
        flags: Flags = (self.applicable > 0) & (self.answered == self.applicable)
        return flags

    @cached_property
    def pillar_levels(self) -> NDArray[np.int8]:
        """(P, N) int8, or NO_LEVEL; made when first asked for."""
        levels = np.full(self.pillar_points.shape, self.rubric.bands[0].level, np.int8)
        for columns in _blocks(self.total.size):
            maxima = _column_if_same(self.pillar_maxima[:, columns])
            for least in _least_by_level(self.rubric, maxima).values():
                levels[:, columns] += self.pillar_points[:, columns] >= least
        levels[self.pillar_open | (self.pillar_maxima == 0)] = NO_LEVEL
        return levels


def evaluate_matrix(rubric: Rubric, levels: NDArray[np.int8], *, threads: int = 2) -> MatrixOutcome:
    """Score N enterprises: equal, column by column, to `evaluate`.

    levels: (Q, N) int8, one row per question of the rubric; a level, NOT_ANSWERED or NOT_APPLICABLE.
    Fastest when each row is contiguous; the transpose of an (N, Q) array is copied block by block.
    threads: how many blocks are worked on at once (numpy lets go of the interpreter meanwhile).

    Raises ScoringError: `matrix_shape`, `level_out_of_range`, `not_applicable_refused`
    (the last two with question, column and level). Source of the rules: the index; see docs/scoring.md.
    """
    if levels.dtype != np.int8 or levels.ndim != 2 or levels.shape[0] != len(rubric.questions):
        raise ScoringError("matrix_shape", shape=levels.shape, dtype=str(levels.dtype))
    sheet, runs, bar = _Sheet(rubric, levels.shape[1]), _runs(rubric), _full_bar(rubric)
    blocks = _blocks(levels.shape[1])
    workers = max(1, min(threads, len(blocks)))
    desks: SimpleQueue[_Desk] = SimpleQueue()
    for _worker in range(workers):
        desks.put(_Desk(rubric, min(BLOCK, levels.shape[1])))

    def score(columns: slice) -> None:
        desk = desks.get()
        try:
            _score_block(rubric, runs, bar, levels, sheet, columns, desk)
        finally:
            desks.put(desk)  # else the next block would wait for it for ever

    if workers < 2:
        for columns in blocks:
            score(columns)
    else:
        with ThreadPoolExecutor(workers) as pool:
            for _done in pool.map(score, blocks):
                pass
    return sheet.outcome()


def _blocks(width: int) -> list[slice]:
    return [slice(start, min(start + BLOCK, width)) for start in range(0, width, BLOCK)]


class _Sheet:
    """The columns being filled. What complete answers have in common is written out only when needed."""

    def __init__(self, rubric: Rubric, width: int) -> None:
        pillars, questions = len(rubric.pillars), len(rubric.questions)
        points, total, count = (
            np.min_scalar_type(most) for most in (max(rubric.pillar_maxima), rubric.maximum, questions)
        )
        self.rubric = rubric
        self.total: Integers = np.empty(width, total)
        self.pillar_points: Integers = np.empty((pillars, width), points)
        self.level: NDArray[np.int8] = np.empty(width, np.int8)
        self.maximum: Integers = np.broadcast_to(np.array(rubric.maximum, total), (width,))
        self.answered: Integers = np.broadcast_to(np.array(questions, count), (width,))
        self.applicable: Integers = self.answered
        maxima = np.array(rubric.pillar_maxima, points)[:, None]
        self.pillar_maxima: Integers = np.broadcast_to(maxima, (pillars, width))
        self.pillar_open: Flags = np.broadcast_to(np.array(False), (pillars, width))
        self._lock = Lock()

    def write_out(self) -> None:
        """Give every column memory of its own, once, whichever thread comes first."""
        with self._lock:
            if self.pillar_open.flags.writeable:
                return
            self.maximum, self.answered = self.maximum.copy(), self.answered.copy()
            self.applicable, self.pillar_maxima = self.applicable.copy(), self.pillar_maxima.copy()
            self.pillar_open = self.pillar_open.copy()

    def outcome(self) -> MatrixOutcome:
        columns = {name: value for name, value in vars(self).items() if name != "_lock"}
        return MatrixOutcome(**columns)


class _Desk:
    """Room to work on one block in, used again for the next: getting it afresh each time costs more than the work."""

    def __init__(self, rubric: Rubric, width: int) -> None:
        self.there: Flags = np.empty((len(rubric.pillars), width), np.bool_)
        self.count: Integers = np.empty(width, np.min_scalar_type(len(rubric.pillars)))
        self.holds: Flags = np.empty(width, np.bool_)
        self.enough: Flags = np.empty(width, np.bool_)


class _Run(NamedTuple):
    """Neighbouring questions of one pillar with the same top and the same points per level.

    table: for a single question whose points are no multiple of its level.
    """

    pillar: int
    rows: slice
    top: int
    per_level: int
    table: tuple[int, ...] | None


def _runs(rubric: Rubric) -> list[_Run]:
    runs: list[_Run] = []
    for row, question in enumerate(rubric.questions):
        step = question.points[1]
        straight = question.points == tuple(range(0, step * question.top + 1, step)) if step else False
        last = runs[-1] if runs else None
        if straight and last and last[0] == question.pillar and last[2:] == (question.top, step, None):
            runs[-1] = last._replace(rows=slice(last.rows.start, row + 1))
        else:
            table = None if straight else question.points
            runs.append(_Run(question.pillar, slice(row, row + 1), question.top, step, table))
    return runs


class _Bar(NamedTuple):
    """What must be reached: units by pillar and pillar level, units in total and pillars by gate."""

    least: dict[int, Integers]
    totals: Sequence[int | Integers]
    required: Sequence[int | Integers]


def _full_bar(rubric: Rubric) -> _Bar:
    """The bar where every question applies, in plain integers and the narrowest columns."""
    maxima = rubric.pillar_maxima
    dtype = np.min_scalar_type(max(maxima))
    levels = [band.level for band in rubric.bands[1:]]
    tables = zip(levels, zip(*rubric.pillar_least, strict=True), strict=True) if levels else ()
    return _Bar(
        least={level: np.array(least, dtype)[:, None] for level, least in tables},
        totals=[least_total(rule, rubric.maximum) for rule in rubric.rules],
        required=[pillars_required(rule, len(maxima), len(maxima)) for rule in rubric.rules],
    )


def _shrunk_bar(rubric: Rubric, maxima: Integers, maximum: NDArray[np.int64]) -> _Bar:
    """The bar of each column by what applies to it. maxima: (P, columns). maximum: (columns,) of the total."""
    remaining = np.count_nonzero(maxima, axis=0).astype(np.int64)
    return _Bar(
        least=_least_by_level(rubric, maxima),
        totals=[least_total(rule, maximum) for rule in rubric.rules],
        required=[pillars_required(rule, len(maxima), remaining) for rule in rubric.rules],
    )


def _least_by_level(rubric: Rubric, maxima: Integers) -> dict[int, Integers]:
    """By column. A pillar of which nothing applies has no points, and reaches no level but the lowest."""
    wide = maxima.astype(np.int64)
    return {
        band.level: np.maximum(least_units(wide, band.cut, band.strictly), 1)
        for band in rubric.bands
        if band.cut is not None
    }


def _column_if_same(columns: Integers) -> Integers:
    return columns[:, :1] if columns.strides[-1] == 0 else columns


def _score_block(
    rubric: Rubric,
    runs: list[_Run],
    full_bar: _Bar,
    levels: NDArray[np.int8],
    sheet: _Sheet,
    columns: slice,
    desk: _Desk,
) -> None:
    block = levels[:, columns]
    codes = (block if levels.strides[1] == 1 else np.ascontiguousarray(block)).view(np.uint8)
    points = sheet.pillar_points[:, columns]
    all_answered = _add_up(runs, codes, points)
    bar = full_bar
    if not all_answered:
        _check_codes(rubric, codes, columns.start)
        _add_up(runs, np.where(codes < _NOT_APPLICABLE_BYTE, codes, 0), points)
        sheet.write_out()
        _count_open(rubric, codes, sheet, columns)
        if rubric.not_applicable == "shrinks":
            maxima = sheet.pillar_maxima[:, columns]
            sheet.maximum[columns] = full_columns(rubric, maxima)
            bar = _shrunk_bar(rubric, maxima, sheet.maximum[columns].astype(np.int64))
    if rubric.weights is None:
        np.add.reduce(points, axis=0, dtype=sheet.total.dtype, out=sheet.total[columns])
    else:
        sheet.total[columns] = weighted_columns(rubric, points, _column_if_same(sheet.pillar_maxima[:, columns]))
    _judge(rubric, bar, sheet, columns, desk)
    if not all_answered:
        sheet.level[columns][sheet.pillar_open[:, columns].any(axis=0) | (sheet.maximum[columns] == 0)] = NO_LEVEL


def _add_up(runs: list[_Run], codes: NDArray[np.uint8], points: Integers) -> bool:
    """Fill `points` (P, columns); False at the first byte that is no level (reserved codes are the largest)."""
    begun: set[int] = set()
    for run in runs:
        rows, target = codes[run.rows], points[run.pillar]
        if rows.size and rows.max() > run.top:
            return False
        earned = np.empty_like(target) if run.pillar in begun else target
        if run.table:
            np.take(np.array(run.table, points.dtype), rows[0], out=earned, mode="clip")
        else:
            np.add.reduce(rows, axis=0, dtype=points.dtype, out=earned)
            if run.per_level > 1:
                earned *= points.dtype.type(run.per_level)
        if run.pillar in begun:
            target += earned
        begun.add(run.pillar)
    return True


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


def _count_open(rubric: Rubric, codes: NDArray[np.uint8], sheet: _Sheet, columns: slice) -> None:
    """What is not answered leaves its pillar open; what is not applicable leaves count and maximum.

    Both were added up as level 0: what that would have earned is taken back.
    """
    points = sheet.pillar_points.dtype.type
    for question, row in zip(rubric.questions, codes, strict=True):
        not_answered = row == _NOT_ANSWERED_BYTE
        sheet.pillar_open[question.pillar, columns] |= not_answered
        sheet.answered[columns] -= not_answered
        if question.points[0]:
            no_level = row >= _NOT_APPLICABLE_BYTE
            sheet.pillar_points[question.pillar, columns] -= no_level * points(question.points[0])
        if question.may_be_not_applicable:
            dropped = row == _NOT_APPLICABLE_BYTE
            sheet.answered[columns] -= dropped
            sheet.applicable[columns] -= dropped
            sheet.pillar_maxima[question.pillar, columns] -= dropped * points(question.maximum)


def _judge(rubric: Rubric, bar: _Bar, sheet: _Sheet, columns: slice, desk: _Desk) -> None:
    """The overall level: of the gates that hold, the highest."""
    points, total, level = sheet.pillar_points[:, columns], sheet.total[columns], sheet.level[columns]
    there, count = desk.there[:, : level.size], desk.count[: level.size]
    holds, enough = desk.holds[: level.size], desk.enough[: level.size]
    level[...] = rubric.otherwise
    for pillar_level in {rule.pillar_level for rule in rubric.rules}:
        if pillar_level == rubric.bands[0].level:
            np.greater(sheet.pillar_maxima[:, columns], 0, out=there)
        else:
            np.greater_equal(points, bar.least[pillar_level], out=there)
        np.add.reduce(there.view(np.uint8), axis=0, dtype=count.dtype, out=count)
        for rule, least, required in zip(rubric.rules, bar.totals, bar.required, strict=True):
            if rule.pillar_level == pillar_level:
                np.greater_equal(total, least, out=holds)
                holds &= np.greater_equal(count, required, out=enough)
                found = np.multiply(holds.view(np.int8), np.int8(rule.level), out=enough.view(np.int8))
                np.maximum(level, found, out=level)
