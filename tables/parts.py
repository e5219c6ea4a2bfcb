"""What the library does not tell of a sheet: read from the parts of the workbook itself. Pure."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from tables.errors import TableError

# Attributes stand in any order and in either kind of quotes.
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bname=(?:"[^"]*"|'[^']*')[^>]*>""")
_REFERENCE = re.compile(rb"""\b\w+:id=["']([^"']+)""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID = re.compile(rb"""\bId=["']([^"']+)""")
_TARGET = re.compile(rb"""\bTarget=["']([^"']+)""")

_AT = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
# A cell whose formula failed comes as nothing: it would look as left blank.
_FAILED = re.compile(
    rb"""<(?:\w+:)?c(?=\s[^>]*\bt=["']e["'])(\s[^>]*)>"""
    rb"(?:.*?)<(?:\w+:)?v>([^<]*)</",
    re.DOTALL,
)
# And so does one that nobody has worked out yet, as programs write that are no spreadsheet.
_NOT_WORKED_OUT = re.compile(
    rb"""<(?:\w+:)?c(?!\s[^>]*\bt=["']str["'])(?:\s[^>]*)?>\s*"""
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_STYLED = re.compile(rb"""<(?:\w+:)?c(?=\s[^>]*\bs=["'](\d+)["'])(\s[^>]*)>""")
_FORMAT = re.compile(
    rb"""<(?:\w+:)?numFmt\s(?=[^>]*\bnumFmtId=["'](\d+)["'])"""
    rb"""(?=[^>]*\bformatCode=(?:"([^"]*)"|'([^']*)'))"""
)
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_FORMAT_ID = re.compile(rb"""\bnumFmtId=["'](\d+)["']""")
# 0% and 0.00%, which no workbook writes out.
_PERCENT_IDS = {b"9", b"10"}
# A sign between quotes, or after a stroke, is only shown.
_ONLY_SHOWN = re.compile(rb'&quot;.*?&quot;|".*?"|\\.')
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)""")
_HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\s[^>]*\bhidden=["'](?:1|true)""")

_FILLED = re.compile(rb"""\br=["']([A-Z]{1,3})(\d+)["'][^>]*(?<!/)>(?!</)""")
# Cells from the first to the last in each direction: the library keeps a place for each.
_MOST_PLACES = 1 << 24

Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True)
class Sheet:
    """failed: what cells show whose formula failed; percents: cells shown as such."""

    failed: dict[Place, str]
    percents: frozenset[Place]
    hides_rows: bool
    hides_columns: bool


def sheet_at(content: bytes, place: int) -> Sheet:
    """KeyError or BadZipFile where the workbook is broken."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheet = parts.read(_part_of(parts, place))
        if b"<f" in sheet or b":f" in sheet:
            _refuse_unknown(sheet)
        styles = _percent_styles(parts)
    return Sheet(
        failed=_failed(sheet),
        percents=_percents(sheet, styles),
        hides_rows=bool(_HIDDEN_ROW.search(sheet)),
        hides_columns=bool(_HIDDEN_COLUMN.search(sheet)),
    )


def refuse_far_cells(content: bytes, place: int) -> None:
    """A sign at the far end of a sheet makes it larger than any memory.

    KeyError or BadZipFile where the workbook is broken.
    """
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheet = parts.read(_part_of(parts, place))
    last = 0
    widest = b""
    for cell in _FILLED.finditer(sheet):
        last = max(last, int(cell[2]))
        widest = max(widest, cell[1], key=_width)
    places = last * (_place(widest, b"1")[1] + 1)
    # A cell takes more signs than one: so many were never filled in.
    if places > max(_MOST_PLACES, len(sheet)):
        raise TableError("far_cell")


def _width(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def _refuse_unknown(sheet: bytes) -> None:
    if _NOT_WORKED_OUT.search(sheet):
        raise TableError("not_worked_out")


def _part_of(parts: zipfile.ZipFile, place: int) -> str:
    sheet = _SHEET.findall(parts.read("xl/workbook.xml"))[place]
    wanted = _REFERENCE.search(sheet)[1]
    for relation in _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels")):
        if _ID.search(relation)[1] == wanted:
            target = _TARGET.search(relation)[1].decode()
            return target[1:] if target.startswith("/") else f"xl/{target}"
    raise KeyError(place)


def _failed(sheet: bytes) -> dict[Place, str]:
    failed = {}
    for about, shown in _FAILED.findall(sheet):
        failed[_place_of(about)] = shown.decode(errors="replace")
    return failed


def _percents(sheet: bytes, styles: frozenset[bytes]) -> frozenset[Place]:
    if not styles:
        return frozenset()
    return frozenset(
        _place_of(about) for style, about in _STYLED.findall(sheet) if style in styles
    )


def _percent_styles(parts: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the styles that show a share of one as so many of a hundred."""
    if "xl/styles.xml" not in parts.namelist():
        return frozenset()
    content = parts.read("xl/styles.xml")
    formats = set(_PERCENT_IDS)
    for number, *codes in _FORMAT.findall(content):
        if b"%" in _ONLY_SHOWN.sub(b"", b"".join(codes)):
            formats.add(number)

    listed = _STYLES.search(content)
    styles = _STYLE.findall(listed[0]) if listed else []
    return frozenset(
        b"%d" % number for number, style in enumerate(styles) if _has(style, formats)
    )


def _has(style: bytes, formats: set[bytes]) -> bool:
    number = _FORMAT_ID.search(style)
    return number is not None and number[1] in formats


def _place_of(about: bytes) -> Place:
    """KeyError where the cell does not say it: then it is not known which one it is."""
    at = _AT.search(about)
    if at is None:
        raise KeyError(about)
    return _place(*at.groups())


def _place(letters: bytes, number: bytes) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return int(number) - 1, column - 1
