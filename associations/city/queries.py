"""What is told, as rows with names: the same on the page, in its map and in its tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Organisation
from associations.city.counted import NONE, SEVERAL
from associations.city.crossings import HUB
from associations.city.wording import (
    HEADS,
    NAMES,
    NO_NAME,
    REST,
    REST_OF_PART,
    SEVERAL_ASSOCIATIONS,
)
from associations.models import CityFigures
from indexes.offers import index_names
from language.texts import in_language
from registry.areas import areas, former_provinces
from registry.sector_names import SECTORS
from registry.sizes import size_names

# How a cut is called in addresses.
WORDS = {
    "sector": "nganh",
    "size": "quymo",
    "area": "diaban",
    "association": "hiephoi",
    "quarter": "quy",
}
UNKNOWN = "-"


@dataclass(frozen=True)
class Only:
    """The group of another cut that a table is narrowed to."""

    kind: str
    code: str

    @property
    def word(self) -> str:
        """As addresses have it."""
        return f"{WORDS[self.kind]}.{self.code or UNKNOWN}"


class Narrowing(NamedTuple):
    word: str
    name: str


@dataclass(frozen=True)
class Row:
    """code: none where several groups are told together; part: of the city that they are in.

    cells: by band of levels.
    """

    code: str | None
    name: str
    count: int
    cells: tuple[int, ...]
    mean: float
    part: str | None = None


@dataclass(frozen=True)
class Table:
    """only: what it is narrowed to, in words."""

    dimension: str
    bands: list[str]
    rows: list[Row]
    only: str = ""

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @cached_property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows if row.code}

    @cached_property
    def by_part(self) -> dict[str, Row]:
        """What wards of each part of the city have in common that are not told alone."""
        return {row.part: row for row in self.rows if row.part is not None}

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, int]]]]:
        """Each row with its cells under their heads."""
        heads = [_("Level %(band)s") % {"band": band} for band in self.bands]
        return [(row, list(zip(heads, row.cells, strict=True))) for row in self.rows]


def agencies() -> Mapping[bool, Organisation]:
    """The city's, by whether it is invented: as are the enterprises that it counts."""
    offices = Organisation.objects.filter(kind=Organisation.Kind.AGENCY)
    newest_first = offices.order_by("-pk")
    return {agency.is_fictional: agency for agency in newest_first}


def published(agency: Organisation) -> Mapping[str, CityFigures]:
    """By index. Invented enterprises are told to an invented agency, and to no other."""
    figures = CityFigures.objects.filter(is_fictional=agency.is_fictional)
    rows = figures.defer("told").order_by("index_id")
    return {row.index_id: row for row in rows}


def index_choices(index_ids: Iterable[str]) -> list[tuple[str, str]]:
    names = index_names()
    return [(index_id, str(names.get(index_id, index_id))) for index_id in index_ids]


def table_of(
    figures: CityFigures, dimension: str, only: Only | None = None
) -> Table | None:
    """None where what it is narrowed to is not told alone."""
    if only is not None:
        return _crossed(figures, dimension, only)
    told = figures.figures["dimensions"][dimension]
    names = _names(dimension, [row["code"] for row in told["rows"]])
    rows = []
    for row in told["rows"]:
        part = row.get("part")
        name = (
            str(REST_OF_PART) % {"part": _part_name(part)}
            if part
            else names[row["code"]]
        )
        rows.append(_row(row, row["code"], name, part))
    return Table(dimension, _band_names(told["bands"]), _in_order(dimension, rows))


def _row(told: dict, code: str | None, name: str, part: str | None = None) -> Row:
    # One band of all levels would say the count once more.
    cells = tuple(told["cells"]) if len(told["cells"]) > 1 else ()
    return Row(code, name, told["count"], cells, told["mean"], part)


def _part_name(part: str) -> str:
    return in_language(former_provinces()[part])


