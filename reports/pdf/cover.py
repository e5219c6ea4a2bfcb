"""The first page: who, when, which level."""

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer, Table

from language import formats
from reports.contents.whole import Contents
from reports.pdf.charts import numeral, qr
from reports.pdf.fonts import HEADING_BOLD, TEXT, TEXT_BOLD
from reports.pdf.styles import (
    BRAND,
    INK,
    MARGIN,
    PAGE_WIDTH,
    QUIET,
    WIDTH,
    grid,
    paragraph,
)
from reports.wording import results as wording_results

LONG_NAME = 60  # characters from which the name is set smaller
QR_SIZE = 64


def cover(contents: Contents) -> list[Flowable]:
    large = "name" if len(contents.name) <= LONG_NAME else "long-name"
    return [
        Spacer(1, 60),
        paragraph(_("Digital readiness report"), "title"),
        Spacer(1, 6),
        paragraph(contents.name, large),
        *(
            [paragraph(_("An invented enterprise, for demonstration only"), "quiet")]
            if contents.is_fictional
            else []
        ),
        Spacer(1, 48),
        numeral(contents.level, contents.bottom, contents.top),
        Spacer(1, 14),
        paragraph(_total(contents), "lead"),
        Spacer(1, 26),
        _facts(contents),
    ]


def _total(contents: Contents) -> str:
    return _("%(points)s of %(maximum)s points (%(percent)s)") % {
        "points": formats.number(contents.total),
        "maximum": formats.number(contents.maximum),
        "percent": wording_results.percent(contents.percent),
    }


def _facts(contents: Contents) -> Table:
    rows = [
        (_("Date of assessment"), wording_results.day(contents.at)),
        (
            _("Index"),
            " · ".join(filter(None, (contents.source.title, contents.source.variant))),
        ),
        (_("Sector"), contents.sector),
        (_("Size"), contents.size),
        (_("Area"), contents.area),
        (_("How far to trust it"), wording_results.grade(contents.grade)),
    ]
    cells = [
        [paragraph(label, "label"), paragraph(text, "cell")]
        for label, text in rows
        if text
    ]
    return grid(cells, [95, WIDTH - 95], ("TOPPADDING", (0, 0), (-1, -1), 3))


def draw_cover(canvas, contents: Contents) -> None:
    """What stands on the cover whatever its text: our name at the top, how to check the report at the foot."""
    canvas.setFillColor(BRAND)
    canvas.setFont(HEADING_BOLD, 15)
    canvas.drawString(MARGIN, 780, "Sẵn Sàng Số")
    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(2)
    canvas.line(MARGIN, 768, PAGE_WIDTH - MARGIN, 768)
    qr(contents.verify_url, QR_SIZE).drawOn(canvas, MARGIN, MARGIN)
    left = MARGIN + QR_SIZE + 12
    canvas.setFillColor(QUIET)
    canvas.setFont(TEXT, 9)
    canvas.drawString(
        left,
        MARGIN + 46,
        _(
            "Scan the code, or enter it on the page below, to check that this report is genuine."
        ),
    )
    canvas.setFillColor(INK)
    canvas.setFont(TEXT_BOLD, 12)
    canvas.drawString(left, MARGIN + 28, contents.verification_code)
    canvas.setFont(TEXT, 9)
    canvas.drawString(left, MARGIN + 12, contents.verify_url.rsplit("/", 2)[0] + "/")
