"""Many enterprises under one rubric: the rules of `scoring.evaluate`, a block at a time.

The matrix has one row per question and one column per enterprise, so that adding up a
pillar is adding long rows of small integers. Only blocks with questions that are not
applicable need more than byte sums and a few comparisons with the tables of the rubric.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue

import numpy as np

from scoring.columns.bar import Bar, full_bar, least_at, shrunk_bar
from scoring.columns.gaps import check_codes, count_gaps, without_gaps
from scoring.columns.group_means import count_groups
from scoring.columns.judge import Desk, Met, desk_for, judge
from scoring.columns.needs import Named
from scoring.columns.runs import Codes, add_up, runs_of
from scoring.columns.sheet import Flags, Integers, Levels, Sheet, column_if_same
from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import INDICATOR
from scoring.total import full_columns, weighted_columns

NO_LEVEL = -1
"""In columns of levels, where `Outcome` has None. Never a level."""

# Columns: one pillar's rows of a block fit a processor's cache between check and sum.
BLOCK = 131_072


@dataclass(frozen=True, eq=False)
class MatrixOutcome:
    """Columns of results, in the order of the enterprises (N); P pillars.

    Points in units of the rubric; total and maximum in units of 1/`Rubric.total_unit`
    point.
    total, maximum, answered, applicable: (N,). pillar_points, pillar_maxima: (P, N).
    pillar_open: (P, N), a question of the pillar is not answered.
    level: (N,) int8, or NO_LEVEL.
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
    level: Levels

    @property
    def complete(self) -> Flags:
        """(N,) as `Outcome.complete`."""
        flags: Flags = (self.applicable > 0) & (self.answered == self.applicable)
        return flags

    @cached_property
    def pillar_levels(self) -> Levels:
        """(P, N) int8, or NO_LEVEL; made when first asked for."""
        levels = np.empty(self.pillar_points.shape, np.int8)
        tables = self.rubric.bands_by_pillar
        for pillar, bands in enumerate(tables):
            levels[pillar] = bands[0].level
        lowest = min(bands[0].level for bands in tables)
        for columns in _blocks(self.total.size):
            # Bands are one level apart: each that is reached is one level more.
            maxima = column_if_same(self.pillar_maxima[:, columns])
            for level in self.rubric.pillar_levels:
                if level > lowest:
                    reached = self._reached(columns, maxima, level)
                    levels[:, columns] += reached

        nothing_applies = self.pillar_maxima == 0
        levels[self.pillar_open | nothing_applies] = NO_LEVEL
        return levels

    def _reached(
        self,
        columns: slice,
        maxima: Integers,
        level: int,
    ) -> Flags:
        """(P, columns) which pillars are at a level that is not the lowest of theirs."""
        points = self.pillar_points[:, columns]
        reached: Flags = points >= least_at(self.rubric, maxima, level)
        for pillar, bands in enumerate(self.rubric.bands_by_pillar):
            if level <= bands[0].level:
                reached[pillar] = False
        return reached


def evaluate_matrix(
    rubric: Rubric,
    levels: Levels,
    *,
    threads: int = 2,
) -> MatrixOutcome:
    """Score N enterprises: equal, column by column, to `evaluate`.

    levels: (Q, N) of `Rubric.level_dtype`, one row per question of the rubric; a level,
    NOT_ANSWERED or NOT_APPLICABLE. Fastest when each row is contiguous; the transpose of an (N, Q)
    array is copied block by block.
    threads: how many blocks are worked on at once (numpy lets go of the interpreter
    meanwhile).

    Raises ScoringError: `matrix_shape`, `level_out_of_range`, `not_applicable_refused`,
    `group_told_twice` (all but the first with question and column). Source of the
    rules: the index; see docs/scoring.md.
    """
    is_matrix = levels.dtype == rubric.level_dtype and levels.ndim == 2
    if not is_matrix or len(levels) != len(rubric.questions):
        raise ScoringError("matrix_shape", shape=levels.shape, dtype=str(levels.dtype))

    blocks = _blocks(levels.shape[1])
    workers = max(1, min(threads, len(blocks)))
    scorer = _Scorer(rubric, levels, workers)
    if workers < 2:
        for columns in blocks:
            scorer.score(columns)
    else:
        with ThreadPoolExecutor(workers) as pool:
            # Asking for what each returns raises what a worker refused.
            for _done in pool.map(scorer.score, blocks):
                pass
    return scorer.outcome()


def _blocks(width: int) -> list[slice]:
    starts = range(0, width, BLOCK)
    return [slice(start, min(start + BLOCK, width)) for start in starts]


