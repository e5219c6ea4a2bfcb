"""The tables of the page as files: their rows, and nothing that the page does not tell."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from associations.city.crossings import HUB
from associations.city.queries import CrossTable, Row, Table
from associations.city.wording import DIMENSIONS, HEADS
from tables.books import new_workbook
from tables.written import file_of

WIDTHS = (42, 16)  # of names, of numbers
MOST_OF_A_NAME = 31  # of a sheet


def head_of(table: Table) -> list[str]:
    return _head([str(HEADS[table.dimension])], table.bands)


def head_of_crossing(table: CrossTable) -> list[str]:
    return _head([str(HEADS[HUB]), str(HEADS[table.kind])], table.bands)


def _head(names: Sequence[str], bands: Sequence[str]) -> list[str]:
    levels = [_("Level %(band)s") % {"band": band} for band in bands]
    return [*names, _("Enterprises"), _("Average percent"), *levels]


def table_as_text(table: Table) -> str:
    rows = [
        [row.name, str(row.count), str(row.mean), *map(str, row.cells)]
        for row in table.rows
    ]
    return file_of([head_of(table), *rows])


def workbook_of(
    tables: Sequence[Table],
    crossed: Sequence[CrossTable],
    about: Sequence[str],
) -> bytes:
    """A sheet for each table, and a first one that says what the figures are."""
    file = BytesIO()
    with new_workbook(file) as workbook:
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(_("About these tables"))
        sheet.set_column(0, 0, 2 * WIDTHS[0], wrapped)
        for number, line in enumerate(about):
            sheet.write_string(number, 0, line)
        for table in tables:
            name = str(DIMENSIONS[table.dimension])
            rows = [([row.name], row) for row in table.rows]
            _add_sheet(workbook, name, head_of(table), rows, bold)
        for cross in crossed:
            name = f"{HEADS[HUB]} × {DIMENSIONS[cross.kind]}"[:MOST_OF_A_NAME]
            rows = [([hub, row.name], row) for hub, row in cross.rows]
            _add_sheet(workbook, name, head_of_crossing(cross), rows, bold)
    return file.getvalue()


def _add_sheet(
    workbook: Workbook,
    name: str,
    head: Sequence[str],
    rows: Sequence[tuple[list[str], Row]],
    bold: Format,
) -> None:
    """rows: names, then figures."""
    names = len(rows[0][0])
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, names - 1, WIDTHS[0])
    sheet.set_column(names, len(head) - 1, WIDTHS[1])
    sheet.write_row(0, 0, head, bold)
    for number, (texts, row) in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text)
        sheet.write_row(number, names, [row.count, row.mean, *row.cells])
    sheet.freeze_panes(1, names)
    sheet.autofilter(0, 0, len(rows), len(head) - 1)
