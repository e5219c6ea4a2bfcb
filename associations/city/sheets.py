"""The tables of the page as files: their rows, and nothing that the page does not tell."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from associations.city.queries import Table
from associations.city.wording import DIMENSIONS, HEADS
from tables.books import new_workbook
from tables.written import file_of

WIDTHS = (42, 16)  # of names, of numbers


def head_of(table: Table) -> list[str]:
    levels = [_("Level %(band)s") % {"band": band} for band in table.bands]
    first = [str(HEADS[table.dimension]), _("Enterprises"), _("Average percent")]
    return [*first, *levels]


def table_as_text(table: Table) -> str:
    rows = [
        [row.name, str(row.count), str(row.mean), *map(str, row.cells)]
        for row in table.rows
    ]
    return file_of([head_of(table), *rows])


def workbook_of(tables: Sequence[Table], about: Sequence[str]) -> bytes:
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
            _add_sheet(workbook, table, bold)
    return file.getvalue()


def _add_sheet(workbook: Workbook, table: Table, bold: Format) -> None:
    sheet = workbook.add_worksheet(str(DIMENSIONS[table.dimension]))
    head = head_of(table)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, len(head) - 1, WIDTHS[1])
    sheet.write_row(0, 0, head, bold)
    for number, row in enumerate(table.rows, start=1):
        sheet.write_string(number, 0, row.name)
        sheet.write_row(number, 1, [row.count, row.mean, *row.cells])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(head) - 1)
