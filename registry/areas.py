"""The 168 commune-level units of Ho Chi Minh City since 1 July 2025."""

from dataclasses import dataclass
from functools import cache

from language.collation import sort_key
from registry.files import registry


@dataclass(frozen=True)
class Area:
    code: str
    name: dict[str, str]
    kind: str  # ward, commune or special_zone
    former_province: str


_KIND_NAME = {
    "ward": ("Phường {}", "{} Ward"),
    "commune": ("Xã {}", "{} Commune"),
    "special_zone": ("Đặc khu {}", "{} Special Zone"),
}


@cache
def areas() -> dict[str, Area]:
    units = registry("areas")["current"]["units"]
    in_order = sorted(units, key=lambda row: sort_key(row["name_vi"]))
    return {row["code"]: _area(row) for row in in_order}


def _area(row: dict) -> Area:
    vietnamese, english = _KIND_NAME[row["type"]]
    names = {
        "vi": vietnamese.format(row["name_vi"]),
        "en": english.format(row["name_en"]),
    }
    return Area(row["code"], names, row["type"], row["former_province"])


def area(code: str) -> Area | None:
    return areas().get(code)


@cache
def areas_by_former_province() -> tuple[tuple[dict[str, str], tuple[Area, ...]], ...]:
    """(name of the former province, its units in Vietnamese order) in the order of the merger."""
    merged = registry("areas")["current"]["merged_from"]
    return tuple((_name(province), _units_of(province["id"])) for province in merged)


def _name(province: dict) -> dict[str, str]:
    # English writes these names as Vietnamese does, but without its marks, as the id has them.
    plain = province["id"].replace("-", " ").title()
    return {"vi": province["name_vi"], "en": province.get("name_en", plain)}


def _units_of(province: str) -> tuple[Area, ...]:
    return tuple(unit for unit in areas().values() if unit.former_province == province)


@cache
def former_provinces() -> dict[str, dict[str, str]]:
    """Names of the three former provinces by their ids, as `Area.former_province` has them."""
    return {
        units[0].former_province: name for name, units in areas_by_former_province()
    }
