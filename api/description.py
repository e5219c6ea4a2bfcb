"""The description of all addresses (OpenAPI 3.1), in the language it is asked for in."""

import json
from collections.abc import Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from api.bodies import WRITES
from api.entry import ROOT
from api.once import HEADER, SHAPE
from api.problems import CONTENT_TYPE
from api.v1.shapes import Problem
from api.v1.site import api, operations
from language.texts import language

WORDS = ("summary", "description")
# What every address may answer besides its own.
EVERYWHERE = {
    401: "token_missing",
    403: "forbidden",
    404: "not_found",
    422: "invalid",
    429: "too_often",
    503: "unavailable",
}
OF_WRITES = {
    400: "wrong_key",
    409: "key_at_work",
}
OF_BODIES = {
    400: "unreadable",
    412: "changed_meanwhile",
    413: "too_large",
    415: "not_json",
}
WORDS_OF_KEY = _("the same again gets the first answer again, for a day")
OUR_NAME = "public_id"
SCHEME = "bearer"
SCHEMES = {SCHEME: {"type": "http", "scheme": "bearer"}}
REFERENCE = "#/components/schemas/Problem"


def description(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(language()), content_type="application/json")


@cache
def _text(reader_language: str) -> str:
    """In the active language, which stands there for the memory only."""
    return json.dumps(document(), ensure_ascii=False)


def document() -> dict:
    # Plain dictionaries, which may be changed: the library keeps its own.
    whole = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT.strip("/"))))
    schemas = whole["components"].setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    rights = _rights()
    for method, operation in _operations(whole):
        _complete(method, operation)
        operation["security"] = [{SCHEME: rights[operation["operationId"]]}]
    whole["components"]["securitySchemes"] = SCHEMES
    whole["paths"] = dict(map(_named, whole["paths"].items()))
    _translate(whole)
    return whole


def _operations(whole: dict) -> Iterator[tuple[str, dict]]:
    for of_path in whole["paths"].values():
        yield from of_path.items()


def _named(of_path: tuple[str, dict]) -> tuple[str, dict]:
    """What stands in an address is called as its answer calls it."""
    path, methods = of_path
    for operation in methods.values():
        for parameter in operation.get("parameters", ()):
            if parameter["name"] == OUR_NAME:
                parameter["name"] = "id"
    return path.replace(OUR_NAME, "id"), methods


def _rights() -> dict[str, list[str]]:
    """By operation; none where every token may."""
    rights = {}
    for _path, operation in operations():
        # Exactly one: an address without a right would be open to every token by
        # mistake.
        [token] = operation.auth_callbacks
        name = api.get_openapi_operation_id(operation)
        rights[name] = [str(token.right)] if token.right else []
    return rights


def _complete(method: str, operation: dict) -> None:
    """With every answer that it may give."""
    responses = operation["responses"]
    statuses = dict(EVERYWHERE)
    if method.upper() in WRITES:
        statuses |= OF_WRITES
        _add_key(operation)
    if "requestBody" in operation:
        statuses |= OF_BODIES
    # One status has one description: of a list that is the cursor, as nothing is sent
    # along.
    if any(each["name"] == "cursor" for each in operation.get("parameters", ())):
        statuses[400] = "unknown_cursor"
    for status, code in statuses.items():
        responses[str(status)] = _problem(code)
    if method == "get":
        responses["304"] = {"description": "Not modified"}


def _add_key(operation: dict) -> None:
    """Read before any address is (api.once), so no address names it."""
    key = {
        "in": "header",
        "name": HEADER,
        "description": WORDS_OF_KEY,
        "schema": {"type": "string", "pattern": f"^{SHAPE.pattern}$"},
    }
    operation.setdefault("parameters", []).append(key)


def _problem(code: str) -> dict:
    content = {CONTENT_TYPE: {"schema": {"$ref": REFERENCE}}}
    return {"description": code, "content": content}


def _translate(part: object) -> None:
    """Words are kept in English and read in the language of the caller."""
    if isinstance(part, list):
        for each in part:
            _translate(each)
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        if name in WORDS and isinstance(value, str):
            part[name] = gettext(value)
        else:
            _translate(value)
