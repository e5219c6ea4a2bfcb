"""Sections of the Vietnam Standard Industrial Classification in force (VSIC 2025, A to V)."""

from dataclasses import dataclass
from functools import cache

from registry.files import registry


@dataclass(frozen=True)
class Sector:
    code: str
    name: dict[str, str]
    size_group: (
        str | None
    )  # which thresholds of Decree 80 apply; None where the decree names none


@cache
def sectors() -> dict[str, Sector]:
    return {
        row["code"]: Sector(
            row["code"], {"vi": row["name_vi"], "en": row["name_en"]}, row["size_group"]
        )
        for row in registry("sectors")["current"]["sections"]
    }


def sector(code: str) -> Sector | None:
    return sectors().get(code)
