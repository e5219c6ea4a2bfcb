"""Reads of the directory, of recommendations and of leads. Each function needs a constant number of queries."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from indexes.documents.reader import checksum_of
from providers.matching.match import content_of, match_of
from providers.models import Recommendation, Solution
from survey.models import Result

# Recommendations


def recommendation_of(result: Result) -> Recommendation | None:
    """The one last asked for."""
    return result.recommendations.first()


def shown_content(result: Result, now: datetime) -> tuple[dict, Recommendation | None]:
    """What to show: the stored recommendation, or what would be stored if somebody asked. Nothing is written."""
    stored = recommendation_of(result)
    return (
        (stored.content, stored)
        if stored
        else (content_of(result, budget=None, now=now), None)
    )


def is_out_of_date(stored: Recommendation, now: datetime) -> bool:
    """Whether the same question would be answered differently now: the directory or the month has moved on."""
    return (
        checksum_of(content_of(stored.result, budget=stored.budget, now=now))
        != stored.digest
    )


def solutions_for(
    result: Result, codes: Iterable[str], now: datetime
) -> dict[str, list[Solution]]:
    """Who can raise each of these questions now, best first: every hard rule holds, whatever the budget.

    Best: most levels of this question, then the greatest fit to the enterprise. Nobody is told anything: to get in
    touch, the enterprise asks as for any suggestion, with its consent.
    """
    return match_of(result, None, now).helpers(codes)


def shows(content: dict, solution: Solution) -> bool:
    """Whether a recommendation names the solution, also as a near miss."""
    return any(
        one["solution"] == solution.slug
        for one in (*content["suggestions"], *content["near_misses"])
    )


def was_suggested(result: Result, solution: Solution) -> bool:
    """Whether any stored recommendation for this result names it."""
    return any(
        shows(content, solution)
        for content in result.recommendations.values_list("content", flat=True)
    )


def may_be_asked(result: Result, solution: Solution, now: datetime) -> bool:
    """What was suggested, and what helps within every rule: steps of a roadmap offer more than the list shows."""
    return was_suggested(result, solution) or match_of(result, None, now).helps(
        solution.slug
    )


def helping_solutions(
    result: Result, codes: Sequence[str], now: datetime
) -> dict[str, list[Solution]]:
    """Solutions that raise each question and pass every rule today.

    Those suggested for the whole result (`is_suggested`) come first, in their order; then what raises it most.
    """
    if not codes:
        return {}
    match = match_of(result, None, now)
    allowed = match.useful & (match.fails == 0)
    listed = match.listed(allowed)
    places = {row: place for place, row in enumerate(listed)}
    column = {code: number for number, code in enumerate(match.index.codes)}
    found = {}
    for code in codes:
        gains = np.where(allowed, match.gains[:, column[code]], 0)
        rows = sorted(
            np.flatnonzero(gains > 0).tolist(),
            key=lambda row: (
                places.get(row, len(listed)),
                -gains[row],
                -match.quality[row],
                row,
            ),
        )
        found[code] = [match.directory.solutions[row] for row in rows]
    for row, solution in enumerate(match.directory.solutions):
        solution.is_suggested = row in places
    return found
