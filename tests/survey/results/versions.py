"""Newer versions of the small index, and reading its results anew under them."""

from io import StringIO

from django.core.management import call_command

from indexes.models import IndexVersion
from survey.models import Result
from survey.results.services import submit
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_index_version,
    small_document,
)


def question_in(document: dict, code: str) -> dict:
    questions = (
        q for p in document["pillars"] for i in p["indicators"] for q in i["questions"]
    )
    return next(question for question in questions if question["code"] == code)


def corrected(change=lambda document: None, version: int = 2) -> dict:
    """The document of the small index as a corrected version."""
    document = small_document()
    document["index"]["version"] = version
    change(document)
    return document


def newer(change=lambda document: None, version: int = 2) -> IndexVersion:
    """The small index as a corrected version, published."""
    return make_index_version(corrected(change, version))


def worth_more(document: dict) -> None:
    question_in(document, "1.1.1")["points"] = [0, 2, 4, 6, 8, 10]


def rescore(*options: str, index: str = "small") -> str:
    out = StringIO()
    call_command("rescore", index, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def added() -> list[Result]:
    return list(Result.objects.exclude(rescored_from=None).order_by("pk"))


def submitted(level: int = 3, **by_code: int) -> Result:
    draft = make_assessment()
    make_answers(draft, level, **by_code)
    return submit(assessment=draft, by=None, now=NOW)
