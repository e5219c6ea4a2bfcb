"""What leads above where a firm stands counts more of its effort.

Pure: knows no models, texts or clock.
"""

from collections.abc import Callable, Collection, Sequence
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

# Where steps go level by level, one that leads above where what it builds on stands counts as so
# many times its effort, and as many times more for each further link of the chain: AI waits for
# clean data, and that for somebody who owns it. Two: of plans for all pairs of wants it leaves
# seven steps of 1,000 above what they build on, and still joins systems in their place.
UNBASED = 2


class Heights:
    """Levels of one enterprise under one index; all are counted from 0.

    floor_of: the level that a question has whatever is planned.
    """

    def __init__(
        self,
        index: Index,
        levels: Sequence[int],
        floor_of: Callable[[str], int],
    ) -> None:
        self.index = index
        self.levels = levels
        self.floor_of = floor_of
        self._links: dict[tuple[str, int], int] = {}

    def times_of(self, code: str, shut: Collection[str]) -> list[int] | None:
        """By step, how many times its effort it counts; None: each once.

        shut: what is not for the enterprise, and holds nothing back.
        """
        place = self.index.places[code]
        far = self._far_from(code)
        by_level = self.index.step_facts(code).level_by_level
        # What is not asked has no step.
        if self.levels[place] < 0 or (far is None and not by_level):
            return None
        times = []
        for stop in self.index.rubric.questions[place].stops:
            links = beyond = 0
            if by_level and stop > self.levels[place]:
                links = self._links_below(code, stop, shut)
            if far is not None and stop >= far:
                beyond = stop - far + 1
                # It stands on the whole too, which is no higher than that.
                links += by_level
            times.append(AHEAD**beyond * UNBASED**links)
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

    def _links_below(self, code: str, level: int, shut: Collection[str]) -> int:
        """How many questions, one building on the next, have to rise to a level before this one."""
        if (code, level) not in self._links:
            links = 0
            for base in self.index.step_facts(code).after:
                stands = self.levels[self.index.places[base]]
                # What is not asked, or not for the firm, is nothing to wait for.
                if stands < 0 or base in shut:
                    continue
                if max(stands, self.floor_of(base)) < level:
                    links = max(links, 1 + self._links_below(base, level, shut))
            self._links[code, level] = links
        return self._links[code, level]

    @cached_property
    def _here(self) -> int | None:
        """The level of the whole; None where it has none."""
        try:
            return evaluate(self.index.rubric, self.levels).level
        except ScoringError:
            return None
