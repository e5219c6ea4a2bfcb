"""Reads of results for the pages, files and commands of this package."""

from uuid import UUID

from accounts.access import Action, Visitor, may
from survey.models import Result, ShareLink
from survey.results.queries import results

CODE_GROUP = 4  # letters between the hyphens of a verification code


def normalised_code(typed: str) -> str:
    """A verification code as it is kept, however it was typed.

    Spaces, hyphens and case do not matter.
    """
    letters = "".join(filter(_is_of_a_code, typed.upper()))
    groups = [
        letters[start : start + CODE_GROUP]
        for start in range(0, len(letters), CODE_GROUP)
    ]
    return "-".join(groups)


def _is_of_a_code(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def result_of_code(code: str) -> Result | None:
    return results().filter(verification_code=normalised_code(code)).first()


def result_named(reference: str) -> Result | None:
    """A result by its public id, its verification code or its number."""
    # No public id and no code is made of digits alone.
    if reference.isdigit():
        return results().filter(pk=int(reference)).first()
    try:
        return results().filter(public_id=UUID(reference)).first()
    except ValueError:
        return result_of_code(reference)


def open_links(result: Result, visitor: Visitor) -> list[ShareLink]:
    """The links of a result that still open it, newest first, for whoever may revoke them."""
    if not may(visitor, Action.SHARE, result.organisation):
        return []
    links = result.share_links.filter(revoked_at__isnull=True)
    return list(links.order_by("-created_at", "-pk"))
