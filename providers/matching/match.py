"""From a result to what is suggested for it: gathers the directory as arrays, asks scoring, notes what it found.

The content made here holds names, ids, numbers and codes; `explain` turns it into sentences when it is read.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.index.prerequisites import with_tools_below
from indexes.index.step_costs import costs_of
from providers.directory.capabilities import helpers_of
from providers.directory.capacity import places_taken
from providers.matching.facts import Facts
from providers.matching.lifts import Chosen, lifts_of
from providers.matching.rules import FIRM, RULES, Directory, Mask, Request, yearly_cost
from providers.models import Solution
from scoring.distance import Distance, distance_to_next
from scoring.evaluate import Outcome, evaluate
from scoring.matching import (
    Ranking,
    fits,
    gained,
    needs,
    rank,
    room,
    shrunk_rating,
    varied,
    worth,
)
from scoring.path import cheapest_path
from scoring.portfolio import best_portfolio
from survey.models import Result
from survey.results.scored import ScoredResult

FORMAT = 2  # of the content; a reader of stored recommendations looks at it first
SHOWN = 6
WORTH_IT = 2  # points a solution must still add to the rest of a set: below that the money is better kept
SHARE_WORTH_IT = 160  # where pillars weigh, points are not those of one answer: this part of the maximum instead
DEAR = (
    3  # times what a point of the whole set costs: whatever is dearer stays out as well
)
POOL = 24  # the list is drawn from this many of the best
SET_POOL = 30  # the best set from this many of the best, and as many of the best for their price
SET_SIZE = (
    6  # solutions in the best set: more is more than a firm can take on in a year
)
NEAR_MISSES = 4
PER_PROVIDER = 2
USUAL_RATING, USUAL_COUNT = (
    4.0,
    20,
)  # a provider without ratings is taken for a usual one


def content_of(result: Result, *, budget: int | None, now: datetime) -> dict:
    """What is suggested for this result within this budget, at this moment. Three queries, nothing is written."""
    return match_of(result, budget, now).content()


def match_of(result: Result, budget: int | None, now: datetime) -> "Match":
    """The enterprise of a result beside the directory of this moment."""
    scored = ScoredResult(result)
    index = scored.index
    request = Request(
        day=timezone.localdate(now),
        sector=result.sector,
        size=result.size,
        area=result.area,
        employees=result.assessment.employees,
        budget=budget,
    )
    levels = np.array(scored.levels, np.int64)
    directory = gather(index, request, levels, _chosen(index, result), now)
    return Match(index, directory, request, levels)


def _chosen(index: Index, result: Result) -> Chosen:
    """Options picked, of the questions whose options are helped one by one."""
    wanted = [
        code
        for code, helpers in helpers_of(index.id).items()
        if isinstance(helpers, dict)
    ]
    if not wanted:
        return {}
    return dict(
        result.assessment.answers.filter(question__in=wanted).values_list(
            "question", "chosen"
        )
    )


def gather(
    index: Index,
    request: Request,
    levels: NDArray[np.int64],
    chosen: Chosen,
    now: datetime,
) -> Directory:
    """Every solution, in a fixed order, lifts by question of this index."""
    solutions = list(
        Solution.objects.select_related("provider__organisation").order_by("slug")
    )
    lifts = lifts_of(index, solutions, levels, chosen)
    yearly = np.array(
        [yearly_cost(solution, request.employees) for solution in solutions], np.int64
    )
    return Directory(solutions, lifts, yearly, places_taken(now))


class Match:
    """One enterprise against the directory. S solutions, Q questions, R rules."""

    def __init__(
        self,
        index: Index,
        directory: Directory,
        request: Request,
        levels: NDArray[np.int64],
    ) -> None:
        self.index, self.directory, self.request, self.levels = (
            index,
            directory,
            request,
            levels,
        )
        rubric = index.rubric
        self.outcome = evaluate(rubric, levels.tolist())
        self.distance: Distance | None = distance_to_next(rubric, self.outcome)
        self.path = self._path()
        self.need = needs(rubric, levels, self.outcome, self.distance, self.path > 0)
        self.open = room(rubric, levels)
        units = gained(levels=levels, lifts=directory.lifts, rubric=rubric)
        self.gains = np.rint(units * worth(rubric, self.outcome)).astype(np.int64)
        self.useful = units.sum(axis=1) > 0
        self.masks = {code: rule(directory, request) for code, rule in RULES.items()}
        self.fails = sum((~mask).astype(np.int64) for mask in self.masks.values())
        self.quality = np.array(
            [_quality(solution) for solution in directory.solutions]
        )
        self.owner = np.array(
            [solution.provider_id for solution in directory.solutions], np.int64
        )
        self.facts = Facts(
            index,
            directory,
            request,
            levels,
            self.open,
            self.gains,
            self.path,
            self.distance,
            self.masks,
        )

    def _path(self) -> NDArray[np.int64]:
        """(Q,) levels that the easiest way to the next level raises each question by, with the tools that its tools
        build on, as a roadmap has them; none at the top or out of reach."""
        before = self.levels.tolist()
        after = list(before)
        if self.distance:
            found = cheapest_path(
                self.index.rubric, before, self.distance.target, costs_of(self.index)
            )
            for step in found.steps if found else ():
                after[step.question] = step.to_level
        return np.array(with_tools_below(self.index, before, after)) - self.levels

    def content(self) -> dict:
        allowed = self.useful & (self.fails == 0)
        dropped = () if allowed.any() else self.loosened()
        if dropped:
            allowed = self.useful & self._all_but(dropped)
        listed = self.listed(allowed)
        chosen = self.portfolio(allowed) if not dropped else []
        shown = [*listed, *(one for one in chosen if one not in listed)]
        return {
            "format": FORMAT,
            "index": self.index.id,
            "index_version": self.index.version,
            "unit": self.index.rubric.total_unit,
            "enterprise": {
                name: getattr(self.request, name)
                for name in ("sector", "size", "area", "employees")
            },
            "budget": self.request.budget,
            "target": self.distance.target if self.distance else None,
            "fictional": any(
                one.provider.organisation.is_fictional
                for one in self.directory.solutions
            ),
            "useful": int(self.useful.sum()),
            "blocked": {
                code: int(self.missed_by(code).sum())
                for code in RULES
                if code not in FIRM
            },
            "loosened": list(dropped),
            "suggestions": [
                self.facts.of(one, in_portfolio=one in chosen) for one in shown
            ],
            "near_misses": [] if dropped else self.near_misses(listed),
            "portfolio": self.portfolio_facts(chosen),
        }

    def listed(self, allowed: Mask) -> list[int]:
        """What is shown, in its order: of the best, each judged by what those above it leave open."""
        pool = self.rank(allowed, POOL)
        ranked = varied(pool, self.need, self.directory.lifts, self.quality, self.open)
        return ranked.indices[:SHOWN].tolist()

    def rank(
        self, allowed: Mask, limit: int, quality: NDArray[np.float64] | None = None
    ) -> Ranking:
        return rank(
            self.need,
            self.directory.lifts,
            self.quality if quality is None else quality,
            allowed,
            self.owner,
            limit,
            PER_PROVIDER,
            open_levels=self.open,
        )

    def helps(self, slug: str) -> bool:
        """Whether this solution would raise an answer, and every hard rule holds."""
        good = self.useful & (self.fails == 0)
        return any(
            bool(good[row])
            for row, one in enumerate(self.directory.solutions)
            if one.slug == slug
        )

    def helpers(self, codes: Iterable[str]) -> dict[str, list[Solution]]:
        """Solutions by question, within every hard rule: most levels of it first, then by fit x quality."""
        allowed, column = (
            self.fails == 0,
            {code: place for place, code in enumerate(self.index.codes)},
        )
        scores = self.scores
        found: dict[str, list[Solution]] = {}
        for code in codes:
            lifts = (
                np.minimum(
                    self.directory.lifts[:, column[code]], self.open[column[code]]
                )
                if code in column
                else []
            )
            rows = [row for row in np.flatnonzero(lifts) if allowed[row]]
            rows.sort(key=lambda row: (-lifts[row], -scores[row]))
            found[code] = [self.directory.solutions[row] for row in rows]
        return found

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """(S,) fit x quality of every solution, allowed or not."""
        return fits(self.need, self.directory.lifts, self.open) * self.quality

    def _all_but(self, dropped: tuple[str, ...]) -> Mask:
        kept = [mask for code, mask in self.masks.items() if code not in dropped]
        return np.logical_and.reduce(kept)

    def missed_by(self, code: str) -> Mask:
        """What would help and is left out by this one rule alone."""
        return self.useful & ~self.masks[code] & (self.fails == 1)

    def loosened(self) -> tuple[str, ...]:
        """The rule that blocks most, with as few others as it takes until something passes; () when nothing helps."""
        dropped: tuple[str, ...] = ()
        soft = [code for code in RULES if code not in FIRM]
        while soft:
            opened = [
                int((self.useful & self._all_but((*dropped, code))).sum())
                for code in soft
            ]
            blocked = [int((self.useful & ~self.masks[code]).sum()) for code in soft]
            best = max(
                range(len(soft)), key=lambda one: (opened[one], blocked[one])
            )  # the first of equals
            dropped = (*dropped, soft.pop(best))
            if opened[best]:
                return dropped
        return ()

    def near_misses(self, listed: list[int]) -> list[dict]:
        """What would have been shown but for one rule: as good as the least shown, and exactly one rule fails."""
        least = self.scores[listed].min() if len(listed) >= SHOWN else 0.0
        soft_fails = self.useful & (self.fails == 1) & self.masks["active"]
        missed = self.rank(soft_fails, NEAR_MISSES)
        found = zip(missed.indices.tolist(), missed.scores.tolist(), strict=True)
        return [self.facts.of(one) for one, score in found if score >= least]

    def portfolio(self, allowed: Mask) -> list[int]:
        """The best set within the budget, best ranked first; none without a budget.

        It is picked from the best and the best for their price. The search spends whatever adds anything; what adds
        next to nothing is taken out again, the least first.
        """
        if self.request.budget is None:
            return []
        per_price = self.quality / np.maximum(self.directory.yearly, 1)
        best = [
            self.rank(allowed, SET_POOL, quality).indices
            for quality in (self.quality, per_price)
        ]
        pool = sorted(
            {*best[0].tolist(), *best[1].tolist()},
            key=lambda one: (-self.scores[one], one),
        )
        if not pool:
            return []
        lifts, prices = self.directory.lifts[pool], self.directory.yearly[pool]
        budget = self.request.budget
        chosen = best_portfolio(
            self.levels, self.index.rubric, lifts, prices, self.need, budget, SET_SIZE
        )
        return self.worth_it([pool[one] for one in chosen])

    def worth_it(self, found: list[int]) -> list[int]:
        """The set without what adds next to nothing for its price, unless the level hangs on it."""
        kept, whole, spent = (
            list(found),
            self.points_of(found),
            int(self.directory.yearly[found].sum()),
        )
        while True:
            spare = []
            for one in kept:
                rest = [other for other in kept if other != one]
                added, cost = (
                    self.points_of(kept) - self.points_of(rest),
                    int(self.directory.yearly[one]),
                )
                is_little = added < self.little or cost * whole > DEAR * spent * added
                if is_little and self.after(rest).level == self.after(kept).level:
                    spare.append((added, one))
            if not spare:
                return kept
            kept.remove(min(spare)[1])

    @cached_property
    def little(self) -> float:
        """Units of the total that are next to nothing."""
        rubric = self.index.rubric
        return (
            WORTH_IT * rubric.unit
            if rubric.weights is None
            else self.outcome.maximum / SHARE_WORTH_IT
        )

    def points_of(self, chosen: list[int]) -> int:
        """Units a set adds to the total: two solutions for one gap do not count twice."""
        return self.after(chosen).total - self.outcome.total

    def after(self, chosen: list[int]) -> Outcome:
        together = self.directory.lifts[chosen].sum(axis=0)
        return evaluate(
            self.index.rubric, (self.levels + np.minimum(together, self.open)).tolist()
        )

    def portfolio_facts(self, chosen: list[int]) -> dict | None:
        """What the set costs and does together."""
        if not chosen:
            return None
        after = self.after(chosen)
        return {
            "solutions": [self.directory.solutions[one].slug for one in chosen],
            "yearly": int(self.directory.yearly[chosen].sum()),
            "points": self.points_of(chosen),
            "total": after.total,
            "level": after.level,
            "level_now": self.outcome.level,
        }


def _quality(solution: Solution) -> float:
    provider = solution.provider
    return shrunk_rating(
        float(provider.rating_average or 0),
        provider.rating_count,
        USUAL_RATING,
        USUAL_COUNT,
    )
