"""The elements of an inline chart as text: classes only, no style of their own."""

from collections.abc import Iterable
from html import escape

from reports.charts.geometry import Point

Length = str | float


def opened(kind: str, box: str, *, title: str, name: str) -> str:
    """The head of a chart; name: of its title, which no other chart of the page has."""
    return (
        f'<svg class="chart chart--{kind}" viewBox="{box}" role="img"'
        f' aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>'
    )


# A page has a hundred of these: each is one formatted string, which is what is quickest.


def line(kind: str, x1: Length, x2: Length, y1: Length, y2: Length) -> str:
    return f'<line class="chart__{kind}" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"/>'


def rect(
    kind: str,
    x: Length,
    y: Length,
    *,
    width: Length,
    height: Length,
    round_by: int,
) -> str:
    return (
        f'<rect class="chart__{kind}" x="{x}" width="{width}"'
        f' y="{y}" height="{height}" rx="{round_by}"/>'
    )


def circle(kind: str, x: Length, y: Length, radius: float) -> str:
    return f'<circle class="chart__{kind}" cx="{x}" cy="{y}" r="{radius}"/>'


def shape(tag: str, kind: str, points: Iterable[Point]) -> str:
    """A polygon or a polyline."""
    return f'<{tag} class="chart__{kind}" points="{corners(points)}"/>'


def text(
    kind: str,
    words: str,
    *,
    x: Length,
    y: Length,
    anchor: str,
) -> str:
    """Words of a kind. anchor: on which side of x they grow."""
    return (
        f'<text class="chart__{kind}" x="{x}" y="{y}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def label(spans: str, anchor: str = "") -> str:
    """A label of several lines, each a span."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="chart__label"{placed}>{spans}</text>'


def span(words: str, x: Length, y: Length) -> str:
    return f'<tspan x="{x}" y="{y}">{escape(words)}</tspan>'


def value_span(words: str, x: Length, y: Length) -> str:
    return f'<tspan class="chart__value" x="{x}" y="{y}">{escape(words)}</tspan>'


def at(value: float) -> str:
    """A coordinate: a tenth of a unit is finer than any screen draws."""
    return f"{value:.1f}"


def corners(points: Iterable[Point]) -> str:
    return " ".join([f"{x:.1f},{y:.1f}" for x, y in points])