class _Scorer:
    """All that scoring a block needs; blocks may be scored side by side."""

    def __init__(
        self,
        rubric: Rubric,
        levels: Levels,
        workers: int,
    ) -> None:
        width = levels.shape[1]
        self.rubric = rubric
        self.levels = levels
        self.unsigned = np.dtype(f"u{levels.dtype.name}")
        self.sheet = Sheet(rubric, width)
        self.runs = runs_of(rubric)
        self.has_choices = any(question.stands_for for question in rubric.questions)
        tiers = {need.tier for rule in rubric.rules for need in rule.needs}
        self.has_needs = bool(tiers)
        self.names_indicators = INDICATOR in tiers
        self.full_bar = full_bar(rubric)
        self.desks: SimpleQueue[Desk] = SimpleQueue()
        for _worker in range(workers):
            self.desks.put(desk_for(len(rubric.pillars), min(BLOCK, width)))

    def score(self, columns: slice) -> None:
        desk = self.desks.get()
        try:
            self._score(columns, desk)
        finally:
            # Else the next block would wait for it for ever.
            self.desks.put(desk)

    def _score(self, columns: slice, desk: Desk) -> None:
        codes = self._codes(columns)
        points = self.sheet.pillar_points[:, columns]
        bar = self.full_bar
        # Groups and their criteria never count together: one of them has gaps.
        has_gaps = not add_up(self.runs, codes, points) or self.has_choices
        if has_gaps:
            bar = self._add_up_with_gaps(codes, columns)

        self._add_pillars(columns)
        met: Met = {}
        if self.has_needs:
            met = self._named(codes, columns, bar).met(self.rubric)
        judge(
            self.rubric,
            bar,
            self.sheet,
            columns,
            desk,
            met,
        )
        if has_gaps:
            self._take_levels(columns)

    def _named(
        self,
        codes: Codes,
        columns: slice,
        bar: Bar,
    ) -> Named:
        return Named(
            codes=codes,
            indicator_levels=self._indicator_levels(columns),
            sheet=self.sheet,
            columns=columns,
            bar=bar,
        )

    def _indicator_levels(self, columns: slice) -> Levels:
        """(I, columns), where a rule names an indicator; else nothing is worked out."""
        by_indicator = self.rubric.by_indicator
        if by_indicator is None or not self.names_indicators:
            return np.empty((0, 0), np.int8)
        outcome = evaluate_matrix(by_indicator, self.levels[:, columns], threads=1)
        return outcome.pillar_levels

    def _codes(self, columns: slice) -> Codes:
        block = self.levels[:, columns]
        if self.levels.strides[1] != 1:
            block = np.ascontiguousarray(block)
        return block.view(self.unsigned)

    def _add_up_with_gaps(self, codes: Codes, columns: slice) -> Bar:
        """Points, counts and maxima where some questions have no level; and their bar."""
        sheet = self.sheet
        check_codes(self.rubric, codes, columns.start)
        add_up(self.runs, without_gaps(codes), sheet.pillar_points[:, columns])
        sheet.write_out()
        count_gaps(
            self.rubric,
            codes,
            sheet,
            columns,
        )
        count_groups(
            self.rubric,
            codes,
            sheet,
            columns,
        )
        if self.rubric.not_applicable != "shrinks":
            return self.full_bar

        maxima = sheet.pillar_maxima[:, columns]
        full = full_columns(self.rubric, maxima)
        sheet.maximum[columns] = full
        return shrunk_bar(self.rubric, maxima, full)

    def _add_pillars(self, columns: slice) -> None:
        """The total, from the points of the pillars."""
        points = self.sheet.pillar_points[:, columns]
        total = self.sheet.total[columns]
        if self.rubric.weights is None:
            np.add.reduce(
                points,
                axis=0,
                dtype=total.dtype,
                out=total,
            )
        else:
            maxima = column_if_same(self.sheet.pillar_maxima[:, columns])
            total[...] = weighted_columns(self.rubric, points, maxima)

    def _take_levels(self, columns: slice) -> None:
        """No level where a question is open, or where nothing applies."""
        is_open = self.sheet.pillar_open[:, columns].any(axis=0)
        nothing_applies = self.sheet.maximum[columns] == 0
        self.sheet.level[columns][is_open | nothing_applies] = NO_LEVEL

    def outcome(self) -> MatrixOutcome:
        sheet = self.sheet
        return MatrixOutcome(
            rubric=self.rubric,
            total=sheet.total,
            maximum=sheet.maximum,
            answered=sheet.answered,
            applicable=sheet.applicable,
            pillar_points=sheet.pillar_points,
            pillar_maxima=sheet.pillar_maxima,
            pillar_open=sheet.pillar_open,
            level=sheet.level,
        )
