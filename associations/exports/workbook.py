"""A table of members as a workbook that can be counted with, and as text that nothing runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from associations.cohort.figures import Figures
from associations.exports.columns import Column, Value, columns_of
from language.texts import LANGUAGES
from tables.books import new_workbook
from tables.written import file_of

_FORMATS = {
    "text": "@",
    "number": "0",
    "percent": "0.0",
    "date": "dd/mm/yyyy",
}


@dataclass(frozen=True)
class About:
    """What the second sheet says first: lines of (name, text)."""

    lines: Sequence[tuple[str, str]]


def workbook_of(
    figures: Figures,
    rows: Iterable[Sequence[Value]],
    about: About,
) -> tuple[bytes, int]:
    """The file and how many rows it has. Row by row: no more than one is held."""
    file = BytesIO()
    workbook = new_workbook(file, row_by_row=True)
    columns = columns_of(figures)
    count = _write_members(workbook, columns, rows)
    _write_columns(workbook, figures, about)
    workbook.close()
    return file.getvalue(), count


def _write_members(
    workbook: Workbook,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
) -> int:
    sheet = workbook.add_worksheet(_("Members"))
    head = workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    )
    formats = {
        kind: workbook.add_format({"num_format": form})
        for kind, form in _FORMATS.items()
    }
    of_column = [formats[column.kind] for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
    sheet.freeze_panes(1, 1)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, count, place, value, of_column[place])
    sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _write(
    sheet: Worksheet,
    row: int,
    place: int,
    value: Value,
    form,
) -> None:
    if isinstance(value, str):
        sheet.write_string(row, place, value, form)
    elif isinstance(value, datetime):
        # The day alone: with a rest of a second it would equal no day that is looked for.
        day = value.replace(hour=0, minute=0, second=0, microsecond=0)
        sheet.write_datetime(row, place, day, form)
    elif value is not None:
        sheet.write_number(row, place, value, form)


def _write_columns(workbook: Workbook, figures: Figures, about: About) -> None:
    """What each column is, in both languages side by side."""
    sheet = workbook.add_worksheet(_("Columns"))
    bold = workbook.add_format({"bold": True})
    sheet.set_column(0, 3, 44)
    line = 0
    for name, text in about.lines:
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text)
        line += 1
    told = []
    for language in LANGUAGES:
        with translation.override(language):
            told.append([_("Column"), *_told(figures, "head")])
            told.append([_("What it says"), *_told(figures, "says")])
    for number, texts in enumerate(zip(*told, strict=True)):
        line += 1
        for place, text in enumerate(texts):
            form = None if number else bold
            sheet.write_string(line, place, text, form)


def _told(figures: Figures, name: str) -> list[str]:
    return [getattr(column, name) for column in columns_of(figures)]


def text_of(
    figures: Figures,
    rows: Iterable[Sequence[Value]],
) -> tuple[bytes, int]:
    """The same rows as CSV."""
    heads = [column.head for column in columns_of(figures)]
    lines = [heads, *_as_texts(rows)]
    return file_of(lines).encode(), len(lines) - 1


def _as_texts(rows: Iterable[Sequence[Value]]) -> Iterator[list[str]]:
    for row in rows:
        yield list(map(_as_text, row))


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
