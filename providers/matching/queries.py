"""Reads of recommendations. Each function needs a constant number of queries."""

from collections.abc import Sequence
from datetime import datetime

from indexes.documents.reader import checksum_of
from providers.matching.content import content_of
from providers.matching.match import match_of
from providers.models import Recommendation, Solution
from survey.models import Result


def recommendation_of(result: Result) -> Recommendation | None:
    """The one last asked for."""
    return result.recommendations.first()


def shown_content(result: Result, now: datetime) -> tuple[dict, Recommendation | None]:
    """What to show: the stored recommendation, or what would be stored if somebody asked.
    Nothing is written.
    """
    stored = recommendation_of(result)
    if stored:
        return stored.content, stored
    return content_of(result, budget=None, now=now), None


def is_out_of_date(stored: Recommendation, now: datetime) -> bool:
    """Whether the same question would be answered differently now: the directory or the
    month has moved on.
    """
    content = content_of(stored.result, budget=stored.budget, now=now)
    return checksum_of(content) != stored.digest


def slugs_named(content: dict) -> set[str]:
    """Solutions that a recommendation names, also as a near miss."""
    named = (*content["suggestions"], *content["near_misses"])
    return {suggestion["solution"] for suggestion in named}


def shows(content: dict, solution: Solution) -> bool:
    """Whether a recommendation names the solution, also as a near miss."""
    return solution.slug in slugs_named(content)


def was_suggested(result: Result, solution: Solution) -> bool:
    """Whether any stored recommendation for this result names it."""
    contents = result.recommendations.values_list("content", flat=True)
    return any(shows(content, solution) for content in contents)


def may_be_asked(result: Result, solution: Solution, now: datetime) -> bool:
    """What was suggested, and what helps within every rule: steps of a roadmap offer more
    than the list shows.
    """
    if was_suggested(result, solution):
        return True
    return match_of(result, None, now).helps(solution.slug)


def helping_solutions(
    result: Result, codes: Sequence[str], now: datetime
) -> dict[str, list[Solution]]:
    """Solutions that raise each question and pass every rule today, whatever the budget.

    Those suggested for the whole result (`is_suggested`) come first, in their order; then
    what raises it most. Nobody is told anything: to get in touch, the enterprise asks as
    for any suggestion, with its consent.
    """
    if not codes:
        return {}
    match = match_of(result, None, now)
    for row, solution in enumerate(match.directory.solutions):
        solution.is_suggested = row in match.suggested
    return match.helpers(codes)
