"""Where an enterprise stands among others, as inline SVG.

Classes only, like reports.charts.svg.
"""

from collections.abc import Iterator, Sequence
from html import escape

from reports.charts.svg import WIDTH, opened

HEIGHT = 96  # of the columns
TOP = 34  # of the words above them
SIDE = 4  # free at both sides
BETWEEN = 3
INNER = WIDTH - 2 * SIDE
BASE = TOP + HEIGHT


def distribution(
    bins: Sequence[int],
    *,
    own: int,
    percent: float,
    label: str,
    title: str,
    size: str,
    name: str,
) -> str:
    """How many enterprises stand in each part of 0 to 100 %, as columns from zero.

    own: which of the columns is the enterprise's, and filled. percent: its mark.
    label: what is written at the mark. size: of the sample.
    """
    parts = [
        opened("distribution", f"0 0 {WIDTH} {BASE + 38}", title=title, name=name),
        *_mark_label(percent, label),
        *_columns(bins, own),
        f'<line class="chart__base" x1="{SIDE}" x2="{WIDTH - SIDE}" y1="{BASE}" y2="{BASE}"/>',
        *_mark(percent),
        _note(SIDE, 16, "start", "0"),
        _note(WIDTH / 2, 16, "middle", "50"),
        _note(WIDTH - SIDE, 16, "end", "100%"),
        _note(WIDTH / 2, 34, "middle", escape(size)),
        "</svg>",
    ]
    return "".join(parts)


def _x(percent: float) -> str:
    return f"{SIDE + percent * INNER / 100:.1f}"


def _mark_label(percent: float, label: str) -> Iterator[str]:
    """Near an end it grows towards the middle, so that it stays inside."""
    anchor = "middle"
    if percent < 25:
        anchor = "start"
    elif percent > 75:
        anchor = "end"
    at = f'x="{_x(percent)}" y="14" text-anchor="{anchor}"'
    yield f'<text class="chart__value" {at}>{escape(label)}</text>'


def _mark(percent: float) -> Iterator[str]:
    x = _x(percent)
    yield f'<line class="chart__mark" x1="{x}" x2="{x}" y1="20" y2="{BASE}"/>'
    yield f'<circle class="chart__dot" cx="{x}" cy="{BASE}" r="4"/>'


def _note(x: float, below: int, anchor: str, words: str) -> str:
    at = f'x="{x}" y="{BASE + below}" text-anchor="{anchor}"'
    return f'<text class="chart__note" {at}>{words}</text>'


def _columns(bins: Sequence[int], own: int) -> Iterator[str]:
    step = INNER / len(bins)
    most = max(*bins, 1)
    for number, count in enumerate(bins):
        if count:
            # One enterprise among thousands is still seen.
            height = max(2.0, count * HEIGHT / most)
            yield _column(number, step, height, is_own=number == own)


def _column(number: int, step: float, height: float, *, is_own: bool) -> str:
    kind = "chart__column chart__column--own" if is_own else "chart__column"
    at = f'x="{SIDE + number * step + BETWEEN / 2:.1f}" y="{BASE - height:.1f}"'
    size = f'width="{step - BETWEEN:.1f}" height="{height:.1f}" rx="2"'
    return f'<rect class="{kind}" {at} {size}/>'
