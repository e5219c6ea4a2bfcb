"""Workbooks that do no harm when a spreadsheet opens them."""

from typing import BinaryIO

from xlsxwriter import Workbook

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Names and answers are what people typed: none of it is a formula, a number or a link.
_AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def new_workbook(file: BinaryIO, *, row_by_row: bool = False) -> Workbook:
    """row_by_row: no more than one is held in memory, and none is gone back to."""
    how = "constant_memory" if row_by_row else "in_memory"
    return Workbook(file, {how: True, **_AS_TYPED})
