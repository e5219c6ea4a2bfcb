"""Faces for letters that the report's own faces lack: Han, Thai, Arabic, pictures.

Only scripts whose letters can be set one beside the other. In those that join several into
one shape (Devanagari, Khmer) letters would stand wrongly: they are drawn as a box.
"""

import re
from codecs import charmap_encode
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import metadata
from itertools import groupby, islice
from operator import itemgetter
from unicodedata import bidirectional, normalize

from arabic_reshaper import reshape
from bidi import get_display
from reportlab.lib.rl_accel import instanceStringWidthTTF
from reportlab.pdfbase.ttfonts import TTFont

BOX = "\u25a1"  # stands for a letter that no face has
FROM_RIGHT = ("R", "AL")
BEYOND = re.compile("<([0-9A-F]{5})>")
NO_LETTER = re.compile("<[0-9A-F]{2}> <0000>\n")
LENGTH = re.compile(r"[0-9]+(?= beginbfchar)")
NO_BREAK_SPACE = "\u00a0"
SPACES = f"{NO_BREAK_SPACE}\n"  # drawn by moving on
MOST_WIDTHS = 20_000  # kept of a face: of about ten indexes in both languages

_NOTO = "manimgx-fonts"
# In the order in which they are asked. Each is opened when those before it did not help.
FALLBACKS = (
    (_NOTO, "NotoSans[wght].ttf"),
    ("paperang-p2-fonts-cjk", "wqy-microhei.ttc"),
    (_NOTO, "NotoSansThai[wght].ttf"),
    (_NOTO, "NotoSansArabic[wght].ttf"),
    (_NOTO, "NotoEmoji[wght].ttf"),
    (_NOTO, "NotoSansSymbols[wght].ttf"),
    (_NOTO, "NotoSansHebrew[wght].ttf"),
    (_NOTO, "NotoSansLao[wght].ttf"),
    (_NOTO, "NotoSansArmenian[wght].ttf"),
    (_NOTO, "NotoSansGeorgian[wght].ttf"),
    (_NOTO, "NotoSansEthiopic[wght].ttf"),
)


def font_file(package: str, name: str) -> str:
    """Where an installed wheel keeps a font file."""
    # Wheels do not say where their fonts are; their lists of files do.
    for file in metadata.files(package) or ():
        if file.name == name:
            return str(file.locate())
    raise FileNotFoundError(f"{package}: {name}")


class EmbeddedFont(TTFont):
    """With which letter each of its signs is, for who copies them or has them read aloud."""

    def addObjects(self, doc):  # noqa: N802, reportlab's name
        known = len(doc.idToObject)
        super().addObjects(doc)
        for name, kept in islice(doc.idToObject.items(), known, None):
            if name.startswith("toUnicodeCMap:"):
                kept.content = _legible(kept.content)


class ReportFont(EmbeddedFont):
    """A face that draws what it lacks with another one, wherever text is set.

    reportlab asks a font for the pieces of a text and for the file's name of each: the
    pieces of other faces are handed on, so that nobody who sets text need know of them.
    """

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, shapable=False)
        self.has_all = (
            frozenset(map(chr, self.face.charToGlyph)).union(SPACES).issuperset
        )
        # Every word of a report comes by here, and most words of an index in every report.
        self.width = lru_cache(maxsize=MOST_WIDTHS)(self._measured)

    def splitString(self, text, doc, encoding="utf-8"):  # noqa: N802, reportlab's name
        if not text:
            return []
        try:
            letters, _length = charmap_encode(text, "strict", self._numbers(doc))
        # Of a letter that has no number in this file yet; of one beyond its first 256.
        except (UnicodeEncodeError, TypeError):
            return self._split(text, doc, encoding)
        return [(0, letters)]

    def _numbers(self, doc) -> dict[int, int]:
        """By letter its number in the file: looked up one by one they took long."""
        state = self.state.get(doc)
        if state is None:
            state = self._assignState(doc)
            state.assignments[ord(NO_BREAK_SPACE)] = ord(" ")
        return state.assignments

    def _split(self, text, doc, encoding):
        if self.has_all(text):
            return super().splitString(text, doc, encoding)
        pieces = []
        for font, part in self._parts(text):
            if font is self:
                pieces += super().splitString(part, doc, encoding)
                continue
            for subset, letters in font.splitString(part, doc, encoding):
                pieces.append(((font, subset), letters))
        return pieces

    def getSubsetInternalName(self, subset, doc):  # noqa: N802
        if isinstance(subset, tuple):
            font, number = subset
            return font.getSubsetInternalName(number, doc)
        return super().getSubsetInternalName(subset, doc)

    def stringWidth(self, text, size, encoding="utf8"):  # noqa: N802
        return self.width(text, size, encoding)

    def _measured(self, text: str, size: float, encoding: str) -> float:
        if self.has_all(text):
            return instanceStringWidthTTF(self, text, size, encoding)
        width = 0.0
        for font, part in self._parts(text):
            measure = super().stringWidth if font is self else font.stringWidth
            width += measure(part, size, encoding)
        return width

    def _parts(self, text: str) -> Iterator[tuple[TTFont, str]]:
        """As it is drawn from left to right: each face with its letters."""
        pairs = list(map(self.drawn, _as_drawn(text)))
        for font, letters in groupby(pairs, key=itemgetter(0)):
            yield font, "".join(letter for _font, letter in letters)

    def drawn(self, letter: str) -> tuple[TTFont, str]:
        """The face that has the letter, and the letter or a box in its place."""
        if self.has_all(letter):
            return self, letter
        font, drawn = _drawn_by_another(letter)
        # The 𝐀 of social pages is an A all the same.
        plain = normalize("NFKC", letter)
        if drawn != letter and plain != letter and len(plain) == 1:
            return self.drawn(plain)
        return font, drawn


def with_boxes(text: str, font: ReportFont) -> str:
    """The text with a box for each letter that no face has."""
    return "".join(_drawn_or_box(letter, font) for letter in text)


def _drawn_or_box(letter: str, font: ReportFont) -> str:
    _font, drawn = font.drawn(letter)
    return drawn


@lru_cache(maxsize=4096)
def _drawn_by_another(letter: str) -> tuple[TTFont, str]:
    for package, file in FALLBACKS:
        font = _opened(package, file)
        if ord(letter) in font.face.charToGlyph:
            return font, letter
    return _drawn_by_another(BOX)


@cache
def _opened(package: str, file: str) -> TTFont:
    return EmbeddedFont(file, font_file(package, file), shapable=False)


def _legible(letters: str) -> str:
    """The list of letters as readers and PDF/UA want it.

    reportlab writes numbers beyond the first 65,536 with five digits, which readers take for
    others, and says of places without a letter that they are letter 0.
    """
    letters = BEYOND.sub(_in_halves, letters)
    letters, dropped = NO_LETTER.subn("", letters)
    return LENGTH.sub(lambda found: str(int(found[0]) - dropped), letters)


def _in_halves(found: re.Match) -> str:
    """A letter's number as two of four digits (UTF-16), as the format wants it."""
    letter = chr(int(found[1], 16))
    return f"<{letter.encode('utf-16-be').hex().upper()}>"


def _as_drawn(text: str) -> str:
    """Arabic and Hebrew run from the right, and Arabic letters change with their neighbours."""
    if not any(bidirectional(letter) in FROM_RIGHT for letter in text):
        return text
    return get_display(reshape(text))
