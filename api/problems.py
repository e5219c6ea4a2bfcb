"""What went wrong as a program reads it: RFC 9457, in the caller's language."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from accounts.access.programs import RightMissingError
from accounts.access.refusals import BeingTypedError, WithdrawnError
from accounts.errors import DomainError
from accounts.site import at_site
from api.errors import ApiError, FieldsError
from api.wording import DOES_NOT_FIT, FIELDS, PROBLEMS, UNFIT, words_of
from survey.errors import SurveyError

CONTENT_TYPE = "application/problem+json"


def problem_of(error: Exception) -> HttpResponse | None:
    """None for what is no refusal but broken."""
    if isinstance(error, RightMissingError):
        return problem("right_missing", HTTPStatus.FORBIDDEN, right=str(error.right))
    if isinstance(error, BeingTypedError):
        return problem_of(SurveyError("being_typed"))
    # Before Http404, of which it is one: who could see it a moment ago is told why not
    # now.
    if isinstance(error, WithdrawnError):
        return problem("withdrawn", HTTPStatus.NOT_FOUND)
    if isinstance(error, Http404):
        return problem("not_found", HTTPStatus.NOT_FOUND)
    if isinstance(error, PermissionDenied):
        return problem("forbidden", HTTPStatus.FORBIDDEN)
    if isinstance(error, ApiError):
        return _of_api(error)
    if isinstance(error, FieldsError):
        return _of_fields(error)
    if isinstance(error, DomainError):
        return _of_domain(error)
    return None


def _of_api(error: ApiError) -> HttpResponse:
    response = problem(error.code, error.status, **error.params)
    if "seconds" in error.params:
        response.headers["Retry-After"] = str(error.params["seconds"])
    return response


def _of_domain(error: DomainError) -> HttpResponse:
    status = HTTPStatus.CONFLICT
    # What was sent will never fit; all else is how things stand, and may pass.
    if error.code in UNFIT:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    errors = [
        _field(("answers", code), "missing", FIELDS["missing"])
        for code in error.params.get("codes", ())
    ]
    return written(error.code, status, words_of(error), errors)


def _of_fields(error: FieldsError) -> HttpResponse:
    fields = [
        _field(place, each.code, words_of(each)) for place, each in error.errors.items()
    ]
    words = str(PROBLEMS["invalid"])
    return written("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, words, fields)


def problem(code: str, status: HTTPStatus, **params: object) -> HttpResponse:
    return written(code, status, str(PROBLEMS[code]) % params)


def written(
    code: str,
    status: HTTPStatus,
    words: str,
    errors: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    content = {
        "type": f"{at_site(reverse('api:docs'))}#{code}",
        "title": words,
        "status": int(status),
        "code": code,
    }
    if errors:
        content["errors"] = list(errors)
    text = json.dumps(content, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=CONTENT_TYPE)


def invalid(errors: Sequence[dict]) -> HttpResponse:
    """Of a body or a query, field by field, as pydantic tells them."""
    fields = [
        _field(error["loc"], error["type"], FIELDS.get(error["type"], DOES_NOT_FIT))
        for error in errors
    ]
    words = str(PROBLEMS["invalid"])
    return written("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, words, fields)


def _field(place: Sequence[str | int], code: str, words: object) -> dict[str, str]:
    return {"pointer": pointer(place), "code": code, "detail": str(words)}


def pointer(places: Sequence[str | int]) -> str:
    """RFC 6901, without where the library put the body."""
    named = [str(place).replace("~", "~0").replace("/", "~1") for place in places]
    return "/" + "/".join(named)
