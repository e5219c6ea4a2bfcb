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
from scoring.evaluate import evaluate
from scoring.matching import Ranking, gained, needs, rank, room, shrunk_rating
from scoring.portfolio import best_portfolio
from survey.index import Index, index_of_result
from survey.models import Result

FORMAT = 1  # of the content; a reader of stored recommendations looks at it first
SHOWN = 6
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
        outcome = evaluate(rubric, levels.tolist())
        self.distance: Distance | None = distance_to_next(rubric, outcome)
        self.need = needs(rubric, levels, outcome, self.distance)
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
            "blocked": {code: int((self.useful & ~self.masks[code]).sum()) for code in RULES if code not in FIRM},
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
        """The best set of the pool within the budget, best ranked first; none without a budget."""
        if self.request.budget is None or not len(pool.indices):
            return []
        lifts, prices = self.directory.lifts[pool.indices], self.directory.yearly[pool.indices]
        chosen = best_portfolio(self.levels, self.index.rubric, lifts, prices, self.need, self.request.budget)
        return pool.indices[chosen].tolist()

    def portfolio_facts(self, chosen: list[int]) -> dict | None:
        """What the set costs and does together: two solutions for one gap do not count twice."""
        if not chosen:
            return None
        together = self.directory.lifts[chosen].sum(axis=0)
        after = evaluate(self.index.rubric, (self.levels + np.minimum(together, self.open)).tolist())
        return {
            "solutions": [self.directory.solutions[one].slug for one in chosen],
            "yearly": int(self.directory.yearly[chosen].sum()),
            "points": int(gained(levels=self.levels, lifts=together, rubric=self.index.rubric).sum()),
            "total": after.total,
            "level": after.level,
        }


def _quality(solution: Solution) -> float:
    provider = solution.provider
    return shrunk_rating(float(provider.rating_average or 0), provider.rating_count, USUAL_RATING, USUAL_COUNT)
