"""Draws the pictures of the report by matplotlib: on a page of the PDF as vectors, or as a file.

Loaded by whoever draws (`drawn`, `slide`), and by nobody else: it takes long and much.
"""

from io import BytesIO

from matplotlib import rcParams
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure  # not pyplot, which keeps what it drew
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from reportlab.pdfbase.pdfmetrics import stringWidth

from language.formats import grouped, percent
from reports.city.contents import Plot
from reports.fonts import FACES, TEXT, TEXT_BOLD, clean, fit_few, font_file

# The names inside an SVG are the same each time.
rcParams["svg.hashsalt"] = "san-sang-so"

INK, QUIET, LINE, BRAND = "#1A2228", "#55616B", "#DDD9CF", "#0E5A62"
RAMP = ("#E9E3D3", "#C3C9BE", "#9EB0A9", "#759492", "#437478", "#0E5A62")
DARK = 4  # from this shade on words on it are white
INCH = 72
SMALL = 8.5
LABEL_LINES = 3
HEADS = 44  # of a heat map, in points


def figure_of(plot: Plot, width: float, height: float) -> Figure:
    """width, height: in points."""
    figure = Figure(figsize=(width / INCH, height / INCH), dpi=INCH, facecolor="none")
    # Heads of a heat map are as high over few rows as over many.
    more = {"top": 1 - HEADS / height} if plot.kind == "heat" else {}
    _PLOTS[plot.kind](figure, plot, **more)
    return figure


def slide(plot: Plot, form: str, about: str) -> bytes:
    """A picture that stands alone: with its title, its sample, and of whom it is."""
    figure = Figure(figsize=(12, 6.75), dpi=INCH, facecolor="white")
    figure.text(0.04, 0.93, clean(plot.title), **_words(20, bold=True))
    figure.text(0.04, 0.885, clean(f"{plot.sample} · {about}"), **_words(12, QUIET))
    figure.text(0.04, 0.02, "Sẵn Sàng Số", **_words(12, BRAND, bold=True))
    # The heads of a heat map stand above it.
    top = 0.72 if plot.kind == "heat" else 0.82
    _PLOTS[plot.kind](figure, plot, top=top, bottom=0.1, size=13)
    image = BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(image, format=form, dpi=160, metadata=metadata)
    return image.getvalue()


def _words(size: float, color: str = INK, *, bold: bool = False) -> dict:
    face = TEXT_BOLD if bold else TEXT
    return {
        "fontproperties": FontProperties(fname=str(font_file(*FACES[face]))),
        "fontsize": size,
        "color": color,
        # A name with two dollar signs is a name, not a formula.
        "parse_math": False,
    }


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float):
    axes = figure.add_axes((left, bottom, width, height), facecolor="none")
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


def _columns(
    figure: Figure,
    plot: Plot,
    top: float = 0.94,
    bottom: float = 0.14,
    size: float = SMALL,
) -> None:
    axes = _axes(figure, 0.04, bottom, 0.92, top - bottom)
    most = max(plot.values) or 1
    for place, (label, value) in enumerate(zip(plot.labels, plot.values, strict=True)):
        axes.add_patch(Rectangle((place - 0.38, 0), 0.76, value, facecolor=BRAND))
        axes.text(
            place,
            value + most * 0.03,
            percent(value, 0),
            ha="center",
            **_words(size, bold=True),
        )
        axes.text(place, -most * 0.09, clean(label), ha="center", **_words(size))
    axes.plot([-0.5, len(plot.values) - 0.5], [0, 0], color=INK, linewidth=0.8)
    axes.set_xlim(-0.6, len(plot.values) - 0.4)
    axes.set_ylim(-most * 0.14, most * 1.14)


