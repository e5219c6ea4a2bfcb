"""One enterprise beside the directory: what helps it, what passes, and in which order.

Gathers the directory as arrays and asks scoring; `content` notes what was found.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from indexes.advice.advised import Advised
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from providers.matching.entries import Entries, OfSolution, entries_of
from providers.matching.inputs import FOR_ALL, Inputs, inputs_of
from providers.matching.lifts import lifts_of
from providers.matching.lot import Lot
from providers.matching.plan import Aim, Plan, Step, aims_of
from providers.matching.rules import (
    FIRM,
    RULES,
    SOFT,
    UNSEEN,
    Directory,
    Mask,
    yearly_costs,
)
from providers.models import Solution
from scoring.distance import Distance, distance_to_next
from scoring.evaluate import evaluate
from scoring.matching import (
    Ranking,
    fits,
    gained,
    needs,
    rank,
    room,
    varied,
    worth,
)
from survey.models import Result
from survey.results.scored import ScoredResult

SHOWN = 6
POOL = 24  # the list is drawn from this many of the best
NEAR_MISSES = 4
PER_PROVIDER = 2

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Named(NamedTuple):
    """What only a page says of a solution, as the model has it."""

    slug: str
    name: dict[str, str]
    what: dict[str, str]
    kind: str
    price_from: int
    price_to: int
    price_unit: str
    price_confirmed: date | None
    delivery_days: int | None
    support_item: str


def match_of(
    result: Result,
    budget: int | None,
    now: datetime,
    plan: Plan | None = None,
    among: QuerySet[Solution] | None = None,
) -> "Match":
    """The enterprise of a result beside the directory of this moment.

    plan: what it means to do; None for the way we advise. among: None for all solutions.
    """
    scored = ScoredResult(result)
    entries = entries_of(among)
    inputs = inputs_of(result, scored.index, entries, budget, now)
    return matched(scored, entries, inputs, plan)


def matched(
    scored: ScoredResult, entries: Entries, inputs: Inputs, plan: Plan | None
) -> "Match":
    """The same of a directory and a moment that are handed in."""
    index, request = scored.index, inputs.request
    levels = np.array(scored.levels, np.int64)
    directory = Directory(
        entries=entries,
        lifts=lifts_of(index, entries, levels, inputs.chosen),
        yearly=yearly_costs(entries, request.employees),
        taken=inputs.taken,
        conflicts=inputs.conflicts,
        hidden=inputs.hidden,
    )
    advised = Advised(
        index,
        scored.levels,
        advice_of(index.id),
        inputs.firm,
        plan.left_out if plan else frozenset(),
        lambda code: inputs.chosen.get(code, ()),
    )
    # What makes no sense for the firm is nothing that anybody can help it with.
    shut = [index.places[code] for code in advised.shut if code in index.places]
    directory.lifts[:, shut] = 0
    lot = Lot(
        entries,
        request.day.isoformat(),
        inputs.enterprise,
        inputs.taken,
        inputs.seen,
    )
    return Match(index, directory, inputs, levels, advised, plan, lot)


class Match:
    """One enterprise against the directory. S solutions, Q questions, R rules."""

    def __init__(
        self,
        index: Index,
        directory: Directory,
        inputs: Inputs,
        levels: Ints,
        advised: Advised,
        plan: Plan | None,
        lot: Lot,
    ) -> None:
        self.index = index
        self.advised = advised
        self.directory = directory
        self.inputs = inputs
        self.request = request = inputs.request
        self.lot = lot
        self.levels = levels
        self.plan = plan
        self._read: dict[int, Named] = {}

        rubric = index.rubric
        self.outcome = evaluate(rubric, levels.tolist())
        # None at the top, and while the answers are incomplete.
        self.distance: Distance | None = distance_to_next(rubric, self.outcome)
        self.open = room(rubric, levels)
        # What a lift comes to: none goes beyond the top.
        self.raised = np.minimum(directory.lifts, self.open)

        # Units of a question are worth units of the total, which differ where pillars
        # weigh: whole ones are kept, as a result keeps them.
        units = gained(levels=levels, lifts=directory.lifts, rubric=rubric)
        self.gains = np.rint(units * worth(rubric, self.outcome)).astype(np.int64)
        self.useful = units.sum(axis=1) > 0
        # A step may earn nothing, and be meant to be done all the same.
        if plan is not None:
            self.useful |= self.helped > 0
        self.masks = {code: rule(directory, request) for code, rule in RULES.items()}
        self.fails = np.sum(~np.stack(list(self.masks.values())), axis=0)
        self.quality, self.owner = directory.entries.quality, directory.entries.house

    @cached_property
    def aims(self) -> list[Aim]:
        """What is still to do, in its order, each question once."""
        steps = self._advised_steps() if self.plan is None else self.plan.steps
        levels = self.levels.tolist()
        standing = dict(zip(self.index.codes, levels, strict=True))
        return aims_of(steps, standing)

    def _advised_steps(self) -> list[Step]:
        """The way to the next level, in the order of the index.

        At the top or out of reach what the firm needs first alone.
        """
        target = self.distance.target if self.distance else None
        after = self.advised.plan(target)
        if after is None:
            after = self.advised.plan(None) or self.advised.levels
        steps = []
        levels = self.levels.tolist()
        for code, now, then in zip(self.index.codes, levels, after, strict=True):
            for start, stop in self.advised.steps_between(code, now, then):
                step = Step(code, start, stop)
                steps.append(step)
        return steps

    @cached_property
    def path(self) -> Ints:
        """(Q,) by how many steps each question is still to rise."""
        path = np.zeros(len(self.index.codes), np.int64)
        for aim in self.aims:
            path[self.index.places[aim.question]] = len(aim.starts)
        return path

    @cached_property
    def helped(self) -> Ints:
        """(S,) with how many of these steps each solution helps."""
        helped = np.zeros(len(self.directory.entries), np.int64)
        for aim in self.aims:
            raised = self.raised[:, self.index.places[aim.question]]
            for start in aim.starts:
                # What is ticked off below the first of them is taken as done.
                helped += raised > start - aim.from_level
        return helped

    @cached_property
    def need(self) -> Floats:
        rubric = self.index.rubric
        is_ahead = self.path > 0
        return needs(rubric, self.levels, self.outcome, self.distance, is_ahead)

    @cached_property
    def allowed(self) -> Mask:
        """What would raise an answer, and every hard rule holds."""
        return self.useful & (self.fails == 0)

    @cached_property
    def suggested(self) -> list[int]:
        """Rows of what is suggested for the whole result, in its order."""
        # To look for the advised way takes longer than all the rest.
        return self.listed(self.allowed) if self.allowed.any() else []

    def listed(self, allowed: Mask) -> list[int]:
        """What is shown, in its order: of the best, each judged by what those above it
        leave open.
        """
        return self._listed(allowed, self.lot.beside(FOR_ALL))

    def undrawn(self) -> list[int]:
        """What would be suggested without a lot: what the lot costs is told by it."""
        return self._listed(self.allowed, None) if self.allowed.any() else []

    def _listed(self, allowed: Mask, lots: Ints | None) -> list[int]:
        pool = self._ranked(allowed, POOL, self.quality, lots)
        ranked = varied(
            pool,
            self.need,
            self.directory.lifts,
            self.quality,
            self.open,
            lots,
        )
        return ranked.indices[:SHOWN].tolist()

    def rank(self, allowed: Mask, limit: int, quality: Floats | None = None) -> Ranking:
        quality = self.quality if quality is None else quality
        return self._ranked(allowed, limit, quality, self.lot.beside(FOR_ALL))

    def _ranked(
        self, allowed: Mask, limit: int, quality: Floats, lots: Ints | None
    ) -> Ranking:
        return rank(
            self.need,
            self.directory.lifts,
            quality,
            allowed,
            self.owner,
            limit,
            PER_PROVIDER,
            open_levels=self.open,
            lots=lots,
        )

    @cached_property
    def near(self) -> Mask:
        """What would raise an answer, and at most one rule is against it.

        Also one that earns nothing: it may be a step that is meant to be done.
        """
        raises_any = (self.raised > 0).any(axis=1)
        return raises_any & (self.fails <= 1) & self.holds(FIRM)

    def holds(self, codes: Collection[str]) -> Mask:
        """(S,) where every one of these rules does."""
        return np.logical_and.reduce([self.masks[code] for code in sorted(codes)])

    def may_be_asked(self, slug: str) -> bool:
        """Whether this solution is near.

        Where nothing passes, whatever comes as close as what is shown.
        """
        askable = self.near
        if not self.allowed.any() and (dropped := self.loosened()):
            askable = askable | self.passing_without(dropped)
        return any(self.slug(row) == slug for row in np.flatnonzero(askable))

    @property
    def solutions(self) -> Sequence[OfSolution]:
        return self.directory.entries.solutions

    def slug(self, row: int) -> str:
        """The short name of a solution."""
        return self.entry(row).slug

    def entry(self, row: int) -> OfSolution:
        """A solution as matching reads it, with whoever offers it."""
        return self.solutions[row]

    def told(self, named: Mapping[int, Named]) -> None:
        """What a page says of solutions, by their keys, where it need not be read."""
        for row, solution in enumerate(self.solutions):
            self._read[row] = named[solution.pk]

    def read(self, rows: Sequence[int]) -> None:
        """Everything that a page says of these solutions, in one query."""
        rows = [row for row in rows if row not in self._read]
        if not rows:
            return
        keys = {self.entry(row).pk: row for row in rows}
        named = Solution.objects.filter(pk__in=keys)
        for key, *facts in named.values_list("pk", *Named._fields):
            self._read[keys[key]] = Named(*facts)

    def solution(self, row: int) -> Named:
        if row not in self._read:
            self.read([row])
        return self._read[row]

    @cached_property
    def scores(self) -> Floats:
        """(S,) fit x quality of every solution, allowed or not."""
        return fits(self.need, self.directory.lifts, self.open) * self.quality

    def passing_without(self, dropped: tuple[str, ...]) -> Mask:
        """What would raise an answer, and every rule but these holds."""
        passing = self.useful
        for code, mask in self.masks.items():
            if code not in dropped:
                passing = passing & mask
        return passing

    def missed_by(self, code: str) -> Mask:
        """What would help and is left out by this one rule alone."""
        return self.useful & ~self.masks[code] & (self.fails == 1)

    def loosened(self) -> tuple[str, ...]:
        """The rule that blocks most, with as few others as it takes until something
        passes; () when nothing helps.
        """
        dropped: tuple[str, ...] = ()
        soft = list(SOFT)
        while soft:
            # The first of equals: RULES has them in the order in which they give way.
            code = max(soft, key=lambda code: self._opened_by(code, dropped))
            soft.remove(code)
            dropped = (*dropped, code)
            if self.passing_without(dropped).any():
                return dropped
        return ()

    def _opened_by(self, code: str, dropped: tuple[str, ...]) -> tuple[int, int]:
        """How many pass once this rule goes, too; how many it blocks, with others or
        alone.
        """
        opened = self.passing_without((*dropped, code)).sum()
        blocked = (self.useful & ~self.masks[code]).sum()
        return int(opened), int(blocked)

    def near_misses(self, listed: list[int]) -> list[int]:
        """What would have been shown but for one rule: as good as the least shown, and
        exactly one rule fails.
        """
        # A list with room left would have shown anything.
        least = self.scores[listed].min() if len(listed) >= SHOWN else 0.0
        missed = self.useful & (self.fails == 1) & self.holds(UNSEEN)
        ranked = self.rank(missed, NEAR_MISSES)
        return ranked.indices[ranked.scores >= least].tolist()
