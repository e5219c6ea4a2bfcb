"""Cuts the site's fonts out of their wheel: woff2 files, and the stylesheet for them."""

import logging
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
DIGITS = "0123456789"
AIR = 60  # between two widest digits, in thousandths of the size
LETTERS = [
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x100),  # Latin-1
    *range(0x102, 0x104), *range(0x110, 0x112),  # Ă Đ
    *range(0x128, 0x12A), *range(0x168, 0x16A),  # Ĩ Ũ
    *range(0x1A0, 0x1A2), *range(0x1AF, 0x1B1),  # Ơ Ư
    # Combining marks, for text typed in decomposed form.
    *range(0x300, 0x304), 0x309, 0x31B, 0x323,
    *range(0x1EA0, 0x1EFA),  # Vietnamese
    *range(0x2010, 0x2027), 0x2030, 0x2039, 0x203A,  # punctuation
    0x20AB, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193,  # ₫ € ™ and arrows
    0x2212, 0x2248, 0x2264, 0x2265,  # − ≈ ≤ ≥
]  # fmt: skip
FACE = """@font-face {{
  font-family: "{family}";
  font-weight: {weight};
  font-display: swap;
  src: url("{file}") format("woff2");{range}
}}
"""


def source_of(weight: int) -> Path:
    folder = files("fontpkg_be_vietnam_pro") / "files"
    return Path(str(folder / f"BeVietnamPro-{WEIGHTS[weight]}.ttf"))


def cut(font: TTFont, codes: list[int], *, keep_features: bool) -> None:
    options = Options(flavor="woff2", hinting=False, notdef_outline=True)
    if not keep_features:
        options.layout_features = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff2"


def give_digits_one_width(font: TTFont) -> None:
    """The face has proportional digits only; columns of figures need one width."""
    # That of the widest digit; the others are centred in it.
    cmap = font.getBestCmap()
    names = [cmap[ord(digit)] for digit in DIGITS]
    widths, outlines = font["hmtx"], font["glyf"]
    widest = max(outlines[name].xMax - outlines[name].xMin for name in names)
    width = widest + AIR
    for name in names:
        outline = outlines[name]
        shift = (width - outline.xMax - outline.xMin) // 2
        outline.coordinates.translate((shift, 0))
        outline.recalcBounds(outlines)
        widths[name] = (width, outline.xMin)


def _build_letters(folder: Path, weight: int) -> str:
    """Writes the file, gives the rule that names it."""
    file = f"be-vietnam-pro-{weight}.woff2"
    with TTFont(source_of(weight)) as font:
        cut(font, LETTERS, keep_features=True)
        font.save(folder / file)
    return FACE.format(family="Be Vietnam Pro", weight=weight, file=file, range="")


def _build_figures(folder: Path, weight: int) -> str:
    file = f"be-vietnam-figures-{weight}.woff2"
    with TTFont(source_of(weight)) as font:
        cut(font, list(map(ord, DIGITS)), keep_features=False)
        give_digits_one_width(font)
        font.save(folder / file)
    only_digits = "\n  unicode-range: U+30-39;"
    return FACE.format(
        family="Be Vietnam Figures", weight=weight, file=file, range=only_digits
    )


def build(folder: Path) -> None:
    rules = []
    for weight in WEIGHTS:
        rules += [_build_letters(folder, weight), _build_figures(folder, weight)]
    # Written last: its presence says that all fonts stand.
    (folder / "fonts.css").write_text("".join(rules), encoding="utf-8")


def is_current(folder: Path) -> bool:
    """Newer than the fonts and than this file."""
    made = folder / "fonts.css"
    if not made.exists():
        return False
    sources = [Path(__file__), *map(source_of, WEIGHTS)]
    newest = max(source.stat().st_mtime for source in sources)
    return made.stat().st_mtime >= newest


class Command(BaseCommand):
    help = (
        "Cut the fonts for the site into build/assets/fonts (does nothing when they are "
        "up to date)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="build again even when up to date"
        )

    def handle(self, *, force: bool, **options) -> None:
        folder = Path(settings.BASE_DIR) / "build" / "assets" / "fonts"
        if is_current(folder) and not force:
            self.stdout.write("Fonts are up to date.")
            return
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        folder.mkdir(parents=True, exist_ok=True)
        build(folder)
        size = sum(file.stat().st_size for file in folder.glob("*.woff2"))
        self.stdout.write(f"Fonts built: {size // 1024} kB in {folder}")
