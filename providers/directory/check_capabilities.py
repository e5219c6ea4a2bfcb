"""Checks which capabilities help with which question of an index: all faults, with their places."""

from collections.abc import Collection, Iterator, Mapping

from indexes.documents.reader import Document, KeyPath, Problem, Problems
from indexes.index.model import variants_of
from providers.directory.layout import CAPABILITIES

Asked = Mapping[str, Collection[str]]
"""Scored questions of an index in all its variants; of a choice of several, its options."""
Finding = tuple[KeyPath, str]


def asked_of(document: dict) -> dict[str, list[str]]:
    """What an index document asks, the groups that stand for criteria left out."""
    asked: dict[str, list[str]] = {}
    for index in variants_of(document):
        for code in index.codes:
            # What helps with a group is what helps with its criteria.
            if code not in index.groups:
                asked[code] = _options(index.questions[code])
    return asked


def _options(question: dict) -> list[str]:
    if question["kind"] != "multiple":
        return []
    return [option["id"] for option in question["options"]]


def check_capabilities(document: Document, asked: Asked) -> list[Problem]:
    """Every question has its capabilities, or an empty list: then somebody has looked at it."""
    problems = Problems(document)
    CAPABILITIES.check(document.data, (), problems.report)
    questions = document.data.get("questions")
    # Anything else has been told of by the layout.
    if isinstance(questions, dict):
        for path, text in _missing(questions, asked):
            problems.report(path, text)
        for path, text in _not_asked(questions, asked):
            problems.report(path, text)
    return problems.by_line


def _missing(questions: dict, asked: Asked) -> Iterator[Finding]:
    for code in asked:
        if code not in questions:
            text = (
                "This question of the index is missing;"
                " an empty list says that nothing helps."
            )
            yield ("questions", code), text


def _not_asked(questions: dict, asked: Asked) -> Iterator[Finding]:
    for code, helpers in questions.items():
        if code not in asked:
            text = "The index has no such question; a group is told by its criteria."
            yield ("questions", code), text
        elif isinstance(helpers, dict):
            yield from _unknown_options(code, helpers, asked[code])


def _unknown_options(
    code: str, helpers: dict, options: Collection[str]
) -> Iterator[Finding]:
    for option in helpers:
        if option not in options:
            text = "The question has no such option to pick beside others."
            yield ("questions", code, option), text
