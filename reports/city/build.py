"""The report to the city as PDF bytes: tagged, in one language, the same for the same contents."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)

from language.formats import day, grouped
from reports.city.contents import Block, CityReport, Grid, Plot, Text
from reports.fonts import (
    HEADING_BOLD,
    clean,
    register_fonts,
)
from reports.pdf.document import Document, draw_head_and_foot, frame
from reports.pdf.styles import (
    BRAND,
    MARGIN,
    MOST_LEFT,
    PAGE_WIDTH,
    ROOM,
    WIDTH,
    paragraph,
    table,
)
from reports.pdf.tags import figure, ornament

# Loaded only where something is drawn.
PLOTS = "reports.city.plots"
HEIGHTS = {
    "columns": 210,
    "distribution": 230,
    "trend": 230,
    "funnel": 190,
}
HEAT_ROW, HEAT_HEAD = 26, 60


def build_city_pdf(report: CityReport) -> bytes:
    register_fonts()
    target = BytesIO()
    with translation.override(report.language):
        _Report(target, report).build(list(_story(report)))
    return target.getvalue()


def _story(report: CityReport) -> Iterator[Flowable]:
    yield from _cover(report)
    for number, section in enumerate(report.sections):
        if not number:
            yield NextPageTemplate("page")
        yield CondPageBreak(MOST_LEFT / 2) if section.goes_on else PageBreak()
        yield paragraph(section.title, "h1")
        for block in section.blocks:
            yield from _flowables(block)


def _cover(report: CityReport) -> Iterator[Flowable]:
    yield Spacer(1, 120)
    yield paragraph(_("Digital readiness of the members"), "title")
    yield Spacer(1, 6)
    yield paragraph(report.association, "long-name")
    if report.is_fictional:
        yield paragraph(_("Invented enterprises, for demonstration only"), "quiet")
    yield Spacer(1, 40)
    yield paragraph(grouped(report.sample), "figure")
    yield paragraph(_("members are counted in this report"), "lead")
    yield Spacer(1, 20)
    yield paragraph(report.index, "text")
    if report.filtered:
        yield paragraph(_("Only: %(what)s") % {"what": report.filtered}, "text")
    made = _("As of %(day)s") % {"day": day(timezone.localdate(report.at))}
    yield paragraph(made, "quiet")


def _flowables(block: Block) -> Iterator[Flowable]:
    match block:
        case Text():
            yield paragraph(block.words, block.style)
        case Grid():
            yield _table(block)
        case Plot():
            yield paragraph(block.title, "h2")
            yield _Picture(block)
            yield paragraph(block.sample, "quiet")


def _table(grid: Grid) -> Flowable:
    widths = [share * WIDTH for share in grid.widths]
    rows = [list(grid.heads), *map(list, grid.rows)]
    drawn = table(rows, widths, right=tuple(grid.right))
    # Room that is left out at the end of a page; a spacer there would begin another.
    drawn.spaceAfter = 12
    return drawn


class _Picture(Flowable):
    """A plot, drawn where it stands."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.plot = plot
        self.width = WIDTH
        self.height = HEIGHTS.get(plot.kind) or HEAT_HEAD + HEAT_ROW * len(plot.labels)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with figure(self.canv, self.plot.alt, self.width, self.height):
            import_module(PLOTS).show(self.canv, self.plot, self.width, self.height)


class _Report(Document):
    def __init__(self, target: BytesIO, report: CityReport) -> None:
        self.report = report
        kind = _("Digital readiness of the members")
        super().__init__(
            target,
            name=f"{kind} – {clean(report.association)}",
            language=report.language,
            at=report.at,
        )
        cover, page = frame(MARGIN, ROOM), frame(MARGIN, ROOM)
        self.addPageTemplates(
            [
                PageTemplate("cover", [cover], onPage=self._draw_cover),
                PageTemplate("page", [page], onPage=self._draw_head_and_foot),
            ]
        )

    def _draw_cover(self, canvas, _doc) -> None:
        with ornament(canvas):
            canvas.setFillColor(BRAND)
            canvas.setFont(HEADING_BOLD, 15)
            canvas.drawString(MARGIN, 780, "Sẵn Sàng Số")
            canvas.setStrokeColor(BRAND)
            canvas.setLineWidth(2)
            canvas.line(MARGIN, 768, PAGE_WIDTH - MARGIN, 768)

    def _draw_head_and_foot(self, canvas, _doc) -> None:
        draw_head_and_foot(
            canvas, self.report.association, self.report.index, self.report.at
        )
