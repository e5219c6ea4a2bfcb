"""What is written into a workbook stays what it was typed as."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tables.books import new_workbook


@pytest.mark.parametrize("row_by_row", [False, True])
def test_nothing_typed_becomes_a_formula_a_number_or_a_link(row_by_row):
    typed = ["=1+1", "0123", "https://hoi.example"]
    file = BytesIO()
    with new_workbook(file, row_by_row=row_by_row) as book:
        sheet = book.add_worksheet("Hội viên")
        for place, text in enumerate(typed):
            sheet.write(0, place, text)
    file.seek(0)
    [row] = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert row == typed
    assert b"hyperlink" not in file.getvalue()
