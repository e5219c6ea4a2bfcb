"""Charts of the PDF, drawn with reportlab's plain shapes.

Thirty times as fast as a plotting library, and vectors.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Group,
    Line,
    Polygon,
    Rect,
    Shape,
    String,
)

from reports.charts.geometry import RINGS, Point, label_anchor, spokes, tips
from reports.contents.charts import Datum
from reports.contents.levels import Level
from reports.fonts import HEADING_BOLD, TEXT, TEXT_BOLD, clean, clipped, fit_few
from reports.pdf.shapes import Code, TaggedDrawing
from reports.pdf.styles import BRAND, INK, LINE, PAPER, QUIET, TINT, WHITE
from reports.wording import results as wording

LABEL_SIZE, LABEL_LEADING = 9, 11

# Of the label of an axis: its width, and its lines before it is cut short.
LABEL_ROOM, LABEL_LINES = 96, 4

VALUE_ROOM = 100  # beside the label of a bar
BAR_HEIGHT = 8
SHORT_NAME = 30  # characters of a level's name up to which it is set large


def drawing(width: float, height: float, alt: str) -> Drawing:
    # Without a font of its own a Drawing names Helvetica, which would stay in the file
    # unembedded.
    return TaggedDrawing(width, height, alt, initialFontName=TEXT)


def _in_words(data: Sequence[Datum]) -> str:
    return "; ".join(f"{datum.label}: {datum.value}" for datum in data)


def text(
    x: float,
    y: float,
    words: str,
    *,
    font: str = TEXT,
    size: float = LABEL_SIZE,
    anchor: str = "start",
    colour=INK,
) -> String:
    return String(
        x,
        y,
        clean(words),
        fontName=font,
        fontSize=size,
        textAnchor=anchor,
        fillColor=colour,
    )


def radar(data: Sequence[Datum], width: float, radius: float = 82) -> Drawing:
    """The shape of an enterprise: 0 in the middle, 100 at the rim, label and value outside."""
    labels = [
        fit_few(datum.label, TEXT, LABEL_SIZE, LABEL_ROOM, LABEL_LINES)
        for datum in data
    ]
    height = 2 * (radius + 12 + LABEL_LEADING * (1 + max(map(len, labels))))
    # This canvas grows upwards, that of a page downwards.
    axes = [(x, -y) for x, y in spokes(len(data))]
    middle = Group(transform=(1, 0, 0, 1, width / 2, height / 2))
    for shape in chain(_web(axes, radius), _shape(tips(axes, data, radius))):
        middle.add(shape)
    for axis, lines, datum in zip(axes, labels, data, strict=True):
        for line in _axis_label(axis, radius, lines, datum.value):
            middle.add(line)
    chart = drawing(width, height, _in_words(data))
    chart.add(middle)
    return chart


def _web(axes: Sequence[Point], radius: float) -> Iterator[Shape]:
    for ring in RINGS:
        reach = radius * ring / 100
        corners = [(x * reach, y * reach) for x, y in axes]
        yield Polygon(
            list(chain(*corners)),
            fillColor=None,
            strokeColor=LINE,
            strokeWidth=0.6,
        )
    for x, y in axes:
        yield Line(
            0,
            0,
            x * radius,
            y * radius,
            strokeColor=LINE,
            strokeWidth=0.6,
        )


def _shape(points: Sequence[Point]) -> Iterator[Shape]:
    if len(points) > 2:  # fewer enclose nothing
        yield Polygon(
            list(chain(*points)),
            fillColor=TINT,
            fillOpacity=0.7,
            strokeColor=BRAND,
            strokeWidth=1.6,
        )
    for x, y in points:
        yield Circle(x, y, 2.4, fillColor=BRAND, strokeColor=BRAND)


def _axis_label(
    axis: Point,
    radius: float,
    lines: Sequence[str],
    value: str,
) -> Iterator[Shape]:
    x, y = axis
    anchor = label_anchor(x)
    left = x * (radius + 10)
    # Above the top axis the text grows upwards, below the bottom one downwards,
    # beside the others both ways.
    top = y * (radius + 12) + LABEL_LEADING * len(lines) * (1 + y) / 2 - 3
    for row, line in enumerate(lines):
        yield text(left, top - LABEL_LEADING * row, line, anchor=anchor)
    below = top - LABEL_LEADING * len(lines)
    yield text(left, below, value, font=TEXT_BOLD, anchor=anchor)


def bars(
    data: Sequence[Datum],
    width: float,
    *,
    row: float = 30,
) -> Drawing:
    """One bar per datum, label and value above it, a tick where a new level begins."""
    height = row * len(data)
    chart = drawing(width, height, _in_words(data))
    for number, datum in enumerate(data, start=1):
        base = height - row * number + 5
        for shape in _bar(datum, base, width):
            chart.add(shape)
    return chart


def _bar(
    datum: Datum,
    base: float,
    width: float,
) -> Iterator[Shape]:
    label = clipped(datum.label, TEXT, LABEL_SIZE, width - VALUE_ROOM)
    yield text(0, base + 12, label)
    yield text(width, base + 12, datum.value, font=TEXT_BOLD, anchor="end")
    yield Rect(0, base, width, BAR_HEIGHT, fillColor=TINT, strokeColor=None)
    # A bar of no length would still be drawn as a line.
    if datum.percent:
        length = width * float(datum.percent) / 100
        yield Rect(0, base, length, BAR_HEIGHT, fillColor=BRAND, strokeColor=None)
    for cut in datum.cuts:
        x = width * cut / 100
        top = base + BAR_HEIGHT
        yield Line(x, base, x, top, strokeColor=WHITE, strokeWidth=0.8)


def numeral(level: Level | None, bottom: int, top: int) -> Drawing:
    """The level as a large numeral with its name, over a row of all levels."""
    chart = drawing(420, 190, wording.level(level))
    shown = "–" if level is None else str(level.number)
    chart.add(text(-4, 62, shown, font=HEADING_BOLD, size=150, colour=BRAND))
    if level is not None:
        for line in _level_name(level.name):
            chart.add(line)
    chart.add(_ladder(level, bottom, top))
    return chart


def _level_name(name: str) -> Iterator[Shape]:
    size, most_lines = (30, 2) if len(name) <= SHORT_NAME else (14, 6)
    lines = fit_few(name, HEADING_BOLD, size, 300, most_lines)
    for row, line in enumerate(reversed(lines)):
        yield text(
            110,
            66 + 1.3 * size * row,
            line,
            font=HEADING_BOLD,
            size=size,
        )


def _ladder(level: Level | None, bottom: int, top: int) -> Group:
    ladder = Group(transform=(1, 0, 0, 1, 0, 8))
    here = None if level is None else level.number
    for position, number in enumerate(range(bottom, top + 1)):
        draw = _own_rung if number == here else _rung
        for shape in draw(position * 40, str(number)):
            ladder.add(shape)
    return ladder


def _own_rung(left: float, number: str) -> Iterator[Shape]:
    yield _box(left, fill=BRAND, line=BRAND)
    yield _rung_number(left, number, font=TEXT_BOLD, colour=WHITE)


def _rung(left: float, number: str) -> Iterator[Shape]:
    yield _box(left, fill=PAPER, line=LINE)
    yield _rung_number(left, number, font=TEXT, colour=QUIET)


def _box(left: float, *, fill, line) -> Rect:
    return Rect(
        left,
        0,
        34,
        22,
        rx=3,
        ry=3,
        fillColor=fill,
        strokeColor=line,
    )


def _rung_number(left: float, number: str, *, font: str, colour) -> String:
    return text(
        left + 17,
        7,
        number,
        font=font,
        size=11,
        anchor="middle",
        colour=colour,
    )


def qr(content: str, size: float) -> Code:
    return Code(content, size, INK)
