"""The report as PDF bytes: contents in, one language for the whole build, the same bytes for the same contents."""

from collections.abc import Callable
from datetime import UTC
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
)

from reports.contents.whole import Contents
from reports.pdf import compare, details, method, overview, roadmap
from reports.pdf.cover import cover, draw_cover
from reports.pdf.fonts import (
    HEADING_BOLD,
    TEXT,
    TEXT_BOLD,
    clean,
    clipped,
    register_fonts,
)
from reports.pdf.styles import BRAND, INK, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, QUIET, WIDTH
from reports.wording import results as wording

TOTAL = "pages"  # name of the form that is filled in when the number of pages is known
HEAD = 34  # height of the running head
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}


def build_pdf(contents: Contents) -> bytes:
    register_fonts()
    with translation.override(contents.language):
        return laid_out(
            contents,
            [part for _name, section in sections(contents) for part in section()],
        )


def laid_out(contents: Contents, story: list[Flowable]) -> bytes:
    target = BytesIO()
    _Report(target, contents).build(story)
    return target.getvalue()


def sections(contents: Contents) -> list[tuple[str, Callable[[], list[Flowable]]]]:
    """Every section by name, in the order of the pages."""
    pillars = [
        ("pillar", lambda pillar=pillar: details.pillar(pillar))
        for pillar in contents.pillars
    ]
    return [
        ("cover", lambda: [*cover(contents), NextPageTemplate("page"), PageBreak()]),
        ("summary", lambda: [*overview.summary(contents), PageBreak()]),
        ("standing", lambda: [*overview.standing(contents), PageBreak()]),
        (
            "charts",
            lambda: (
                [*overview.charts(contents), PageBreak()] if contents.pillars else []
            ),
        ),
        *pillars,
        ("roadmap", lambda: roadmap.roadmap(contents.roadmap)),
        # What the enterprise chose to do takes the place of what we would begin with.
        (
            "priorities",
            lambda: [] if contents.roadmap else details.priorities(contents),
        ),
        ("compare", lambda: compare.compare(contents.comparison)),
        ("suggestions", lambda: details.suggestions(contents.suggestions)),
        ("method", lambda: method.method(contents)),
    ]


class _Report(BaseDocTemplate):
    def __init__(self, target: BytesIO, contents: Contents) -> None:
        self.contents = contents
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=f"{_('Digital readiness report')} – {clean(contents.name)}",
            author="Sẵn Sàng Số",
            subject=clean(contents.source.title),
            keywords=[contents.verification_code],
            creator="Sẵn Sàng Số",
            lang=LANGUAGE_TAGS[contents.language],
            initialFontName=TEXT,
            invariant=1,
        )
        inner = {
            "leftPadding": 0,
            "rightPadding": 0,
            "topPadding": 0,
            "bottomPadding": 0,
        }
        whole = Frame(
            MARGIN, MARGIN + 84, WIDTH, PAGE_HEIGHT - 2 * MARGIN - 84, **inner
        )
        page = Frame(MARGIN, MARGIN, WIDTH, PAGE_HEIGHT - 2 * MARGIN - HEAD, **inner)
        self.addPageTemplates(
            [
                PageTemplate(
                    "cover",
                    [whole],
                    onPage=lambda canvas, _doc: draw_cover(canvas, contents),
                ),
                PageTemplate("page", [page], onPage=self._head_and_foot),
            ]
        )

    def _head_and_foot(self, canvas, _doc) -> None:
        contents, right, top = self.contents, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN
        canvas.setFont(TEXT_BOLD, 9)
        canvas.setFillColor(INK)
        canvas.drawString(
            MARGIN, top - 8, clipped(contents.name, TEXT_BOLD, 9, WIDTH - 130)
        )
        canvas.drawRightString(
            right, top - 8, clipped(wording.level(contents.level), TEXT_BOLD, 9, 125)
        )
        canvas.setFont(TEXT, 9)
        canvas.setFillColor(QUIET)
        canvas.drawString(
            MARGIN, top - 19, clipped(contents.source.title, TEXT, 9, WIDTH - 70)
        )
        canvas.drawRightString(right, top - 19, wording.day(contents.at))
        canvas.setStrokeColor(BRAND)
        canvas.setLineWidth(1)
        canvas.line(MARGIN, top - 25, right, top - 25)
        canvas.setFont(HEADING_BOLD, 9)
        canvas.drawString(MARGIN, MARGIN - 20, "Sẵn Sàng Số")
        canvas.setFont(TEXT, 9)
        canvas.drawCentredString(
            PAGE_WIDTH / 2, MARGIN - 20, contents.verification_code
        )
        canvas.drawRightString(
            right - 12,
            MARGIN - 20,
            _("Page %(number)s /") % {"number": canvas.getPageNumber()},
        )
        canvas.saveState()
        canvas.translate(right - 9, MARGIN - 20)
        canvas.doForm(TOTAL)
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802, reportlab's name
        """Every main heading becomes a bookmark."""
        if isinstance(flowable, Paragraph) and flowable.style.name == "h1":
            key = f"section-{self.page}-{id(flowable)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, 0)

    def handle_documentBegin(self) -> None:  # noqa: N802
        super().handle_documentBegin()
        self.canv.showOutline()
        # A report made again is the same to the byte, so it is dated by its result and not by the clock.
        stamp = self.canv._doc._timeStamp
        stamp.lt = self.contents.at.astimezone(UTC).timetuple()
        stamp.t, stamp.YMDhms = self.contents.at.timestamp(), tuple(stamp.lt)[:6]

    def _endBuild(self) -> None:  # noqa: N802
        """The number of pages is known now: fill in the form that every foot refers to."""
        canvas = self.canv
        canvas.beginForm(TOTAL, 0, -3, 20, 10)
        canvas.setFont(TEXT, 9)
        canvas.setFillColor(QUIET)
        canvas.drawString(0, 0, str(self.page))
        canvas.endForm()
        super()._endBuild()
