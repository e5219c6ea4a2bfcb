"""Who can help, as the stored recommendation has it."""

from datetime import datetime

from accounts.access import Scope
from providers.matching.explain import SuggestionDescription, describe
from providers.matching.queries import shown_content
from reports.contents.steps import Suggestion
from survey.models import Result


def suggestions_of(
    result: Result, scope: Scope, now: datetime
) -> tuple[Suggestion, ...]:
    """All suggestions in words; for the enterprise itself only."""
    if scope is not Scope.OWN:
        return ()
    content, _stored = shown_content(result, now)
    page = describe(content, result.index)
    return tuple(_suggestion(one, page.fictional) for one in page.suggestions)


def _suggestion(one: SuggestionDescription, fictional: bool) -> Suggestion:
    return Suggestion(
        solution=one.solution,
        provider=one.provider,
        what=one.what,
        gains=tuple(gap.line for gap in one.gaps),
        reasons=(one.summary, *one.reasons),
        price=one.price,
        support=one.support,
        fictional=fictional,
    )
