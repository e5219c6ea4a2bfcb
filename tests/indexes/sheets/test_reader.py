"""A CSV of answers is read in blocks: quick rows as bytes, all others cell by cell."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.sheets.reader import AnswerSheet, sample
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.builders import index_document

SMALL = Index(index_document("small"))
SHOP = Index(index_document("wide"), "shop")
HEAD = ",".join(["enterprise", *SMALL.codes])
CELL = st.sampled_from(
    ["", "0", "1", "2", "3", "4", "5", " 3 ", "na", "NA", "x", "6", "-1"]
)
ROW = st.lists(CELL, min_size=len(SMALL.codes), max_size=len(SMALL.codes))


def read(
    *lines: str, index: Index = SMALL, kind: type[AnswerSheet] = AnswerSheet
) -> tuple[list[str], list[list[int]], list[str]]:
    """Names, levels in index order, and what was reported."""
    faults: list[str] = []
    sheet = AnswerSheet(index, list(lines), lambda fault: faults.append(str(fault)))
    names: list[str] = []
    levels: list[list[int]] = []
    for some_names, rows in sheet.blocks():
        names += some_names
        levels += rows.tolist()
    return names, levels, faults


def test_a_plain_row_is_a_name_and_a_digit_for_each_question():
    assert read(HEAD, "Quán phở,0,1,2,3,4,5,0") == (
        ["Quán phở"],
        [[0, 1, 2, 3, 4, 5, 0]],
        [],
    )


def test_blanks_and_what_does_not_apply_have_codes_of_their_own():
    _names, levels, faults = read(HEAD, "A,3,,3,3,na,3,3")
    assert levels == [[3, NOT_ANSWERED, 3, 3, NOT_APPLICABLE, 3, 3]]
    assert faults == []


def test_columns_may_stand_in_any_order():
    turned = ",".join(["enterprise", *reversed(SMALL.codes)])
    _names, levels, _faults = read(turned, "A,0,1,2,3,4,5,0", "B,0,1,2,3,4,5,")
    assert levels == [[0, 5, 4, 3, 2, 1, 0], [NOT_ANSWERED, 5, 4, 3, 2, 1, 0]]


def test_levels_are_those_the_index_counts():
    head = ",".join(["enterprise", *SHOP.codes])
    row = ",".join(str(SHOP.shown_level(code, 1)) for code in SHOP.codes)
    _names, levels, faults = read(head, f"A,{row}", index=SHOP)
    assert faults == []
    assert levels == [[1] * len(SHOP.codes)]


def test_empty_lines_are_passed_over():
    names, levels, faults = read(HEAD, "", "A,1,1,1,1,1,1,1", "   ", "B,2,2,2,2,2,2,2")
    assert names == ["A", "B"]
    assert len(levels) == 2
    assert faults == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "A,9,3,3,3,3,3,3",
            "row 2, column 1.1.1: '9' is not a level; 0 to 5 or blank is expected",
        ),
        (
            "A,3,3,3,3,x,3,3",
            "row 2, column 2.2.1: 'x' is not a level; 0 to 5, na or blank is",
        ),
        (
            "A,3,3,3,na,3,3,3",
            "row 2, column 2.1.2: 'na' is not a level; 0 to 5 or blank is expected",
        ),
        ("A,3,3,3,3,3,3,²", "row 2, column 3.1.2: '²' is not a level"),
        ("A,3,3,3,3,3,3,1000", "row 2, column 3.1.2: '1000' is not a level"),
        ("A,3,3", "row 2: 3 cells, but there are 8 columns"),
        ("A,3,3,3,3,3,3,3,3", "row 2: 9 cells, but there are 8 columns"),
        (",3,3,3,3,3,3,3", "row 2, column enterprise: the name is missing"),
        ("'',3", "row 2: 2 cells, but there are 8 columns"),
        ('"A"B,3,3,3,3,3,3,3', "row 2: the quotes of this row cannot be read ("),
    ],
)
def test_a_bad_row_is_told_with_row_and_column(row, fault):
    _names, _levels, faults = read(HEAD, row)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    _names, _levels, faults = read(
        HEAD, "A,1,1,1,1,1,1,1", "", "B,x,1,1,1,1,1,1", "C,1,1,1,1,1,1,y"
    )
    assert [fault.partition(",")[0] for fault in faults] == ["row 4", "row 5"]


def listed(codes: list[str]) -> str:
    return ", ".join(map(repr, codes))


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (
            "name",
            "the first column must be 'enterprise', not 'name'; "
            f"columns that are missing: {listed(SMALL.codes)}",
        ),
        (
            HEAD.replace("enterprise", "name"),
            "the first column must be 'enterprise', not 'name'",
        ),
        (
            HEAD.replace("3.1.2", "9.9"),
            "columns that are no questions of small: '9.9'; columns that are missing: '3.1.2'",
        ),
        (f"{HEAD},1.1.1", "columns that are there twice: '1.1.1'"),
        (HEAD.removesuffix(",3.1.2"), "columns that are missing: '3.1.2'"),
        (
            HEAD.removeprefix("enterprise,"),
            "the first column must be 'enterprise', not '1.1.1'",
        ),
    ],
)
def test_a_wrong_header_is_told_in_one_line(head, fault):
    names, levels, told = read(head)
    assert told == [f"row 1: {fault}"]
    assert (names, levels) == ([], [])


def test_cells_under_a_wrong_header_are_told_all_the_same():
    head = HEAD.replace("3.1.2", "9.9")
    names, _levels, told = read(head, "A,1,1,1,1,1,1,x", "B,1,1,7,1,1,1,1")
    assert names == []
    assert [line.split(":")[0] for line in told] == ["row 1", "row 3, column 2.1.1"]


@pytest.mark.parametrize(
    "name",
    ["Quán phở", 'Công ty "Sao"', "A, chi nhánh 2", "Hai\ndòng", "'", "#1"],
)
def test_names_come_out_as_they_went_in(name):
    cell = '"' + name.replace('"', '""') + '"'
    names, levels, faults = read(HEAD, f"{cell},1,1,1,1,1,1,1")
    assert faults == []
    assert names == [name]
    assert levels == [[1] * 7]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Quán\u200b phở", "Quán phở"),
        (unicodedata.normalize("NFD", "Quán phở"), "Quán phở"),
        ("\u00a0Quán\u00a0phở\u3164", "Quán phở"),
        ("A\u2011B", "A-B"),
    ],
)
def test_names_are_cleaned_as_those_that_are_typed(cell, name):
    assert read(HEAD, f"{cell},1,1,1,1,1,1,1") == ([name], [[1] * 7], [])


@pytest.mark.parametrize(
    "nothing", ["\t", "\u200b", "\u00a0", "\u3164", "\ufe0f", '" "']
)
def test_a_name_that_shows_nothing_is_missing_however_its_row_is_read(nothing):
    _names, _levels, faults = read(HEAD, f"{nothing},1,1,1,1,1,1,1")
    assert faults == ["row 2, column enterprise: the name is missing"]


@pytest.mark.parametrize("cell", ["1", "", "3.0"])
def test_a_name_that_a_failed_formula_shows_is_refused_however_its_row_is_read(cell):
    _names, _levels, faults = read(
        HEAD,
        "#1 Phở,1,1,1,1,1,1,1",
        f"#REF!,{cell},1,1,1,1,1,1",
    )
    assert faults == [
        "row 3, column enterprise: '#REF!' is what a formula shows that failed"
    ]


@pytest.mark.parametrize(
    ("cell", "level"),
    [("1.0", 1), ("3,0", 3), ("0.00", 0), ("5\u00a0", 5), ("\u200b2", 2)],
)
def test_levels_may_be_written_as_spreadsheets_write_them(cell, level):
    _names, levels, faults = read(HEAD, f'A,"{cell}",1,1,1,1,1,1')
    assert faults == []
    assert levels[0][0] == level


@pytest.mark.parametrize(
    "cell", ["1.5", "1,5", "1.000", "1E+0", "1E+10", "-1", "6.0", "#N/A"]
)
def test_what_is_no_level_is_told_with_its_row(cell):
    _names, _levels, faults = read(HEAD, f'A,"{cell}",1,1,1,1,1,1')
    assert faults == [
        f"row 2, column 1.1.1: {cell!r} is not a level; 0 to 5 or blank is expected"
    ]


def test_rows_and_columns_that_spreadsheets_leave_are_passed_over():
    head = HEAD.replace("enterprise", ",enterprise") + ",,"
    rows = [",,,,,,,,,,", head, ",A,1,1,1,1,1,1,1,,", ",,", ",B,2,2,2,2,2,2,2,,,,"]
    assert read(*rows) == (["A", "B"], [[1] * 7, [2] * 7], [])


def test_a_value_in_a_column_without_a_name_is_told():
    _names, _levels, faults = read(f"{HEAD},", "A,1,1,1,1,1,1,1,2")
    assert faults == ["row 2: '2' stands in a column without a name"]


class CarefulSheet(AnswerSheet):
    """Looks into every row cell by cell."""

    def _plain_rows(self, lines, names):
        levels, plain = super()._plain_rows(lines, names)
        return levels, plain & False

    def _usual_row(self, written):
        return "", []


NAME = st.text(
    st.sampled_from("aộĐ ,\"'=-\t\u00a0\u200b\u0301\u3164\ufe0f\u2011👨\u200d#0")
    | st.characters(exclude_characters="\r\n"),
    max_size=6,
)
ODD_CELL = CELL | st.sampled_from(
    ["1.0", "\u00a01", "1\u200b", '"1"', " ", "=1", "１", "²"]
)
ODD_ROW = st.lists(ODD_CELL, min_size=6, max_size=9)


@given(st.lists(st.tuples(NAME, ODD_ROW | ROW), max_size=6))
def test_the_quick_way_of_reading_accepts_what_the_careful_one_does_and_nothing_else(
    rows,
):
    lines = [HEAD, *(",".join([name, *cells]) for name, cells in rows)]
    assert read(*lines) == read(*lines, kind=CarefulSheet)


@given(ROW)
def test_quick_rows_and_rows_with_quotes_are_read_alike(cells):
    row = ",".join(cells)
    assert read(HEAD, f"A,{row}") == read(HEAD, f'"A",{row}')


@given(st.lists(ROW, max_size=5))
def test_a_row_is_read_the_same_whatever_stands_around_it(rows):
    together = read(HEAD, *(f"A,{','.join(cells)}" for cells in rows))[1]
    alone = [read(HEAD, f"A,{','.join(cells)}")[1][0] for cells in rows]
    assert together == alone


def test_quotes_that_are_never_closed_end_somewhere():
    names, _levels, faults = read(HEAD, '"A,1,1,1,1,1,1,1', *["x" * 1000] * 100)
    assert names == []
    assert faults
    assert "cannot be read" in faults[0] or "cells" in faults[0]


@pytest.mark.parametrize("index", [SMALL, SHOP], ids=lambda index: index.id)
def test_the_sample_asks_what_everybody_is_asked_and_can_be_read(index):
    head, row = sample(index).splitlines()
    names, levels, faults = read(head, row, index=index)
    assert faults == []
    assert names == ["Sample"]
    asked = set(index.asked(index.codes))
    assert levels == [[0 if code in asked else NOT_ANSWERED for code in index.codes]]


def many_sums() -> Index:
    """Its choice of options is worth any number of points from 0 to 255."""
    document = index_document("wide")
    choice = document["pillars"][1]["questions"][0]
    choice["options"] = [choice["options"][0]]
    for place in range(8):
        name = {"vi": str(place), "en": str(place)}
        choice["options"].append({"id": f"o{place}", "name": name, "points": 2**place})
    choice["cap"] = 255
    return Index(document, "shop")


def test_a_level_may_have_more_digits_than_one():
    index = many_sums()
    head = ",".join(["enterprise", *index.codes])
    rows = {}
    for level in (9, 10, 127, 255, 256):
        cells = ["1"] * len(index.codes)
        cells[index.places["2.1"]] = str(level)
        rows[level] = ",".join(["A", *cells])
    names, levels, faults = read(head, *rows.values(), index=index)
    place = index.places["2.1"]
    assert [row[place] for row in levels[:4]] == [9, 10, 127, 255]
    assert len(faults) == 1
    assert "'256' is not a level; 0 to 255" in faults[0]
    assert len(names) == 5
