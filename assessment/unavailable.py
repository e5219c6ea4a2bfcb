"""The calm page for what cannot be done just now. No database is needed to draw it."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from assessment import fonts

RETRY_AFTER = 30  # seconds
# What happened, and what to do. Each begins with what the reader fears most.
REASONS = {
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
