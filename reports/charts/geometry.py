"""Where the parts of a chart stand, the same on pages and in the PDF."""

from math import cos, pi, sin

RINGS = (20, 40, 60, 80, 100)
LABEL_WIDTH, LABEL_LINES = (
    14,
    4,
)  # characters in a line of an axis label, lines before it is cut short


def wrapped(label: str, width: int = LABEL_WIDTH) -> list[str]:
    """The label in lines of about `width` characters; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def spokes(count: int) -> list[tuple[float, float]]:
    """Unit vectors of the axes, clockwise from the top."""
    return [(sin(2 * pi * i / count), -cos(2 * pi * i / count)) for i in range(count)]
