"""Size class and support ceilings of Decree 80/2021/NĐ-CP (articles 5 and 11)."""

from dataclasses import dataclass
from functools import cache

from registry.files import registry
from registry.sectors import sector


@dataclass(frozen=True)
class SizeClass:
    id: str  # micro, small, medium, large, or "" when it cannot be told
    reason: str  # "revenue", "capital", "above_all", "employees_only" or "unknown"
    employees_max: int | None = None
    revenue_max: int | None = None
    capital_max: int | None = None

    @property
    def name(self) -> dict[str, str]:
        return size_names().get(self.id, {"vi": "", "en": ""})


@dataclass(frozen=True)
class Support:
    item: str
    name: dict[str, str]
    rate_percent: int
    ceiling: int | None  # VND a year, None where the decree gives none for this size
    confidence: str


@cache
def size_names() -> dict[str, dict[str, str]]:
    classes = registry("size-and-support")["size"]["classes"]
    return {row["id"]: {"vi": row["name_vi"], "en": row["name_en"]} for row in classes}


@cache
def _thresholds(group: str) -> tuple[dict, ...]:
    thresholds = registry("size-and-support")["size"]["thresholds"]
    return tuple(row for row in thresholds if row["sector_group"] == group)


def size_class(
    *,
    employees: int | None,
    revenue: int | None,
    capital: int | None,
    sector_code: str,
) -> SizeClass:
    """First class whose employee limit holds and whose revenue or capital limit holds.

    With neither revenue nor capital known, the class by employees alone, said to be uncertain.
    """
    known = sector(sector_code)
    if employees is None or known is None or known.size_group is None:
        return SizeClass("", "unknown")

    for row in _thresholds(known.size_group):
        limits = (row["employees_max"], row["revenue_max_vnd"], row["capital_max_vnd"])
        if employees > limits[0]:
            continue
        if revenue is None and capital is None:
            return SizeClass(row["class"], "employees_only", *limits)
        if revenue is not None and revenue <= limits[1]:
            return SizeClass(row["class"], "revenue", *limits)
        if capital is not None and capital <= limits[2]:
            return SizeClass(row["class"], "capital", *limits)

    # The decree names no class above medium; every other enterprise is large.
    return SizeClass("large", "above_all")


@cache
def supports() -> dict[str, dict]:
    return {row["id"]: row for row in registry("size-and-support")["support"]["items"]}


def support_for(item: str, size: str) -> Support | None:
    """What the decree could pay for this kind of help.

    None for unknown items and for sizes outside it.
    """
    row = supports().get(item)
    if row is None or size not in row["ceiling"]:
        return None
    return Support(
        item=item,
        name={"vi": row["name_vi"], "en": row["name_en"]},
        rate_percent=row["rate_max_percent"],
        ceiling=row["ceiling"][size],
        confidence=row["confidence"],
    )
