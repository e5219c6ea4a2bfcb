"""The report's fonts, taken from their wheels.

Registered once, when the first report is built.
"""

from functools import cache, lru_cache
from unicodedata import normalize

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from reports.typefaces import NO_BREAK_SPACE, ReportFont, font_file, with_boxes

# Streams as bytes, not as letters: nothing needs a PDF that survives seven-bit mail, and
# this is smaller and quicker.
rl_config.useA85 = 0

HEADING = "ReportHeading"
HEADING_BOLD = "ReportHeadingBold"
TEXT = "ReportText"
TEXT_BOLD = "ReportTextBold"
TEXT_ITALIC = "ReportTextItalic"

# What only says how the sign before it is drawn, or joins two into one picture.
SHAPELESS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xFE00, 0xFE10)))

FACES = {
    HEADING: ("fontpkg-be-vietnam-pro", "BeVietnamPro-Medium.ttf"),
    HEADING_BOLD: ("fontpkg-be-vietnam-pro", "BeVietnamPro-SemiBold.ttf"),
    TEXT: ("font-source-sans-pro", "SourceSansPro-Regular.ttf"),
    TEXT_BOLD: ("font-source-sans-pro", "SourceSansPro-Semibold.ttf"),
    TEXT_ITALIC: ("font-source-sans-pro", "SourceSansPro-It.ttf"),
}


@cache
def register_fonts() -> None:
    for name, (package, file) in FACES.items():
        font = ReportFont(name, font_file(package, file))
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        TEXT, normal=TEXT, bold=TEXT_BOLD, italic=TEXT_ITALIC, boldItalic=TEXT_BOLD
    )
    pdfmetrics.registerFontFamily(
        HEADING,
        normal=HEADING,
        bold=HEADING_BOLD,
        italic=HEADING,
        boldItalic=HEADING_BOLD,
    )


def clean(text: str) -> str:
    """One form of each letter, and no control characters: those have no glyph."""
    text = normalize("NFC", text)
    if text.isprintable() and SHAPELESS.isdisjoint(text):
        return text
    return "".join(map(_drawable, text))


def as_printed(text: str) -> str:
    """With a box for each letter that has no shape in any face."""
    register_fonts()
    return with_boxes(clean(text), pdfmetrics.getFont(TEXT))


def _drawable(sign: str) -> str:
    if sign == NO_BREAK_SPACE:  # a percent is never torn apart
        return sign
    if sign in SHAPELESS:
        return ""
    return sign if sign.isprintable() else " "


@lru_cache(maxsize=8192)
def _em_width(word: str, font: str) -> float:
    """Words of an index come back in every report: measured once, at size 1."""
    return pdfmetrics.getFont(font).stringWidth(word, 1)


def fit(text: str, font: str, size: float, width: float) -> list[str]:
    """The text in lines that are at most `width` points wide; a longer word is broken."""
    return list(_fitted(text, font, size, width))


@lru_cache(maxsize=4096)
def _fitted(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Cells of an index come back in every report, as its words do."""
    room = width / size
    space = _em_width(" ", font)
    lines: list[str] = []
    used = 0.0
    for word in clean(text).split(" "):
        # A piece of a broken word begins a line of its own; only whole words share one.
        for piece in _pieces(word, font, room):
            piece_width = _em_width(piece, font)
            is_whole_word = piece is word
            if lines and is_whole_word and used + space + piece_width <= room:
                lines[-1] += " " + piece
                used += space + piece_width
            else:
                lines.append(piece)
                used = piece_width
    return tuple(lines)


def _pieces(word: str, font: str, room: float) -> list[str]:
    """The word itself, or its parts when it is wider than a line."""
    if _em_width(word, font) <= room:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and _em_width(pieces[-1] + sign, font) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def fit_few(
    text: str,
    font: str,
    size: float,
    width: float,
    most: int,
) -> list[str]:
    """As `fit`, but no more than `most` lines; the last one ends in … where words are left out."""
    lines = fit(text, font, size, width)
    if len(lines) <= most:
        return lines
    last = clipped(" ".join(lines[most - 1 :]), font, size, width)
    return [*lines[: most - 1], last]


def clipped(text: str, font: str, size: float, width: float) -> str:
    """The text on one line, ending in … where it is too long."""
    text = clean(text)
    width_of = pdfmetrics.getFont(font).stringWidth
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
