"""Where an enterprise stands among others, drawn with plain shapes like reports.pdf.charts."""

from collections.abc import Iterator, Sequence

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, Shape

from language.formats import number
from reports.contents.comparison import Placement, Spread
from reports.fonts import TEXT, TEXT_BOLD, clipped
from reports.pdf.charts import LABEL_SIZE, drawing, text
from reports.pdf.styles import BRAND, INK, LINE, TINT, WHITE
from reports.wording import comparison as words

ROW = 25
BAND = 8  # height
# Of the middle half, where all of it have one percent.
LEAST_WIDTH = 0.5
VALUE_ROOM = 190  # for the words at the right


def placements(rows: Sequence[Placement], width: float) -> Drawing:
    """A row for each, 0 to 100 %: the middle half of the others, its middle one, the dot."""
    height = ROW * len(rows)
    chart = drawing(width, height, "; ".join(map(_in_words, rows)))
    for row, placement in enumerate(rows, start=1):
        base = height - ROW * row + 4
        for shape in (*_words(placement, base, width), *_band(placement, base, width)):
            chart.add(shape)
    return chart


def _words(placement: Placement, base: float, width: float) -> Iterator[Shape]:
    # The total, which is no pillar, stands out.
    font = TEXT if placement.code else TEXT_BOLD
    name = clipped(words.name(placement), font, LABEL_SIZE, width - VALUE_ROOM)
    yield text(0, base + 12, name, font=font)
    yield text(
        width,
        base + 12,
        _rank(placement),
        font=TEXT_BOLD,
        anchor="end",
    )


def _in_words(placement: Placement) -> str:
    return f"{words.name(placement)}: {_rank(placement)}"


def _rank(placement: Placement) -> str:
    """With how many they are, where the rank does not say so itself."""
    rank = words.short_rank(placement)
    if placement.spread is None or words.is_counted(placement):
        return rank
    return f"{rank} ({number(placement.spread.rank.count)})"


def _middle_half(spread: Spread, base: float, width: float) -> Iterator[Shape]:
    lower, median, upper = (width * float(cut) / 100 for cut in spread.quartiles)
    middle_half = max(upper - lower, LEAST_WIDTH)
    yield Rect(lower, base, middle_half, BAND, fillColor=LINE, strokeColor=None)
    yield Line(median, base, median, base + BAND, strokeColor=INK, strokeWidth=1.2)


def _band(placement: Placement, base: float, width: float) -> Iterator[Shape]:
    own = width * float(placement.percent) / 100
    yield Rect(0, base, width, BAND, fillColor=TINT, strokeColor=None)
    if placement.spread:
        yield from _middle_half(placement.spread, base, width)
    yield Circle(
        own,
        base + 4,
        4.6,
        fillColor=BRAND,
        strokeColor=WHITE,
        strokeWidth=1,
    )
