"""The calm page for what cannot be done just now. No database is needed to draw it."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment import fonts

RETRY_AFTER = 30  # seconds
# What happened, and what to do. Each begins with what the reader fears most.
REASONS = {
    "database": (
        _("The site cannot reach its records just now"),
        _("It is not your fault, and answers saved before are still here."),
        _(
            "What you sent last may not be saved yet. Please wait a minute, then go "
            "back one page and send it again."
        ),
    ),
    "full": (
        _("Nothing can be saved just now"),
        _("It is not your fault, and answers saved before are still here."),
        _(
            "What you sent last is not saved. It has been written down for the people "
            "who run the site; please try again later."
        ),
    ),
    "letter": (
        _("The letter cannot be sent just now"),
        _("It is not your fault, and answers saved before are still here."),
        _(
            "Please wait a few minutes, then ask for it once more. If you have just "
            "made an account: sign in with it, and the letter is sent again."
        ),
    ),
}


def unavailable(reason: str) -> HttpResponse:
    """In the language that is active."""
    heading, lead, advice = REASONS[reason]
    context = {
        "heading": heading,
        "lead": lead,
        "advice": advice,
        "fonts_built": fonts.are_built(),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, "503.html", context, status=status)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def language_of_excuse(request: HttpRequest | None) -> str:
    """The active one; before a page has chosen it, that of the browser: no account is read."""
    if hasattr(request, "LANGUAGE_CODE"):
        return get_language() or settings.LANGUAGE_CODE
    cookies = getattr(request, "COOKIES", {})
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
