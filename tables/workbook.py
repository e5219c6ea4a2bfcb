"""The rows of an Excel workbook, as text. Pure."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tables.errors import TableError

# The library gives nothing for a cell whose formula failed: it would look as left blank.
_FAILED = re.compile(
    rb'<c\s(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>(?:.*?)<v>([^<]*)</v>',
    re.DOTALL,
)
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\bname="[^"]*"[^>]*>')
_REFERENCE = re.compile(rb'\b\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID, _TARGET = re.compile(rb'\bId="([^"]+)"'), re.compile(rb'\bTarget="([^"]+)"')
_MOST_EXACT = 10**15  # a whole number with more digits has lost some
_MIDNIGHT = time()

Failed = dict[tuple[int, int], str]  # what a cell shows, by row and column from 0


def rows_of(content: bytes) -> Iterator[list[str]]:
    """Of the first sheet that shows something; row by row as it counts them."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        place, sheet = _sheet(book)
        failed = _failed(content, place)
        yield from _rows(sheet, failed)
    except PasswordError as error:
        raise TableError("old_workbook") from error
    except (CalamineError, OSError, KeyError, zipfile.BadZipFile) as error:
        raise TableError("broken_workbook") from error


def _sheet(book: CalamineWorkbook) -> tuple[int, CalamineSheet]:
    for place, about in enumerate(book.sheets_metadata):
        is_shown = about.visible == SheetVisibleEnum.Visible
        if not is_shown or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.end is not None:
            return place, sheet
    raise TableError("empty")


def _rows(sheet: CalamineSheet, failed: Failed) -> Iterator[list[str]]:
    _top, left = sheet.start
    for row, values in enumerate(sheet.iter_rows()):
        cells = list(map(_text, values))
        if failed:
            for column in range(len(cells)):
                cells[column] = failed.get((row, left + column), cells[column])
        yield cells


def _text(value: object) -> str:
    """As the sheet shows it: a whole number without a fraction, a day as 2027-06-30."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _MOST_EXACT:
        return str(int(value))
    return format(value, ".15g")  # as many digits as a spreadsheet keeps


def _failed(content: bytes, place: int) -> Failed:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheet = parts.read(_part_of(parts, place))
    if b't="e"' not in sheet:
        return {}
    failed: Failed = {}
    for letters, number, shown in _FAILED.findall(sheet):
        failed[int(number) - 1, _column(letters)] = shown.decode(errors="replace")
    return failed


def _part_of(parts: zipfile.ZipFile, place: int) -> str:
    sheet = _SHEET.findall(parts.read("xl/workbook.xml"))[place]
    wanted = _REFERENCE.search(sheet)[1]
    for relation in _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels")):
        if _ID.search(relation)[1] == wanted:
            target = _TARGET.search(relation)[1].decode()
            return target[1:] if target.startswith("/") else f"xl/{target}"
    raise KeyError(place)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1
