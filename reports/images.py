"""The radar and the bars as images for slides, drawn by matplotlib, which is loaded when first needed."""

from functools import cache
from io import BytesIO
from math import pi

from reports.charts.geometry import RINGS, wrapped
from reports.contents.charts import Datum
from reports.contents.whole import Contents
from reports.pdf.fonts import FACES, TEXT, TEXT_BOLD, clean, font_file
from reports.wording import results as wording

INK, QUIET, LINE, BRAND, TINT = "#1A2228", "#55616B", "#DDD9CF", "#0E5A62", "#E3F0EF"
CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
KINDS = ("radar", "bars")


def chart_image(contents: Contents, kind: str, form: str) -> bytes:
    """One chart as a picture that stands alone: whose it is, which index and when are written on it."""
    from matplotlib.figure import Figure  # noqa: PLC0415  slow to load; no pyplot, its global state is not for threads

    figure = Figure(figsize=(8, 6), facecolor="white")
    title = f"{contents.name}" if len(contents.name) <= 60 else f"{contents.name[:59]}…"
    _say(figure, 0.04, 0.94, clean(title), size=15, bold=True)
    about = f"{wording.level(contents.level)} · {contents.source.short_title} · {wording.day(contents.at)}"
    _say(figure, 0.04, 0.895, clean(about), size=11, colour=QUIET)
    _say(figure, 0.04, 0.03, "Sẵn Sàng Số", size=10, colour=BRAND, bold=True)
    draw = _radar if kind == "radar" else _bars
    draw(
        figure,
        wording.radar_data(contents) if kind == "radar" else wording.bar_data(contents),
    )
    target = BytesIO()
    # SVG draws letters as paths, so that a slide needs none of our fonts; no date, so that it stays the same.
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(target, format=form, dpi=200, metadata=metadata)
    return target.getvalue()


@cache
def _font(bold: bool):
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  slow to load

    return FontProperties(fname=font_file(*FACES[TEXT_BOLD if bold else TEXT]))


def _say(
    target,
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    colour: str = INK,
    bold: bool = False,
    **more,
):
    # A name with two dollar signs is a name, not a formula.
    font = {
        "fontproperties": _font(bold),
        "fontsize": size,
        "color": colour,
        "parse_math": False,
    }
    return target.text(x, y, words, **font, **more)


def _radar(figure, readings: list[Datum]) -> None:
    axes = figure.add_axes((0.25, 0.13, 0.5, 0.62), polar=True)
    axes.set_theta_offset(pi / 2)
    axes.set_theta_direction(-1)
    turns = [2 * pi * i / len(readings) for i in range(len(readings))]
    known = [
        (turn, float(r.percent))
        for turn, r in zip(turns, readings, strict=True)
        if r.percent is not None
    ]
    for ring in RINGS:
        axes.plot(
            [*turns, turns[0]], [ring] * (len(turns) + 1), color=LINE, linewidth=0.8
        )
    for turn in turns:
        axes.plot([turn, turn], [0, 100], color=LINE, linewidth=0.8)
    closed = [*known, known[0]]
    axes.fill(*zip(*known, strict=True), color=TINT, alpha=0.8)
    axes.plot(
        *zip(*closed, strict=True), color=BRAND, linewidth=2, marker="o", markersize=4
    )
    axes.set_ylim(0, 100)
    axes.axis("off")
    for turn, reading in zip(turns, readings, strict=True):
        words = "\n".join([*wrapped(clean(reading.label), 22), reading.value])
        side = round(pi - turn, 6)
        across = "center" if turn == 0 or side == 0 else "left" if side > 0 else "right"
        _say(
            axes,
            turn,
            113,
            words,
            ha=across,
            va="bottom" if turn == 0 else "top" if side == 0 else "center",
        )


def _bars(figure, readings: list[Datum]) -> None:
    axes = figure.add_axes((0.04, 0.1, 0.92, 0.74))
    rows = range(len(readings) - 1, -1, -1)
    axes.barh(list(rows), [100] * len(readings), height=0.3, color=TINT)
    axes.barh(
        list(rows),
        [float(reading.percent or 0) for reading in readings],
        height=0.3,
        color=BRAND,
    )
    for row, reading in zip(rows, readings, strict=True):
        _say(axes, 0, row + 0.23, clean(reading.label), size=12, va="bottom")
        _say(
            axes,
            100,
            row + 0.23,
            reading.value,
            size=12,
            bold=True,
            ha="right",
            va="bottom",
        )
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.4, len(readings) - 0.3)
    axes.axis("off")
