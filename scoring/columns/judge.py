"""The overall level of columns: of the rules that hold, the highest."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from scoring.columns.bar import Bar
from scoring.columns.sheet import Flags, Integers, Levels, Sheet
from scoring.rubric import Rubric


class Desk(NamedTuple):
    """Room to judge one block in.

    Used again for the next: getting it afresh each time costs more than the work.
    there: (P, width), which pillars are at a level. pillars: (width,), how many are.
    points, enough: (width,), whether the total, and the pillars, are enough for a rule.
    """

    there: Flags
    pillars: Integers
    points: Flags
    enough: Flags

    def narrowed(self, width: int) -> "Desk":
        """For the last block, which is shorter."""
        return Desk(
            there=self.there[:, :width],
            pillars=self.pillars[:width],
            points=self.points[:width],
            enough=self.enough[:width],
        )


def desk_for(pillars: int, width: int) -> Desk:
    """A desk for blocks of up to `width` columns."""
    return Desk(
        there=np.empty((pillars, width), np.bool_),
        pillars=np.empty(width, np.min_scalar_type(pillars)),
        points=np.empty(width, np.bool_),
        enough=np.empty(width, np.bool_),
    )


Met = Mapping[int, Flags]
"""By number of a rule that has needs: (columns,) whether they are met."""


def judge(
    rubric: Rubric,
    bar: Bar,
    sheet: Sheet,
    columns: slice,
    desk: Desk,
    met: Met,
) -> None:
    """Fill the level of the columns, from their points and what needs they meet."""
    total = sheet.total[columns]
    level = sheet.level[columns]
    desk = desk.narrowed(level.size)
    level[...] = rubric.otherwise

    # Counting pillars is the dearest part: once for all rules that ask for one level.
    for pillar_level in {rule.pillar_level for rule in rubric.rules}:
        _count_pillars(
            rubric,
            bar,
            sheet,
            columns,
            pillar_level,
            desk,
        )
        for number, rule in enumerate(rubric.rules):
            if rule.pillar_level == pillar_level:
                np.greater_equal(desk.pillars, bar.required[number], out=desk.enough)
                if number in met:
                    np.logical_and(desk.enough, met[number], out=desk.enough)
                least = bar.totals[number]
                if least is None:
                    desk.points[...] = True
                else:
                    np.greater_equal(total, least, out=desk.points)
                _raise_level(level, rule.level, desk)


def _count_pillars(
    rubric: Rubric,
    bar: Bar,
    sheet: Sheet,
    columns: slice,
    pillar_level: int,
    desk: Desk,
) -> None:
    maxima = sheet.pillar_maxima[:, columns]
    lowest = [bands[0].level for bands in rubric.bands_by_pillar]
    if pillar_level <= min(lowest):
        # At the lowest level is every pillar of which anything applies.
        np.greater(maxima, 0, out=desk.there)
    else:
        points = sheet.pillar_points[:, columns]
        np.greater_equal(points, bar.least[pillar_level], out=desk.there)
        for pillar, level in enumerate(lowest):
            if pillar_level <= level:
                np.greater(maxima[pillar], 0, out=desk.there[pillar])

    # Added up as bytes: numpy would first turn flags into wide integers.
    there = desk.there.view(np.uint8)
    np.add.reduce(
        there,
        axis=0,
        dtype=desk.pillars.dtype,
        out=desk.pillars,
    )


def _raise_level(level: Levels, rule_level: int, desk: Desk) -> None:
    """To the rule's level where the total and the pillars are enough."""
    holds = np.logical_and(desk.enough, desk.points, out=desk.enough).view(np.int8)
    # Multiplied, where picking the columns that hold would move them one by one.
    reached = desk.points.view(np.int8)
    np.multiply(holds, np.int8(rule_level), out=reached)
    np.maximum(level, reached, out=level)
