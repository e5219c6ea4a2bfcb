"""Checks a file of criteria: every mistake with its line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from indexes.documents.reader import KeyPath, Problem, Problems, read
from providers.vetting.criteria.layout import CRITERIA

Finding = tuple[KeyPath, str]
ALL = 100  # percent


def check_criteria(path: Path) -> list[Problem]:
    document = read(path)
    problems = Problems(document)
    CRITERIA.check(document.data, (), problems.report)
    # Keys are read freely only where all of them are there.
    if not problems:
        for where, text in _findings(document.data, path.stem):
            problems.report(where, text)
    return problems.by_line


def _findings(data: dict, file: str) -> Iterator[Finding]:
    if data["id"] != file:
        yield ("id",), f"The file is called {file!r}: the id must be the same."
    weights = sum(criterion["weight"] for criterion in data["criteria"])
    if weights != ALL:
        yield ("criteria",), f"The weights add up to {weights}, not to {ALL}."
    days = data["terms"]["reminders_days_before"]
    if days != sorted(days, reverse=True):
        place = ("terms", "reminders_days_before")
        yield place, "The earliest reminder stands first."
    yield from _of_bands(data["bands"], data["passes_from"])
    yield from _doubled(("criteria",), data["criteria"])
    yield from _doubled(("questions",), data["questions"])
    for place, criterion in enumerate(data["criteria"]):
        yield from _of_criterion(
            ("criteria", place), criterion, top=len(data["scale"]) - 1
        )


def _of_bands(bands: Sequence[dict], passes_from: str) -> Iterator[Finding]:
    yield from _doubled(("bands",), bands)
    starts = [band["from"] for band in bands]
    if starts != sorted(set(starts)) or starts[0]:
        yield ("bands",), "Bands begin at 0, and each lies above the one before."
    # The lowest band is what nobody passes with.
    names = [band["id"] for band in bands]
    if passes_from not in names[1:]:
        yield ("passes_from",), f"There is no band {passes_from!r} above the first."


def _of_criterion(where: KeyPath, criterion: dict, top: int) -> Iterator[Finding]:
    if criterion["least"] > top:
        yield (*where, "least"), f"The highest score is {top}."
    yield from _doubled((*where, "asks"), criterion["asks"])
    for place, field in enumerate(criterion["asks"]):
        if field["kind"] == "number" and field["least"] > field["most"]:
            yield (*where, "asks", place), "The least is more than the most."
    references = criterion.get("references")
    if references and references["answered"] > references["named"]:
        yield (*where, "references"), "More are to answer than are named."


def _doubled(where: KeyPath, rows: Sequence[dict]) -> Iterator[Finding]:
    names = [row["id"] for row in rows]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield (*where, place, "id"), f"There is {name!r} already."
