"""Page, colours and styles of the report. It is read in black and white too: colour alone never says anything."""

from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table

from reports.pdf.fonts import HEADING, HEADING_BOLD, TEXT, TEXT_BOLD, clean, fit

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN

INK, QUIET, LINE = HexColor("#1A2228"), HexColor("#55616B"), HexColor("#DDD9CF")
BRAND, TINT = HexColor("#0E5A62"), HexColor("#E3F0EF")
PAPER = HexColor("#FBFAF6")
WHITE = Color(1, 1, 1)

CELL_SIZE, CELL_LEADING = 9, 11.5
GUTTER = 8  # between columns


@cache
def style(name: str) -> ParagraphStyle:
    text = ParagraphStyle(
        "text", fontName=TEXT, fontSize=10.5, leading=15, textColor=INK, spaceAfter=6
    )
    made = {
        "text": text,
        "lead": ParagraphStyle("lead", text, fontSize=12.5, leading=18, spaceAfter=8),
        "quiet": ParagraphStyle(
            "quiet", text, fontSize=9, leading=12.5, textColor=QUIET, spaceAfter=4
        ),
        "item": ParagraphStyle("item", text, fontSize=10.5, leading=14, spaceAfter=5),
        "bullet": ParagraphStyle(
            "bullet", text, leading=14, spaceAfter=2, leftIndent=9, firstLineIndent=-9
        ),
        "h1": ParagraphStyle(
            "h1",
            fontName=HEADING_BOLD,
            fontSize=19,
            leading=25,
            textColor=BRAND,
            spaceBefore=16,
            spaceAfter=8,
            keepWithNext=1,
        ),
        "h2": ParagraphStyle(
            "h2",
            fontName=HEADING_BOLD,
            fontSize=12,
            leading=17,
            textColor=INK,
            spaceBefore=10,
            spaceAfter=5,
            keepWithNext=1,
        ),
        "title": ParagraphStyle(
            "title", fontName=HEADING, fontSize=15, leading=21, textColor=QUIET
        ),
        "name": ParagraphStyle(
            "name", fontName=HEADING_BOLD, fontSize=26, leading=35, textColor=INK
        ),
        "long-name": ParagraphStyle(
            "long-name", fontName=HEADING_BOLD, fontSize=17, leading=24, textColor=INK
        ),
        "cell": ParagraphStyle(
            "cell",
            fontName=TEXT,
            fontSize=CELL_SIZE,
            leading=CELL_LEADING,
            textColor=INK,
        ),
        "figure": ParagraphStyle(
            "figure", fontName=HEADING_BOLD, fontSize=20, leading=26, textColor=BRAND
        ),
        "label": ParagraphStyle(
            "label", fontName=TEXT, fontSize=9, leading=12, textColor=QUIET
        ),
        "right": ParagraphStyle("right", text, alignment=TA_RIGHT),
    }
    return made[name]


def paragraph(text: str, name: str = "text") -> Paragraph:
    """A paragraph of plain text: whatever it holds is escaped."""
    return Paragraph(escape(clean(text)), style(name))


def labelled(label: str, text: str, name: str = "text") -> Paragraph:
    """A bold label and its text on the same lines."""
    return Paragraph(
        f"<b>{escape(clean(label))}</b> {escape(clean(text))}", style(name)
    )


TABLE = [
    ("FONT", (0, 0), (-1, -1), TEXT, CELL_SIZE, CELL_LEADING),
    ("FONT", (0, 0), (-1, 0), TEXT_BOLD, CELL_SIZE, CELL_LEADING),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("LINEBELOW", (0, 0), (-1, 0), 1, BRAND),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
]


def table(
    rows: list[list],
    widths: list[float],
    *,
    right: tuple[int, ...] = (),
    subheads: tuple[int, ...] = (),
    marked: tuple[int, ...] = (),
) -> Table:
    """Plain texts, or small flowables, that wrap in their columns; the first row is a head, repeated on each page.

    widths: points per column. right: columns of numbers. subheads: rows with one text across all columns.
    marked: rows to stand out. Texts are cut into lines here: a Paragraph in each cell would take three times as long.
    """
    bold = {0, *subheads, *marked}
    cells = [
        [_cell(row[0], WIDTH, TEXT_BOLD), *row[1:]]
        if y in subheads
        else [
            _cell(
                text,
                width - (GUTTER if x < len(widths) - 1 else 0),
                TEXT_BOLD if y in bold else TEXT,
            )
            for x, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        for y, row in enumerate(rows)
    ]
    commands = [
        *TABLE,
        *(("ALIGN", (column, 0), (column, -1), "RIGHT") for column in right),
        *(
            ("RIGHTPADDING", (column, 0), (column, -1), 18)
            for column in right
            if column < len(widths) - 1
        ),
        *(
            ("FONT", (0, y), (-1, y), TEXT_BOLD, CELL_SIZE, CELL_LEADING)
            for y in sorted(bold)
        ),
        *(("BACKGROUND", (0, y), (-1, y), TINT) for y in marked),
        *(("TOPPADDING", (0, y), (-1, y), 9) for y in subheads),
        *(("NOSPLIT", (0, y), (0, y + 1)) for y in subheads),
    ]
    return Table(cells, colWidths=widths, repeatRows=1, style=commands, hAlign="LEFT")


def fitted(
    rows: list[list[str]], widths: list[float], whole: tuple[int, ...]
) -> list[float]:
    """The same widths, where the columns `whole` are wide enough that none of their texts wraps.

    What they take comes from the widest column. Rows with one text across all columns do not count.
    """
    fitting, full = list(widths), [row for row in rows if any(row[1:])]
    for column in whole:
        longest = max(stringWidth(row[column], TEXT, CELL_SIZE) for row in full)
        fitting[column] = max(widths[column], longest + GUTTER)
    fitting[widths.index(max(widths))] -= sum(fitting) - sum(widths)
    return fitting


def grid(cells: list[list], widths: list[float], *commands: tuple) -> Table:
    """Flowables side by side, without lines. A Table's own font, Helvetica, is not embedded, so one is named."""
    style = [
        ("FONT", (0, 0), (-1, -1), TEXT, CELL_SIZE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        *commands,
    ]
    return Table(cells, colWidths=widths, style=style, hAlign="LEFT")


def _cell(
    text: str | tuple[str, ...] | Flowable, width: float, font: str
) -> str | Flowable:
    """A tuple has a line, or several, for each of its texts."""
    if isinstance(text, Flowable):
        return text
    if isinstance(text, tuple):
        return "\n".join(_cell(one, width, font) for one in text if one)
    return "\n".join(fit(text, font, CELL_SIZE, width)) if text else ""
