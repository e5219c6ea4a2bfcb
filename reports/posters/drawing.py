"""The poster of a campaign: one page of A4, in Vietnamese, with the code that leads there."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from language.formats import day
from reports.fonts import HEADING_BOLD, TEXT, clean, register_fonts
from reports.pdf.charts import qr
from reports.pdf.styles import (
    BRAND,
    BY_NAME,
    INK,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    WIDTH,
)

CODE_SIZE = 300  # points: read from two metres away
CODE_FOOT = 190
LINE = 2


@dataclass(frozen=True)
class Poster:
    association: str
    campaign: str
    welcome: str
    ends_on: date
    minutes: int
    url: str


def build_poster(poster: Poster) -> bytes:
    """The same campaign gives the same bytes."""
    register_fonts()
    page = BytesIO()
    canvas = Canvas(page, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=True)
    canvas.setTitle(clean(poster.campaign))
    canvas.setAuthor("Sẵn Sàng Số")
    with translation.override("vi"):
        _draw_head(canvas, poster)
        _draw_words(canvas, poster)
        _draw_code(canvas, poster)
    canvas.showPage()
    canvas.save()
    return page.getvalue()


def _draw_head(canvas: Canvas, poster: Poster) -> None:
    canvas.setFillColor(BRAND)
    canvas.setFont(HEADING_BOLD, 15)
    canvas.drawString(MARGIN, PAGE_HEIGHT - MARGIN - 12, "Sẵn Sàng Số")
    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(LINE)
    below = PAGE_HEIGHT - MARGIN - 24
    canvas.line(MARGIN, below, PAGE_WIDTH - MARGIN, below)


def _draw_words(canvas: Canvas, poster: Poster) -> None:
    """From the top down, as far as they reach; the code has its place for sure."""
    top = PAGE_HEIGHT - MARGIN - 44
    for text, size, colour in (
        (poster.association, 17, QUIET),
        (poster.campaign, 34, INK),
        (poster.welcome, 15, INK),
    ):
        if not text:
            continue
        words = _paragraph(text, size, colour)
        _width, height = words.wrap(WIDTH, top - CODE_FOOT - CODE_SIZE)
        if top - height < CODE_FOOT + CODE_SIZE:
            return
        words.drawOn(canvas, MARGIN, top - height)
        top -= height + 14


def _paragraph(text: str, size: int, colour) -> Paragraph:
    usual = next(iter(BY_NAME.values()))
    style = usual.clone(
        f"poster-{size}",
        fontName=HEADING_BOLD if size > 15 else TEXT,
        fontSize=size,
        leading=size * 1.3,
        textColor=colour,
        spaceBefore=0,
        spaceAfter=0,
    )
    shown = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    return Paragraph(shown, style)


def _draw_code(canvas: Canvas, poster: Poster) -> None:
    left = (PAGE_WIDTH - CODE_SIZE) / 2
    qr(poster.url, CODE_SIZE).drawOn(canvas, left, CODE_FOOT)
    middle = PAGE_WIDTH / 2
    canvas.setFillColor(BRAND)
    canvas.setFont(HEADING_BOLD, 20)
    canvas.drawCentredString(middle, 152, _("Scan it with the telephone"))
    canvas.setFillColor(INK)
    canvas.setFont(TEXT, 15)
    words = _("About %(minutes)s minutes, until %(day)s. Your answers stay yours.") % {
        "minutes": poster.minutes,
        "day": day(poster.ends_on),
    }
    canvas.drawCentredString(middle, 124, words)
    canvas.setFillColor(QUIET)
    canvas.drawCentredString(middle, 96, poster.url.partition("//")[2])
