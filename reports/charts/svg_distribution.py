"""Pictures of where an enterprise stands, as inline SVG: classes only, like reports.svg."""

from collections.abc import Sequence
from html import escape

from reports.charts.svg import WIDTH

HEIGHT, TOP, SIDE = (
    96,
    34,
    4,
)  # of the columns, of the words above them, free at both sides
BETWEEN = 3


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
    """How many enterprises stand in each part of 0 to 100 %, as columns from zero; the enterprise's own is filled.

    own: the place of its column. percent: its mark. label: what is written at the mark. size: of the sample.
    """
    inner = WIDTH - 2 * SIDE
    step, most, base = inner / len(bins), max([*bins, 1]), TOP + HEIGHT
    columns = "".join(
        _column(place, count, step, most, place == own)
        for place, count in enumerate(bins)
    )
    at = SIDE + percent * inner / 100
    anchor = "start" if percent < 25 else "end" if percent > 75 else "middle"
    ends = "".join(
        f'<text class="chart__note" x="{x}" y="{base + 16}" text-anchor="{side}">{words}</text>'
        for x, side, words in (
            (SIDE, "start", "0"),
            (WIDTH / 2, "middle", "50"),
            (WIDTH - SIDE, "end", "100%"),
        )
    )
    return (
        f'<svg class="chart chart--distribution" viewBox="0 0 {WIDTH} {base + 38}" role="img"'
        f' aria-labelledby="{name}-title"><title id="{name}-title">{escape(title)}</title>'
        f'<text class="chart__value" x="{at:.1f}" y="14" text-anchor="{anchor}">{escape(label)}</text>'
        f"{columns}"
        f'<line class="chart__base" x1="{SIDE}" x2="{WIDTH - SIDE}" y1="{base}" y2="{base}"/>'
        f'<line class="chart__mark" x1="{at:.1f}" x2="{at:.1f}" y1="20" y2="{base}"/>'
        f'<circle class="chart__dot" cx="{at:.1f}" cy="{base}" r="4"/>{ends}'
        f'<text class="chart__note" x="{WIDTH / 2}" y="{base + 34}" text-anchor="middle">{escape(size)}</text></svg>'
    )


def _column(place: int, count: int, step: float, most: int, own: bool) -> str:
    if not count:
        return ""
    height = max(2.0, count * HEIGHT / most)
    kind = "chart__column chart__column--own" if own else "chart__column"
    x, y = SIDE + place * step + BETWEEN / 2, TOP + HEIGHT - height
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{step - BETWEEN:.1f}" height="{height:.1f}" rx="2"/>'
