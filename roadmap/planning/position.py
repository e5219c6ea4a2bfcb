"""A result as the answers it counts, and the ways up from there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.model import NOTHING, Advice, QuestionAdvice
from indexes.advice.prices import start_of
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from indexes.index.prerequisites import with_tools_below
from language.texts import in_language
from roadmap.errors import RoadmapError
from roadmap.planning.plan import USUAL, FactsOf, Pace, Planned, Raise
from roadmap.planning.raises import GainOf, facts_from, gains_from, raises_of
from roadmap.planning.schedule import planned
from scoring.errors import ScoringError
from scoring.evaluate import Outcome, evaluate
from scoring.groups import PointsByLevel, points_by_level
from scoring.percent import SMALLEST, rounded
from survey.models import Answer, Result
from survey.results.firm import firm_for_others, firm_of
from survey.results.scored import FIRST_ENGINE, ScoredResult

# From an overall level and those of pillars to the levels after it; None where there is no way.
Find = Callable[[int | None, dict[int, int]], list[int] | None]


@dataclass(frozen=True)
class Target:
    """Where to: overall, in pillars, or both.

    level: overall, None to leave it as it is.
    pillars: the level of each pillar that should rise, by code.
    """

    level: int | None = None
    pillars: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.level is None and not self.pillars


class Position:
    """A scored result, and what steps would make of it.

    Levels as the engine takes them: what did not apply stays so in every way.
    """

    def __init__(
        self,
        result: Result,
        scored: ScoredResult | None = None,
        *,
        for_others: bool = False,
    ) -> None:
        """scored: the same result, where a caller has read it already.

        for_others: advised without what the enterprise told for itself alone.
        """
        self.result = result
        self.for_others = for_others
        self.scored = scored or ScoredResult(result)
        self.index: Index = self.scored.index
        self.levels = self.scored.levels
        self.place = self.index.places
        self._advised: dict[tuple[frozenset[str], tuple[int, ...]], Advised] = {}

    @cached_property
    def outcome(self) -> Outcome:
        return evaluate(self.index.rubric, self.levels)

    @cached_property
    def firm(self) -> Firm:
        return firm_for_others(self.result) if self.for_others else firm_of(self.result)

    @property
    def advice(self) -> Advice | None:
        return advice_of(self.index.id)

    def advice_on(self, code: str) -> QuestionAdvice:
        return self.advice.question(code) if self.advice else NOTHING

    def advised(
        self, without: Collection[str] = (), start: Sequence[int] | None = None
    ) -> Advised:
        """What is advised from `start`, where it does not stand; without what is left out.

        One page asks for the same several times.
        """
        levels = self.levels if start is None else start
        asked = (frozenset(without), tuple(levels))
        if asked not in self._advised:
            self._advised[asked] = Advised(
                self.index,
                levels,
                self.advice,
                self.firm,
                without,
                self.chosen,
            )
        return self._advised[asked]

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """As they were given, by question."""
        return self.scored.answers

    def chosen(self, code: str) -> Sequence[str]:
        """Of a choice of several options those that the enterprise has."""
        answer = self.answers.get(code)
        return answer.chosen if answer else ()

    @property
    def counted(self) -> list[str]:
        """Questions that apply to this enterprise, in index order."""
        rows = zip(self.index.codes, self.levels, strict=True)
        return [code for code, level in rows if level >= 0]

    def level(self, code: str) -> int:
        """Of a question; below 0 where it does not apply, or there is none."""
        return self.scored.level(code)

    def level_name(self, level: int | None, pillar: str = "") -> str:
        """Of an overall level, or one of the pillar with this code; nothing for none."""
        if level is None:
            return ""
        return in_language(self.index.level_name(level, pillar))

    def top(self, code: str) -> int:
        return self.index.rubric.questions[self.place[code]].top

    def steps_between(self, code: str, start: int, end: int) -> list[tuple[int, int]]:
        """(from, to) of each step of a question: by levels, by its marks, or by options."""
        return self.advised().steps_between(code, start, end)

    def levels_to_choose(self, code: str) -> list[int]:
        """The lowest, where it stands, and every level that a step can lead to."""
        question, now = self.index.rubric.questions[self.place[code]], self.level(code)
        below = [stop for stop in question.stops if stop < now]
        above = [stop for _, stop in self.steps_between(code, now, question.top)]
        return sorted({0, *below, now, *above})

    @cached_property
    def facts(self) -> FactsOf:
        """What one step more of a question takes."""
        return facts_from(self.index, self.advice, self.firm, self.levels)

    def with_moves(self, moves: Mapping[str, int]) -> list[int]:
        """The levels after moving these questions; what cannot be moved there stays."""
        after = list(self.levels)
        for code, level in moves.items():
            if self.level(code) >= 0 and 0 <= level <= self.top(code):
                after[self.place[code]] = level
        return after

    def with_raises(self, moves: Mapping[str, int]) -> list[int]:
        """As `with_moves`, and nothing sinks: what stands higher by now stays there."""
        raised = {code: max(level, self.level(code)) for code, level in moves.items()}
        return self.with_moves(raised)

    @cached_property
    def gain(self) -> GainOf:
        """Points of the total between two levels of a question; less than 0 downwards."""
        return gains_from(self.index, self.points_by_level, self._maxima)

    @cached_property
    def points_by_level(self) -> list[PointsByLevel]:
        """What each question is worth, in units of today's rubric, as `outcome`."""
        return points_by_level(self.index.rubric, self.levels)

    @property
    def _maxima(self) -> Sequence[int]:
        """Of the pillars; the first engine froze them in other units than today's."""
        if self.result.engine_version == FIRST_ENGINE:
            return self.outcome.pillar_maxima
        return self.result.pillar_maxima

    def share(self, points: Fraction) -> Decimal:
        """Points of the total as a percent of all; the smallest step is more than nothing."""
        maximum = self.outcome.maximum
        if not points or not maximum:
            return Decimal(0)
        whole = Fraction(maximum, self.index.rubric.total_unit)
        size = max(rounded(100 * abs(points) / whole), SMALLEST)
        return size if points > 0 else -size

    @property
    def unit(self) -> int:
        return self.index.rubric.unit

    def raises(
        self, after: Sequence[int], without: Collection[str] = ()
    ) -> list[Raise]:
        """Every single step between the result and `after`; what sinks is no step.

        without: what is left out, which needs nothing first.
        """
        return raises_of(self.advised(without), after, self.gain)

    def planned(self, raises: Sequence[Raise], pace: Pace = USUAL) -> list[Planned]:
        """Every raise with its months, as a firm of its size can do them."""
        start = start_of(self.firm)
        return planned(raises, self.facts, self.result.size, pace, start)

    def rising(self, after: Sequence[int]) -> set[str]:
        """Questions that stand higher then than in the result."""
        rows = zip(self.index.codes, self.levels, after, strict=True)
        return {code for code, now, then in rows if 0 <= now < then}

    def is_raised_in(self, after: Sequence[int]) -> bool:
        """Whether any answer stands higher then than in the result."""
        return bool(self.rising(after))

    @property
    def next_level(self) -> int | None:
        return min(self.higher_levels, default=None)

    @property
    def higher_levels(self) -> list[int]:
        """Overall levels above its own; none where nothing applies."""
        now = self.outcome.level
        if now is None:
            return []
        return [level for level in self.index.rubric.levels if level > now]

    @property
    def offered_level(self) -> int | None:
        """The next level, where steps are enough for it."""
        level = self.next_level
        if level is None or not self.is_reachable(Target(level)):
            return None
        return level

    @property
    def is_at_top(self) -> bool:
        """Every pillar that applies stands at the highest level there is."""
        for pillar, level in enumerate(self.outcome.pillar_levels):
            top = self.index.rubric.bands_of(pillar)[-1].level
            if level is not None and level < top:
                return False
        return True

    @cached_property
    def highest(self) -> Outcome:
        """After every step that may be proposed."""
        return self._raised_from(self.levels)

    def _raised_from(self, start: Sequence[int]) -> Outcome:
        levels = list(start)
        for place, costs in enumerate(self.advised().costs):
            question = self.index.rubric.questions[place]
            ahead = range(question.step_from(levels[place]), len(costs))
            for step in ahead:
                # Where a level has no step up, there is none beyond it either.
                if levels[place] < 0 or costs[step] is None:
                    break
                levels[place] = question.stops[step]
        return evaluate(self.index.rubric, levels)

    def is_reachable(self, target: Target, start: Sequence[int] | None = None) -> bool:
        """Whether steps are enough for the target when nothing is left out."""
        highest = self.highest if start is None else self._raised_from(start)
        pairs = []
        for place, level in self._pillar_targets(target).items():
            pairs.append((highest.pillar_levels[place], level))
        if target.level is not None:
            pairs.append((highest.level, target.level))
        return all(most is not None and most >= level for most, level in pairs)

    def _pillar_targets(self, target: Target) -> dict[int, int]:
        """By place; a pillar that the index does not have is no target."""
        levels = {}
        for place, code in enumerate(self.index.rubric.pillars):
            if code in target.pillars:
                levels[place] = target.pillars[code]
        return levels

    def plan(
        self,
        target: Target,
        start: Sequence[int] | None = None,
        without: Collection[str] = (),
    ) -> list[int]:
        """The levels from `start` after what is needed first and the advised way to the target.

        Nothing before what it waits for; `start` with the tools that its tools build on.
        Without a target what is needed first alone.
        without: questions that are not for this enterprise; the way leaves them alone.
        Raises RoadmapError: `nothing_asked`, `unreachable`, and `unreachable_without`
        where it could be reached if nothing were left out.
        """
        advised = self._advised_from(start, without)
        if target.is_empty and advised.with_floor(advised.levels) == advised.levels:
            raise RoadmapError("nothing_asked")
        return self._found(advised, advised.plan, target)

    def cheapest(
        self,
        target: Target,
        start: Sequence[int] | None = None,
        without: Collection[str] = (),
    ) -> list[int]:
        """As `plan`, by the least effort alone, whatever is needed first or wanted."""
        if target.is_empty:
            raise RoadmapError("nothing_asked")
        advised = self._advised_from(start, without)
        return self._found(advised, advised.cheapest, target)

    def _advised_from(
        self, start: Sequence[int] | None, without: Collection[str]
    ) -> Advised:
        start = with_tools_below(self.index, self.levels, start or self.levels)
        return self.advised(without, start)

    def _found(self, advised: Advised, find: Find, target: Target) -> list[int]:
        try:
            after = find(target.level, self._pillar_targets(target))
        except ScoringError as error:
            # A level or pillar of an index that is not this one any more.
            raise RoadmapError("unreachable") from error
        if after is None:
            # To take something back is advised only where that would help.
            is_open = advised.without and self.is_reachable(target, advised.levels)
            raise RoadmapError("unreachable_without" if is_open else "unreachable")
        return after
