"""The agency's figures as PDF bytes: its tables, the map of tiles, and the targets as context."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    PageTemplate,
    Spacer,
)

from associations.city.queries import Only, Table, index_choices, table_of
from associations.city.sheets import head_of
from associations.city.targets import series, targets
from associations.city.tiles import Map, Tile, map_of
from associations.city.wording import DIMENSIONS, EXPLAINED
from associations.models import CityFigures
from language.formats import grouped, percent
from reports.fonts import TEXT, clean, register_fonts
from reports.pdf.document import Document, draw_head_and_foot, frame
from reports.pdf.styles import (
    INK,
    LINE,
    MARGIN,
    MOST_LEFT,
    ROOM,
    WIDTH,
    paragraph,
    table,
)
from reports.pdf.tags import figure

# By shade, as on the page; nothing is so light as the first.
RAMP = ("#E9E3D3", "#C3C9BE", "#9EB0A9", "#759492", "#437478", "#0E5A62")
WIDE = 0.72  # of the page: the map
NAMES = 0.36  # of the width of a table
DARK = 4  # from this shade on numbers are white


@dataclass(frozen=True)
class CityFiguresReport:
    agency: str
    is_fictional: bool
    told: CityFigures
    only: Only | None
    language: str

    @property
    def index(self) -> str:
        [(_id, name)] = index_choices({self.told.index_id: self.told})
        return name

    @property
    def tables(self) -> list[Table]:
        """Every cut that is told so."""
        tables = (
            table_of(self.told, dimension, self._only(dimension))
            for dimension in DIMENSIONS
        )
        return list(filter(None, tables))

    def _only(self, dimension: str) -> Only | None:
        """A cut is not crossed with itself, nor all with all: there it is of all together."""
        if self.only is None or (self.only.kind == "sector") == (dimension == "sector"):
            return None
        return self.only


def build_figures_pdf(report: CityFiguresReport) -> bytes:
    register_fonts()
    target = BytesIO()
    with translation.override(report.language):
        _Figures(target, report).build(list(_story(report)))
    return target.getvalue()


def _story(report: CityFiguresReport) -> Iterator[Flowable]:
    told = report.told
    yield paragraph(_("The city at a glance"), "title")
    yield paragraph(report.index, "lead")
    if report.is_fictional:
        yield paragraph(_("Invented enterprises, for demonstration only"), "quiet")
    yield paragraph(
        _("%(count)s enterprises are counted, with %(mean)s of the points on average.")
        % {
            "count": grouped(told.figures["enterprises"]),
            "mean": percent(told.figures["mean"]),
        },
        "text",
    )
    for words in EXPLAINED:
        yield paragraph(str(words), "quiet")
    for number, each in enumerate(report.tables):
        if number:
            yield CondPageBreak(MOST_LEFT / 2)
        yield from _cut(each)
    yield PageBreak()
    yield from _context()


def _cut(told: Table) -> Iterator[Flowable]:
    title = str(DIMENSIONS[told.dimension])
    yield paragraph(f"{title}: {told.only}" if told.only else title, "h1")
    if told.dimension == "area":
        yield _Tiles(map_of(told))
        yield paragraph(_map_words(), "quiet")
    rows = []
    for row in told.rows:
        counts = map(grouped, row.cells)
        rows.append([row.name, grouped(row.count), percent(row.mean), *counts])
    numbers = len(told.bands) + 2
    widths = [NAMES * WIDTH, *[(1 - NAMES) * WIDTH / numbers] * numbers]
    yield table([head_of(told), *rows], widths, right=tuple(range(1, numbers + 1)))


def _map_words() -> str:
    return _(
        "A tile is a ward or commune, beside its neighbours. The number is the average percent "
        "there; darker is more. Tiles without a number hold too few to be told alone: their shade "
        "is that of all such wards in their part of the city, or they are empty."
    )


def _context() -> Iterator[Flowable]:
    """The targets, and each way of counting by itself."""
    yield paragraph(_("What the city wants to reach"), "h1")
    yield paragraph(
        _(
            "The digital economy as a share of the city’s GRDP. It is counted in more than one "
            "way; the ways give other values and cannot be compared, so each stands by itself."
        ),
        "text",
    )
    for value in targets():
        yield paragraph(f"{value.year}: {value.percent} ({value.kind})", "text")
    heads = [_("Year"), _("Share"), _("What it is")]
    for each in series():
        yield Spacer(1, 8)
        yield paragraph(f"{each.name} – {each.confidence}", "h2")
        rows = [[str(value.year), value.percent, value.kind] for value in each.values]
        yield table([heads, *rows], [80, 80, 160], right=(1,))


class _Tiles(Flowable):
    """The map."""

    def __init__(self, tiles: Map) -> None:
        super().__init__()
        self.map = tiles
        self.width = WIDTH * WIDE
        self.scale = self.width / tiles.width
        self.height = tiles.height * self.scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        alt = _("Average percent by ward and commune")
        with figure(self.canv, alt, self.width, self.height):
            for tile in self.map.tiles:
                self._tile(tile)

    def _tile(self, tile: Tile) -> None:
        side = self.map.side * self.scale
        x = tile.x * self.scale
        y = self.height - tile.y * self.scale - side
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.5)
        self.canv.setDash([] if tile.row else [1, 1])
        self.canv.setFillColor(
            "white" if tile.shade is None else HexColor(RAMP[tile.shade])
        )
        self.canv.rect(x, y, side, side, fill=1)
        if tile.row:
            is_dark = tile.shade is not None and tile.shade >= DARK
            self.canv.setFillColor("white" if is_dark else INK)
            self.canv.setFont(TEXT, 7)
            self.canv.drawCentredString(x + side / 2, y + side / 2 - 2.5, tile.whole)


class _Figures(Document):
    def __init__(self, target: BytesIO, report: CityFiguresReport) -> None:
        self.report = report
        kind = _("The city at a glance")
        super().__init__(
            target,
            name=f"{kind} – {clean(report.agency)}",
            language=report.language,
            at=report.told.published_at,
        )
        page = PageTemplate(
            "page", [frame(MARGIN, ROOM)], onPage=self._draw_head_and_foot
        )
        self.addPageTemplates([page])

    def _draw_head_and_foot(self, canvas, _doc) -> None:
        draw_head_and_foot(
            canvas, self.report.agency, self.report.index, self.report.told.published_at
        )
