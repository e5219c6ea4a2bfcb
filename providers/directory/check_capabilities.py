"""Checks which capabilities help with which question of an index: everything wrong, with its place."""

from collections.abc import Collection, Mapping

from indexes.documents.reader import Document, KeyPath, Problem
from indexes.index.model import Index
from providers.directory.capabilities import capabilities

Asked = Mapping[str, Collection[str]]
"""Scored questions of an index in all its variants; of a choice of several, its options."""


def asked_of(document: dict) -> dict[str, list[str]]:
    """What an index document asks, the groups that stand for criteria left out."""
    variants = [one["id"] for one in document.get("variants", {}).get("list", ())] or [
        ""
    ]
    indexes = [Index(document, variant) for variant in variants]
    return {
        code: [option["id"] for option in index.questions[code].get("options", ())]
        if index.questions[code]["kind"] == "multiple"
        else []
        for index in indexes
        for code in index.codes
        if code not in index.groups
    }


def check_capabilities(document: Document, asked: Asked) -> list[Problem]:
    """Every question has its capabilities, or an empty list: then somebody has looked at it."""
    problems = list(document.problems)

    def report(path: KeyPath, text: str) -> None:
        problems.append(Problem(path, document.line_of(path), text))

    questions = document.data.get("questions")
    if not isinstance(questions, dict):
        report(("questions",), "Expected a map of questions.")
        return problems
    for code in asked.keys() - questions.keys():
        report(
            ("questions", code),
            "This question of the index is missing; an empty list says that nothing helps.",
        )
    for code, helpers in questions.items():
        here = ("questions", code)
        if code not in asked:
            report(
                here, "The index has no such question; a group is told by its criteria."
            )
        elif isinstance(helpers, dict):
            for option, names in helpers.items():
                if option not in asked[code]:
                    report(
                        (*here, option),
                        "The question has no such option to pick beside others.",
                    )
                _names((*here, option), names, report)
        else:
            _names(here, helpers, report)
    return sorted(problems, key=lambda problem: problem.line)


def _names(path: KeyPath, names: object, report) -> None:
    if not isinstance(names, list):
        return report(path, "Expected a list of capabilities.")
    for name in names:
        if name not in capabilities():
            report(path, f"{name!r} is not one of the capabilities of words.yaml.")
