"""A document of many pages: tagged, with bookmarks and how many pages there are.

It is dated by what it tells: the same contents give the same bytes.
"""

from datetime import UTC, datetime
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, Paragraph

from language.formats import day
from reports.fonts import HEADING_BOLD, TEXT, TEXT_BOLD, clipped
from reports.pdf.styles import (
    BRAND,
    INK,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    WIDTH,
)
from reports.pdf.tags import Tags, ornament, write

TOTAL = "pages"  # name of the form that is filled in when the number of pages is known
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}


class Document(BaseDocTemplate):
    def __init__(
        self,
        target: BytesIO,
        *,
        name: str,
        language: str,
        at: datetime,
        **told: object,
    ) -> None:
        """told: what else the file says of itself, as reportlab names it."""
        self.name, self.at = name, at
        self.language = LANGUAGE_TAGS[language]
        self.tags = Tags()
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=name,
            author="Sẵn Sàng Số",
            creator="Sẵn Sàng Số",
            lang=self.language,
            initialFontName=TEXT,
            # No clock and no random name in the file.
            invariant=1,
            **told,
        )

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802, reportlab's name
        """Every main heading becomes a bookmark."""
        if isinstance(flowable, Paragraph) and flowable.style.name == "h1":
            # Two headings of one page may have the same words.
            key = f"section-{self.page}-{id(flowable)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, 0)

    def handle_documentBegin(self) -> None:  # noqa: N802
        super().handle_documentBegin()
        self.canv.tags = self.tags
        self.canv.showOutline()
        # A report made again is the same to the byte, so it is dated by what it tells and
        # not by the clock.
        stamp = self.canv._doc._timeStamp
        stamp.lt = self.at.astimezone(UTC).timetuple()
        stamp.t = self.at.timestamp()
        stamp.YMDhms = tuple(stamp.lt)[:6]

    def _endBuild(self) -> None:  # noqa: N802
        """The number of pages is known now: fill in the form that every foot refers to."""
        canvas = self.canv
        canvas.beginForm(TOTAL, 0, -3, 20, 10)
        canvas.setFont(TEXT, 9)
        canvas.setFillColor(QUIET)
        canvas.drawString(0, 0, str(self.page))
        canvas.endForm()
        # Saved here, since the tree of tags names the last page too.
        self._doSave = 0
        super()._endBuild()
        write(self.tags, canvas._doc, self.name, self.language)
        canvas.save()


def frame(bottom: float, height: float) -> Frame:
    """Of a page, between its margins; what stands outside of it is drawn by the page."""
    return Frame(
        MARGIN,
        bottom,
        WIDTH,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def draw_head_and_foot(canvas, name: str, below: str, at: datetime) -> None:
    """Of whom, from what day, and one line more; then the foot."""
    right, top = PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN
    with ornament(canvas):
        canvas.setFont(TEXT_BOLD, 9)
        canvas.setFillColor(INK)
        canvas.drawString(MARGIN, top - 8, clipped(name, TEXT_BOLD, 9, WIDTH - 110))
        canvas.setFont(TEXT, 9)
        canvas.setFillColor(QUIET)
        canvas.drawRightString(right, top - 8, day(timezone.localdate(at)))
        canvas.drawString(MARGIN, top - 19, clipped(below, TEXT, 9, WIDTH))
        canvas.setStrokeColor(BRAND)
        canvas.setLineWidth(1)
        canvas.line(MARGIN, top - 25, right, top - 25)
        draw_foot(canvas)


def draw_foot(canvas, middle: str = "") -> None:
    """Whose report it is, and which page of how many."""
    right, base = PAGE_WIDTH - MARGIN, MARGIN - 20
    number = _("Page %(number)s /") % {"number": canvas.getPageNumber()}
    canvas.setFont(HEADING_BOLD, 9)
    canvas.drawString(MARGIN, base, "Sẵn Sàng Số")
    canvas.setFont(TEXT, 9)
    if middle:
        canvas.drawCentredString(PAGE_WIDTH / 2, base, middle)
    canvas.drawRightString(right - 12, base, number)
    # Filled in at the end, when the number of pages is known.
    canvas.saveState()
    canvas.translate(right - 9, base)
    canvas.doForm(TOTAL)
    canvas.restoreState()
