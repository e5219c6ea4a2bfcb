"""Checks the file of retention rules: every mistake with its line."""

from collections.abc import Collection, Iterator
from pathlib import Path

from indexes.documents.reader import KeyPath, Problem, Problems, read
from privacy.retention.enterprises import ENTERPRISE_GOES
from privacy.retention.layout import RETENTION
from privacy.retention.rounds import FILES_GO
from registry.retention import OURS

Finding = tuple[KeyPath, str]
# Rules of which a letter is written, so that the file can say how long before.
TOLD = {FILES_GO.rule, ENTERPRISE_GOES.rule}


def check_retention(path: Path, obeyed: Collection[str]) -> list[Problem]:
    """obeyed: the rules that the nightly work knows how to obey."""
    document = read(path)
    problems = Problems(document)
    RETENTION.check(document.data, (), problems.report)
    # Keys are read freely only where all of them are there.
    if not problems:
        for where, text in _findings(document.data["rules"], obeyed):
            problems.report(where, text)
    return problems.by_line


def _findings(rules: list[dict], obeyed: Collection[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, rule in enumerate(rules):
        place = ("rules", position)
        if rule["id"] in seen:
            yield (*place, "id"), f"There is a rule {rule['id']!r} already."
        seen.add(rule["id"])
        if "days" in rule and rule["id"] not in obeyed:
            yield (*place, "id"), "Nothing obeys this rule: say how in WORK."
        yield from _of_letter(place, rule)
        # So that nobody reads a guess of ours as what a law asks for.
        if (rule["law"] == OURS) != (rule["confidence"] == "assumed"):
            text = "A term of ours is assumed, one of a law is not."
            yield (*place, "confidence"), text
    for missing in sorted(set(obeyed) - seen):
        yield ("rules",), f"The nightly work looks for the rule {missing!r} in vain."


def _of_letter(place: KeyPath, rule: dict) -> Iterator[Finding]:
    if rule["id"] in TOLD and "warn_before" not in rule:
        yield (
            (*place, "id"),
            "A letter goes before this: say how many days in warn_before.",
        )
    if "warn_before" not in rule:
        return
    if rule["id"] not in TOLD:
        yield (*place, "warn_before"), "No letter is written of this rule."
    if rule["warn_before"] >= rule["days"]:
        yield (*place, "warn_before"), "The letter goes before the term is over."
