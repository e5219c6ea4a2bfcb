"""A result as the answers it counts, and the ways up from there: by hand, or the cheapest one to a target."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from indexes.index.model import Index
from indexes.index.prerequisites import missing_tools, with_tools_below
from indexes.index.step_costs import Costs, costs_of
from indexes.index.step_facts import StepFacts
from roadmap.errors import RoadmapError
from roadmap.planning.plan import Raise
from scoring.errors import ScoringError
from scoring.evaluate import Outcome, evaluate
from scoring.path import cheapest_path
from survey.models import Result
from survey.results.scored import ScoredResult


@dataclass(frozen=True)
class Target:
    """level: overall, None to leave it as it is. pillars: the level of each pillar that should rise, by code."""

    level: int | None = None
    pillars: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.level is None and not self.pillars


class Position:
    """A frozen result beside its index. Levels as the engine takes them: what did not apply stays so in every way."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.scored = ScoredResult(result)
        self.index: Index = self.scored.index
        self.levels = self.scored.levels
        self.place = self.scored.places
        self._facts: dict[str, StepFacts] = {}

    @cached_property
    def outcome(self) -> Outcome:
        return evaluate(self.index.rubric, self.levels)

    @property
    def counted(self) -> list[str]:
        """Questions that apply to this enterprise, in index order."""
        return [
            code
            for code, level in zip(self.index.codes, self.levels, strict=True)
            if level >= 0
        ]

    def level(self, code: str) -> int:
        """Of a question; below 0 where it does not apply or the index has no such question."""
        return self.scored.level(code)

    def top(self, code: str) -> int:
        return self.index.rubric.questions[self.place[code]].top

    def facts(self, code: str) -> StepFacts:
        """What one level more takes; a group of criteria takes as much as all of them, as in the cheapest way."""
        if code not in self._facts:
            facts, costs = self.index.step_facts(code), self.costs[self.place[code]]
            costs = [cost for cost in costs if cost is not None]
            self._facts[code] = replace(facts, effort=int(costs[0])) if costs else facts
        return self._facts[code]

    @cached_property
    def costs(self) -> Costs:
        return costs_of(self.index)

    def with_moves(self, moves: Mapping[str, int]) -> list[int]:
        """The levels after moving these questions; what cannot be moved there stays."""
        after = list(self.levels)
        for code, level in moves.items():
            if self.level(code) >= 0 and 0 <= level <= self.top(code):
                after[self.place[code]] = level
        return after

    def with_raises(self, moves: Mapping[str, int]) -> list[int]:
        """As `with_moves`, and nothing sinks: what stands higher by now stays there."""
        return self.with_moves(
            {code: max(level, self.level(code)) for code, level in moves.items()}
        )

    def gain(self, code: str, from_level: int, to_level: int) -> Fraction:
        """Points of the total between two levels of a question; less than 0 downwards."""
        place = self.place[code]
        question = self.index.rubric.questions[place]
        units = question.points[to_level] - question.points[from_level]
        return (
            units
            * self.index.scale(
                question.pillar, self.outcome.pillar_maxima[question.pillar]
            )
            / self.unit
        )

    @property
    def unit(self) -> int:
        return self.index.rubric.unit

    def raises(self, after: Sequence[int]) -> list[Raise]:
        """Every single level between the result and `after`; what sinks is no step."""
        return [
            Raise(code, level, level + 1, self.gain(code, level, level + 1))
            for code, now, then in zip(
                self.index.codes, self.levels, after, strict=True
            )
            if now >= 0
            for level in range(now, then)
        ]

    @property
    def next_level(self) -> int | None:
        level = self.outcome.level
        return min(
            (
                one
                for one in self.index.rubric.levels
                if level is not None and one > level
            ),
            default=None,
        )

    @property
    def offered_level(self) -> int | None:
        """The next level, where steps are enough for it."""
        level = self.next_level
        return level if level is not None and self.is_reachable(Target(level)) else None

    @property
    def is_at_top(self) -> bool:
        """Every pillar that applies stands at the highest level there is."""
        top = self.index.rubric.bands[-1].level
        return all(
            level is None or level >= top for level in self.outcome.pillar_levels
        )

    @cached_property
    def highest(self) -> Outcome:
        """After every step that may be proposed."""
        return self._raised_from(self.levels)

    def _raised_from(self, start: Sequence[int]) -> Outcome:
        levels = list(start)
        for place, costs in enumerate(self.costs):
            # Where a level has no step up, there is none beyond it either.
            while 0 <= levels[place] < len(costs) and costs[levels[place]] is not None:
                levels[place] += 1
        return evaluate(self.index.rubric, levels)

    def is_reachable(self, target: Target, start: Sequence[int] | None = None) -> bool:
        """Whether steps are enough for the target when nothing is left out."""
        highest, codes = (
            self.highest if start is None else self._raised_from(start),
            self.index.rubric.pillars,
        )
        wanted = [
            (highest.pillar_levels[codes.index(code)], level)
            for code, level in target.pillars.items()
            if code in codes
        ]
        if target.level is not None:
            wanted.append((highest.level, target.level))
        return all(there is not None and there >= level for there, level in wanted)

    def cheapest(
        self,
        target: Target,
        start: Sequence[int] | None = None,
        without: Collection[str] = (),
    ) -> list[int]:
        """The levels after the easiest way from `start` to the target, with the tools that its tools build on.

        without: questions that are not for this enterprise, which the way leaves as they are.
        Raises RoadmapError: `nothing_asked`, `unreachable`, and `unreachable_without` where it could be reached if
        nothing were left out.
        """
        if target.is_empty:
            raise RoadmapError("nothing_asked")
        start = list(start if start is not None else self.levels)
        codes = self.index.rubric.pillars
        pillars = {
            codes.index(code): level
            for code, level in target.pillars.items()
            if code in codes
        }
        try:
            path = cheapest_path(
                self.index.rubric,
                start,
                target.level,
                self._costs_without(without),
                pillars,
            )
        except ScoringError as error:
            raise RoadmapError("unreachable") from error
        if path is None:
            is_open = bool(without) and self.is_reachable(target, start)
            raise RoadmapError("unreachable_without" if is_open else "unreachable")
        for step in path.steps:
            start[step.question] = step.to_level
        return with_tools_below(self.index, self.levels, start)

    def _costs_without(self, codes: Collection[str]) -> Costs:
        """No step for these questions, nor for what is of no use without a tool among them."""
        out, count = set(codes), -1
        while codes and count != len(out):
            count = len(out)
            out |= {
                code
                for code in self.counted
                if out & set(missing_tools(self.index, code, self.levels))
            }
        return [
            [None] * len(costs) if code in out else costs
            for code, costs in zip(self.index.codes, self.costs, strict=True)
        ]
