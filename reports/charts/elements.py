"""The elements of an inline chart as text: classes only, no style of their own."""

from collections.abc import Iterable
from html import escape

from reports.charts.geometry import Point


def opened(kind: str, box: str, *, title: str, name: str) -> str:
    """The head of a chart; name: of its title, which no other chart of the page has."""
    return (
        f'<svg class="chart chart--{kind}" viewBox="{box}" role="img"'
        f' aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>'
    )


def element(tag: str, kind: str, **attributes: str | float) -> str:
    """An empty element of a kind that the style sheet knows."""
    return f"{_start(tag, kind, attributes)}/>"


def text(kind: str, words: str, **attributes: str | float) -> str:
    """Words of a kind. anchor: on which side of x they grow."""
    return f"{_start('text', kind, attributes)}>{escape(words)}</text>"


def lines_of_text(spans: str, **attributes: str | float) -> str:
    """A label of several lines, each a span."""
    return f"{_start('text', 'label', attributes)}>{spans}</text>"


def span(words: str, *, x: str | float, y: str | float) -> str:
    return f'<tspan x="{x}" y="{y}">{escape(words)}</tspan>'


def value_span(words: str, *, x: str | float, y: str | float) -> str:
    return f"{_start('tspan', 'value', {'x': x, 'y': y})}>{escape(words)}</tspan>"


def _start(tag: str, kind: str, attributes: dict[str, str | float]) -> str:
    written = [f'<{tag} class="chart__{kind}"']
    for name, value in attributes.items():
        # A name in SVG may hold a hyphen, one in Python may not.
        svg_name = "text-anchor" if name == "anchor" else name
        written.append(f'{svg_name}="{value}"')
    return " ".join(written)


def at(value: float) -> str:
    """A coordinate: a tenth of a unit is finer than any screen draws."""
    return f"{value:.1f}"


def corners(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
