"""Where an enterprise stands among others, for the PDF, drawn with plain shapes like reports.shapes."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect

from language.formats import number
from reports.contents.comparison import Place
from reports.pdf.charts import LABEL_SIZE, drawing, text
from reports.pdf.fonts import TEXT, TEXT_BOLD, clipped
from reports.pdf.styles import BRAND, INK, LINE, TINT, WHITE
from reports.wording import comparison as say

VALUE_ROOM = 190  # for the words at the right


def places(found: Sequence[Place], width: float, row: float = 25) -> Drawing:
    """A row for each place, 0 to 100 %: the middle half of the others, the one in the middle, the dot."""
    height = row * len(found)
    made = drawing(width, height)
    for position, place in enumerate(found):
        base = height - row * (position + 1) + 4
        font = TEXT if place.code else TEXT_BOLD
        count = "" if say.is_counted(place) else f" ({number(place.rank.count)})"
        made.add(
            text(
                0,
                base + 12,
                clipped(say.name(place), font, LABEL_SIZE, width - VALUE_ROOM),
                font=font,
            )
        )
        made.add(
            text(
                width,
                base + 12,
                say.standing_short(place) + count,
                font=TEXT_BOLD,
                anchor="end",
            )
        )
        lower, median, upper = (width * float(cut) / 100 for cut in place.quartiles)
        made.add(Rect(0, base, width, 8, fillColor=TINT, strokeColor=None))
        made.add(
            Rect(
                lower,
                base,
                max(upper - lower, 0.5),
                8,
                fillColor=LINE,
                strokeColor=None,
            )
        )
        made.add(Line(median, base, median, base + 8, strokeColor=INK, strokeWidth=1.2))
        at = width * float(place.percent) / 100
        made.add(
            Circle(at, base + 4, 4.6, fillColor=BRAND, strokeColor=WHITE, strokeWidth=1)
        )
    return made
