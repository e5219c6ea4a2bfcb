"""All addresses below /api/v1/, and how each refuses."""

import json
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from accounts.access.refusals import HiddenError
from accounts.audit.watching import note_refusal
from api.bodies import WRITES, refuse_body
from api.entry import ROOT
from api.errors import ApiError
from api.once import once
from api.problems import invalid, problem_of
from api.v1 import (
    answers,
    asking,
    assessments,
    complaints,
    figures,
    indexes,
    leads,
    me,
    moves,
    plans,
    providers,
    results,
    webhooks,
)

NAME = "Sẵn Sàng Số"
IN_QUERY = "query"


class WholeSigns(JSONRenderer):
    """Vietnamese as it is read, in half the bytes."""

    json_dumps_params = {"ensure_ascii": False}


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> object:
        """What JSON does not know, and half a sign, is nothing to keep."""
        content = json.loads(request.body, parse_constant=_refuse)
        json.dumps(content, ensure_ascii=False).encode()
        return content


def _refuse(constant: str) -> None:
    raise ValueError(constant)


api = NinjaAPI(
    title=NAME,
    version="1",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api_v1",
    parser=StrictParser(),
    renderer=WholeSigns(),
)
api.add_router("/token", me.router)
api.add_router("/indexes", indexes.router)
api.add_router("/assessments", assessments.router)
api.add_router("/assessments", answers.router)
api.add_router("/results", results.router)
api.add_router("/results", plans.router)
api.add_router("/results", asking.of_results)
api.add_router("/providers", providers.router)
api.add_router("/leads", leads.router)
api.add_router("/leads", moves.router)
api.add_router("", complaints.router)
api.add_router("/webhooks", webhooks.router)
api.add_router("/associations", figures.router)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return invalid([_field(each) for each in error.errors])


def _field(error: dict) -> dict:
    # Where it stands: body or query, the name of the parameter there, and then the field.
    source, *places = error["loc"]
    inner = places[1:] if source == "body" else places[-1:]
    return {"loc": inner, "type": error["type"]}


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem_of(ApiError("unreadable"))


@api.exception_handler(Http404)
@api.exception_handler(Exception)
def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    response = problem_of(error)
    if response is None:
        raise error
    if isinstance(error, PermissionDenied | HiddenError):
        note_refusal(request, getattr(error, "organisation", None))
    return response


def operations() -> list[tuple[str, Operation]]:
    """(path, operation) of all of them, as the description has them."""
    found = []
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            found += [(router.prefix + path, each) for each in view.operations]
    return found


def _known(operation: Operation) -> set[str]:
    known: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == IN_QUERY:
            known |= set(model.__ninja_flatten_map__)
    return known


def _strict(operation: Operation) -> Callable[..., HttpResponse]:
    """The library passes over what it does not know in a query; we refuse it."""
    run, known = operation.run, _known(operation)

    def checked(request: HttpRequest, **terms: object) -> HttpResponse:
        refuse_body(request)
        unknown = sorted(set(request.GET) - known)
        if unknown:
            fields = [{"loc": [each], "type": "extra_forbidden"} for each in unknown]
            return invalid(fields)
        if request.method not in WRITES:
            return run(request, **terms)
        return once(request, lambda: run(request, **terms))

    return checked


for _path, _operation in operations():
    _operation.run = _strict(_operation)
addresses = URLResolver(RoutePattern(ROOT.lstrip("/")), api.urls[0])
