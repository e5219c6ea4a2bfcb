"""The calm page for what cannot be done just now. No database is needed to draw it."""

from http import HTTPStatus
from random import choice

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessment import fonts

RETRY_AFTER = 30  # seconds
AGAIN_IN = range(3, 9)
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
    "busy": (
        _("Please wait: the file comes by itself"),
        _("Many people are asking for files just now."),
        _(
            "This page asks again in a few seconds. Once the file has come, you can go "
            "back or close this page."
        ),
    ),
    "letter": (
        _("Letters do not arrive at this address"),
        _("An earlier letter to it came back. Answers saved before are still here."),
        _("Please go back and look whether the address is right, or give another one."),
    ),
}


def unavailable(reason: str, again_in: int = 0) -> HttpResponse:
    """In the language that is active. again_in: seconds after which the page asks by itself."""
    heading, lead, advice = REASONS[reason]
    context = {
        "heading": heading,
        "lead": lead,
        "advice": advice,
        "again_in": again_in,
        "fonts_built": fonts.are_built(),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, "503.html", context, status=status)
    response.headers["Retry-After"] = str(again_in or RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def please_wait() -> HttpResponse:
    """Not all at the same moment again. It is no trouble, so nothing of it is logged."""
    response = unavailable("busy", again_in=choice(AGAIN_IN))  # noqa: S311  no secret
    response._has_been_logged = True
    return response


def language_of_excuse(request: HttpRequest | None) -> str:
    """The active one; before a page has chosen it, that of the browser: no account is read."""
    if hasattr(request, "LANGUAGE_CODE"):
        return get_language() or settings.LANGUAGE_CODE
    cookies = getattr(request, "COOKIES", {})
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
