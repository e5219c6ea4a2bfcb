"""Who can help, as the stored recommendation has it."""

from datetime import datetime

from accounts.access import Scope
from providers.matching.explain import SuggestionDescription, describe
from providers.matching.queries import shown_content
from reports.contents.steps import Suggestion
from survey.models import Result


def suggestions_of(
    result: Result,
    scope: Scope,
    now: datetime,
) -> tuple[Suggestion, ...]:
    """All suggestions in words; for the enterprise itself only."""
    if scope is not Scope.OWN:
        return ()
    content, _stored = shown_content(result, now)
    page = describe(content, result.index)
    return tuple(
        _suggestion(description, fictional=page.fictional)
        for description in page.suggestions
    )


def _suggestion(description: SuggestionDescription, *, fictional: bool) -> Suggestion:
    return Suggestion(
        solution=description.solution,
        provider=description.provider,
        what=description.what,
        gains=tuple(gap.line for gap in description.gaps),
        reasons=(description.summary, *description.reasons),
        price=description.price,
        support=description.support,
        fictional=fictional,
    )
