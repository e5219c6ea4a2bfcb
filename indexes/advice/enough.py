"""How far a firm is told to climb: a stall not as far as a factory. Pure."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from indexes.advice.firm import Firm
from indexes.advice.model import QuestionAdvice
from indexes.advice.prices import FEW, scale_of
from indexes.index.model import Index
from indexes.index.options import (
    exclusive_options,
    level_of_options,
)
from registry.sizes import SIZES

# Whoever works alone is one of few, and few are a micro firm.
ALONE = "alone"
SCALES = (ALONE, FEW, *SIZES)

# From a choice of several options to those that an enterprise has.
ChosenOf = Callable[[str], Collection[str]]


def unknown(_code: str) -> Collection[str]:
    return ()


def enough_of(said: QuestionAdvice, firm: Firm) -> int | None:
    """The level, as the index shows it, that is enough; None: no limit. The nearest said holds."""
    scales = [firm.size]
    if scale_of(firm) == FEW:
        scales = [FEW, firm.size]
        if firm.employees == 1:
            scales = [ALONE, *scales]
    for scale in scales:
        if scale in said.enough:
            return said.enough[scale]
    return None


class Enough:
    """What is enough of each question for one firm.

    chosen: of a choice of several options those it has; none where only levels are known.
    """

    def __init__(
        self,
        index: Index,
        of: Callable[[str], QuestionAdvice],
        firm: Firm,
        chosen: ChosenOf,
    ) -> None:
        self.index = index
        self.of = of
        self.firm = firm
        self.chosen = chosen

    def row(
        self,
        code: str,
        costs: Sequence[Fraction | None],
    ) -> Sequence[Fraction | None]:
        """The costs of its steps, without those beyond."""
        most = self._level(code)
        if most is None:
            return costs
        stops = self.index.rubric.questions[self.index.places[code]].stops
        row: list[Fraction | None] = []
        for cost, stop in zip(costs, stops, strict=True):
            is_within = stop <= most
            row.append(cost if is_within else None)
        return row

    def _level(self, code: str) -> int | None:
        """Counted from 0.

        Of options told in an order these are the first: who has others may still take them up.
        """
        said = self.of(code)
        enough = enough_of(said, self.firm)
        if enough is None:
            return None
        level = enough - self.index.shown_level(code, 0)
        chosen = set(self.chosen(code)) if said.options else set()
        if not chosen:
            return level
        question = self.index.questions[code]
        first: list[str] = []
        for option in said.options:
            if level_of_options(question, first) < level:
                first.append(option.id)
        # Of whoever takes up one of the others "none of these" is no longer true.
        chosen -= exclusive_options(question)
        return level_of_options(question, chosen.union(first))
