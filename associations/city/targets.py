"""The share of the digital economy, as context: fixtures/registry/digital-economy.yaml.

Two methods count it; their values never stand on one line, nor in one table.
"""

from dataclasses import dataclass

from associations.city.wording import CONFIDENCE, KINDS, SERIES
from language.formats import short, with_percent
from registry.files import registry


@dataclass(frozen=True)
class Value:
    year: int
    percent: str
    kind: str


@dataclass(frozen=True)
class Series:
    name: str
    confidence: str
    values: list[Value]


def targets() -> list[Value]:
    rows = registry("digital-economy")["targets"]
    return [_value({**row, "kind": "target"}) for row in rows]


def series() -> list[Series]:
    """Each way of counting by itself."""
    return list(map(_series, registry("digital-economy")["series"]))


def _series(row: dict) -> Series:
    return Series(
        name=str(SERIES[row["id"]]),
        confidence=str(CONFIDENCE[row["confidence"]]),
        values=list(map(_value, row["values"])),
    )


def _value(row: dict) -> Value:
    return Value(
        row["year"], with_percent(short(row["percent"])), str(KINDS[row["kind"]])
    )
