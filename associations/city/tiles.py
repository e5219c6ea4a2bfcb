"""The map: a tile for each of the 168 units, where its neighbours are its neighbours.

Made of fixtures/registry/tiles.csv; no map service is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from associations.city.queries import Row, Table
from language.formats import number
from language.texts import in_language
from registry.areas import areas
from tables.records import cells_of, opened, records_of

SIDE = 40
GAP = 3
# Upper ends of the shades of the mean percent; each is said in words, too.
SHADES = (20, 40, 60, 80, 101)


@dataclass(frozen=True)
class Tile:
    """row: none where too few are counted there to be told alone; others: those it is told with.

    shade: of what is told; none where nothing is.
    """

    name: str
    x: int
    y: int
    row: Row | None
    others: Row | None

    @property
    def shade(self) -> int | None:
        told = self.row or self.others
        return None if told is None else _shade(told.mean)

    @property
    def whole(self) -> str:
        return number(round(self.row.mean))

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2

    @property
    def base(self) -> int:
        """Where its number stands on."""
        return self.y + SIDE * 2 // 3


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    side: int
    tiles: list[Tile]


@cache
def places() -> dict[str, tuple[int, int]]:
    path = settings.FIXTURES_DIR / "registry" / "tiles.csv"
    with opened(path) as file:
        records = [line for line in records_of(file) if not line.startswith("#")]
    head, *rows = map(cells_of, records)
    tiles = [dict(zip(head, row, strict=True)) for row in rows]
    return {tile["code"]: (int(tile["col"]), int(tile["row"])) for tile in tiles}


def map_of(table: Table) -> Map:
    columns, rows = zip(*places().values(), strict=True)
    left, top = min(columns), min(rows)
    step = SIDE + GAP
    return Map(
        width=(max(columns) - left + 1) * step,
        height=(max(rows) - top + 1) * step,
        side=SIDE,
        tiles=list(_tiles(table, left, top, step)),
    )


def _tiles(table: Table, left: int, top: int, step: int) -> Iterator[Tile]:
    units = areas()
    for code, (column, row) in places().items():
        told = table.by_code.get(code)
        yield Tile(
            name=in_language(units[code].name),
            x=(column - left) * step,
            y=(row - top) * step,
            row=told,
            others=None if told else table.by_part.get(units[code].former_province),
        )


def _shade(mean: float) -> int:
    return next(shade for shade, end in enumerate(SHADES, start=1) if mean < end)
