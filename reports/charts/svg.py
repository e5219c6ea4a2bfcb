"""Charts of pages, written by hand as inline SVG.

Classes only, so the strict CSP and the print style hold.
"""

from collections.abc import Iterator, Sequence

from reports.charts.elements import (
    at,
    circle,
    label,
    line,
    opened,
    rect,
    shape,
    span,
    text,
    value_span,
)
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

# Drawn at about its own size on a phone: its words are 15 px there and more, which the
# style sheet sees to. The rows leave room for that.
WIDTH = 320

RADIUS = 54
RADAR_LINE = 19  # from one line of an axis label to the next

# Of a bar with a label of one line.
BAR_ROW = 50
BAR_LABEL_WIDTH = 21  # characters beside the value
LINE = 20

# Of the trend: where zero stands, and how high one percent is.
TREND_BASE = 140
TREND_PERCENT = 1.1


def radar(data: Sequence[Datum], *, title: str, name: str = "radar") -> str:
    """The shape of an enterprise: one axis per datum, 0 in the middle, 100 at the rim."""
    axes = spokes(len(data))
    labels = [_few(wrapped(datum.label)) for datum in data]

    # Room above and below for the longest label, so that no two radars differ in scale.
    half = RADIUS + 18 + RADAR_LINE * max(map(len, labels))
    box = f"{-WIDTH / 2:.0f} -{half} {WIDTH} {2 * half}"
    parts = [
        opened("radar", box, title=title, name=name),
        *_web(axes),
        *_shape(tips(axes, data, RADIUS)),
        # A space between them for whoever copies the text of the page.
        " ".join(_axis_labels(axes, labels, data)),
        "</svg>",
    ]
    return "".join(parts)


def _web(axes: Sequence[Point]) -> Iterator[str]:
    for ring in RINGS:
        reach = RADIUS * ring / 100
        yield shape("polygon", "ring", [(x * reach, y * reach) for x, y in axes])
    for x, y in axes:
        yield line("axis", 0, at(x * RADIUS), 0, at(y * RADIUS))


def _shape(points: Sequence[Point]) -> Iterator[str]:
    yield shape("polygon", "shape", points)
    for x, y in points:
        yield circle("dot", at(x), at(y), 3.5)


def _few(lines: list[str]) -> list[str]:
    """The whole name stands at the bars and in the table."""
    if len(lines) <= LABEL_LINES:
        return lines
    last = lines[LABEL_LINES - 1]
    return [*lines[: LABEL_LINES - 1], f"{last}…"]


def _axis_labels(
    axes: Sequence[Point],
    labels: Sequence[list[str]],
    data: Sequence[Datum],
) -> Iterator[str]:
    for axis, lines, datum in zip(axes, labels, data, strict=True):
        yield _axis_label(axis, lines, datum.value)


def _axis_label(axis: Point, lines: list[str], value: str) -> str:
    x, y = axis
    left = at(x * (RADIUS + 8))

    # Above the top axis the text grows upwards, below the bottom one downwards,
    # beside the others both ways.
    height = RADAR_LINE * len(lines)
    top = y * (RADIUS + 14) - height * (1 - y) / 2 + 4

    spans = []
    for row, words in enumerate(lines):
        spans.append(span(words, left, at(top + RADAR_LINE * row)))
    spans.append(value_span(value, left, at(top + height)))

    # For whoever copies them; a space with a place of its own does not move the line
    # before it.
    space = span(" ", left, at(top))
    return label(space.join(spans), label_anchor(x))


def bars(
    data: Sequence[Datum],
    *,
    title: str,
    name: str = "bars",
) -> str:
    """One bar per datum, label and value above it, a tick where a new level begins."""
    rows = []
    height = 0
    for datum in data:
        lines = wrapped(datum.label, BAR_LABEL_WIDTH)
        bar = _bar(height, lines, datum)
        rows.append("".join(bar))
        height += BAR_ROW + LINE * (len(lines) - 1)

    box = f"0 0 {WIDTH} {height}"
    head = opened("bars", box, title=title, name=name)
    return f"{head}{' '.join(rows)}</svg>"


def _bar(
    top: int,
    lines: list[str],
    datum: Datum,
) -> Iterator[str]:
    yield _bar_label(top, lines)
    # What takes several lines pushes its bar down, and the value stays beside the last.
    top += LINE * (len(lines) - 1)
    yield text("value", datum.value, x=WIDTH, y=top + 16, anchor="end")
    yield _band("track", WIDTH, top + 25)
    if datum.percent:
        width = float(datum.percent) * WIDTH / 100
        yield _band("bar", at(width), top + 25)
    upper, lower = top + 25, top + 39
    for cut in datum.cuts:
        x = at(cut * WIDTH / 100)
        yield line("cut", x, x, upper, lower)


def _band(kind: str, width: str | int, y: int) -> str:
    return rect(kind, 0, y, width=width, height=14, round_by=3)


def _bar_label(top: int, lines: Sequence[str]) -> str:
    spans = []
    for row, words in enumerate(lines):
        spans.append(span(words, 0, top + 16 + LINE * row))
    return label(" ".join(spans)) + " "


def trend(data: Sequence[Datum], *, title: str, name: str = "trend") -> str:
    """Rounds from left to right, zero at the bottom.

    label = number, value = percent, note = its lines below.
    """
    points = list(_trend_points(data))
    marks = []
    for (x, y), datum in zip(points, data, strict=True):
        marks += _mark(x, y, datum)
    parts = [
        opened("trend", f"0 0 {WIDTH} 208", title=title, name=name),
        *map(_grid_line, (0, 50, 100)),
        shape("polyline", "line", points),
        *marks,
        "</svg>",
    ]
    return "".join(parts)


def _trend_points(data: Sequence[Datum]) -> Iterator[Point]:
    step = (WIDTH - 80) / max(1, len(data) - 1)
    for number, datum in enumerate(data):
        percent = float(datum.percent or 0)
        yield 40 + number * step, TREND_BASE - percent * TREND_PERCENT


def _grid_line(percent: int) -> str:
    y = at(TREND_BASE - percent * TREND_PERCENT)
    return line("ring", 20, WIDTH - 20, y, y)


def _mark(x: float, y: float, datum: Datum) -> Iterator[str]:
    yield circle("dot", at(x), at(y), 4)
    yield _centred("value", datum.value, x, at(y - 9))
    yield _centred("label", datum.label, x, 160)
    for row, words in enumerate(datum.note.split("\n")):
        yield _centred("note", words, x, 180 + LINE * row)


def _centred(kind: str, words: str, x: float, y: str | int) -> str:
    return text(kind, words, x=at(x), y=y, anchor="middle")
