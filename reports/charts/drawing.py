"""Draws a chart by matplotlib: `python -m reports.charts.drawing`, a process of its own.

It reads a picture from standard input and writes the bytes of the file. What matplotlib takes of
memory is given back with the process, and no worker of the site holds it.
"""

import sys
from collections.abc import Sequence
from io import BytesIO
from math import pi

from matplotlib import rcParams
from matplotlib.figure import Figure  # not pyplot, which keeps what it drew
from matplotlib.font_manager import FontProperties

from reports.charts.geometry import RINGS, wrapped
from reports.charts.picture import Picture
from reports.contents.charts import Datum

# The names inside an SVG are the same each time.
rcParams["svg.hashsalt"] = "san-sang-so"

INK = "#1A2228"
QUIET = "#55616B"
LINE = "#DDD9CF"
BRAND = "#0E5A62"
TINT = "#E3F0EF"

LABEL_WIDTH = 22  # characters in a line of an axis label
LABEL_AT = 113  # of 100, on an axis


def draw(picture: Picture) -> bytes:
    figure = Figure(figsize=(8, 6), facecolor="white")
    pen = Pen(picture)
    pen.write(figure, 0.04, 0.94, picture.title, size=15, bold=True)
    pen.write(figure, 0.04, 0.895, picture.about, color=QUIET)
    pen.write(figure, 0.04, 0.03, "Sẵn Sàng Số", size=10, color=BRAND, bold=True)
    if picture.kind == "radar":
        _draw_radar(pen, figure, picture.data)
    else:
        _draw_bars(pen, figure, picture.data)

    image = BytesIO()
    # SVG draws letters as paths, so that a slide needs none of our fonts; no date, so that
    # it stays the same.
    metadata = {"Date": None} if picture.form == "svg" else {"Software": None}
    figure.savefig(image, format=picture.form, dpi=200, metadata=metadata)
    return image.getvalue()


class Pen:
    """Writes in the faces of a picture."""

    def __init__(self, picture: Picture) -> None:
        self._face = FontProperties(fname=picture.face)
        self._bold_face = FontProperties(fname=picture.bold_face)

    def write(
        self,
        target,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11,
        color: str = INK,
        bold: bool = False,
        **aligned,
    ) -> None:
        target.text(
            x,
            y,
            text,
            fontproperties=self._bold_face if bold else self._face,
            fontsize=size,
            color=color,
            # A name with two dollar signs is a name, not a formula.
            parse_math=False,
            **aligned,
        )


def _draw_radar(pen: Pen, figure, data: Sequence[Datum]) -> None:
    axes = figure.add_axes((0.25, 0.13, 0.5, 0.62), polar=True)
    # From the top, like a clock, as on pages and in the PDF.
    axes.set_theta_offset(pi / 2)
    axes.set_theta_direction(-1)
    turns = [2 * pi * i / len(data) for i in range(len(data))]
    _draw_web(axes, turns)
    _draw_shape(axes, turns, data)
    axes.set_ylim(0, 100)
    axes.axis("off")
    for turn, datum in zip(turns, data, strict=True):
        _write_axis_label(pen, axes, turn, datum)


def _draw_web(axes, turns: Sequence[float]) -> None:
    around = [*turns, turns[0]]
    for ring in RINGS:
        axes.plot(
            around,
            [ring] * len(around),
            color=LINE,
            linewidth=0.8,
        )
    for turn in turns:
        axes.plot([turn, turn], [0, 100], color=LINE, linewidth=0.8)


def _draw_shape(axes, turns: Sequence[float], data: Sequence[Datum]) -> None:
    """What does not apply has no point."""
    corners, percents = [], []
    for turn, datum in zip(turns, data, strict=True):
        if datum.percent is not None:
            corners.append(turn)
            percents.append(float(datum.percent))
    axes.fill(corners, percents, color=TINT, alpha=0.8)
    axes.plot(
        [*corners, corners[0]],
        [*percents, percents[0]],
        color=BRAND,
        linewidth=2,
        marker="o",
        markersize=4,
    )


def _write_axis_label(pen: Pen, axes, turn: float, datum: Datum) -> None:
    lines = [*wrapped(datum.label, LABEL_WIDTH), datum.value]
    pen.write(
        axes,
        turn,
        LABEL_AT,
        "\n".join(lines),
        ha=_horizontally(turn),
        va=_vertically(turn),
    )


def _horizontally(turn: float) -> str:
    """Right of the upright a label grows to the right, left of it to the left."""
    if turn == 0 or _is_half(turn):
        return "center"
    return "left" if turn < pi else "right"


def _vertically(turn: float) -> str:
    """At the top a label grows upwards, at the bottom downwards."""
    if turn == 0:
        return "bottom"
    return "top" if _is_half(turn) else "center"


def _is_half(turn: float) -> bool:
    return round(pi - turn, 6) == 0


def _draw_bars(pen: Pen, figure, data: Sequence[Datum]) -> None:
    axes = figure.add_axes((0.04, 0.1, 0.92, 0.74))
    rows = list(range(len(data) - 1, -1, -1))
    percents = [float(datum.percent or 0) for datum in data]
    axes.barh(rows, [100] * len(data), height=0.3, color=TINT)
    axes.barh(rows, percents, height=0.3, color=BRAND)
    for row, datum in zip(rows, data, strict=True):
        y = row + 0.23
        pen.write(axes, 0, y, datum.label, size=12, va="bottom")
        pen.write(
            axes,
            100,
            y,
            datum.value,
            size=12,
            bold=True,
            ha="right",
            va="bottom",
        )
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.4, len(data) - 0.3)
    axes.axis("off")


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(Picture.from_json(sys.stdin.buffer.read())))
