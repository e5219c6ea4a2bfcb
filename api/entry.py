"""The door of programs: what is asked below /api/v1/ never comes to the pages.

No session is read and no cookie, so that a page of another site can have nothing done here in
the name of whoever looks at it. What answers is loaded when the first program comes: the pages
do without it.
"""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.module_loading import import_string

from api.errors import ApiError
from api.languages import language_of
from api.problems import problem_of

ROOT = "/api/v1/"
DESCRIPTION = f"{ROOT}openapi.json"

Handler = Callable[[HttpRequest], HttpResponse]


def is_of_programs(request: HttpRequest) -> bool:
    return request.path.startswith(ROOT)


def answer_programs(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        if is_of_programs(request):
            return _answering()(request)
        return get_response(request)

    return handle


@cache
def _answering() -> Handler:
    return import_string("api.answering.answer")


def not_now(request: HttpRequest) -> HttpResponse:
    """While the database is away, or full."""
    response = _excuse(request, "unavailable")
    response.headers["Retry-After"] = "30"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    return _excuse(request, "broken")


def _excuse(request: HttpRequest, code: str) -> HttpResponse:
    with translation.override(language_of(request)):
        return problem_of(ApiError(code))
