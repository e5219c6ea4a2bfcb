"""A table of members is read whatever file it is, and refused in words where it is none."""

import io
import zipfile

import pytest
import xlsxwriter

from associations.members.imports import reading
from associations.members.imports.heads import fields_of
from associations.members.imports.reading import RefusedError, read_table
from associations.members.imports.wording import REFUSED


def workbook(rows, last_styled: int = 0) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if last_styled:
        sheet.write_blank(last_styled - 1, 0, None, book.add_format({"bold": True}))
    book.close()
    return written.getvalue()


def code_of(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_table(content)
    assert caught.value.code in REFUSED
    return caught.value.code


@pytest.mark.parametrize(
    "heads",
    [
        ["Tên hội viên", "Mã số thuế", "Email"],
        ["TÊN DOANH NGHIỆP (*)", "MST", "E-mail:"],
        ["Company name", "Tax code", "Email address"],
    ],
)
def test_columns_are_known_by_what_people_call_them(heads):
    assert fields_of(heads) == ["name", "tax_code", "email"]


def test_the_second_column_of_one_field_and_strange_ones_are_not_read():
    read = read_table("Tên,Vốn,Tên công ty\nAn Phát,5,Khác\n".encode())
    assert read.fields == ["name", "", ""]
    assert read.strange == ["Vốn", "Tên công ty"]
    assert read.rows == [(2, {"name": "An Phát"})]


def test_rows_are_counted_as_a_spreadsheet_does_and_titles_passed_over():
    rows = [["Danh sách 2026"], [], ["Phone", "Name"], [], ["0901234567", "An Phát"]]
    read = read_table(workbook(rows))
    assert read.rows == [(5, {"phone": "0901234567", "name": "An Phát"})]


def test_a_code_that_is_a_number_comes_with_its_digits():
    read = read_table(workbook([["Tên", "MST"], ["An Phát", 312687878]]))
    assert read.rows == [(2, {"name": "An Phát", "tax_code": "312687878"})]


def test_a_sheet_whose_last_styled_cell_is_at_its_very_end_does_not_hang():
    read = read_table(workbook([["Tên"], ["An Phát"]], last_styled=1_048_576))
    assert read.rows == [(2, {"name": "An Phát"})]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        ("Mã,Vốn\n1,2\n".encode(), "no_head"),
        ("Tên hội viên,Email\n".encode(), "no_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_workbook"),
        (b"\x1f\x8b1234", "packed"),
    ],
)
def test_what_is_no_table_of_members_is_told(content, code):
    assert code_of(content) == code


def test_more_rows_than_can_be_looked_at_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert code_of("Tên\n1\n2\n3\n".encode()) == "too_many_rows"


def test_an_archive_that_swells_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1000)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 5000)
    assert code_of(written.getvalue()) == "too_large"
