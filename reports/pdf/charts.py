"""Charts of the PDF, drawn with reportlab's plain shapes: thirty times as fast as a plotting library, and vectors."""

from collections.abc import Sequence
from functools import lru_cache

import segno
from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Group,
    Line,
    Path,
    Polygon,
    Rect,
    String,
)

from reports.charts.geometry import RINGS, spokes
from reports.contents.charts import Datum
from reports.contents.standing import Level
from reports.pdf.fonts import HEADING_BOLD, TEXT, TEXT_BOLD, clean, clipped, fit_few
from reports.pdf.styles import BRAND, INK, LINE, PAPER, QUIET, TINT, WHITE

LABEL_SIZE, LABEL_LEADING = 9, 11
SHORT_NAME = 30  # characters of a level's name up to which it is set large
LABEL_ROOM, LABEL_LINES = 96, 4  # of an axis: width, and lines before it is cut short


def drawing(width: float, height: float) -> Drawing:
    # Without a font of its own a Drawing names Helvetica, which would stay in the file unembedded.
    return Drawing(width, height, initialFontName=TEXT)


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


def radar(readings: Sequence[Datum], width: float, radius: float = 82) -> Drawing:
    """The shape of an enterprise: 0 in the middle, 100 at the rim, label and value at each axis."""
    labels = [
        fit_few(reading.label, TEXT, LABEL_SIZE, LABEL_ROOM, LABEL_LINES)
        for reading in readings
    ]
    height = 2 * (radius + 12 + LABEL_LEADING * (1 + max(map(len, labels))))
    axes = [(x, -y) for x, y in spokes(len(readings))]  # this canvas grows upwards
    chart = Group(transform=(1, 0, 0, 1, width / 2, height / 2))
    for ring in RINGS:
        reach = radius * ring / 100
        chart.add(
            Polygon(
                [part * reach for axis in axes for part in axis],
                fillColor=None,
                strokeColor=LINE,
                strokeWidth=0.6,
            )
        )
    for x, y in axes:
        chart.add(Line(0, 0, x * radius, y * radius, strokeColor=LINE, strokeWidth=0.6))
    tips = [
        (
            x * radius * float(reading.percent) / 100,
            y * radius * float(reading.percent) / 100,
        )
        for (x, y), reading in zip(axes, readings, strict=True)
        if reading.percent is not None
    ]
    if len(tips) > 2:
        chart.add(
            Polygon(
                [part for tip in tips for part in tip],
                fillColor=TINT,
                fillOpacity=0.7,
                strokeColor=BRAND,
                strokeWidth=1.6,
            )
        )
    for x, y in tips:
        chart.add(Circle(x, y, 2.4, fillColor=BRAND, strokeColor=BRAND))
    for axis, lines, reading in zip(axes, labels, readings, strict=True):
        _axis_label(chart, axis, radius, lines, reading.value)
    made = drawing(width, height)
    made.add(chart)
    return made


def _axis_label(
    chart: Group, axis: tuple[float, float], radius: float, lines: list[str], value: str
) -> None:
    x, y = axis
    anchor = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
    left = x * (radius + 10)
    # Above the top axis the text grows upwards, below the bottom one downwards, beside the others both ways.
    top = y * (radius + 12) + LABEL_LEADING * len(lines) * (1 + y) / 2 - 3
    for row, line in enumerate(lines):
        chart.add(text(left, top - LABEL_LEADING * row, line, anchor=anchor))
    chart.add(
        text(
            left, top - LABEL_LEADING * len(lines), value, font=TEXT_BOLD, anchor=anchor
        )
    )


def bars(
    readings: Sequence[Datum],
    width: float,
    *,
    cuts: Sequence[float] = (),
    row: float = 30,
) -> Drawing:
    """One bar per reading, label and value above it. cuts: percents at which a new level begins."""
    height = row * len(readings)
    made = drawing(width, height)
    for index, reading in enumerate(readings):
        base = height - row * (index + 1) + 5
        value_room = 100
        made.add(
            text(
                0,
                base + 12,
                clipped(reading.label, TEXT, LABEL_SIZE, width - value_room),
            )
        )
        made.add(text(width, base + 12, reading.value, font=TEXT_BOLD, anchor="end"))
        made.add(Rect(0, base, width, 8, fillColor=TINT, strokeColor=None))
        if reading.percent:
            made.add(
                Rect(
                    0,
                    base,
                    width * float(reading.percent) / 100,
                    8,
                    fillColor=BRAND,
                    strokeColor=None,
                )
            )
        for cut in cuts:
            made.add(
                Line(
                    width * cut / 100,
                    base,
                    width * cut / 100,
                    base + 8,
                    strokeColor=WHITE,
                    strokeWidth=0.8,
                )
            )
    return made


def numeral(level: Level | None, bottom: int, top: int) -> Drawing:
    """The level as a large numeral with its name, over a row of all levels with this one filled."""
    made = drawing(420, 190)
    shown = "–" if level is None else str(level.number)
    made.add(text(-4, 62, shown, font=HEADING_BOLD, size=150, colour=BRAND))
    if level is not None:
        size, most = (30, 2) if len(level.name) <= SHORT_NAME else (14, 6)
        lines = fit_few(level.name, HEADING_BOLD, size, 300, most)
        for row, line in enumerate(reversed(lines)):
            made.add(
                text(110, 66 + 1.3 * size * row, line, font=HEADING_BOLD, size=size)
            )
    made.add(_ladder(level, bottom, top))
    return made


def _ladder(level: Level | None, bottom: int, top: int) -> Group:
    ladder = Group(transform=(1, 0, 0, 1, 0, 8))
    for place, step in enumerate(range(bottom, top + 1)):
        here = level is not None and step == level.number
        ladder.add(
            Rect(
                place * 40,
                0,
                34,
                22,
                rx=3,
                ry=3,
                fillColor=BRAND if here else PAPER,
                strokeColor=BRAND if here else LINE,
            )
        )
        ladder.add(
            text(
                place * 40 + 17,
                7,
                str(step),
                font=TEXT_BOLD if here else TEXT,
                size=11,
                anchor="middle",
                colour=WHITE if here else QUIET,
            )
        )
    return ladder


def qr(content: str, size: float) -> Drawing:
    """A QR code as one path with a rectangle per run of dark modules."""
    rows = _modules(content)
    module = size / len(rows)
    path = Path(fillColor=INK, strokeColor=None)
    for y, row in enumerate(rows):
        bottom = size - (y + 1) * module
        for start, length in row:
            left, right = start * module, (start + length) * module
            path.moveTo(left, bottom)
            path.lineTo(right, bottom)
            path.lineTo(right, bottom + module)
            path.lineTo(left, bottom + module)
            path.closePath()
    made = drawing(size, size)
    made.add(path)
    return made


@lru_cache(maxsize=32)
def _modules(content: str) -> list[list[tuple[int, int]]]:
    """Per row of the code its runs of dark modules as (start, length). A report shows the same code twice."""
    rows = []
    for row in segno.make(content, micro=False, error="m").matrix:
        edges = [
            x
            for x in range(len(row) + 1)
            if (x and row[x - 1]) != (x < len(row) and row[x])
        ]
        rows.append(
            [
                (start, end - start)
                for start, end in zip(edges[::2], edges[1::2], strict=True)
            ]
        )
    return rows
