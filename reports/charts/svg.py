"""Charts of pages, written by hand as inline SVG.

Classes only, so the strict CSP and the print style hold.
"""

from collections.abc import Iterable, Sequence
from html import escape

from reports.charts.geometry import (
    LABEL_LINES,
    RINGS,
    Point,
    label_anchor,
    spokes,
    tips,
    wrapped,
)
from reports.contents.charts import Datum

WIDTH = 350  # drawn at about its own size on a phone, so that its letters stay readable
RADIUS = 82
BAR_LABEL_WIDTH = 34  # characters beside the value
BAR_ROW = 46
LINE = 16

# Of the trend: where zero stands, and how high one percent is.
TREND_BASE = 140
TREND_PERCENT = 1.1


def opened(kind: str, box: str, *, title: str, name: str) -> str:
    """The head of a chart; name: of its title, which no other chart of the page has."""
    return (
        f'<svg class="chart chart--{kind}" viewBox="{box}" role="img"'
        f' aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>'
    )


def radar(data: Sequence[Datum], *, title: str, name: str = "radar") -> str:
    """The shape of an enterprise: one axis per datum, 0 in the middle, 100 at the rim."""
    axes = spokes(len(data))
    points = tips(axes, data, RADIUS)
    labels = [_few(wrapped(datum.label)) for datum in data]
    half = RADIUS + 18 + 14 * max(map(len, labels))
    box = f"{-WIDTH / 2:.0f} -{half} {WIDTH} {2 * half}"
    parts = [
        opened("radar", box, title=title, name=name),
        *(f'<polygon class="chart__ring" points="{_ring(axes, r)}"/>' for r in RINGS),
        *map(_axis, axes),
        f'<polygon class="chart__shape" points="{_points(points)}"/>',
        *map(_dot, points),
        " ".join(_axis_labels(axes, labels, data)),
        "</svg>",
    ]
    return "".join(parts)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ring(axes: Iterable[Point], percent: float) -> str:
    reach = RADIUS * percent / 100
    return _points((x * reach, y * reach) for x, y in axes)


def _axis(axis: Point) -> str:
    x, y = axis
    end = f'x2="{x * RADIUS:.1f}" y2="{y * RADIUS:.1f}"'
    return f'<line class="chart__axis" x1="0" y1="0" {end}/>'


def _dot(point: Point) -> str:
    x, y = point
    return f'<circle class="chart__dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _few(lines: list[str]) -> list[str]:
    """The whole name stands at the bars and in the table."""
    if len(lines) <= LABEL_LINES:
        return lines
    return [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1]}…"]


def _axis_labels(
    axes: Sequence[Point], labels: Sequence[list[str]], data: Sequence[Datum]
) -> Iterable[str]:
    for axis, lines, datum in zip(axes, labels, data, strict=True):
        yield _axis_label(axis, lines, datum.value)


def _axis_label(axis: Point, lines: list[str], value: str) -> str:
    x, y = axis
    left = x * (RADIUS + 12)
    # Above the top axis the text grows upwards, below the bottom one downwards,
    # beside the others both ways.
    top = y * (RADIUS + 14) - 14 * len(lines) * (1 - y) / 2 + 4

    spans = []
    for row, line in enumerate(lines):
        at = f'x="{left:.1f}" y="{top + 14 * row:.1f}"'
        spans.append(f"<tspan {at}>{escape(line)}</tspan>")
    at = f'x="{left:.1f}" y="{top + 14 * len(lines):.1f}"'
    spans.append(f'<tspan class="chart__value" {at}>{escape(value)}</tspan>')

    # For whoever copies them; a space with a place of its own does not move the line before.
    space = f'<tspan x="{left:.1f}" y="{top:.1f}"> </tspan>'
    text = f'<text class="chart__label" text-anchor="{label_anchor(x)}">'
    return f"{text}{space.join(spans)}</text>"


def bars(
    data: Sequence[Datum],
    *,
    title: str,
    cuts: Sequence[float] = (),
    name: str = "bars",
) -> str:
    """One bar per datum, label and value above it.

    cuts: percents at which a new level begins, drawn as ticks.
    """
    rows, height = [], 0
    for datum in data:
        lines = wrapped(datum.label, BAR_LABEL_WIDTH)
        rows.append(_bar(height, lines, datum, cuts))
        height += BAR_ROW + LINE * (len(lines) - 1)
    head = opened("bars", f"0 0 {WIDTH} {height}", title=title, name=name)
    return f"{head}{' '.join(rows)}</svg>"


def _bar(top: int, lines: list[str], datum: Datum, cuts: Iterable[float]) -> str:
    words = _bar_label(top, lines)
    top += LINE * (len(lines) - 1)
    box = f'y="{top + 22}" height="14" rx="3"'
    value_at = f'x="{WIDTH}" y="{top + 15}" text-anchor="end"'
    parts = [
        f'<text class="chart__label">{words}</text> ',
        f'<text class="chart__value" {value_at}>{escape(datum.value)}</text>',
        f'<rect class="chart__track" x="0" width="{WIDTH}" {box}/>',
    ]
    if datum.percent:
        width = float(datum.percent) * WIDTH / 100
        parts.append(f'<rect class="chart__bar" x="0" width="{width:.1f}" {box}/>')
    for cut in cuts:
        x = f"{cut * WIDTH / 100:.1f}"
        line = f'x1="{x}" x2="{x}" y1="{top + 22}" y2="{top + 36}"'
        parts.append(f'<line class="chart__cut" {line}/>')
    return "".join(parts)


def _bar_label(top: int, lines: Sequence[str]) -> str:
    spans = []
    for row, line in enumerate(lines):
        at = f'x="0" y="{top + 15 + LINE * row}"'
        spans.append(f"<tspan {at}>{escape(line)}</tspan>")
    return " ".join(spans)


def trend(data: Sequence[Datum], *, title: str, name: str = "trend") -> str:
    """Rounds from left to right, zero at the bottom.

    label = number, value = percent, note = its lines below.
    """
    step = (WIDTH - 80) / max(1, len(data) - 1)
    points, marks = [], []
    for number, datum in enumerate(data):
        percent = float(datum.percent or 0)
        x, y = 40 + number * step, TREND_BASE - percent * TREND_PERCENT
        points.append((x, y))
        marks.append(_mark(x, y, datum))
    parts = [
        opened("trend", f"0 0 {WIDTH} 196", title=title, name=name),
        *map(_grid_line, (0, 50, 100)),
        f'<polyline class="chart__line" points="{_points(points)}"/>',
        *marks,
        "</svg>",
    ]
    return "".join(parts)


def _grid_line(percent: int) -> str:
    y = f"{TREND_BASE - percent * TREND_PERCENT:.1f}"
    ends = f'x1="20" x2="{WIDTH - 20}" y1="{y}" y2="{y}"'
    return f'<line class="chart__ring" {ends}/>'


def _mark(x: float, y: float, datum: Datum) -> str:
    parts = [
        f'<circle class="chart__dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>',
        _centred("value", x, f"{y - 9:.1f}", datum.value),
        _centred("label", x, "157", datum.label),
    ]
    for row, line in enumerate(datum.note.split("\n")):
        parts.append(_centred("note", x, f"{173 + LINE * row}", line))
    return "".join(parts)


def _centred(kind: str, x: float, y: str, words: str) -> str:
    at = f'x="{x:.1f}" y="{y}" text-anchor="middle"'
    return f'<text class="chart__{kind}" {at}>{escape(words)}</text>'
