"""Paragraphs and tables: laid out by reportlab, set in our lettering, told to screen readers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.tables import CellStyle

from reports.pdf.lettering import Line, broken, show
from reports.pdf.tags import tagged

# As a screen reader is told of a paragraph by its style.
KINDS = {"title": "H1", "h1": "H2", "h2": "H3"}


class Broken(NamedTuple):
    """A paragraph in lines, as reportlab asks for them."""

    lines: tuple[Line, ...]
    kind: int = 0


class TaggedParagraph(Paragraph):
    """Left-aligned plain text, with a label or without.

    reportlab sets what is rare: a word wider than a line, and what is torn by the end of a page.
    """

    measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """What is kept together is measured first and set afterwards: broken into lines once."""
        # reportlab forgets the lines of what goes to the next page whole.
        if self.measured and self.measured[0] == width and hasattr(self, "blPara"):
            return self.measured[1]
        size = super().wrap(width, height)
        self.measured = width, size
        return size

    def breakLines(self, width):  # noqa: N802, reportlab's name
        # What it broke before it has in words, and no text.
        if all(hasattr(frag, "text") for frag in self.frags):
            pieces = tuple((frag.fontName, frag.text) for frag in self.frags)
            lines = broken(pieces, self.style.fontSize, tuple(width))
            if lines is not None:
                return Broken(lines)
        return super().breakLines(width)

    def split(self, width: float, height: float) -> list[Flowable]:
        if isinstance(getattr(self, "blPara", None), Broken):
            self.blPara = super().breakLines(self._wrapWidths)
        return super().split(width, height)

    def draw(self) -> None:
        with tagged(self.canv, KINDS.get(self.style.name, "P")):
            if isinstance(self.blPara, Broken):
                self._show(self.blPara.lines)
            else:
                super().draw()

    def _show(self, lines: Sequence[Line]) -> None:
        style = self.style
        points = []
        x, y = style.leftIndent + style.firstLineIndent, self.height - style.fontSize
        for line in lines:
            points.append((x, y, line))
            x, y = style.leftIndent, y - style.leading
        self.canv.setFillColor(style.textColor)
        show(self.canv, points, style.fontSize)


class TaggedTable(Table):
    """Its cells are texts in lines, or flowables."""

    def _drawCell(self, value, style, place, size) -> None:  # noqa: N802, reportlab's name
        if not isinstance(value, str):
            super()._drawCell(value, style, place, size)
            return
        before = self._curcellstyle
        if before is None or before.color != style.color:
            self.canv.setFillColor(style.color)
        self._curcellstyle = style
        show(
            self.canv, _lines_in(value.split("\n"), style, place, size), style.fontsize
        )


def _lines_in(
    texts: Sequence[str],
    style: CellStyle,
    place: tuple[float, float],
    size: tuple[float, float],
) -> Iterator[tuple[float, float, Line]]:
    """The lines of a cell, each with its point. place: of the corner at the bottom left."""
    (left, bottom), (width, height) = place, size
    x, right = left + style.leftPadding, left + width - style.rightPadding
    y = bottom + height - style.topPadding
    if style.valign == "BOTTOM":
        y = bottom + style.bottomPadding + len(texts) * style.leading
    y -= style.fontsize
    for text in texts:
        if style.alignment == "RIGHT":
            x = right - stringWidth(text, style.fontname, style.fontsize)
        yield x, y, Line(((style.fontname, text),))
        y -= style.leading
