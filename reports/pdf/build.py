"""The report as PDF bytes: contents in, one language for the whole build.

The same contents give the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from language.texts import spoken_to
from reports.contents.whole import Contents
from reports.fonts import (
    TEXT,
    TEXT_BOLD,
    clean,
    clipped,
    register_fonts,
)
from reports.pdf import details, overview
from reports.pdf.comparison import comparison
from reports.pdf.cover import cover, draw_cover
from reports.pdf.document import Document, draw_foot, frame
from reports.pdf.method import method
from reports.pdf.roadmap import roadmap
from reports.pdf.styles import (
    BRAND,
    HEAD_HEIGHT,
    INK,
    MARGIN,
    MOST_LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    ROOM,
    WIDTH,
)
from reports.pdf.suggestions import suggestions
from reports.pdf.tags import ornament
from reports.wording import results as words

COVER_FOOT = 84  # height of what stands at the foot of the cover

Section = Callable[[], list[Flowable]]


def build_pdf(contents: Contents) -> bytes:
    register_fonts()
    with translation.override(_spoken(contents)):
        story: list[Flowable] = []
        for _name, section in sections(contents):
            story += section()
        return laid_out(contents, story)


def _spoken(contents: Contents) -> str:
    return spoken_to(contents.language, is_household=contents.is_household)


def laid_out(contents: Contents, story: list[Flowable]) -> bytes:
    target = BytesIO()
    _Report(target, contents).build(story)
    return target.getvalue()


def sections(contents: Contents) -> list[tuple[str, Section]]:
    """Every section by name, in the order of the pages."""
    pillars = [
        ("pillar", _section(details.pillar, pillar)) for pillar in contents.pillars
    ]
    return [
        ("cover", _section(_cover, contents)),
        ("summary", _section(_summary, contents)),
        ("level", _section(_level, contents)),
        ("charts", _section(_charts, contents)),
        *pillars,
        ("roadmap", _section(roadmap, contents.roadmap)),
        ("priorities", _section(_priorities, contents)),
        ("comparison", _section(comparison, contents.comparison)),
        ("suggestions", _section(suggestions, contents.suggested)),
        ("method", _section(method, contents)),
    ]


def _section(flowables_of: Callable[..., Iterable[Flowable]], part: object) -> Section:
    """Made when it is asked for, so that each can be measured alone."""
    return lambda: list(flowables_of(part))


def _cover(contents: Contents) -> Iterator[Flowable]:
    yield from cover(contents)
    yield NextPageTemplate("page")
    yield PageBreak()


def _summary(contents: Contents) -> Iterator[Flowable]:
    yield from overview.summary(contents)
    yield CondPageBreak(MOST_LEFT)


def _level(contents: Contents) -> Iterator[Flowable]:
    yield from overview.level_and_ladder(contents)
    yield CondPageBreak(MOST_LEFT)


def _charts(contents: Contents) -> Iterator[Flowable]:
    if contents.pillars:
        yield from overview.charts(contents)
        yield CondPageBreak(MOST_LEFT)


def _priorities(contents: Contents) -> Iterator[Flowable]:
    # What the enterprise chose to do takes the place of what we would begin with.
    if not contents.roadmap:
        yield from details.priorities(contents)


class _Report(Document):
    def __init__(self, target: BytesIO, contents: Contents) -> None:
        self.contents = contents
        self.head: list[str] = []
        super().__init__(
            target,
            name=_title(contents),
            language=contents.language,
            at=contents.at,
            subject=clean(contents.source.title),
            keywords=[contents.verification_code],
        )
        # Head and foot of a page are drawn outside of its frame.
        whole = frame(MARGIN + COVER_FOOT, ROOM + HEAD_HEIGHT - COVER_FOOT)
        page = frame(MARGIN, ROOM)
        self.addPageTemplates(
            [
                PageTemplate("cover", [whole], onPage=self._draw_cover),
                PageTemplate("page", [page], onPage=self._draw_head_and_foot),
            ]
        )

    def _draw_cover(self, canvas, _doc) -> None:
        draw_cover(canvas, self.contents)

    def _draw_head_and_foot(self, canvas, _doc) -> None:
        with ornament(canvas):
            if not self.head:
                # The same on all pages, so it is put into words once.
                begin = len(canvas._code)
                _draw_head(canvas, self.contents)
                self.head = canvas._code[begin:]
            else:
                canvas._code += self.head
            draw_foot(canvas, self.contents.verification_code)


def _title(contents: Contents) -> str:
    kind = _("Digital readiness report")
    return f"{kind} – {clean(contents.name)}"


def _draw_head(canvas, contents: Contents) -> None:
    right, top = PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN
    name = clipped(contents.name, TEXT_BOLD, 9, WIDTH - 130)
    level = clipped(words.level(contents.level), TEXT_BOLD, 9, 125)
    canvas.setFont(TEXT_BOLD, 9)
    canvas.setFillColor(INK)
    canvas.drawString(MARGIN, top - 8, name)
    canvas.drawRightString(right, top - 8, level)

    # A page can be read alone: that the result is replaced stands on each.
    sent = words.day_and_replaced(contents)
    room = WIDTH - 20 - stringWidth(sent, TEXT, 9)
    title = clipped(contents.source.title, TEXT, 9, room)
    canvas.setFont(TEXT, 9)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN, top - 19, title)
    canvas.drawRightString(right, top - 19, sent)

    canvas.setStrokeColor(BRAND)
    canvas.setLineWidth(1)
    canvas.line(MARGIN, top - 25, right, top - 25)