def _distribution(
    figure: Figure,
    plot: Plot,
    top: float = 0.94,
    bottom: float = 0.14,
    size: float = SMALL,
) -> None:
    """Columns by their area: a part twice as wide is drawn half as high."""
    axes = _axes(figure, 0.04, bottom, 0.92, top - bottom)
    heights = [count / (end - start) for start, end, count in plot.values]
    most = max(heights) or 1
    for (start, end, count), height in zip(plot.values, heights, strict=True):
        wide = end - start - 0.6
        axes.add_patch(Rectangle((start + 0.3, 0), wide, height, facecolor=BRAND))
        middle = (start + end) / 2
        axes.text(
            middle,
            height + most * 0.03,
            grouped(count),
            ha="center",
            **_words(size, bold=True),
        )
    for mark in range(0, 101, 20):
        axes.text(
            mark, -most * 0.09, percent(mark, 0), ha="center", **_words(size, QUIET)
        )
    axes.plot([0, 100], [0, 0], color=INK, linewidth=0.8)
    axes.set_xlim(-3, 103)
    axes.set_ylim(-most * 0.14, most * 1.14)


def _heat(
    figure: Figure,
    plot: Plot,
    top: float = 0.72,
    bottom: float = 0.02,
    size: float = SMALL,
) -> None:
    axes = _axes(figure, 0.3, bottom, 0.68, top - bottom)
    rows, columns = len(plot.labels), len(plot.heads)
    room = figure.get_figwidth() * INCH
    for row, (label, values) in enumerate(zip(plot.labels, plot.values, strict=True)):
        y = rows - row - 1
        lines = fit_few(label, TEXT, size, room * 0.27, 2)
        axes.text(
            -0.08,
            y + 0.5,
            "\n".join(lines),
            ha="right",
            va="center",
            **_words(size, bold=not row),
        )
        for column, value in enumerate(values):
            _square(axes, column, y, value, size)
    for column, head in enumerate(plot.heads):
        lines = fit_few(head, TEXT, size, room * 0.64 / columns, LABEL_LINES)
        text = "\n".join(lines)
        axes.text(
            column + 0.5,
            rows + 0.12,
            text,
            ha="center",
            va="bottom",
            **_words(size, QUIET),
        )
    axes.set_xlim(0, columns)
    axes.set_ylim(0, rows)


def _square(axes, column: int, y: int, value: float | None, size: float) -> None:
    shade = None if value is None else min(int(value * len(RAMP) / 100), len(RAMP) - 1)
    face = "white" if shade is None else RAMP[shade]
    axes.add_patch(
        Rectangle((column + 0.02, y + 0.04), 0.96, 0.92, facecolor=face, edgecolor=LINE)
    )
    color = "white" if shade is not None and shade >= DARK else INK
    axes.text(
        column + 0.5,
        y + 0.5,
        "–" if value is None else f"{value:.0f}",
        ha="center",
        va="center",
        **_words(size, color),
    )


def _trend(
    figure: Figure,
    plot: Plot,
    top: float = 0.94,
    bottom: float = 0.14,
    size: float = SMALL,
) -> None:
    axes = _axes(figure, 0.08, bottom, 0.88, top - bottom)
    places = range(len(plot.labels))
    lower, middle, upper = zip(*plot.values, strict=True)
    for mark in range(0, 101, 20):
        axes.plot([-0.3, len(middle) - 0.7], [mark, mark], color=LINE, linewidth=0.6)
        axes.text(
            -0.36,
            mark,
            percent(mark, 0),
            ha="right",
            va="center",
            **_words(size, QUIET),
        )
    axes.fill_between(places, lower, upper, color=RAMP[1], linewidth=0)
    axes.plot(places, middle, color=BRAND, linewidth=2, marker="o", markersize=5)
    for place, value in zip(places, middle, strict=True):
        axes.text(
            place, value + 4, percent(value), ha="center", **_words(size, bold=True)
        )
        axes.text(place, -9, clean(plot.labels[place]), ha="center", **_words(size))
    axes.set_xlim(-0.45, len(middle) - 0.55)
    axes.set_ylim(-12, 104)


