"""The criteria that there are: fixtures/vetting, read once per process. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from django.conf import settings

from registry.files import read_yaml

Texts = Mapping[str, str]  # {vi, en}


@dataclass(frozen=True)
class Criterion:
    """least: the score below which nothing else makes up for it.

    asks: fields as the file has them. named, answered: customers; none where it asks for none.
    """

    id: str
    name: Texts
    about: Texts
    weight: int
    least: int
    asks: tuple[dict, ...]
    files_wanted: int
    files_what: Texts | None
    named: int
    answered: int


@dataclass(frozen=True)
class Terms:
    """Working days, but for those that say otherwise."""

    decided_in: int
    questions_answered_in: int
    customers_answer_in: int
    appeal_within: int
    appeal_decided_in: int
    valid_for_days: int
    reminders_days_before: tuple[int, ...]


@dataclass(frozen=True)
class Band:
    id: str
    start: int
    name: Texts


@dataclass(frozen=True)
class Criteria:
    id: str
    since: date
    name: Texts
    source: Texts
    confidence: str
    terms: Terms
    scale: tuple[Texts, ...]
    bands: tuple[Band, ...]
    passes_from: str
    criteria: tuple[Criterion, ...]
    gates: tuple[dict, ...]
    questions: tuple[dict, ...]

    @property
    def top(self) -> int:
        return len(self.scale) - 1

    def criterion(self, name: str) -> Criterion | None:
        return next((each for each in self.criteria if each.id == name), None)

    def height_of(self, percent: float) -> int:
        """The place of the band in which it lies, from 0."""
        return sum(percent >= band.start for band in self.bands) - 1

    @property
    def least_height(self) -> int:
        return [band.id for band in self.bands].index(self.passes_from)


@cache
def all_criteria() -> Mapping[str, Criteria]:
    """By version, the oldest first."""
    found = {}
    for path in sorted((settings.FIXTURES_DIR / "vetting").glob("*.yaml")):
        made = _criteria_of(read_yaml(path))
        found[made.id] = made
    return MappingProxyType(found)


def criteria_on(day: date) -> Criteria:
    """By which whoever applies on this day is vetted; of days before all of them the first."""
    versions = list(all_criteria().values())
    # An application keeps the version by which it was begun.
    begun = [criteria for criteria in versions if criteria.since <= day]
    return begun[-1] if begun else versions[0]


def _criteria_of(data: dict) -> Criteria:
    terms = dict(data["terms"])
    terms["reminders_days_before"] = tuple(terms["reminders_days_before"])
    bands = [Band(row["id"], row["from"], row["name"]) for row in data["bands"]]
    return Criteria(
        id=data["id"],
        since=date.fromisoformat(data["since"]),
        name=data["name"],
        source=data["source"]["what"],
        confidence=data["source"]["confidence"],
        terms=Terms(**terms),
        scale=tuple(data["scale"]),
        bands=tuple(bands),
        passes_from=data["passes_from"],
        criteria=tuple(_criterion_of(row) for row in data["criteria"]),
        gates=tuple(data["gates"]),
        questions=tuple(data["questions"]),
    )


def _criterion_of(row: dict) -> Criterion:
    files = row.get("files", {})
    references = row.get("references", {})
    return Criterion(
        id=row["id"],
        name=row["name"],
        about=row["about"],
        weight=row["weight"],
        least=row["least"],
        asks=tuple(row["asks"]),
        files_wanted=files.get("least", 0),
        files_what=files.get("what"),
        named=references.get("named", 0),
        answered=references.get("answered", 0),
    )
