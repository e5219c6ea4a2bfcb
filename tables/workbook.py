"""The rows of an Excel workbook, as text. Pure."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
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
from tables.parts import Sheet, refuse_far_cells, sheet_at

_MOST_EXACT = 10**15  # a whole number with more digits has lost some
_MIDNIGHT = time()


def rows_of(content: bytes) -> Iterator[list[str]]:
    """Of the first sheet that shows something; row by row as it counts them."""
    with _readable():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        place, sheet = _first_shown(book, content)
        yield from _rows(sheet, sheet_at(content, place))


def passed_over(content: bytes) -> Iterator[str]:
    """What somebody may think was read, or not: a sentence for each."""
    with _readable():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        read, sheet = _first_shown(book, content)
        others = _others(book, content, read)
        if others:
            yield (
                f"only the sheet {sheet.name!r} is read; others hold something too: "
                f"{', '.join(map(repr, others))}"
            )
        about = sheet_at(content, read)
        hidden = ["rows"] * about.hides_rows + ["columns"] * about.hides_columns
        if hidden:
            yield (
                f"the sheet {sheet.name!r} hides {' and '.join(hidden)}; "
                "they are read like the others"
            )


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise TableError("old_workbook") from error
    except (CalamineError, OSError, KeyError, zipfile.BadZipFile) as error:
        is_failed = "cell error" in str(error)
        raise TableError(
            "failed_formula" if is_failed else "broken_workbook"
        ) from error


def _sheet_of(book: CalamineWorkbook, content: bytes, place: int) -> CalamineSheet:
    refuse_far_cells(content, place)
    return book.get_sheet_by_index(place)


def _first_shown(book: CalamineWorkbook, content: bytes) -> tuple[int, CalamineSheet]:
    for place, about in enumerate(book.sheets_metadata):
        is_shown = about.visible == SheetVisibleEnum.Visible
        if not is_shown or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = _sheet_of(book, content, place)
        if sheet.end is not None:
            return place, sheet
    raise TableError("empty")


def _others(book: CalamineWorkbook, content: bytes, read: int) -> list[str]:
    """The names of the sheets beside the one that is read, hidden ones too."""
    names = []
    for place, about in enumerate(book.sheets_metadata):
        if place == read or about.typ != SheetTypeEnum.WorkSheet:
            continue
        if _holds_something(book, content, place):
            names.append(about.name)
    return names


def _holds_something(book: CalamineWorkbook, content: bytes, place: int) -> bool:
    try:
        return _sheet_of(book, content, place).end is not None
    except TableError:
        return True  # more than can be read


def _rows(sheet: CalamineSheet, about: Sheet) -> Iterator[list[str]]:
    _top, left = sheet.start
    is_plain = not about.failed and not about.percents
    for row, values in enumerate(sheet.iter_rows()):
        if is_plain:
            yield list(map(_text, values))
            continue
        yield [
            _shown(value, (row, left + column), about)
            for column, value in enumerate(values)
        ]


def _shown(value: object, place: tuple[int, int], about: Sheet) -> str:
    if place in about.failed:
        return about.failed[place]
    # 0.15 of one, which the sheet shows as 15 %.
    if place in about.percents and type(value) in (int, float):
        return f"{_number(value * 100.0)}%"
    return _text(value)


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
