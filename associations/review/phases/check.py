"""Checks a file of phases: every mistake with its line."""

from collections.abc import Iterator
from pathlib import Path

from associations.review.phases.layout import PROCEDURE
from indexes.documents.reader import KeyPath, Problem, Problems, read

Finding = tuple[KeyPath, str]


def check_procedure(path: Path) -> list[Problem]:
    document = read(path)
    problems = Problems(document)
    PROCEDURE.check(document.data, (), problems.report)
    # Keys are read freely only where all of them are there.
    if not problems:
        for where, text in _findings(document.data, path.stem):
            problems.report(where, text)
    return problems.by_line


def _findings(data: dict, file: str) -> Iterator[Finding]:
    if data["id"] != file:
        yield ("id",), f"The file is called {file!r}: the id must be the same."
    appeal = data["appeal"]["phase"]
    ids = [phase["id"] for phase in data["phases"]]
    for place, name in enumerate(ids):
        if name in ids[:place]:
            yield ("phases", place, "id"), f"There is a phase {name!r} already."
    # Which one looks again is not known then, so nothing more is said of any.
    if appeal not in ids:
        yield ("appeal", "phase"), f"There is no phase {appeal!r}."
        return
    for place, phase in enumerate(data["phases"]):
        yield from _of_phase(place, phase, appeal)
    if ids == [appeal]:
        yield ("phases",), "Before an appeal there must be something to appeal against."


def _of_phase(place: int, phase: dict, appeal: str) -> Iterator[Finding]:
    where = ("phases", place)
    is_appeal = phase["id"] == appeal
    if is_appeal and phase["who"] != "another":
        yield (*where, "who"), "An appeal is looked at by another reviewer."
    if is_appeal and phase["looks_at"] != "disputed":
        yield (*where, "looks_at"), "An appeal looks at what is disputed."
    if is_appeal:
        return
    if phase["who"] == "another":
        yield (*where, "who"), "Only of an appeal somebody else was there before."
    if phase["looks_at"] == "disputed":
        yield (*where, "looks_at"), "Only in an appeal something is disputed."
