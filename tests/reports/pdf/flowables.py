"""What stands in flowables and drawings of a report, read back without a PDF."""

from collections.abc import Iterable, Iterator

from django.utils import translation
from reportlab.graphics.shapes import Drawing, Group, Shape, String
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table


def shapes_of(drawing: Drawing | Group, kind: type[Shape] = Shape) -> list[Shape]:
    """Every shape of a kind, in the order in which they are drawn."""
    shapes: list[Shape] = []
    for shape in drawing.contents:
        if isinstance(shape, Group):
            shapes += shapes_of(shape, kind)
        elif isinstance(shape, kind):
            shapes.append(shape)
    return shapes


def texts_in(drawing: Drawing) -> list[str]:
    return [shape.text for shape in shapes_of(drawing, String)]


def flat(flowables: Iterable) -> Iterator[Flowable | str]:
    """One after the other, whatever they stand in."""
    for flowable in flowables:
        if isinstance(flowable, KeepTogether):
            yield from flat(flowable._content)
        elif isinstance(flowable, Table):
            for row in flowable._cellvalues:
                yield from flat(row)
        elif isinstance(flowable, list | tuple):
            yield from flat(flowable)
        else:
            yield flowable


def texts_of(flowables: Iterable[Flowable]) -> list[str]:
    """The text of every paragraph, cell and label; lines of one text joined."""
    texts: list[str] = []
    for part in flat(flowables):
        if isinstance(part, Paragraph):
            texts.append(part.getPlainText())
        elif isinstance(part, Drawing):
            texts += texts_in(part)
        elif isinstance(part, str) and part:
            texts.append(part.replace("\n", " "))
    return texts


def text_of(flowables: Iterable[Flowable]) -> str:
    return " ".join(texts_of(flowables))


def headings(flowables: Iterable[Flowable], style: str = "h1") -> list[str]:
    paragraphs = [part for part in flat(flowables) if isinstance(part, Paragraph)]
    return [part.getPlainText() for part in paragraphs if part.style.name == style]


def tables_in(flowables: Iterable[Flowable]) -> list[Table]:
    tables: list[Table] = []
    for flowable in flowables:
        if isinstance(flowable, KeepTogether):
            tables += tables_in(flowable._content)
        elif isinstance(flowable, Table):
            tables.append(flowable)
    return tables


def in_english(flowables) -> str:
    with translation.override("en"):
        return text_of(flowables)
