from functools import cache, partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.access.visitors import answers_nowhere, visitor_of
from accounts.held import BEGUN, RESUMED, held_in, may_be_asked_for
from assessment import fonts
from privacy.operator import operator
from survey.models import PendingClaim
from survey.rounds.claims import asked_for_by_others

# Where the navigation of every page leads (assessment/frame/header.html).
PAGES_OF_ACCOUNT = ("own_home", "survey:mine", "account_login", "account_logout")


def frame(request: HttpRequest) -> dict:
    """What every page's frame needs."""
    session = getattr(request, "session", {})
    return {
        "debug": settings.DEBUG,
        "site_url": settings.SITE_URL,
        "operator": operator(),
        # Somebody without an account who started an assessment in this browser finds the way back.
        "has_begun": bool(session.get(BEGUN) or session.get(RESUMED)),
        # Read where it is drawn: most answers are no whole pages.
        "asked_for": partial(_asked_for, request),
        "only_works": partial(_only_works, request),
        "fonts_built": fonts.are_built(),
        "page_of_account": _page_of_account(request),
    }


def _only_works(request: HttpRequest) -> bool:
    """For whoever works for others and has no enterprise, a page of those would be empty."""
    if not getattr(request, "user", None):
        return False
    return answers_nowhere(visitor_of(request))


def _page_of_account(request: HttpRequest) -> str:
    """The address of this page, if the navigation leads there."""
    path = getattr(request, "path", "")
    return path if path in _pages_of_account() else ""


@cache
def _pages_of_account() -> set[str]:
    return set(map(reverse, PAGES_OF_ACCOUNT))


def _asked_for(request: HttpRequest) -> list[PendingClaim]:
    """What others want of what this browser began; read only where it sent a link."""
    if not may_be_asked_for(request):
        return []
    return asked_for_by_others(held_in(request))
