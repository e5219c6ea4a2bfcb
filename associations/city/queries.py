"""What is told, as rows with names: the same on the page, in its map and in its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Organisation
from associations.city.counted import NONE, SEVERAL
from associations.city.wording import NAMES, NO_NAME, REST, SEVERAL_ASSOCIATIONS
from associations.models import CityFigures
from indexes.offers import index_names
from language.texts import in_language
from registry.areas import areas
from registry.sector_names import SECTORS
from registry.sizes import size_names


@dataclass(frozen=True)
class Row:
    """code: none where several groups are told together. cells: by band of levels."""

    code: str | None
    name: str
    count: int
    cells: tuple[int, ...]
    mean: float


@dataclass(frozen=True)
class Table:
    dimension: str
    bands: list[str]
    rows: list[Row]

    @cached_property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows if row.code}

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


def index_choices(figures: Mapping[str, CityFigures]) -> list[tuple[str, str]]:
    names = index_names()
    return [(index_id, str(names.get(index_id, index_id))) for index_id in figures]


def table_of(figures: CityFigures, dimension: str) -> Table:
    told = figures.figures["dimensions"][dimension]
    names = _names(dimension, [row["code"] for row in told["rows"]])
    rows = [
        Row(
            row["code"],
            names[row["code"]],
            row["count"],
            tuple(row["cells"]),
            row["mean"],
        )
        for row in told["rows"]
    ]
    return Table(dimension, _band_names(told["bands"]), _in_order(dimension, rows))


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
    """ "3" where a band is one level, "2–3" where it is several."""
    names = []
    for band in range(max(bands) + 1):
        levels = [level for level, of in enumerate(bands) if of == band]
        first, last = levels[0], levels[-1]
        names.append(str(first) if first == last else f"{first}–{last}")
    return names
