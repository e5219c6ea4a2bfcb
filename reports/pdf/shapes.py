"""The few shapes that our charts are made of, put on a page.

reportlab's own renderer keeps the state of each of a hundred shapes apart from all others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import segno
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
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from reports.pdf.lettering import Line as Lettering
from reports.pdf.lettering import show
from reports.pdf.tags import figure


class TaggedDrawing(Drawing):
    """With what it shows in words, for who hears it."""

    def __init__(self, width: float, height: float, alt: str, **facts) -> None:
        super().__init__(width, height, **facts)
        self._alt = alt

    def draw(self) -> None:
        with figure(self.canv, self._alt, self.width, self.height):
            _draw_all(self.canv, self.contents)


class Code(Flowable):
    """A QR code. Runs of dark modules, which are 1 wide, counted from the bottom left."""

    def __init__(self, content: str, size: float, colour: Color) -> None:
        super().__init__()
        self.width = self.height = size
        self.content = content
        self.colour = colour

    def draw(self) -> None:
        canvas = self.canv
        size, rectangles = _dark_runs(self.content)
        with figure(canvas, self.content, self.width, self.height):
            canvas.setFillColor(self.colour)
            canvas.scale(self.width / size, self.height / size)
            # One path rather than a thousand squares: smaller, and without seams between them.
            canvas._code.append(f"{rectangles} f")


@lru_cache(maxsize=32)
def _dark_runs(content: str) -> tuple[int, str]:
    """How many modules a side has, and a rectangle for each run of dark ones.

    A report shows the same code twice.
    """
    matrix = segno.make(content, micro=False, error="m").matrix
    size = len(matrix)
    rectangles = []
    for y, row in enumerate(matrix, start=1):
        for start, length in _runs(row):
            rectangles.append(f"{start} {size - y} {length} 1 re")
    return size, " ".join(rectangles)


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for x, is_dark in enumerate((*row, 0)):  # light beyond the edge ends the last run
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            yield start, x - start
            start = None


def _draw_all(canvas, shapes: Iterable[Shape]) -> None:
    for shape in shapes:
        _DRAW[type(shape)](canvas, shape)


def _draw_group(canvas, group: Group) -> None:
    canvas.saveState()
    canvas.transform(*group.transform)
    _draw_all(canvas, group.contents)
    canvas.restoreState()


def _draw_text(canvas, text: String) -> None:
    width = stringWidth(text.text, text.fontName, text.fontSize)
    x = text.x - width * LEFT_OF[text.textAnchor]
    canvas.setFillColor(text.fillColor)
    line = Lettering(((text.fontName, text.text),))
    show(canvas, [(x, text.y, line)], text.fontSize)


def _draw_line(canvas, line: Line) -> None:
    _take_pen(canvas, line)
    canvas.line(line.x1, line.y1, line.x2, line.y2)


def _draw_rectangle(canvas, shape: Rect) -> None:
    painted = _take_colours(canvas, shape)
    corner = shape.x, shape.y, shape.width, shape.height
    if shape.rx:
        canvas.roundRect(*corner, shape.rx, **painted)
    else:
        canvas.rect(*corner, **painted)


def _draw_circle(canvas, circle: Circle) -> None:
    painted = _take_colours(canvas, circle)
    canvas.circle(circle.cx, circle.cy, circle.r, **painted)


def _draw_polygon(canvas, polygon: Polygon) -> None:
    canvas.saveState()
    painted = _take_colours(canvas, polygon)
    if polygon.fillOpacity is not None:
        canvas.setFillAlpha(polygon.fillOpacity)
    path = canvas.beginPath()
    corners = zip(polygon.points[::2], polygon.points[1::2], strict=True)
    path.moveTo(*next(corners))
    for corner in corners:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, **painted)
    canvas.restoreState()


def _take_colours(canvas, shape: Rect | Circle | Polygon) -> dict[str, bool]:
    """Those that it is painted with, as the canvas asks for it."""
    if shape.fillColor is not None:
        canvas.setFillColor(shape.fillColor)
    if shape.strokeColor is not None:
        _take_pen(canvas, shape)
    return {
        "fill": shape.fillColor is not None,
        "stroke": shape.strokeColor is not None,
    }


def _take_pen(canvas, shape: Shape) -> None:
    canvas.setStrokeColor(shape.strokeColor)
    canvas.setLineWidth(shape.strokeWidth)


# What of a text is left of its point.
LEFT_OF = {"start": 0.0, "middle": 0.5, "end": 1.0}
_DRAW: dict[type[Shape], Callable] = {
    Circle: _draw_circle,
    Group: _draw_group,
    Line: _draw_line,
    Polygon: _draw_polygon,
    Rect: _draw_rectangle,
    String: _draw_text,
}
