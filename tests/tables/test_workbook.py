"""An Excel workbook is read as its sheet shows it."""

from time import process_time

import pytest

from tables.errors import TableError
from tables.workbook import passed_over, rows_of
from tests.tables.workbooks import Percent, workbook


def read(*args, **kwargs) -> list[list[str]]:
    return list(rows_of(workbook(*args, **kwargs)))


def test_numbers_are_written_without_what_a_computer_adds():
    cells = ["a\nb", 1.0, 901234567.0, 84901234567, 0.1 + 0.2, 2.10, True, -3.0, 1e20]
    assert read({1: cells}) == [
        ["a\nb", "1", "901234567", "84901234567", "0.3", "2.1", "true", "-3", "1e+20"]
    ]


def test_rows_keep_their_numbers_and_empty_columns_before_the_first_are_left_out():
    assert read({3: [None, "a", "b"], 5: [None, "c"]}) == [
        ["", ""],
        ["", ""],
        ["a", "b"],
        ["", ""],
        ["c", ""],
    ]


def test_a_formula_that_failed_is_no_blank():
    assert read({2: [None, "a", "#N/A"], 3: [None, "#DIV/0!", "c"]}) == [
        ["", ""],
        ["a", "#N/A"],
        ["#DIV/0!", "c"],
    ]


SINGLE_QUOTES = "<c r='A1' t='e' s='0'><v>#N/A</v></c><c r='B1' s='2'><v>0.15</v></c>"


def test_cells_are_understood_in_either_kind_of_quotes():
    assert read({}, more=f"<row r='1'>{SINGLE_QUOTES}</row>") == [["#N/A", "15%"]]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        # As libraries write formulas, which no spreadsheet has seen yet.
        ('<c r="B1"><f>0+1</f></c>', "not_worked_out"),
        ('<c r="B1" s="1"><f>0+1</f><v></v></c>', "not_worked_out"),
        ('<c r="B1"><f t="shared" si="0"/><v/></c>', "not_worked_out"),
        # Errors that are newer than the library.
        ('<c r="B1" t="e"><v>#SPILL!</v></c>', "failed_formula"),
        ('<c r="B1" t="e"><v>#GETTING_DATA</v></c>', "failed_formula"),
        # A failure that does not say where it stands.
        ('<c t="e"><v>#N/A</v></c>', "broken_workbook"),
        ('<c r="XFD1048576"><v>1</v></c>', "far_cell"),
        ('<c r="ZZ900000" t="inlineStr"><is><t>a</t></is></c>', "far_cell"),
    ],
)
def test_a_cell_that_nobody_can_know_is_never_a_blank(cell, code):
    with pytest.raises(TableError) as caught:
        read({1: ["a"]}, more=f'<row r="1">{cell}</row>')
    assert caught.value.code == code


def test_formulas_come_as_what_they_gave():
    cells = (
        '<c r="A2"><f>1+1</f><v>2</v></c>'
        # One that gave an empty text.
        '<c r="B2" t="str"><f>IF(A2,"","")</f><v></v></c>'
        '<c r="C2" t="str"><f>A2</f><v>c</v></c>'
    )
    more = f'<row r="2">{cells}</row>'
    assert read({1: ["a", "b", "c"]}, more=more)[1] == ["2", "", "c"]


def test_a_sheet_that_is_not_read_may_be_of_any_size():
    far = {1: ["a"], 1_048_576: [None] * 900 + ["b"]}
    content = workbook({1: ["a"]}, after=far)
    assert list(rows_of(content)) == [["a"]]
    assert len(list(passed_over(content))) == 1


def test_a_hidden_sheet_is_passed_over():
    assert read({1: ["a", "#REF!"]}, before={1: ["hidden"]}) == [["a", "#REF!"]]


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576"])
def test_a_cell_far_away_that_is_only_coloured_costs_nothing(cell):
    more = f'<row r="1048576"><c r="{cell}" s="1"/></row>'
    began = process_time()
    assert read({1: ["a"], 2: ["b"]}, more=more) == [["a"], ["b"]]
    assert process_time() - began < 5


def test_a_workbook_with_nothing_in_it_is_empty():
    with pytest.raises(TableError, match="the file is empty"):
        read({})


def test_a_share_that_is_shown_as_a_percent_comes_as_one():
    shares = [Percent(0.15), Percent(0.07), Percent(1), Percent(0), Percent(1 / 3)]
    assert read({2: [None, 0.15, *shares, "#N/A"]}) == [
        [""] * 7,
        ["0.15", "15%", "7%", "100%", "0%", "33.3333333333333%", "#N/A"],
    ]


def test_a_percent_sign_that_is_only_shown_changes_no_number():
    more = '<row r="2"><c r="A2" s="1"><v>15</v></c></row>'
    assert read({1: ["a"]}, more=more) == [["a"], ["15"]]


def test_what_nobody_sees_of_a_workbook_is_told():
    told = passed_over(
        workbook({1: ["a"]}, before={1: ["b"]}, after={5: ["c"]}, hides="row column")
    )
    assert list(told) == [
        "only the sheet 'Sheet 2' is read; others hold something too: 'Sheet 1', 'Sheet 3'",
        "the sheet 'Sheet 2' hides rows and columns; they are read like the others",
    ]
    assert not list(passed_over(workbook({1: ["a"]}, before={}, after={})))
