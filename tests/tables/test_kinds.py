"""What a file is, told by how it begins; and what the parts of a workbook say of its cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.errors import TableError
from tables.kinds import (
    ZIP,
    encoding_of,
    refuse_other_archives,
    refuse_other_files,
    refuse_other_text,
)
from tables.parts import refuse_far_cells, sheet_at
from tests.survey.evidence.files import make_zip


def refused(judge, content) -> str:
    try:
        judge(content)
    except TableError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_workbook"),
        (b"\x1f\x8b\x08", "packed"),
        (b"BZh9", "packed"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
        (b"Rar!\x1a\x07\x00", "packed"),
        (b"%PDF-1.7", "binary"),
        (b"\x89PNG\r\n", "binary"),
        (b"\xff\xd8\xff\xe0", "binary"),
        (b"{\\rtf1", "binary"),
        (b"SQLite format 3\x00", "binary"),
        pytest.param(ZIP[0], "", id="an archive, looked into elsewhere"),
        ("Tên,MST".encode(), ""),
        (b" %PDF-1.7", ""),
    ],
)
def test_a_file_is_known_by_how_it_begins_and_not_by_its_name(head, code):
    assert refused(refuse_other_files, head) == code


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], ""),
        (["xl/workbook.xml"], ""),
        (["[Content_Types].xml", "word/document.xml"], "other_office"),
        (["mimetype", "content.xml"], "open_document"),
        (["mimetype"], "packed"),
        (["hoi-vien.csv"], "packed"),
        ([], "packed"),
    ],
)
def test_an_archive_is_a_workbook_or_it_is_said_what_else(names, code):
    content = make_zip(dict.fromkeys(names, ""))
    assert refused(refuse_other_archives, content) == code


@pytest.mark.parametrize(
    "content",
    [b"", ZIP[0], ZIP[0] + b"x" * 50],
    ids=["nothing", "a beginning alone", "no parts"],
)
def test_a_broken_one_is_told(content):
    assert refused(refuse_other_archives, content) == "broken_workbook"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"\xef\xbb\xbfT", ("utf-8", 3)),
        (b"\xff\xfeT\x00", ("utf-16-le", 2)),
        (b"\xfe\xff\x00T", ("utf-16-be", 2)),
        (b"T\x00e\x00", ("utf-16-le", 0)),
        (b"\x00T\x00e", ("utf-16-be", 0)),
        ("Tên".encode(), ("utf-8", 0)),
        (b"T", ("utf-8", 0)),
        (b"", ("utf-8", 0)),
    ],
)
def test_letters_are_read_as_their_first_two_bytes_say(head, encoding):
    assert encoding_of(head) == encoding


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"\xff\xfe\x00\x00T\x00\x00\x00", "encoding"),
        (b"\x00\x00\xfe\xff", "encoding"),
        (b"Te\x00n", "binary"),
        (b"\x00\x00\x00", "binary"),
    ],
)
def test_what_nobody_writes_a_table_in_is_refused(head, code):
    assert refused(encoding_of, head) == code


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_text_without_a_mark_is_read_as_utf_8(text):
    head = text.encode()
    if not head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert encoding_of(head) == ("utf-8", 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"name": 1}', "json"),
        ('[{"name": 1}]', "json"),
        ("  [[1, 2]]", "json"),
        ("[]", "json"),
        ("[1] Tên,MST", ""),
        ("Tên,MST", ""),
        ("", ""),
    ],
)
def test_what_is_plainly_something_else_is_no_table(text, code):
    assert refused(refuse_other_text, text) == code


@pytest.mark.parametrize(
    "text", ["<!doctype html>", "<html>", " <?xml version=", "<Table>"]
)
def test_a_page_is_no_table(text):
    assert refused(refuse_other_text, text) == "markup"


WORKBOOK = (
    '<workbook><sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="rId1" Target="{}"/></Relationships>'
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%"/>'
    '<numFmt numFmtId="171" formatCode="0&quot;%&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/>'
    '<xf numFmtId="171"/></cellXfs></styleSheet>'
)


def workbook(sheet: str, target: str = "worksheets/sheet1.xml", styles: str = STYLES):
    parts = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(target),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return make_zip(parts | ({"xl/styles.xml": styles} if styles else {}))


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"]
)
def test_a_sheet_is_found_where_the_workbook_says(target):
    sheet = sheet_at(workbook("<sheetData/>", target), 0)
    assert (sheet.failed, sheet.percents) == ({}, frozenset())


def test_a_sheet_that_is_not_there_is_told():
    with pytest.raises((KeyError, IndexError)):
        sheet_at(workbook("<sheetData/>", "worksheets/sheet9.xml"), 0)


@pytest.mark.parametrize(
    ("cell", "failed"),
    [
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', {(0, 0): "#DIV/0!"}),
        ("<c r='C2' t='e'><f>x</f><v>#N/A</v></c>", {(1, 2): "#N/A"}),
        ('<x:c r="AA10" t="e"><x:f>x</x:f><x:v>#REF!</x:v></x:c>', {(9, 26): "#REF!"}),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', {}),
        ('<c r="A1" t="str"><f>x</f><v></v></c>', {}),
    ],
)
def test_a_formula_that_failed_is_no_blank_cell(cell, failed):
    assert sheet_at(workbook(cell), 0).failed == failed


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1+1</f></c>',
        '<c r="A1"><f>1+1</f><v/></c>',
        '<c r="A1"><f>1+1</f><v></v></c>',
        '<c r="A1"><f/></c>',
    ],
)
def test_a_formula_that_nobody_worked_out_is_refused(cell):
    assert refused(lambda content: sheet_at(content, 0), workbook(cell)) == (
        "not_worked_out"
    )


@pytest.mark.parametrize(
    ("style", "is_percent"), [("0", False), ("1", True), ("2", True), ("3", False)]
)
def test_a_share_is_one_where_its_style_says_so(style, is_percent):
    sheet = sheet_at(workbook(f'<c r="B3" s="{style}"><v>0.5</v></c>'), 0)
    assert sheet.percents == ({(2, 1)} if is_percent else set())


def test_without_styles_nothing_is_a_percent():
    content = workbook('<c r="B3" s="1"><v>0.5</v></c>', styles="")
    assert not sheet_at(content, 0).percents


@pytest.mark.parametrize(
    ("part", "rows", "columns"),
    [
        ('<row r="2" hidden="1"/>', True, False),
        ('<row r="2" hidden="true"/>', True, False),
        ('<row r="2" hidden="0"/>', False, False),
        ('<col min="1" max="2" hidden="1"/>', False, True),
        ("<row r='2' hidden='1'/><col hidden='true'/>", True, True),
    ],
)
def test_what_nobody_sees_is_told(part, rows, columns):
    sheet = sheet_at(workbook(part), 0)
    assert (sheet.hides_rows, sheet.hides_columns) == (rows, columns)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="XFD1048576"><v>1</v></c>', "far_cell"),
        ('<c r="A1048576"><v>1</v></c>', ""),
        ('<c r="XFD1"><v>1</v></c>', ""),
        ('<c r="XFD1048576" s="1"/>', ""),
        ('<c r="A1"><v>1</v></c>', ""),
    ],
)
def test_a_sign_at_the_far_end_of_a_sheet_is_refused(cell, code):
    assert refused(lambda content: refuse_far_cells(content, 0), workbook(cell)) == code
