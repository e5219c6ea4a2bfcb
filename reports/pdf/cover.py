"""The first page: who, when, which level."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Indenter, Paragraph, Spacer, Table

from accounts.access.scopes import Scope
from language.formats import day, number
from reports.contents.source import Source
from reports.contents.whole import Contents
from reports.fonts import HEADING_BOLD, TEXT, TEXT_BOLD, as_printed, clean
from reports.pdf.charts import numeral, qr
from reports.pdf.styles import (
    BRAND,
    INK,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    WIDTH,
    grid,
    paragraph,
)
from reports.pdf.tags import ornament, tagged
from reports.typefaces import BOX
from reports.wording import results as words

LONG_NAME = 60  # characters from which the name is set smaller
STEP = 4  # by which a name is made narrower
QR_SIZE = 64
LABEL_WIDTH = 95


def cover(contents: Contents) -> Iterator[Flowable]:
    yield Spacer(1, 60)
    yield paragraph(_("Digital readiness report"), "title")
    if for_whom := _for_whom(contents):
        yield paragraph(for_whom, "quiet")
    yield Spacer(1, 6)
    yield from _name(contents.name)
    if as_printed(contents.name) != clean(contents.name):
        text = _("%(box)s stands for a letter that this file has no shape for.")
        yield paragraph(text % {"box": BOX}, "quiet")
    if contents.is_fictional:
        text = _("An invented enterprise, for demonstration only")
        yield paragraph(text, "quiet")
    for text in (words.replaced(contents), words.corrects(contents)):
        if text:
            yield Spacer(1, 10)
            yield paragraph(text, "lead")
    yield Spacer(1, 48)
    yield numeral(contents.level, contents.bottom, contents.top)
    yield Spacer(1, 14)
    yield paragraph(total_of(contents), "lead")
    yield Spacer(1, 26)
    yield _facts(contents)


def _for_whom(contents: Contents) -> str:
    if contents.is_for_partner:
        return _("For a bank or a partner: the result, the pillars and the method")
    if contents.scope is Scope.OWN:
        return _("For the enterprise itself: with answers, steps and who can help")
    return ""


def _name(name: str) -> Iterator[Flowable]:
    """In lines of about one length: a last word alone below them looks forgotten."""
    named = paragraph(name, _style_of(name))
    spare = _spare_beside(named)
    yield Indenter(right=spare)
    yield named
    yield Indenter(right=-spare)


def _spare_beside(named: Paragraph) -> float:
    """How much narrower it may be without a line more."""
    _width, height = named.wrap(WIDTH, PAGE_HEIGHT)
    if height == named.style.leading:
        return 0
    width = WIDTH
    while named.wrap(width - STEP, PAGE_HEIGHT)[1] == height:
        width -= STEP
    return WIDTH - width


def _style_of(name: str) -> str:
    return "name" if len(name) <= LONG_NAME else "long-name"


def total_of(contents: Contents) -> str:
    return _("%(percent)s of all points (%(points)s of %(maximum)s)") % {
        "percent": words.percent(contents.percent),
        "points": number(contents.total),
        "maximum": number(contents.maximum),
    }


def _facts(contents: Contents) -> Table:
    facts = [
        (_("Date of assessment"), day(contents.at)),
        (_("Index"), _index(contents.source)),
        (_("Sector"), contents.sector),
        (_("Size"), contents.size),
        (_("Area"), contents.area),
        (_("How far to trust it"), words.grade(contents.grade)),
    ]
    # What this reader may not see is empty.
    cells = [
        [paragraph(label, "label"), paragraph(text, "cell")]
        for label, text in facts
        if text
    ]
    widths = [LABEL_WIDTH, WIDTH - LABEL_WIDTH]
    return grid(cells, widths, ("TOPPADDING", (0, 0), (-1, -1), 3))


def _index(source: Source) -> str:
    if not source.variant:
        return source.title
    return f"{source.title} · {source.variant}"


def draw_cover(canvas, contents: Contents) -> None:
    """What stands on the cover whatever its text.

    Our name at the top, how to check the report at the foot.
    """
    with ornament(canvas):
        canvas.setFillColor(BRAND)
        canvas.setFont(HEADING_BOLD, 15)
        canvas.drawString(MARGIN, 780, "Sẵn Sàng Số")
        canvas.setStrokeColor(BRAND)
        canvas.setLineWidth(2)
        canvas.line(MARGIN, 768, PAGE_WIDTH - MARGIN, 768)
    # On paper the code is scanned, or the short address is typed and the code after it.
    qr(contents.verify_url, QR_SIZE).drawOn(canvas, MARGIN, MARGIN)
    with tagged(canvas, "P"):
        _draw_how_to_check(canvas, contents)


def _draw_how_to_check(canvas, contents: Contents) -> None:
    left = MARGIN + QR_SIZE + 12
    address_to_type = contents.verify_url.rsplit("/", 2)[0] + "/"
    hint = _(
        "Scan the code, or enter it on the page below, "
        "to check that this report is genuine."
    )
    canvas.setFillColor(QUIET)
    canvas.setFont(TEXT, 9)
    canvas.drawString(left, MARGIN + 46, hint)
    canvas.setFillColor(INK)
    canvas.setFont(TEXT_BOLD, 12)
    canvas.drawString(left, MARGIN + 28, contents.verification_code)
    canvas.setFont(TEXT, 9)
    canvas.drawString(left, MARGIN + 12, address_to_type)
