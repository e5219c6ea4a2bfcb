"""Sections of the Vietnam Standard Industrial Classification in force (VSIC 2025, A to V)."""

from dataclasses import dataclass
from functools import cache

from registry.files import registry


@dataclass(frozen=True)
class Sector:
    code: str
    name: dict[str, str]
    # Which thresholds of Decree 80 apply; None where the decree names none.
    size_group: str | None


@cache
def sectors() -> dict[str, Sector]:
    sections = registry("sectors")["current"]["sections"]
    return {row["code"]: _sector(row) for row in sections}


def _sector(row: dict) -> Sector:
    names = {"vi": row["name_vi"], "en": row["name_en"]}
    return Sector(row["code"], names, row["size_group"])


def sector(code: str) -> Sector | None:
    return sectors().get(code)
