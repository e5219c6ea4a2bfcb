"""What the site writes for spreadsheets runs in none of them."""

import csv
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.written import cell, column, file_of, quoted

TEXT = st.text(
    st.sampled_from("=+-@\t\r\n \"',;|＝＋－＠﹦﹢﹣﹫−⁺₌a1.") | st.characters(),
    max_size=8,
)


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK('http://x')",
        "+84 Cafe",
        "@SUM(A1)",
        "-2+3",
        "- Miền",
        "＝1+1",
        "＋84",
        "－1",
        "＠SUM",
        "﹦1",
        "−1",
        "  =1",
    ],
)
def test_what_looks_like_a_formula_is_text(text):
    assert cell(text) == quoted(f"'{text}")
    assert list(column(["A", text])) == ["A", cell(text)]


@pytest.mark.parametrize("text", ["-5", "-12.5", "-1,5"])
def test_a_number_below_zero_stays_one(text):
    assert next(csv.reader([cell(text)])) == [text]


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1"])
def test_signs_before_a_formula_do_not_hide_it(text):
    assert next(csv.reader([cell(text)], strict=False))[0].startswith("'")


@pytest.mark.parametrize("text", ["Phở", "A - B", "'", "#1", "a=b", "50%"])
def test_what_is_none_stays_as_it_is(text):
    assert cell(text) == text
    assert column([text]) == [text]


@pytest.mark.parametrize("text", ["a,b", "a;=1", "a\tb", 'a "b"', "a|b"])
def test_what_other_spreadsheets_part_is_one_cell(text):
    assert cell(text).startswith('"')
    assert next(csv.reader([cell(text)])) == [text]


@given(TEXT)
def test_no_cell_begins_as_a_formula(text):
    inside = cell(text).strip('"').lstrip(" ")
    first = normalize("NFKC", inside[:1])
    is_number = inside[1:].replace(".", "").replace(",", "").isdigit()
    assert first not in {*"=+@\t\r\n\u2212"}
    assert first != "-" or is_number


@given(st.lists(TEXT, max_size=6))
def test_a_column_is_its_cells(texts):
    assert list(column(texts)) == [cell(text) for text in texts]


def test_a_file_opens_in_a_spreadsheet_and_runs_nothing():
    assert file_of([["Tên", "Số"], ["=1+1", 'a"b']]) == (
        '\ufeffTên,Số\r\n\'=1+1,"a""b"\r\n'
    )
