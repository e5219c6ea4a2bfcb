"""The description as people read it: address by address, in their language."""

from collections.abc import Iterator
from functools import cache

from api.description import document
from api.wording import TAGS
from language.texts import language


def sections() -> list[dict]:
    return _sections(language())


@cache
def _sections(reader_language: str) -> list[dict]:
    """In the active language, which stands there for the memory only."""
    by_tag: dict[str, list[dict]] = {}
    for row in _rows(document()):
        by_tag.setdefault(row["tag"], []).append(row)
    return [
        {"tag": tag, "name": str(TAGS[tag]), "rows": rows}
        for tag, rows in by_tag.items()
    ]


def _rows(whole: dict) -> Iterator[dict]:
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            [rights] = operation["security"][0].values()
            yield {
                "tag": operation["tags"][0],
                "method": method.upper(),
                "path": path,
                "summary": operation["summary"],
                "description": operation.get("description", ""),
                "query": _query(operation),
                "right": "".join(rights),
            }


def _query(operation: dict) -> list[str]:
    parameters = operation.get("parameters", ())
    return [each["name"] for each in parameters if each["in"] == "query"]
