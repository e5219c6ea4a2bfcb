"""What a good consultant would advise: first what a firm needs, then what it wants, then points.

Pure: knows no models, texts or clock. The floor comes first, whatever it earns; then the
steps that reach the target at the least effort, less what they serve of what the owner
wants. Nothing that does not apply, and nothing before what it waits for.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from indexes.advice.enough import (
    ChosenOf,
    Enough,
    unknown,
)
from indexes.advice.firm import Firm
from indexes.advice.fits import fits, unfit_by
from indexes.advice.heights import Heights
from indexes.advice.model import (
    E_INVOICE,
    NOTHING,
    Advice,
    Duty,
    QuestionAdvice,
)
from indexes.advice.prices import is_dear
from indexes.advice.taken_up import whole_options
from indexes.index.model import Index
from indexes.index.prerequisites import waits_of, with_tools_above
from indexes.index.step_costs import Costs, costs_of
from registry.households import is_above
from scoring.evaluate import evaluate
from scoring.path import cheapest_path
from scoring.rules import QUESTION

# What is left of the effort of a step, in sixteenths, by the points (1 to 3 each) by which
# it serves the two things wanted most. What serves a want a little is no reason by itself;
# what serves one most counts less than half, so that it comes before what is merely easy.
LEFT_OF_EFFORT = (16, 15, 12, 7, 5, 4, 3)

MUCH = 2  # of the points by which one step serves one want

# What may cost more than all that a firm takes on in its first three months counts as so many
# times its effort: to find the money is work too, and to lose it hurts.
DEAR = 2

# By whether it is dear, then by the points. Fractions are slow to make, and a page prices
# hundreds of steps.
_LEFT = tuple(Fraction(left, LEFT_OF_EFFORT[0]) for left in LEFT_OF_EFFORT)
PARTS = _LEFT, tuple(part * DEAR for part in _LEFT)

FLOOR, NEEDED, SERVES, POINTS = "floor", "needed", "serves", "points"
KINDS = (FLOOR, NEEDED, SERVES, POINTS)  # points never outrank need

BY_OWNER, NO_LAW, HAD = "owner", "law", "had"


@dataclass(frozen=True)
class Reason:
    """Why a step stands in a plan.

    kind: one of KINDS. by: the questions that wait for it, or the purposes it serves;
    where nothing waits for what is needed, the level itself names it.
    """

    kind: str
    by: tuple[str, ...] = ()


class Advised:
    """One enterprise under one index, with the advice written for that index.

    levels: (Q,) complete, as the engine takes them. advice: None where nobody has
    written any. without: what the owner says is not for the enterprise. chosen: of a choice
    of several options those it has; none where only levels are known.
    """

    def __init__(
        self,
        index: Index,
        levels: Sequence[int],
        advice: Advice | None,
        firm: Firm,
        without: Collection[str] = (),
        chosen: ChosenOf = unknown,
    ) -> None:
        self.index = index
        self.levels = levels
        self.advice = advice
        self.firm = firm
        self.without = without
        self.chosen = chosen
        self._enough = Enough(
            index,
            self.of,
            firm,
            chosen,
        )
        self._heights = Heights(index, levels, self.floor_of)
        # A page asks for the same way for its first steps and for what it calls missing.
        self._plans: dict[object, list[int] | None] = {}

    def of(self, code: str) -> QuestionAdvice:
        return self.advice.question(code) if self.advice else NOTHING

    def applies(self, code: str) -> bool | None:
        """Whether it makes sense for how the firm works; None where that is not known."""
        return fits(self.of(code), self.firm)

    def asked_beside(self, code: str) -> tuple[str, ...]:
        """The ways that would tell whether it applies, where that is not known."""
        if self.applies(code) is not None:
            return ()
        ways = self.of(code).ways
        return tuple(sorted(ways - self.firm.ways.keys()))

    def floor_of(self, code: str) -> int:
        """The level, counted from 0, that the firm needs before anything else; 0 for none."""
        said = self.of(code)
        if not (said.floor or said.floor_where):
            return 0
        # The owner's own no, and what makes no sense for the firm, outweigh any floor.
        if code in self.without or self.applies(code) is False:
            return 0
        # Where it is not known whether the law asks, the law is no reason.
        if said.law and not self.asks(said.law):
            return 0
        lowest = self.index.shown_level(code, 0)
        # Where the size is not known, what every firm needs.
        of_all = min(said.floor.values(), default=lowest)
        floors = [said.floor.get(self.firm.size, of_all)]
        for way, floor in said.floor_where.items():
            if self.firm.ways.get(way):
                floors.append(floor)
        # Written as the index shows it.
        return max(floors) - lowest

    def _is_spared_by_law(self, code: str) -> bool:
        """It is there for a law alone, which does not ask it of this firm."""
        return self.asks(self.of(code).law) is False

    def asks(self, law: str) -> bool | None:
        """Whether this law asks anything of the firm; None where that is not known."""
        return self.is_asked_by_law() if law == E_INVOICE else bool(law) or None

    def is_by_law(self, code: str) -> bool:
        """Its floor is there because the law asks for it."""
        return bool(self.of(code).law) and self.floor_of(code) > 0

    def is_law_open(self, code: str) -> bool:
        """Whether a law asks for it is not known."""
        law = self.of(code).law
        return bool(law) and self.asks(law) is None

    @property
    def duties(self) -> list[Duty]:
        """What the law asks of such a firm, besides what the index asks about."""
        duties = []
        for duty in self.advice.duties if self.advice else ():
            is_there = not duty.at or self.index.variant in duty.at
            holds = not duty.ways or any(map(self.firm.ways.get, duty.ways))
            is_whose = duty.household in (None, self.firm.is_household)
            is_rich = not duty.above or is_above(duty.above, self.firm.revenue)
            is_of_size = not duty.sizes or self.firm.size in duty.sizes
            if is_there and holds and is_whose and is_rich and is_of_size:
                duties.append(duty)
        return duties

    def is_asked_by_law(self) -> bool | None:
        """For e-invoices."""
        return self.firm.must_invoice

    def served_by(self, code: str) -> tuple[str, ...]:
        """What the owner wants that it serves, what it serves most first."""
        serves = self.of(code).serves
        wanted = filter(serves.get, self.firm.wants)
        # Of equal ones the owner's own order stays.
        most_first = sorted(wanted, key=serves.__getitem__, reverse=True)
        return tuple(most_first)

    def serves_much(self, code: str) -> bool:
        """Of what the owner wants."""
        serves = self.of(code).serves
        return any(serves.get(want, 0) >= MUCH for want in self.firm.wants)

    @cached_property
    def costs(self) -> Costs:
        """Of each step; whoever looks for no way needs none."""
        return self._costs(is_wanted=True)

    @cached_property
    def waits(self) -> dict[int, list[int]]:
        return waits_of(self.index, self.costs)

    def _costs(self, *, is_wanted: bool) -> Costs:
        """No step for what does not apply, nor for what is of no use without it.

        is_wanted: what serves what is wanted costs less.
        """
        rows = []
        for code, effort in zip(self.index.codes, costs_of(self.index), strict=True):
            row = self._enough.row(code, effort)
            if code in self.shut:
                rows.append((None,) * len(row))
            elif is_wanted:
                rows.append(self._priced(code, row))
            else:
                rows.append(tuple(row))
        return rows

    def _priced(
        self, code: str, row: Sequence[Fraction | None]
    ) -> tuple[Fraction | None, ...]:
        part = self._part_of_effort(code)
        times = self._heights.times_of(code, self.shut)
        # Nothing is wanted of it, or dear, or high: it costs what it takes.
        if times is None and part == 1:
            return tuple(row)
        prices: list[Fraction | None] = []
        of_last = effort_of_last = None
        for step, effort in enumerate(row):
            # Mostly all steps of a question take the same: a page prices hundreds.
            if effort is not effort_of_last:
                effort_of_last = effort
                of_last = None if effort is None else effort * part
            is_higher = of_last is not None and times is not None
            prices.append(of_last * times[step] if is_higher else of_last)
        return tuple(prices)

    def is_ahead(self, code: str, level: int) -> bool:
        """Whether this level of a question is far beyond where the firm stands as a whole."""
        return self._heights.is_far(code, level)

    def _part_of_effort(self, code: str) -> Fraction:
        said = self.of(code)
        wanted = sum(said.serves.get(purpose, 0) for purpose in self.firm.wants)
        return PARTS[is_dear(said, self.firm)][wanted]

    def effort_of(self, code: str) -> Fraction:
        """Of the next step, as it counts; 0 where there is none."""
        place = self.index.places[code]
        row = self.costs[place]
        step = self.index.rubric.questions[place].step_from(self.levels[place])
        effort = row[step] if step < len(row) else None
        return effort or Fraction(0)

    def weight_of(self, code: str) -> Fraction:
        """How many times more a point of this step is worth: wanted ones more, dear ones less."""
        return 1 / self._part_of_effort(code)

    @cached_property
    def shut(self) -> set[str]:
        """What is neither advised to the firm nor offered to it."""
        shut = set(self.without)
        for code in self.index.codes:
            is_spared = self._is_spared_by_law(code) or self.of(code).had
            if is_spared or self.applies(code) is False:
                shut.add(code)
        return with_tools_above(self.index, self.levels, shut)

    def with_floor(self, start: Sequence[int]) -> list[int]:
        """The floor, and whatever it waits for."""
        levels = list(start)
        for place, code in enumerate(self.index.codes):
            if levels[place] >= 0:
                self._raise(levels, place, self.floor_of(code))
        return levels

    def _raise(self, levels: list[int], place: int, floor: int) -> None:
        question = self.index.rubric.questions[place]
        while levels[place] < floor and self.can_rise(levels, place):
            for base in self.waits.get(place, ()):
                if levels[base] == 0:
                    self._raise(levels, base, 1)
            levels[place] = question.stops[question.step_from(levels[place])]

    def can_rise(self, levels: Sequence[int], place: int) -> bool:
        row = self.costs[place]
        step = self.index.rubric.questions[place].step_from(levels[place])
        return step < len(row) and row[step] is not None

    def plan(
        self, target: int | None, pillars: Mapping[int, int] | None = None
    ) -> list[int] | None:
        """The levels after the floor and the way to the target; None where no steps are enough.

        Raises ScoringError, as `cheapest_path`.
        """
        start = self.with_floor(self.levels)
        if target is None and not pillars:
            return start
        asked = (target, frozenset((pillars or {}).items()))
        if asked not in self._plans:
            self._plans[asked] = self._after(start, target, pillars, self.costs)
        after = self._plans[asked]
        return None if after is None else list(after)

    def cheapest(
        self, target: int | None, pillars: Mapping[int, int] | None = None
    ) -> list[int] | None:
        """As `plan`, by the least effort alone: whatever is needed first, or wanted."""
        costs = self._costs(is_wanted=False)
        return self._after(list(self.levels), target, pillars, costs)

    def _after(
        self,
        start: list[int],
        target: int | None,
        pillars: Mapping[int, int] | None,
        costs: Costs,
    ) -> list[int] | None:
        rubric = self.index.rubric
        path = cheapest_path(rubric, start, target, costs, pillars, self.waits)
        if path is None:
            return None
        for step in path.steps:
            start[step.question] = step.to_level
        return start

    def steps_between(self, code: str, start: int, end: int) -> list[tuple[int, int]]:
        """(from, to) of each thing to do on the way; none is done by half."""
        steps = self.index.rubric.questions[self.index.places[code]].steps_between
        told = self.of(code).options
        # Answers are read only where an order is told.
        if not told:
            return steps(start, end)
        question, had = self.index.questions[code], self.chosen(code)
        return whole_options(steps(start, end), question, told, had)

    def reasons(self, after: Sequence[int]) -> dict[tuple[str, int], Reason]:
        """Of every step between now and then, by code and the level it starts from."""
        floor = self.with_floor(self.levels)
        needed = self._needed(after)
        named = self._named(after)
        reasons = {}
        for place, code in enumerate(self.index.codes):
            question = self.index.rubric.questions[place]
            steps = question.steps_between(self.levels[place], after[place])
            for level, _stop in steps:
                is_floor = level < self.floor_of(code) and level < floor[place]
                by = needed.get(code, ()) if level == 0 else ()
                is_needed = bool(by) or level < named.get(place, 0)
                reason = Reason(NEEDED, tuple(by)) if is_needed else None
                reasons[code, level] = self._reason(code, is_floor, reason)
        return reasons

    def _reason(self, code: str, is_floor: bool, needed: Reason | None) -> Reason:
        if is_floor:
            return Reason(FLOOR)
        if needed:
            return needed
        purposes = self.served_by(code)
        return Reason(SERVES, purposes) if purposes else Reason(POINTS)

    def _named(self, after: Sequence[int]) -> dict[int, int]:
        """By place, the level of what the level that is reached asks for by name."""
        rubric = self.index.rubric
        # Few indexes name anything, and nothing else needs the answers scored here.
        if not any(rule.needs for rule in rubric.rules):
            return {}
        reached = evaluate(rubric, after).level
        named = {}
        for rule in rubric.rules:
            for need in rule.needs:
                if rule.level == reached and need.tier == QUESTION:
                    named[need.position] = need.level
        return named

    def _needed(self, after: Sequence[int]) -> dict[str, list[str]]:
        """Of what stands at its lowest level, what rises and waits for it."""
        needed: dict[str, list[str]] = {}
        for place, bases in self.waits.items():
            if not 0 <= self.levels[place] < after[place]:
                continue
            for base in bases:
                if self.levels[base] == 0:
                    code = self.index.codes[base]
                    needed.setdefault(code, []).append(self.index.codes[place])
        return needed

    def left_out(self) -> Iterator[tuple[str, str]]:
        """(code, why) of what could rise and is not advised."""
        for place, code in enumerate(self.index.codes):
            if not 0 <= self.levels[place] < self.index.rubric.questions[place].top:
                continue
            if code in self.without:
                yield code, BY_OWNER
            elif unfit := unfit_by(self.of(code), self.firm):
                yield code, unfit
            elif self._is_spared_by_law(code):
                yield code, NO_LAW
            elif self.of(code).had:
                yield code, HAD
