"""Needs of columns: which enterprises have what a rule names (`scoring.needs`)."""

import numpy as np

from scoring.columns.bar import Bar
from scoring.columns.judge import Met
from scoring.columns.runs import Codes
from scoring.columns.sheet import Flags, Levels, Sheet
from scoring.rubric import Rubric
from scoring.rules import PILLAR, QUESTION, Need


class Named:
    """What needs may name, of the columns of a block.

    codes: (Q, columns). indicator_levels: (I, columns), below 0 where nothing applies.
    """

    def __init__(
        self,
        codes: Codes,
        indicator_levels: Levels,
        sheet: Sheet,
        columns: slice,
        bar: Bar,
    ) -> None:
        self.codes = codes
        self.indicator_levels = indicator_levels
        self.points = sheet.pillar_points[:, columns]
        self.maxima = sheet.pillar_maxima[:, columns]
        self.bar = bar

    def met(self, rubric: Rubric) -> Met:
        """Of every rule that has needs."""
        met: dict[int, Flags] = {}
        for number, rule in enumerate(rubric.rules):
            if rule.needs:
                met[number] = np.logical_and.reduce([*map(self._of, rule.needs)])
        return met

    def _of(self, need: Need) -> Flags:
        """(columns,) whether it is met; where a question is open, anything."""
        flags: Flags
        if need.tier == QUESTION:
            # What does not apply has a code above every level, and is not asked for.
            flags = self.codes[need.position] >= need.level
        elif need.tier == PILLAR:
            least = self.bar.least[need.level][need.position]
            flags = self.points[need.position] >= least
            flags |= self.maxima[need.position] == 0
        else:
            levels = self.indicator_levels[need.position]
            flags = (levels >= need.level) | (levels < 0)
        return flags
