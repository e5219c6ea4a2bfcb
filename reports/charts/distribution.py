"""Where an enterprise stands among others, as inline SVG.

Classes only, like reports.charts.svg.
"""

from collections.abc import Iterator, Sequence

from reports.charts.elements import at, circle, line, opened, rect, text
from reports.charts.svg import WIDTH
from scoring.benchmark import TENS, Part

HEIGHT = 96  # of the columns
TOP = 34  # of the words above them
SIDE = 4  # free at both sides
BETWEEN = 3
INNER = WIDTH - 2 * SIDE
BASE = TOP + HEIGHT

LEAST_HEIGHT = 2.0  # so that one enterprise among thousands is still seen


def distribution(
    parts: Sequence[Part],
    *,
    own: int,
    percent: float,
    label: str,
    title: str,
    size: str,
    name: str,
) -> str:
    """How many enterprises stand in each part of 0 to 100 %, as columns from zero.

    The area of a column is their number: parts may be joined ones.
    own: which of them is the enterprise's, and filled. percent: its mark.
    label: what is written at the mark. size: of the sample.
    """
    box = f"0 0 {WIDTH} {BASE + 46}"
    drawn = [
        opened("distribution", box, title=title, name=name),
        _mark_label(percent, label),
        *_columns(parts, own),
        line("base", SIDE, WIDTH - SIDE, BASE, BASE),
        *_mark(percent),
        *_scale(),
        text("note", size, x=WIDTH / 2, y=BASE + 40, anchor="middle"),
        "</svg>",
    ]
    return "".join(drawn)


def _x(percent: float) -> str:
    return at(SIDE + percent * INNER / 100)


def _mark_label(percent: float, label: str) -> str:
    # Near an end it grows towards the middle, so that it stays inside.
    anchor = "middle"
    if percent < 25:
        anchor = "start"
    elif percent > 75:
        anchor = "end"
    return text("value", label, x=_x(percent), y=16, anchor=anchor)


def _mark(percent: float) -> Iterator[str]:
    x = _x(percent)
    yield line("mark", x, x, 20, BASE)
    yield circle("dot", x, BASE, 4)


def _scale() -> Iterator[str]:
    y = BASE + 18
    yield text("note", "0", x=SIDE, y=y, anchor="start")
    yield text("note", "50", x=WIDTH / 2, y=y, anchor="middle")
    yield text("note", "100%", x=WIDTH - SIDE, y=y, anchor="end")


def _columns(parts: Sequence[Part], own: int) -> Iterator[str]:
    # By their area: a part that is twice as wide is drawn half as high.
    densities = list(map(_density, parts))
    most = max(densities, default=0) or 1
    for number, part in enumerate(parts):
        if part.count:
            height = max(LEAST_HEIGHT, densities[number] * HEIGHT / most)
            yield _column(part, height, is_own=number == own)


def _density(part: Part) -> float:
    return part.count / (part.end - part.start)


def _column(part: Part, height: float, *, is_own: bool) -> str:
    step = INNER / TENS
    left = SIDE + part.start * step + BETWEEN / 2
    return rect(
        "column chart__column--own" if is_own else "column",
        at(left),
        at(BASE - height),
        width=at((part.end - part.start) * step - BETWEEN),
        height=at(height),
        round_by=2,
    )
