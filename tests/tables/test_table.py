"""A small table: its head is judged in one sentence, its rows by the names of their columns."""

import pytest

from tables.table import Table, in_row


def read(*records: str) -> tuple[list[dict[str, str]], list[str]]:
    told: list[str] = []
    table = Table(
        records,
        known=("a", "b", "c"),
        required=("a", "b"),
        report=lambda row, text: told.append(in_row(row, text)),
    )
    return [row.cells | {"row": row.number} for row in table.rows()], told


def test_rows_are_told_by_the_names_of_their_columns_in_any_order():
    assert read("b,a", "1,2") == ([{"b": "1", "a": "2", "row": 2}], [])


def test_empty_rows_and_columns_are_passed_over_and_counted():
    assert read("", ",a,,b,", ",,,", ",1,,2,,,", "") == (
        [{"a": "1", "b": "2", "row": 4}],
        [],
    )


def test_all_that_is_wrong_with_the_head_is_one_sentence_and_rows_are_read():
    rows, told = read("a,a,x", "1,2,3")
    assert told == [
        "row 1: columns that are not known: 'x' (known are a, b, c); columns that are there "
        "more than once: 'a'; columns that are missing: 'b'"
    ]
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("1", "row 2: 1 cells, but there are 2 columns"),
        ("1,2,3", "row 2: 3 cells, but there are 2 columns"),
        ('"1"x,2', "row 2: the quotes of this row cannot be read ("),
    ],
)
def test_a_row_that_does_not_fit_is_told(record, fault):
    rows, (told,) = read("a,b", record)
    assert rows == []
    assert told.startswith(fault)


def test_a_value_without_a_column_is_told():
    rows, told = read("a,b,", "1,2,3")
    assert rows == []
    assert told == ["row 2: '3' stands in a column without a name"]


def test_what_a_formula_shows_that_failed_is_no_value():
    rows, told = read("a,b", "1,#N/A", "#1,# REF!")
    assert [row["a"] for row in rows] == ["#1"]
    assert told == ["row 2, column b: '#N/A' is what a formula shows that failed"]


def test_a_table_without_any_row_has_no_head():
    assert read("", ",,") == (
        [],
        ["row 1: there is no row with the names of the columns"],
    )
