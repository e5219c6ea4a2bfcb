"""Where the parts of a chart stand, the same on pages and in the PDF."""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin

from reports.contents.charts import Datum

RINGS = (20, 40, 60, 80, 100)
LABEL_WIDTH = 12  # characters in a line of an axis label
LABEL_LINES = 4  # of an axis label, before it is cut short
NEARLY_UPRIGHT = 0.2  # how far an axis leans for its label to stand beside it

Point = tuple[float, float]


def wrapped(label: str, width: int = LABEL_WIDTH) -> list[str]:
    """The label in lines of about `width` characters; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def spokes(count: int) -> list[Point]:
    """Unit vectors of the axes, clockwise from the top."""
    angles = [2 * pi * i / count for i in range(count)]
    return [(sin(angle), -cos(angle)) for angle in angles]


def tips(
    axes: Iterable[Point],
    data: Sequence[Datum],
    radius: float,
) -> list[Point]:
    """Where the shape of a radar meets its axes; what does not apply has no point."""
    points = []
    for (x, y), datum in zip(axes, data, strict=True):
        if datum.percent is not None:
            percent = float(datum.percent)
            points.append((x * radius * percent / 100, y * radius * percent / 100))
    return points


def label_anchor(x: float) -> str:
    """On which side of its axis a label grows; x: of the axis."""
    if abs(x) < NEARLY_UPRIGHT:
        return "middle"
    return "start" if x > 0 else "end"
