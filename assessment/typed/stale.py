"""A form whose token went stale comes back with what was typed, to be sent by one tap.

Who signs in from another tab gets a new token, and a page that was open before still has the old
one. Only what our own page sent is offered again: what another site sends is refused as ever, or
its form would be sent by the tap of whoever trusts us.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

SECRET = (
    "password",
    "otp",
)  # in the name of a field: typed again, never written into a page
OURS = {"csrfmiddlewaretoken"}
# Nobody typed these: they are sent, not told.
UNTOLD = {"posting", "here", "next", "text_version", "language"}
PARTS = ("-was", "-seen")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {}
    if _is_from_here(request, reason):
        context = {
            "address": request.get_full_path(),
            "fields": _fields(request),
            "secrets": [name for name in request.POST if _is_secret(name)],
            "files": list(request.FILES),
            "told": _told(request),
        }
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def _is_from_here(request: HttpRequest, reason: str) -> bool:
    """Django compares origin and referrer first: then only the token is wrong."""
    is_only_the_token = reason == REASON_NO_CSRF_COOKIE or reason.startswith(
        "CSRF token"
    )
    return is_only_the_token and _is_same_origin(request) and _has_token(request)


def _is_same_origin(request: HttpRequest) -> bool:
    """As the browser says; of a page without a name nobody knows whose it is."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") != "null"


def _has_token(request: HttpRequest) -> bool:
    """Every form of ours does, if an old one."""
    return bool(request.POST.get("csrfmiddlewaretoken"))


def _is_secret(name: str) -> bool:
    return any(part in name for part in SECRET)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    fields = []
    for name, values in request.POST.lists():
        if name not in OURS and not _is_secret(name):
            fields += [(name, value) for value in values]
    return fields


def _told(request: HttpRequest) -> list[str]:
    """What somebody has written, so that it is seen to be there."""
    told = []
    for name, value in _fields(request):
        is_ours = name in UNTOLD or name.endswith(PARTS)
        if not is_ours and len(value.strip()) > 1:
            told.append(value)
    return told
