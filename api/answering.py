"""How each request of a program goes: who asks, how often, what for, and what comes back."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils import timezone, translation

from api.callers import identify
from api.description import description
from api.entry import DESCRIPTION
from api.errors import ApiError
from api.languages import language_of
from api.limits import take
from api.problems import problem_of
from api.tags import tagged
from api.v1.site import addresses
from language.texts import language


def answer(request: HttpRequest) -> HttpResponse:
    with translation.override(language_of(request)):
        return _finished(request, _answered(request))


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    spoken = language()
    response.headers["Content-Language"] = spoken
    # By both: what is kept on the way must come to nobody else, nor in another
    # language.
    response.headers["Vary"] = "Authorization, Accept-Language"
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return tagged(request, response, spoken)


def _answered(request: HttpRequest) -> HttpResponse:
    # Before any token: whoever writes a program reads it first.
    if request.path == DESCRIPTION:
        return description(request)
    try:
        _refuse_open_line(request)
        return _of_caller(request)
    except ApiError as error:
        response = problem_of(error)
        if error.status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response


def _refuse_open_line(request: HttpRequest) -> None:
    # Refused and not led on: a program would follow in silence, and its token had been
    # sent in the open each time.
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise ApiError("not_secure")


def _of_caller(request: HttpRequest) -> HttpResponse:
    now = request.now = timezone.now()
    # Before anything is read for it: who asks too often shall cost little.
    token = identify(request, now)
    allowance = take(token.pk, now)
    # Without a language in the request the account's is spoken, which is known by now.
    translation.activate(language_of(request))
    if allowance.is_spent:
        response = problem_of(ApiError("too_often", seconds=allowance.seconds))
    else:
        response = _at_address(request)
    allowance.tell(response)
    return response


def _at_address(request: HttpRequest) -> HttpResponse:
    try:
        match = addresses.resolve(request.path_info.lstrip("/"))
        # The server leaves the content out.
        if request.method == "HEAD":
            request.method = "GET"
        response = match.func(request, *match.args, **match.kwargs)
    except Resolver404:
        response = problem_of(ApiError("not_found"))
    except ApiError as error:
        response = problem_of(error)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_allowed(response)
    return response


def _not_allowed(response: HttpResponse) -> HttpResponse:
    refused = problem_of(ApiError("method_not_allowed"))
    # RFC 9110 wants a 405 to say what may be asked instead.
    refused.headers["Allow"] = response.headers["Allow"]
    return refused
