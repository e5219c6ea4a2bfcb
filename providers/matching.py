"""From a result to what is suggested for it: gathers the directory as arrays, asks scoring, notes what it found.

The content made here holds names, ids, numbers and codes; `explain` turns it into sentences when it is read.
"""

from datetime import datetime

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from providers.capacity import places_taken
from providers.facts import Facts
from providers.models import Solution
from providers.rules import FIRM, RULES, Directory, Mask, Request, yearly_cost
from scoring.distance import Distance, distance_to_next
from scoring.evaluate import Outcome, evaluate
from scoring.matching import Ranking, gained, needs, rank, room, shrunk_rating
from scoring.portfolio import best_portfolio
from survey.index import Index, index_of_result
from survey.models import Result

FORMAT = 1  # of the content; a reader of stored recommendations looks at it first
SHOWN = 6
WORTH_IT = 2  # points a solution must still add to the rest of a set: below that the money is better kept
DEAR = 3  # times what a point of the whole set costs: whatever is dearer stays out as well
POOL = 12  # the portfolio is picked from this many of the best: more is more than a small firm can take on
NEAR_MISSES = 4
PER_PROVIDER = 2
USUAL_RATING, USUAL_COUNT = 4.0, 20  # a provider without ratings is taken for a usual one


def content_of(result: Result, *, budget: int | None, now: datetime) -> dict:
    """What is suggested for this result within this budget, at this moment. Two queries, nothing is written."""
    index = index_of_result(result)
    request = Request(
        day=timezone.localdate(now),
        sector=result.sector,
        size=result.size,
        area=result.area,
        employees=result.assessment.employees,
        budget=budget,
    )
    directory = gather(index, request, now)
    levels = np.frombuffer(bytes(result.levels), np.int8).astype(np.int64)
    return _Match(index, directory, request, levels).content()


def gather(index: Index, request: Request, now: datetime) -> Directory:
    """Every solution described for this index, in a fixed order, lifts by question."""
    solutions = list(
        Solution.objects.filter(index_id=index.id).select_related("provider__organisation").order_by("slug")
    )
    column = {code: position for position, code in enumerate(index.codes)}
    lifts = np.zeros((len(solutions), len(column)), np.int64)
    for row, solution in enumerate(solutions):
        for part in solution.improves:
            if part["question"] in column:
                lifts[row, column[part["question"]]] = part["lift"]
    yearly = np.array([yearly_cost(solution, request.employees) for solution in solutions], np.int64)
    return Directory(solutions, lifts, yearly, places_taken(now))


