"""Reads of results for the pages, files and commands of this package."""

from datetime import datetime
from uuid import UUID

from accounts.access import Deed, Scope, Visitor, may
from providers.explain import Told, told
from providers.queries import shown_content
from reports.contents import Suggestion
from survey.index import index_of_result
from survey.models import Result, ShareLink
from survey.queries import results

CODE_GROUP = 4  # letters between the hyphens of a verification code


def normalised_code(typed: str) -> str:
    """A verification code as it is kept, however it was typed: spaces, hyphens and case do not matter."""
    letters = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return "-".join(letters[start : start + CODE_GROUP] for start in range(0, len(letters), CODE_GROUP))


def result_of_code(code: str) -> Result | None:
    return results().filter(verification_code=normalised_code(code)).first()


def result_named(reference: str) -> Result | None:
    """A result by its public id, its verification code or its number."""
    if reference.isdigit():
        return results().filter(pk=int(reference)).first()
    try:
        return results().filter(public_id=UUID(reference)).first()
    except ValueError:
        return result_of_code(reference)


def standing_links(result: Result, visitor: Visitor) -> list[ShareLink]:
    """The links of a result that still open it, newest first, for whoever may revoke them."""
    if not may(visitor, Deed.SHARE, result.organisation):
        return []
    return list(result.share_links.filter(revoked_at__isnull=True).order_by("-created_at", "-pk"))


def suggestions_of(result: Result, scope: Scope, now: datetime) -> tuple[Suggestion, ...]:
    """All suggestions in words, as the stored recommendation has them; for the enterprise itself only."""
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
