"""Checks the file of personal data: every mistake with its line, and every field that lacks."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from indexes.documents.reader import KeyPath, Problem, Problems, read
from privacy.inventory.layout import personal_data

Finding = tuple[KeyPath, str]
Fields = Mapping[str, tuple[str, ...]]


def check_personal_data(
    path: Path, rules: Collection[str], kept: Fields
) -> list[Problem]:
    """rules: of retention.yaml. kept: every field of every model there is."""
    document = read(path)
    problems = Problems(document)
    personal_data(document.data, rules).check(document.data, (), problems.report)
    # Keys are read freely only where all of them are there.
    if not problems:
        for where, text in _findings(document.data, kept):
            problems.report(where, text)
    return problems.by_line


def _findings(data: dict, kept: Fields) -> Iterator[Finding]:
    told: dict[tuple[str, str], KeyPath] = {}
    for label, field, place in _told(data):
        if label not in kept:
            yield place, f"There is no model {label!r}."
        elif field not in kept[label]:
            yield place, f"{label} has no field {field!r}."
        elif (label, field) in told:
            yield place, f"{label}.{field} is told of already."
        told[label, field] = place
    for label, fields in kept.items():
        for field in fields:
            if (label, field) not in told:
                yield _place_of(data, label), _lacking(label, field)


def _told(data: dict) -> Iterator[tuple[str, str, KeyPath]]:
    """(label, field, place) of each field in the file."""
    for label, entries in data["models"].items():
        for position, entry in enumerate(entries):
            for number, field in enumerate(entry["fields"]):
                place = ("models", label, position, "fields", number)
                yield label, field, place
    for label, fields in data["not_personal"].items():
        for number, field in enumerate(fields):
            yield label, field, ("not_personal", label, number)


def _place_of(data: dict, label: str) -> KeyPath:
    for part in ("models", "not_personal"):
        if label in data[part]:
            return part, label
    return ("models",)


def _lacking(label: str, field: str) -> str:
    return (
        f"{label}.{field} is not told of: say under `models` why it is kept and how long, "
        "or under `not_personal` that it tells nothing of a person."
    )
