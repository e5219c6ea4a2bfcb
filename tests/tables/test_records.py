"""Whatever a table comes as, its rows are read as the same cells; or one sentence says why not."""

import bz2
import csv
import gzip
import json
import lzma
import zipfile
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.errors import WORDS, TableError
from tables.records import cells_of, joined, opened, records_in, records_of, unread_in
from tests.tables.workbooks import workbook

ROWS = [
    ["enterprise", "2.1", "2.2"],
    ["Điện Máy Bé Na", "0", "1"],
    ["Phở, bún", "2", ""],
]
TEXT = 'enterprise,2.1,2.2\nĐiện Máy Bé Na,0,1\n"Phở, bún",2,\n'


def read(content: bytes) -> list[list[str]]:
    return list(map(cells_of, records_of(BytesIO(content))))


def refused(content: bytes) -> str:
    with pytest.raises(TableError) as caught:
        read(content)
    assert str(caught.value) == WORDS[caught.value.code]
    return caught.value.code


def written(mark: str, end: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(ROWS)
    return out.getvalue()


ENCODINGS = {
    "utf-8": str.encode,
    "utf-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16-be with its mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("says", [False, True])
def test_marks_line_ends_and_encodings_of_all_spreadsheets_are_read(
    encode, end, mark, says
):
    text = (f"sep={mark}{end}" if says else "") + written(mark, end)
    assert read(encode(text)) == ROWS


def test_a_mark_that_only_the_first_line_tells_is_read():
    assert read(b'sep=|\na|b;c\n1|"x|y"\n') == [["a", "b;c"], ["1", "x|y"]]


def test_the_line_for_spreadsheets_counts_for_no_row():
    assert read(b'"sep=;"\r\na;b\r\n') == [["a", "b"]]


def test_decimal_commas_stay_in_their_cells():
    assert read(b"a;b\n1,5;2\n") == [["a", "b"], ["1,5", "2"]]


def test_a_break_within_quotes_is_of_the_cell_and_rows_are_counted_as_sheets_do():
    assert read(b'a;b\r\n"x\r\ny";1\r\nz;2') == [["a", "b"], ["x\ny", "1"], ["z", "2"]]


def test_empty_rows_stand_before_the_head_and_are_counted():
    assert list(records_in("\n\na;b\n1;2\n")) == ["", "", "a,b", "1,2"]


def test_cells_are_cleaned_as_what_is_typed():
    assert read("a,b\n\u00a0Ph\u200bở ,\u202a1\u202c\n".encode()) == [
        ["a", "b"],
        ["Phở", "1"],
    ]


def test_many_rows_come_through_however_they_are_cut_into_pieces():
    rows = [
        [f"n{number}", "a\nb" if number % 7 == 0 else "c"] for number in range(9_000)
    ]
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    assert read(out.getvalue().encode()) == rows


def test_quotes_that_are_never_closed_end_somewhere():
    records = list(records_in('a,b\n"x,1\n' + "y,2\n" * 40_000))
    assert len(records) > 10_000


def archive(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/").replace("_X", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n \r\n", "empty"),
        ("Điện,1\n".encode("cp1258", "ignore") + b"\xd0i\xea\xf2n", "encoding"),
        ("a,b\nPhở".encode("utf-32"), "encoding"),
        (TEXT.encode() * 5_000 + b"\xc3", "encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        (gzip.compress(TEXT.encode()), "packed"),
        (bz2.compress(TEXT.encode()), "packed"),
        (lzma.compress(TEXT.encode()), "packed"),
        (archive(answers_Xcsv=TEXT), "packed"),
        (archive(mimetype="application/x", content_Xxml="<a/>"), "open_document"),
        (
            archive(word__document_Xxml="<a/>", **{"[Content_Types]_Xxml": ""}),
            "other_office",
        ),
        (archive(xl__workbook_Xxml="<a/>"), "broken_workbook"),
        (workbook({1: ["a"]})[:-30], "broken_workbook"),
        (json.dumps({"enterprise": "A"}).encode(), "json"),
        (json.dumps([{"enterprise": "A"}]).encode(), "json"),
        (b"<html><table>", "markup"),
        (b"<?xml version='1.0'?>", "markup"),
        (b"%PDF-1.7\n", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"{\\rtf1\\ansi a,b}", "binary"),
        (b"abc\0\0\1def", "binary"),
    ],
    # Of packed ones the bytes tell the time: each process would give them another name.
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_what_is_no_table_says_in_one_sentence_what_to_do(content, code):
    assert refused(content) == code
    assert "\n" not in WORDS[code]


@pytest.mark.parametrize("content", [archive(answers_Xcsv=TEXT), workbook({})[:-30]])
def test_the_reason_is_the_same_where_a_file_is_asked_what_nobody_sees(
    content, tmp_path
):
    file = tmp_path / "answers.xlsx"
    file.write_bytes(content)
    with pytest.raises(TableError) as caught:
        list(unread_in(file))
    assert caught.value.code == refused(content)


def test_a_folder_is_told(tmp_path):
    with pytest.raises(TableError, match="this is a folder"):
        opened(tmp_path)


CELL = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ,;\t\"'\n=")
)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_with_any_mark_reads_as_what_is_written_with_commas(rows, mark):
    head = ["a", "b", "c"]
    out = StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows([head, *rows])
    plain = "\n".join(map(joined, [head, *rows]))
    assert read(out.getvalue().encode()) == read(plain.encode())