class _Match:
    """One enterprise against the directory. S solutions, Q questions, R rules."""

    def __init__(self, index: Index, directory: Directory, request: Request, levels: NDArray[np.int64]) -> None:
        self.index, self.directory, self.request, self.levels = index, directory, request, levels
        rubric = index.rubric
        self.outcome = evaluate(rubric, levels.tolist())
        self.distance: Distance | None = distance_to_next(rubric, self.outcome)
        self.need = needs(rubric, levels, self.outcome, self.distance)
        self.open = room(rubric, levels)
        self.gains = gained(levels=levels, lifts=directory.lifts, rubric=rubric)
        self.useful = self.gains.sum(axis=1) > 0
        self.masks = {code: rule(directory, request) for code, rule in RULES.items()}
        self.fails = sum((~mask).astype(np.int64) for mask in self.masks.values())
        self.quality = np.array([_quality(solution) for solution in directory.solutions])
        self.owner = np.array([solution.provider_id for solution in directory.solutions], np.int64)
        self.facts = Facts(index, directory, request, levels, self.open, self.gains, self.distance, self.masks)

    def content(self) -> dict:
        allowed = self.useful & (self.fails == 0)
        dropped = () if allowed.any() else self.loosened()
        if dropped:
            allowed = self.useful & self._all_but(dropped)
        pool = self.rank(allowed, POOL)
        chosen = self.portfolio(pool) if not dropped else []
        shown = [*pool.indices[:SHOWN].tolist(), *(one for one in chosen if one not in pool.indices[:SHOWN])]
        return {
            "format": FORMAT,
            "index": self.index.id,
            "index_version": self.index.version,
            "unit": self.index.rubric.unit,
            "enterprise": {name: getattr(self.request, name) for name in ("sector", "size", "area", "employees")},
            "budget": self.request.budget,
            "target": self.distance.target if self.distance else None,
            "fictional": any(one.provider.organisation.is_fictional for one in self.directory.solutions),
            "useful": int(self.useful.sum()),
            "blocked": {code: int(self.missed_by(code).sum()) for code in RULES if code not in FIRM},
            "loosened": list(dropped),
            "suggestions": [self.facts.of(one, in_portfolio=one in chosen) for one in shown],
            "near_misses": [] if dropped else self.near_misses(pool),
            "portfolio": self.portfolio_facts(chosen),
        }

    def rank(self, allowed: Mask, limit: int) -> Ranking:
        return rank(
            self.need,
            self.directory.lifts,
            self.quality,
            allowed,
            self.owner,
            limit,
            PER_PROVIDER,
            open_levels=self.open,
        )

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
            opened = [int((self.useful & self._all_but((*dropped, code))).sum()) for code in soft]
            blocked = [int((self.useful & ~self.masks[code]).sum()) for code in soft]
            best = max(range(len(soft)), key=lambda one: (opened[one], blocked[one]))  # the first of equals
            dropped = (*dropped, soft.pop(best))
            if opened[best]:
                return dropped
        return ()

    def near_misses(self, pool: Ranking) -> list[dict]:
        """What would have been shown but for one rule: as good as the last one shown, and exactly one rule fails."""
        least = pool.scores[SHOWN - 1] if len(pool.scores) >= SHOWN else 0.0
        soft_fails = self.useful & (self.fails == 1) & self.masks["active"]
        missed = self.rank(soft_fails, NEAR_MISSES)
        found = zip(missed.indices.tolist(), missed.scores.tolist(), strict=True)
        return [self.facts.of(one) for one, score in found if score >= least]

    def portfolio(self, pool: Ranking) -> list[int]:
        """The best set of the pool within the budget, best ranked first; none without a budget.

        The search spends whatever adds anything; what adds next to nothing is taken out again, the least first.
        """
        if self.request.budget is None or not len(pool.indices):
            return []
        lifts, prices = self.directory.lifts[pool.indices], self.directory.yearly[pool.indices]
        chosen = best_portfolio(self.levels, self.index.rubric, lifts, prices, self.need, self.request.budget)
        return self.worth_it(pool.indices[chosen].tolist())

    def worth_it(self, found: list[int]) -> list[int]:
        """The set without what adds next to nothing for its price, unless the level hangs on it."""
        kept, whole, spent = list(found), self.points_of(found), int(self.directory.yearly[found].sum())
        while True:
            spare = []
            for one in kept:
                rest = [other for other in kept if other != one]
                added, cost = self.points_of(kept) - self.points_of(rest), int(self.directory.yearly[one])
                is_little = added < WORTH_IT * self.index.rubric.unit or cost * whole > DEAR * spent * added
                if is_little and self.after(rest).level == self.after(kept).level:
                    spare.append((added, one))
            if not spare:
                return kept
            kept.remove(min(spare)[1])

    def points_of(self, chosen: list[int]) -> int:
        """Units a set adds: two solutions for one gap do not count twice."""
        together = self.directory.lifts[chosen].sum(axis=0)
        return int(gained(levels=self.levels, lifts=together, rubric=self.index.rubric).sum())

    def after(self, chosen: list[int]) -> Outcome:
        together = self.directory.lifts[chosen].sum(axis=0)
        return evaluate(self.index.rubric, (self.levels + np.minimum(together, self.open)).tolist())

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
    return shrunk_rating(float(provider.rating_average or 0), provider.rating_count, USUAL_RATING, USUAL_COUNT)
