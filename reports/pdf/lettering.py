"""Words as they stand in the file.

reportlab makes an object of every line and asks it for all again; here the lines of a
paragraph, or of a cell, are one command.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.rl_config import spaceShrinkage

from reports.typefaces import NO_BREAK_SPACE

Piece = tuple[str, str]  # font and words


class Line(NamedTuple):
    """spacing: what is added to each space, less than nothing where the line is squeezed."""

    pieces: tuple[Piece, ...]
    spacing: float = 0.0


def show(canvas, lines: Iterable[tuple[float, float, Line]], size: float) -> None:
    """lines: each with the point at which it begins."""
    code = ["BT"]
    shown = ""
    for x, y, line in lines:
        code.append(f"1 0 0 1 {fp_str(x, y)} Tm")
        if line.spacing:
            code.append(f"{fp_str(line.spacing)} Tw")
        for font_name, words in line.pieces:
            font = getFont(font_name)
            for subset, letters in font.splitString(words, canvas._doc):
                name = font.getSubsetInternalName(subset, canvas._doc)
                if name != shown:
                    code.append(f"{name} {fp_str(size)} Tf")
                    shown = name
                code.append(f"({escapePDF(letters)}) Tj")
        if line.spacing:
            code.append("0 Tw")
    code.append("ET")
    canvas._code.append(" ".join(code))


@lru_cache(maxsize=4096)
def broken(
    pieces: tuple[Piece, ...],
    size: float,
    widths: tuple[float, float],
) -> tuple[Line, ...] | None:
    """The lines of a paragraph; None where a word is wider than one.

    widths: of the first line, of all others. Most of what a report says comes back in others.
    """
    width, later = widths
    lines: list[Line] = []
    line: list[Piece] = []
    used = spaces = 0.0
    for font, word, space, own in _words(pieces, size):
        if own > min(widths):
            return None
        # A little more fits where the spaces give way.
        most = width + spaceShrinkage * (spaces + space)
        if line and used + space + own > most:
            _end(line, font)
            lines.append(_squeezed(line, width - used))
            line, used, spaces, width = [], 0.0, 0.0, later
        if line:
            used, spaces = used + space + own, spaces + space
        else:
            used = own
        _add(line, font, word)
    if line:
        lines.append(_squeezed(line, width - used))
    return tuple(lines)


def _words(
    pieces: tuple[Piece, ...], size: float
) -> Iterator[tuple[str, str, float, float]]:
    """Each with its font, how wide the space before it is, and the word itself."""
    for font, text in pieces:
        width_of = getFont(font).stringWidth
        space = width_of(" ", size)
        for word in text.strip(" ").split(" "):
            yield font, word, space, width_of(word, size)


def _add(line: list[Piece], font: str, word: str) -> None:
    if not line:
        line.append((font, word))
        return
    last_font, words = line[-1]
    if font == last_font:
        line[-1] = font, f"{words} {word}"
    else:
        # The space between two fonts is as wide as the second has it.
        line.append((font, f" {word}"))


def _end(line: list[Piece], following: str) -> None:
    last_font, words = line[-1]
    # A label at the end of its line is not to be read as one word with what it labels.
    if last_font != following:
        line[-1] = last_font, f"{words} "


def _squeezed(line: list[Piece], left: float) -> Line:
    """left: what of the width is left over, less than nothing where it is too long."""
    if left > -1e-8:
        return Line(tuple(line))
    words = "".join(words for _font, words in line).rstrip(" ")
    spaces = words.count(" ") + words.count(NO_BREAK_SPACE)
    return Line(tuple(line), left / spaces)
