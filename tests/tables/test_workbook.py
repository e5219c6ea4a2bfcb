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
