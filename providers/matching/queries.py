"""Reads of recommendations. Each function needs a constant number of queries."""

from datetime import datetime

from accounts.models import Organisation
from providers.matching.content import content_of
from providers.matching.match import match_of
from providers.matching.plan import Plan
from providers.models import HiddenProvider, Provider, Recommendation, Solution
from survey.models import Result


def recommendation_of(result: Result) -> Recommendation | None:
    """The one last asked for."""
    return result.recommendations.first()


def shown_content(
    result: Result, now: datetime, plan: Plan | None = None
) -> tuple[dict, Recommendation | None]:
    """What to show today, within the budget last asked for, and what was stored then.

    Steps, prices and places move on, so what is stored is a record and not the page.
    Nothing is written. plan: what the firm means to do; None for the way we advise.
    """
    stored = recommendation_of(result)
    budget = stored.budget if stored else None
    return content_of(result, budget=budget, now=now, plan=plan), stored


def hidden_providers(enterprise: Organisation) -> list[Provider]:
    """Whom the enterprise wants suggested no more, the first one first."""
    rows = HiddenProvider.objects.filter(enterprise=enterprise)
    return [row.provider for row in rows.select_related("provider__organisation")]


def facts_named(content: dict) -> list[dict]:
    """Of the solutions that a recommendation names, also as a near miss."""
    return [*content["suggestions"], *content["offers"], *content["near_misses"]]


def slugs_named(content: dict) -> set[str]:
    return {facts["solution"] for facts in facts_named(content)}


def shows(content: dict, solution: Solution) -> bool:
    """Whether a recommendation names the solution, also as a near miss."""
    return solution.slug in slugs_named(content)


def was_suggested(result: Result, solution: Solution) -> bool:
    """Whether any stored recommendation for this result names it."""
    contents = result.recommendations.values_list("content", flat=True)
    return any(shows(content, solution) for content in contents)


def may_be_asked(result: Result, solution: Solution, now: datetime) -> bool:
    """What was suggested; and what would be, whatever the firm means to do."""
    if was_suggested(result, solution):
        return True
    alone = Solution.objects.filter(pk=solution.pk)
    if match_of(result, None, now, among=alone).near.any():
        return True
    # How close it comes is told beside all others alone.
    return match_of(result, None, now).may_be_asked(solution.slug)