def _funnel(
    figure: Figure,
    plot: Plot,
    top: float = 0.97,
    bottom: float = 0.02,
    size: float = SMALL,
) -> None:
    axes = _axes(figure, 0.34, bottom, 0.64, top - bottom)
    most = max(plot.values)
    rows = len(plot.values)
    for row, (label, value) in enumerate(zip(plot.labels, plot.values, strict=True)):
        y = rows - row - 1
        axes.add_patch(Rectangle((0, y + 0.18), value, 0.64, facecolor=BRAND))
        axes.text(
            -most * 0.02,
            y + 0.5,
            clean(label),
            ha="right",
            va="center",
            **_words(size),
        )
        axes.text(
            value + most * 0.015,
            y + 0.5,
            f"{grouped(value)}  ({percent(100 * value / most, 0)})",
            va="center",
            **_words(size, bold=True),
        )
    axes.set_xlim(0, most * 1.22)
    axes.set_ylim(0, rows)


_PLOTS = {
    "columns": _columns,
    "distribution": _distribution,
    "heat": _heat,
    "trend": _trend,
    "funnel": _funnel,
}


def show(canvas, plot: Plot, width: float, height: float) -> None:
    """On a page of reportlab's, with the lower left corner at the origin."""
    figure = figure_of(plot, width, height)
    figure.draw(_Pen(canvas, width, height))


class _Pen(RendererBase):
    """What matplotlib draws, as paths and text of the page: so it stays sharp and selectable."""

    def __init__(self, canvas, width: float, height: float) -> None:
        super().__init__()
        self.page, self.width, self.height = canvas, width, height
        self.bold = str(font_file(*FACES[TEXT_BOLD]))

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: float) -> float:
        return points

    def flipy(self) -> bool:
        return False

    def draw_path(self, gc, path, transform, rgbFace=None) -> None:  # noqa: N803
        way = self.page.beginPath()
        last = (0.0, 0.0)
        for points, code in path.iter_segments(transform):
            last = _go(way, last, points, code)
        self.page.saveState()
        is_filled = rgbFace is not None and len(rgbFace) and _opacity(rgbFace) > 0
        is_drawn = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        if is_filled:
            self.page.setFillColorRGB(*rgbFace[:3])
        if is_drawn:
            self.page.setStrokeColorRGB(*gc.get_rgb()[:3])
            self.page.setLineWidth(gc.get_linewidth())
        self.page.drawPath(way, stroke=int(is_drawn), fill=int(is_filled))
        self.page.restoreState()

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None) -> None:
        self.page.saveState()
        self.page.setFillColorRGB(*gc.get_rgb()[:3])
        self.page.setFont(self._face(prop), prop.get_size_in_points())
        self.page.translate(x, y)
        self.page.rotate(angle)
        self.page.drawString(0, 0, s)
        self.page.restoreState()

    def get_text_width_height_descent(self, s, prop, ismath):
        size = prop.get_size_in_points()
        width = stringWidth(s, self._face(prop), size)
        return width, size * 0.95, size * 0.22

    def _face(self, prop) -> str:
        return TEXT_BOLD if prop.get_file() == self.bold else TEXT


def _opacity(color) -> float:
    return color[3] if len(color) > 3 else 1


def _go(way, last, points, code) -> tuple[float, float]:
    """One segment; a curve of one control point as one of two, which is all that a page knows."""
    if code == Path.MOVETO:
        way.moveTo(*points)
    elif code == Path.LINETO:
        way.lineTo(*points)
    elif code == Path.CURVE3:
        (x0, y0), (x1, y1, x2, y2) = last, points
        first = x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3
        second = x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3
        way.curveTo(*first, *second, x2, y2)
    elif code == Path.CURVE4:
        way.curveTo(*points)
    elif code == Path.CLOSEPOLY:
        way.close()
        return last
    return points[-2], points[-1]
