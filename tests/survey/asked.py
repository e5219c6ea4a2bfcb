"""Indexes, answers and posted pages for tests that need no database."""

from functools import cache

from django.http import QueryDict

from indexes.index.model import Index
from survey.models import Answer
from survey.questionnaire.storage import QuestionnaireStorage
from tests.builders import NOW, index_document


@cache
def small() -> Index:
    return Index(index_document("small"))


@cache
def wide(variant: str = "shop") -> Index:
    return Index(index_document("wide"), variant)


def make_answer(question: str = "1.1.1", **fields) -> Answer:
    """Not saved; without fields an answer that says nothing."""
    return Answer(question=question, changed_at=NOW, **fields)


def storage_with(index: Index, *answers: Answer, **figures) -> QuestionnaireStorage:
    """A questionnaire with these answers and numbers of the round."""
    storage = QuestionnaireStorage(index)
    storage.answers = {answer.question: answer for answer in answers}
    storage.figures = figures
    return storage


def posted(**fields: str | list[str]) -> QueryDict:
    """`q_1_1_1_text="…"` is the field 1.1.1-text, `q_1_1_1="2"` the picked card."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(field_name(name), value if isinstance(value, list) else [value])
    return data


def field_name(name: str) -> str:
    if not name.startswith("q_"):
        return name.replace("__", "-")
    code, _, part = name.removeprefix("q_").partition("__")
    code = code.replace("_", ".")
    return f"{code}-{part}" if part else code
