"""Page, colours and styles of the report.

It is read in black and white too: colour alone never says anything.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table
from reportlab.platypus.paraparser import ParaFrag

from reports.fonts import HEADING, HEADING_BOLD, TEXT, TEXT_BOLD, clean, fit
from reports.pdf.parts import TaggedParagraph, TaggedTable
from reports.pdf.tags import mark_table

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN
HEAD_HEIGHT = 34  # of the running head
ROOM = PAGE_HEIGHT - 2 * MARGIN - HEAD_HEIGHT  # for the text of a page

# No page is left before it is half full: where more is left, what follows begins on it.
# A little less than half, since the last line has some air below it.
MOST_LEFT = ROOM * 0.46

INK = HexColor("#1A2228")
QUIET = HexColor("#55616B")
LINE = HexColor("#DDD9CF")
BRAND = HexColor("#0E5A62")
TINT = HexColor("#E3F0EF")
PAPER = HexColor("#FBFAF6")
WHITE = Color(1, 1, 1)

CELL_SIZE, CELL_LEADING = 9, 11.5
GUTTER = 8  # between columns
NUMBER_GUTTER = 18  # right of a column of numbers, which end at its edge

_TEXT = ParagraphStyle(
    "text",
    fontName=TEXT,
    fontSize=10.5,
    leading=15,
    textColor=INK,
    spaceAfter=6,
)


def _heading(name: str, size: float, leading: float, **more) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=HEADING_BOLD,
        fontSize=size,
        leading=leading,
        **more,
    )


def _small(
    name: str,
    size: float,
    leading: float,
    colour: Color,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=TEXT,
        fontSize=size,
        leading=leading,
        textColor=colour,
    )


STYLES = [
    _TEXT,
    ParagraphStyle(
        "lead",
        _TEXT,
        fontSize=12.5,
        leading=18,
        spaceAfter=8,
    ),
    ParagraphStyle(
        "quiet",
        _TEXT,
        fontSize=9,
        leading=12.5,
        textColor=QUIET,
        spaceAfter=4,
    ),
    ParagraphStyle(
        "item",
        _TEXT,
        fontSize=10.5,
        leading=14,
        spaceAfter=5,
    ),
    # One of several that belong together.
    ParagraphStyle(
        "line",
        _TEXT,
        fontSize=10.5,
        leading=14,
    ),
    ParagraphStyle(
        "bullet",
        _TEXT,
        leading=14,
        spaceAfter=2,
        # The point hangs out, so that the lines below it stand under its words.
        leftIndent=9,
        firstLineIndent=-9,
    ),
    # No heading stays alone at the foot of a page.
    _heading(
        "h1",
        19,
        25,
        textColor=BRAND,
        spaceBefore=16,
        spaceAfter=8,
        keepWithNext=1,
    ),
    _heading(
        "h2",
        12,
        17,
        textColor=INK,
        spaceBefore=10,
        spaceAfter=5,
        keepWithNext=1,
    ),
    ParagraphStyle(
        "title",
        fontName=HEADING,
        fontSize=15,
        leading=21,
        textColor=QUIET,
    ),
    _heading("name", 26, 35, textColor=INK),
    _heading("long-name", 17, 24, textColor=INK),
    _heading("figure", 20, 26, textColor=BRAND),
    _small("cell", CELL_SIZE, CELL_LEADING, INK),
    _small("label", 9, 12, QUIET),
]
BY_NAME = {style.name: style for style in STYLES}


class Together(KeepTogether):
    """On one page where it fits; but it leaves no page behind that is less than half full."""

    def split(self, width: float, height: float) -> list[Flowable]:
        if height > MOST_LEFT:
            return list(self._content)
        return super().split(width, height)


def paragraph(text: str, name: str = "text") -> Paragraph:
    """A paragraph of plain text: nothing in it is markup."""
    _bold, plain = _looks(name)
    return _set([(plain, _spaced(text))], name)


def labelled(label: str, text: str, name: str = "text") -> Paragraph:
    """A bold label and its text on the same lines."""
    bold, plain = _looks(name)
    return _set([(bold, _spaced(label)), (plain, f" {_spaced(text)}")], name)


@cache
def _looks(name: str) -> list[ParaFrag]:
    """How a label and a text look in a style, as reportlab's reader of markup has it.

    Read once: of hundreds of paragraphs none has other markup.
    """
    return Paragraph("<b>x</b> x", BY_NAME[name]).frags


def _set(parts: Iterable[tuple[ParaFrag, str]], name: str) -> Paragraph:
    frags = [look.clone(text=text) for look, text in parts if text.strip(" ")]
    return TaggedParagraph("", BY_NAME[name], frags=frags)


def _spaced(text: str) -> str:
    """Spaces as markup has them: one between words, none around them."""
    return " ".join(filter(None, clean(text).split(" ")))


# Of a table, as (from, to), each as (column, row).
ALL = (0, 0), (-1, -1)
HEAD = (0, 0), (-1, 0)
BODY = (0, 1), (-1, -1)
LAST_COLUMN = (-1, 0), (-1, -1)

TABLE = [
    ("FONT", *ALL, TEXT, CELL_SIZE, CELL_LEADING),
    ("FONT", *HEAD, TEXT_BOLD, CELL_SIZE, CELL_LEADING),
    ("TEXTCOLOR", *ALL, INK),
    ("LINEBELOW", *HEAD, 1, BRAND),
    ("LINEBELOW", *BODY, 0.5, LINE),
    ("VALIGN", *ALL, "TOP"),
    ("VALIGN", *HEAD, "BOTTOM"),
    ("LEFTPADDING", *ALL, 0),
    ("RIGHTPADDING", *ALL, GUTTER),
    ("RIGHTPADDING", *LAST_COLUMN, 0),
    ("TOPPADDING", *ALL, 3.5),
    ("BOTTOMPADDING", *ALL, 4.5),
]


def table(
    rows: list[list],
    widths: list[float],
    *,
    right: tuple[int, ...] = (),
    subheads: tuple[int, ...] = (),
    marked: tuple[int, ...] = (),
) -> Table:
    """Plain texts, or small flowables, that wrap in their columns.

    The first row is a head, repeated on each page. widths: points per column.
    right: columns of numbers. subheads: rows with one text across all columns.
    marked: rows to stand out.
    """
    bold = {0, *subheads, *marked}
    cells = []
    for y, row in enumerate(rows):
        font = TEXT_BOLD if y in bold else TEXT
        if y in subheads:
            cells.append([_cell(row[0], WIDTH, font), *row[1:]])
        else:
            cells.append(_cells(row, widths, font))
    commands = [
        *TABLE,
        *_right_aligned(right, last=len(widths) - 1),
        *_standing_out(sorted(bold), marked),
        *_kept_with_next(subheads),
    ]
    return TaggedTable(
        cells,
        colWidths=widths,
        repeatRows=1,
        style=commands,
        hAlign="LEFT",
        renderCB=mark_table,
    )


def _right_aligned(columns: Sequence[int], last: int) -> Iterator[tuple]:
    for column in columns:
        whole = (column, 0), (column, -1)
        yield "ALIGN", *whole, "RIGHT"
        if column < last:
            yield "RIGHTPADDING", *whole, NUMBER_GUTTER


def _standing_out(bold: Sequence[int], marked: Sequence[int]) -> Iterator[tuple]:
    for y in bold:
        yield "FONT", *_row(y), TEXT_BOLD, CELL_SIZE, CELL_LEADING
    for y in marked:
        yield "BACKGROUND", *_row(y), TINT


def _kept_with_next(subheads: Sequence[int]) -> Iterator[tuple]:
    # A head alone at the foot of a page would say nothing.
    for y in subheads:
        yield "TOPPADDING", *_row(y), 9
        yield "NOSPLIT", (0, y), (0, y + 1)


def _row(y: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (0, y), (-1, y)


Cell = str | tuple[str, ...] | Flowable


def _cells(row: Sequence[Cell], widths: Sequence[float], font: str) -> list:
    *inner, last = widths
    rooms = [*(width - GUTTER for width in inner), last]
    return [_cell(cell, room, font) for cell, room in zip(row, rooms, strict=True)]


def _cell(cell: Cell, width: float, font: str) -> str | Flowable:
    """A tuple has a line, or several, for each of its texts."""
    if isinstance(cell, Flowable):
        return cell
    texts = cell if isinstance(cell, tuple) else (cell,)
    lines: list[str] = []
    for text in filter(None, texts):
        # Cut into lines here: a Paragraph in each cell would take three times as long.
        lines += fit(text, font, CELL_SIZE, width)
    return "\n".join(lines)


def fitted(
    rows: list[list[str]],
    widths: list[float],
    whole: Collection[int],
) -> list[float]:
    """The same widths, where in the columns `whole` none of the texts wraps.

    What they take comes from the widest column.
    """
    # Rows with one text across all columns do not count.
    full = [row for row in rows if any(row[1:])]
    fitting = list(widths)
    for column in whole:
        longest = max(stringWidth(row[column], TEXT, CELL_SIZE) for row in full)
        fitting[column] = max(widths[column], longest + GUTTER)
    widest = widths.index(max(widths))
    fitting[widest] -= sum(fitting) - sum(widths)
    return fitting


def grid(cells: list[list], widths: list[float], *commands: tuple) -> Table:
    """Flowables side by side, without lines."""
    style = [
        # A Table's own font, Helvetica, is not embedded, so one is named.
        ("FONT", *ALL, TEXT, CELL_SIZE),
        ("VALIGN", *ALL, "TOP"),
        ("LEFTPADDING", *ALL, 0),
        ("TOPPADDING", *ALL, 0),
        ("BOTTOMPADDING", *ALL, 2),
        *commands,
    ]
    return Table(cells, colWidths=widths, style=style, hAlign="LEFT")
