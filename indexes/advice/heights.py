"""What leads above where a firm stands counts more of its effort.

Pure: knows no models, texts or clock.
"""

from collections.abc import Collection, Sequence
from functools import cached_property

from indexes.index.model import Index
from indexes.index.questions import has_numbered_levels
from scoring.errors import ScoringError
from scoring.evaluate import evaluate

# A step that leads so many levels beyond where the firm stands as a whole counts as so many
# times its effort, and as many times more for each level further: what partners share finds
# nothing to stand on where little is written down. Three: what is weak rises before what is
# strong, even where the strong serves one want most (seven sixteenths are left of its effort).
FAR, AHEAD = 2, 3

# Where steps go level by level, one that leads above where what it builds on stands now counts
# as so many times its effort: mostly it only pays once that has risen too.
UNBASED = 2


class Heights:
    """Levels of one enterprise under one index; all are counted from 0."""

    def __init__(self, index: Index, levels: Sequence[int]) -> None:
        self.index = index
        self.levels = levels

    def times_of(self, code: str, shut: Collection[str]) -> list[int] | None:
        """By step, how many times its effort it counts; None: each once.

        shut: what is not for the enterprise, and holds nothing back.
        """
        far = self._far_from(code)
        unbased = self._unbased_from(code, shut)
        if far is None and unbased is None:
            return None
        times = []
        for stop in self.index.rubric.questions[self.index.places[code]].stops:
            factor = 1
            if far is not None and stop >= far:
                factor *= AHEAD ** (stop - far + 1)
            if unbased is not None and stop >= unbased:
                factor *= UNBASED
            times.append(factor)
        return times

    def is_far(self, code: str, level: int) -> bool:
        """Whether this level of a question is far beyond where the firm stands as a whole."""
        far = self._far_from(code)
        return far is not None and level >= far

    def _far_from(self, code: str) -> int | None:
        """The level from which on a question is far beyond where the firm stands as a whole.

        Where the levels of questions are those of the whole; a tool is there or not.
        """
        question = self.index.questions[code]
        if self._here is None or not has_numbered_levels(question):
            return None
        top = self.index.rubric.questions[self.index.places[code]].top
        if self.index.shown_level(code, top) != max(self.index.rubric.levels):
            return None
        return self._here + FAR - self.index.shown_level(code, 0)

    def _unbased_from(self, code: str, shut: Collection[str]) -> int | None:
        """The level from which on a question is above the lowest of what it builds on.

        None where nothing it builds on can rise, or its first level is enough.
        """
        facts = self.index.step_facts(code)
        if not facts.level_by_level:
            return None
        stand = []
        for base in facts.after:
            level = self.levels[self.index.places[base]]
            if level >= 0 and base not in shut:
                stand.append(level)
        return min(stand) + 1 if stand else None

    @cached_property
    def _here(self) -> int | None:
        """The level of the whole; None where it has none."""
        try:
            return evaluate(self.index.rubric, self.levels).level
        except ScoringError:
            return None
