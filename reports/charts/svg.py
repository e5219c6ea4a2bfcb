"""Charts of pages, written by hand as inline SVG: classes only, so the strict CSP and the print style hold."""

from collections.abc import Sequence
from html import escape

from reports.charts.geometry import LABEL_LINES, RINGS, spokes, wrapped
from reports.contents.charts import Datum

WIDTH = 350  # drawn at about its own size on a phone, so that its letters stay readable
RADIUS = 82
BAR_LABEL_WIDTH = 34  # characters beside the value
BAR_ROW = 46
LINE = 16


def radar(readings: Sequence[Datum], *, title: str, name: str = "radar") -> str:
    """The shape of an enterprise: one axis per reading, 0 in the middle, 100 at the rim."""
    axes = spokes(len(readings))
    rings = "".join(
        f'<polygon class="chart__ring" points="{_ring(axes, ring)}"/>' for ring in RINGS
    )
    lines = "".join(
        f'<line class="chart__axis" x1="0" y1="0" x2="{x * RADIUS:.1f}" y2="{y * RADIUS:.1f}"/>'
        for x, y in axes
    )
    tips = [
        (
            x * RADIUS * float(reading.percent) / 100,
            y * RADIUS * float(reading.percent) / 100,
        )
        for (x, y), reading in zip(axes, readings, strict=True)
        if reading.percent is not None
    ]
    shape = " ".join(f"{x:.1f},{y:.1f}" for x, y in tips)
    dots = "".join(
        f'<circle class="chart__dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
        for x, y in tips
    )
    lines_of = [_few(wrapped(reading.label)) for reading in readings]
    labels = " ".join(
        _axis_label(axis, lines, reading.value)
        for axis, lines, reading in zip(axes, lines_of, readings, strict=True)
    )
    half = RADIUS + 18 + 14 * max(map(len, lines_of))
    return (
        f'<svg class="chart chart--radar" viewBox="{-WIDTH / 2:.0f} -{half} {WIDTH} {2 * half}" role="img"'
        f' aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>{rings}{lines}'
        f'<polygon class="chart__shape" points="{shape}"/>{dots}{labels}</svg>'
    )


def _ring(axes: Sequence[tuple[float, float]], percent: float) -> str:
    reach = RADIUS * percent / 100
    return " ".join(f"{x * reach:.1f},{y * reach:.1f}" for x, y in axes)


def _few(lines: list[str]) -> list[str]:
    """The whole name stands at the bars and in the table."""
    return (
        lines
        if len(lines) <= LABEL_LINES
        else [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1]}…"]
    )


def _axis_label(axis: tuple[float, float], lines: list[str], value: str) -> str:
    x, y = axis
    anchor = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
    left = x * (RADIUS + 12)
    # Above the top axis the text grows upwards, below the bottom one downwards, beside the others both ways.
    top = y * (RADIUS + 14) - 14 * len(lines) * (1 - y) / 2 + 4
    spans = [
        f'<tspan x="{left:.1f}" y="{top + 14 * i:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    ]
    figure = f'<tspan class="chart__value" x="{left:.1f}" y="{top + 14 * len(lines):.1f}">{escape(value)}</tspan>'
    # For whoever copies them; a space with a place of its own does not move the line before it.
    space = f'<tspan x="{left:.1f}" y="{top:.1f}"> </tspan>'
    return f'<text class="chart__label" text-anchor="{anchor}">{space.join([*spans, figure])}</text>'


def bars(
    readings: Sequence[Datum],
    *,
    title: str,
    cuts: Sequence[float] = (),
    name: str = "bars",
) -> str:
    """One bar per reading, label and value above it. cuts: percents at which a new level begins, drawn as ticks."""
    rows, height = [], 0
    for reading in readings:
        lines = wrapped(reading.label, BAR_LABEL_WIDTH)
        rows.append(_bar(height, lines, reading, cuts))
        height += BAR_ROW + LINE * (len(lines) - 1)
    return (
        f'<svg class="chart chart--bars" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{name}-title"><title id="{name}-title">{escape(title)}</title>{" ".join(rows)}</svg>'
    )


def _bar(top: int, lines: list[str], reading: Datum, cuts: Sequence[float]) -> str:
    words = " ".join(
        f'<tspan x="0" y="{top + 15 + LINE * row}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    top += LINE * (len(lines) - 1)
    box = f'y="{top + 22}" height="14" rx="3"'
    filled = (
        f'<rect class="chart__bar" x="0" width="{float(reading.percent) * WIDTH / 100:.1f}" {box}/>'
        if reading.percent
        else ""
    )
    places = [f"{cut * WIDTH / 100:.1f}" for cut in cuts]
    ticks = "".join(
        f'<line class="chart__cut" x1="{x}" x2="{x}" y1="{top + 22}" y2="{top + 36}"/>'
        for x in places
    )
    return (
        f'<text class="chart__label">{words}</text> '
        f'<text class="chart__value" x="{WIDTH}" y="{top + 15}" text-anchor="end">{escape(reading.value)}</text>'
        f'<rect class="chart__track" x="0" width="{WIDTH}" {box}/>{filled}{ticks}'
    )


def trend(readings: Sequence[Datum], *, title: str, name: str = "trend") -> str:
    """Rounds from left to right, zero at the bottom; label = number, value = percent, note = its lines below."""
    step = (WIDTH - 80) / max(1, len(readings) - 1)
    dots = [
        (40 + i * step, 140 - float(reading.percent or 0) * 1.1, reading)
        for i, reading in enumerate(readings)
    ]
    grid = "".join(
        f'<line class="chart__ring" x1="20" x2="{WIDTH - 20}" y1="{140 - at * 1.1:.1f}" y2="{140 - at * 1.1:.1f}"/>'
        for at in (0, 50, 100)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _reading in dots)
    marks = "".join(
        f'<circle class="chart__dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        f'<text class="chart__value" x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{escape(reading.value)}</text>'
        f'<text class="chart__label" x="{x:.1f}" y="157" text-anchor="middle">{escape(reading.label)}</text>'
        + "".join(
            f'<text class="chart__note" x="{x:.1f}" y="{173 + LINE * row}" text-anchor="middle">{escape(line)}</text>'
            for row, line in enumerate(reading.note.split("\n"))
        )
        for x, y, reading in dots
    )
    return (
        f'<svg class="chart chart--trend" viewBox="0 0 {WIDTH} 196" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>{grid}'
        f'<polyline class="chart__line" points="{line}"/>{marks}</svg>'
    )
