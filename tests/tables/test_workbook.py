"""An Excel workbook is read as its sheet shows it."""

from time import process_time

import pytest

from tables.errors import TableError
from tables.workbook import rows_of
from tests.tables.workbooks import workbook


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
