"""Who can help, as the stored recommendation has it."""

from datetime import datetime

from accounts.access import Scope
from providers.explain import Told, told
from providers.queries import shown_content
from reports.contents import Suggestion
from survey.index import index_of_result
from survey.models import Result


def suggestions_of(result: Result, scope: Scope, now: datetime) -> tuple[Suggestion, ...]:
    """All suggestions in words; for the enterprise itself only."""
    if scope is not Scope.OWN:
        return ()
    content, _stored = shown_content(result, now)
    page = told(content, index_of_result(result))
    return tuple(_suggestion(one, page.fictional) for one in page.suggestions)


def _suggestion(one: Told, fictional: bool) -> Suggestion:
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
