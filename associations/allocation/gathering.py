"""Firms and providers of a campaign as the solver takes them, and what came out in figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from accounts.models import Organisation
from associations.allocation.queries import cohort_of
from associations.models import Allocation, Campaign
from background.performing import Job
from background.unwatched import Unwatched
from providers.directory.capacity import places_taken
from providers.exposure.services import NEW_FOR
from providers.matching.block import inputs_of_block
from providers.matching.entries import Entries, entries_of
from providers.matching.many import fit_by_provider
from providers.matching.match import matched
from providers.models import Provider
from scoring.allocation.best import best_allocation
from scoring.allocation.fairness import gini
from scoring.allocation.greedy import greedy
from scoring.allocation.problem import Allocation as Chosen
from scoring.allocation.problem import Problem, breaks
from survey.models import Result
from survey.results.scored import ScoredResult

BLOCK = 200  # firms read at once


@dataclass(frozen=True, eq=False)
class Cohort:
    """results, providers: keys, as rows and columns of the fits."""

    results: list[int]
    providers: list[int]
    fits: NDArray[np.float64]
    places: NDArray[np.int64]

    def by_firm(self, chosen: Chosen) -> Iterator[tuple[int, list[int]]]:
        """Keys of whoever is suggested to each, the best fit first."""
        fits = self.fits[chosen.firms, chosen.providers]
        order = np.lexsort((-fits, chosen.firms))
        by_row: dict[int, list[int]] = {}
        for place in order.tolist():
            key = self.providers[int(chosen.providers[place])]
            by_row.setdefault(int(chosen.firms[place]), []).append(key)
        for row, keys in by_row.items():
            yield self.results[row], keys


def gathered(allocation: Allocation, now: datetime, job: Job | Unwatched) -> Cohort:
    entries = entries_of()
    providers = sorted(entries.providers)
    columns = {key: column for column, key in enumerate(providers)}
    taken = places_taken(now)
    results, rows = [], []
    for block in _blocks(allocation.campaign, now, job):
        some = inputs_of_block(block, entries, taken, now)
        for result, inputs in zip(block, some, strict=True):
            match = matched(ScoredResult(result), entries, inputs, None)
            results.append(result.pk)
            rows.append(fit_by_provider(match, columns))
    fits = np.array(rows).reshape(len(rows), len(providers))
    return Cohort(results, providers, fits, _places(entries, providers, taken))


def _blocks(
    campaign: Campaign, now: datetime, job: Job | Unwatched
) -> Iterator[list[Result]]:
    """Consents are asked for with each: one that ended meanwhile is in none that follow."""
    keys = list(cohort_of(campaign, now).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BLOCK):
        job.say(start, len(keys))
        some = keys[start : start + BLOCK]
        yield list(cohort_of(campaign, now).filter(pk__in=some).order_by("pk"))


def _places(
    entries: Entries, providers: list[int], taken: Mapping[int, int]
) -> NDArray[np.int64]:
    left = []
    for key in providers:
        capacity = entries.providers[key].capacity_per_month
        left.append(capacity - taken.get(key, 0))
    return np.maximum(np.array(left, np.int64), 0)


def allocated(cohort: Cohort, most: int) -> tuple[Chosen, Chosen]:
    """The best, and the greedy one beside it."""
    problem = Problem(cohort.fits, cohort.places, most)
    best = best_allocation(problem)
    # What is sent by it is looked at once more: a solver may stop halfway.
    if breaks(problem, best):
        raise RuntimeError("the allocation breaks a limit")
    return best, greedy(problem, best.bound)


def figures_of(cohort: Cohort, best: Chosen, plain: Chosen, now: datetime) -> dict:
    width = len(cohort.providers)
    counts = np.bincount(best.providers, minlength=width)
    by_greedy = np.bincount(plain.providers, minlength=width)
    is_new = _are_new(cohort.providers, now)
    pairs = int(counts.sum())
    return {
        "firms": len(cohort.results),
        "reached": len(np.unique(best.firms)),
        "pairs": pairs,
        "share": best.share,
        "greedy": plain.share,
        "gini": gini(counts),
        "greedy_gini": gini(by_greedy),
        "newcomers": float(counts[is_new].sum() / pairs) if pairs else 0.0,
        "of": {
            str(key): int(count)
            for key, count in zip(cohort.providers, counts, strict=True)
            if count
        },
    }


def _are_new(providers: list[int], now: datetime) -> NDArray[np.bool_]:
    since = now - NEW_FOR
    organisations = Organisation.objects.filter(created_at__gt=since)
    new = Provider.objects.filter(organisation__in=organisations)
    keys = set(new.order_by().values_list("pk", flat=True))
    return np.array([key in keys for key in providers], np.bool_)
