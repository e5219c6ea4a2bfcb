"""Answers that have not changed are not sent again (ETag, If-None-Match)."""

import hashlib
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

ANY = "*"


def tag_of(content: bytes, language: str) -> str:
    # With the language: the same row in other words is another answer.
    digest = hashlib.sha256(language.encode() + b" " + content).hexdigest()
    # Half of it: two answers that differ do not meet by chance in 128 bits.
    return f'"{digest[:32]}"'


def tagged(request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
    """With its tag; only that where the caller has it already."""
    if request.method not in ("GET", "HEAD") or response.status_code != HTTPStatus.OK:
        return response
    tag = response.get("ETag") or tag_of(response.content, language)
    if tag in _tags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        # There is nothing that could have a type.
        del response.headers["Content-Type"]
    response.headers["ETag"] = tag
    return response


def fits(header: str, tag: str) -> bool:
    """Whether what the caller saw last (If-Match) is what stands there; without one it is."""
    tags = _tags(header)
    return not tags or ANY in tags or tag in tags


def _tags(header: str) -> set[str]:
    """What was compressed on its way has a weak tag: it was the same."""
    tags = (each.strip().removeprefix("W/") for each in header.split(","))
    return {tag for tag in tags if tag}