def _crossed(figures: CityFigures, dimension: str, only: Only) -> Table | None:
    kind = only.kind if dimension == HUB else dimension
    crossing = figures.figures["crossings"][kind]
    sides = ("row", "column") if dimension == HUB else ("column", "row")
    own, other = sides
    if not crossing[f"{own}s"] or only.code not in crossing[f"{other}s"]:
        return None
    told = {}
    for cell in crossing["cells"]:
        if cell[other] == only.code:
            told[cell[own]] = cell
    names = _names(dimension, list(told))
    rows = [_row(cell, code, names[code]) for code, cell in told.items()]
    name = _names(only.kind, [only.code])[only.code]
    bands = _band_names(crossing["bands"])
    return Table(dimension, bands, _in_order(dimension, rows), name)


def narrowings(
    figures: CityFigures, dimension: str
) -> list[tuple[str, list[Narrowing]]]:
    """By what a table can be narrowed: of each cut its groups that are told alone."""
    found = []
    for kind, crossing in figures.figures["crossings"].items():
        is_crossed = crossing["rows"] and crossing["columns"]
        if dimension not in (HUB, kind) or not is_crossed:
            continue
        other = kind if dimension == HUB else HUB
        codes = crossing["columns" if dimension == HUB else "rows"]
        names = _names(other, codes)
        choices = [Narrowing(Only(other, code).word, names[code]) for code in codes]
        found.append((str(HEADS[other]), choices))
    return found


def only_of(word: str, dimension: str) -> Only | None:
    """What cannot be read, or is not crossed with the cut, narrows nothing."""
    name, _dot, code = word.partition(".")
    kind = {each: kind for kind, each in WORDS.items()}.get(name)
    is_crossed = kind is not None and (kind == HUB) != (dimension == HUB)
    if not is_crossed or not code:
        return None
    return Only(kind, "" if code == UNKNOWN else code)


@dataclass(frozen=True)
class CrossTable:
    """A crossing as a whole. rows: names of both groups, then the figures."""

    kind: str
    bands: list[str]
    rows: list[tuple[str, Row]]


def cross_tables(figures: CityFigures) -> list[CrossTable]:
    """Of which anything is told apart."""
    tables = []
    for kind, crossing in figures.figures["crossings"].items():
        if not crossing["rows"] or not crossing["columns"]:
            continue
        cells = crossing["cells"]
        hubs = _names(HUB, [*crossing["rows"], None])
        others = _names(kind, [*crossing["columns"], None])
        rows = []
        for cell in cells:
            code = cell["column"]
            rows.append((hubs[cell["row"]], _row(cell, code, others[code])))
        tables.append(CrossTable(kind, _band_names(crossing["bands"]), rows))
    return tables


def _in_order(dimension: str, rows: Sequence[Row]) -> list[Row]:
    """Quarters as time goes, others by how many; what is told together comes last."""
    if dimension == "quarter":
        return sorted(rows, key=lambda row: (row.code is None, row.code))
    return sorted(rows, key=lambda row: (row.code is None, -row.count, row.name))


def _names(dimension: str, codes: Sequence[str | None]) -> dict[str | None, str]:
    known = _known_names(dimension, codes)
    names: dict[str | None, str] = {None: str(REST)}
    for code in codes:
        if code is not None:
            names[code] = str(known.get(code, code))
    if NONE in names:
        names[NONE] = str(NO_NAME[dimension])
    if SEVERAL in names:
        names[SEVERAL] = str(SEVERAL_ASSOCIATIONS)
    return names


def _known_names(dimension: str, codes: Sequence[str | None]) -> Mapping[str, object]:
    if dimension == "sector":
        return SECTORS
    if dimension == "size":
        return {key: in_language(name) for key, name in size_names().items()}
    if dimension == "area":
        return {code: in_language(unit.name) for code, unit in areas().items()}
    if dimension == "association":
        numbers = [int(code) for code in codes if code and code.isdecimal()]
        rows = Organisation.objects.filter(pk__in=numbers)
        return {str(pk): name for pk, name in rows.values_list("pk", "name")}
    return {code: NAMES[dimension](code) for code in codes if code}


def _band_names(bands: Sequence[int]) -> list[str]:
    """ "3" where a band is one level, "2–3" where it is several; none where it is all of them."""
    names = []
    if not any(bands):
        return names
    for band in range(max(bands) + 1):
        levels = [level for level, of in enumerate(bands) if of == band]
        first, last = levels[0], levels[-1]
        names.append(str(first) if first == last else f"{first}–{last}")
    return names
