"""What the library does not tell of a sheet: read from the parts of the workbook itself. Pure."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\bname="[^"]*"[^>]*>')
_REFERENCE = re.compile(rb'\b\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID, _TARGET = re.compile(rb'\bId="([^"]+)"'), re.compile(rb'\bTarget="([^"]+)"')

# A cell whose formula failed comes as nothing: it would look as left blank.
_FAILED = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>'
    rb"(?:.*?)<(?:\w+:)?v>([^<]*)</",
    re.DOTALL,
)
_STYLED = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bs="(\d+)")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>'
)
_FORMAT = re.compile(
    rb'<(?:\w+:)?numFmt\s(?=[^>]*\bnumFmtId="(\d+)")(?=[^>]*\bformatCode="([^"]*)")'
)
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_FORMAT_ID = re.compile(rb'\bnumFmtId="(\d+)"')
# 0% and 0.00%, which no workbook writes out.
_PERCENT_IDS = {b"9", b"10"}
# A sign between quotes, or after a stroke, is only shown.
_ONLY_SHOWN = re.compile(rb"&quot;.*?&quot;|\\.")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s[^>]*\bhidden="(?:1|true)"')

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
        styles = _percent_styles(parts)
    return Sheet(
        failed=_failed(sheet),
        percents=_percents(sheet, styles),
        hides_rows=bool(_HIDDEN_ROW.search(sheet)),
        hides_columns=bool(_HIDDEN_COLUMN.search(sheet)),
    )


def _part_of(parts: zipfile.ZipFile, place: int) -> str:
    sheet = _SHEET.findall(parts.read("xl/workbook.xml"))[place]
    wanted = _REFERENCE.search(sheet)[1]
    for relation in _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels")):
        if _ID.search(relation)[1] == wanted:
            target = _TARGET.search(relation)[1].decode()
            return target[1:] if target.startswith("/") else f"xl/{target}"
    raise KeyError(place)


def _failed(sheet: bytes) -> dict[Place, str]:
    if b't="e"' not in sheet:
        return {}
    return {
        _place(letters, number): shown.decode(errors="replace")
        for letters, number, shown in _FAILED.findall(sheet)
    }


def _percents(sheet: bytes, styles: frozenset[bytes]) -> frozenset[Place]:
    if not styles:
        return frozenset()
    return frozenset(
        _place(letters, number)
        for style, letters, number in _STYLED.findall(sheet)
        if style in styles
    )


def _percent_styles(parts: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the styles that show a share of one as so many of a hundred."""
    if "xl/styles.xml" not in parts.namelist():
        return frozenset()
    content = parts.read("xl/styles.xml")
    formats = set(_PERCENT_IDS)
    for number, code in _FORMAT.findall(content):
        if b"%" in _ONLY_SHOWN.sub(b"", code):
            formats.add(number)

    listed = _STYLES.search(content)
    styles = _STYLE.findall(listed[0]) if listed else []
    return frozenset(
        b"%d" % number for number, style in enumerate(styles) if _has(style, formats)
    )


def _has(style: bytes, formats: set[bytes]) -> bool:
    number = _FORMAT_ID.search(style)
    return number is not None and number[1] in formats


def _place(letters: bytes, number: bytes) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return int(number) - 1, column - 1
