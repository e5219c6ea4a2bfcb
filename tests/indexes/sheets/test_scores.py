"""The scores of a block of rows are those of each enterprise by itself."""

import csv
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.sheets.scores import header, scored, with_branches
from scoring.evaluate import evaluate
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.builders import index_document
from tests.scoring.strategies import as_answered

SMALL = Index(index_document("small"))


def block(*rows: list[int]) -> tuple[list[str], np.ndarray]:
    return [f"n{place}" for place in range(len(rows))], np.array(rows, np.int8)


def test_there_is_a_cell_for_every_column_of_the_outcome():
    (row,) = csv.DictReader(
        [header(SMALL), *scored(SMALL, block([3] * 7)).splitlines()]
    )
    assert row["enterprise"] == "n0"
    assert row["index"] == "small"
    assert (row["answered"], row["level"]) == ("7", "3")
    assert row["p3_level"] == "3"


def test_no_cell_is_run_by_a_spreadsheet():
    index = Index(index_document("small"))
    index.id = "=1+1,2"
    names = ["=1+1", "A;=1+1", "-2+3", "-5"]
    _names, levels = block(*[[3] * 7] * len(names))
    rows = list(csv.reader(scored(index, (names, levels)).splitlines()))
    assert [row[0] for row in rows] == ["'=1+1", "A;=1+1", "'-2+3", "-5"]
    assert {row[1] for row in rows} == {"'=1+1,2"}
    assert scored(index, (names, levels)).splitlines()[1].startswith('"A;=1+1",')


def test_of_no_rows_nothing_is_written():
    assert scored(SMALL, ([], np.empty((0, 7), np.int8))) == ""


@given(
    st.lists(
        st.lists(st.integers(0, 5), min_size=7, max_size=7), min_size=1, max_size=4
    )
)
def test_a_block_says_what_one_enterprise_at_a_time_says(rows):
    lines = [header(SMALL), *scored(SMALL, block(*rows)).splitlines()]
    for row, levels in zip(csv.DictReader(lines), rows, strict=True):
        counted = SMALL.counted(dict(zip(SMALL.codes, levels, strict=True)))
        outcome = evaluate(SMALL.rubric, SMALL.vector(counted))
        assert row["level"] == str(outcome.level)
        assert row["total"] == str(outcome.total)


def test_a_branch_that_is_not_taken_does_not_apply():
    levels = np.array([[0, 5, 3, 3, 3, 3, 3], [1, 5, 3, 3, 3, 3, 3]], np.int8)
    assert with_branches(SMALL, levels).tolist() == [
        [0, NOT_APPLICABLE, 3, 3, 3, 3, 3],
        [1, 5, 3, 3, 3, 3, 3],
    ]


def test_an_index_without_branches_and_groups_is_taken_as_it_is():
    real = Index(index_document("dbi-2021-sme"))
    levels = np.ones((2, len(real.codes)), np.int8)
    assert with_branches(real, levels) is levels


LARGE = Index(index_document("dbi-2025-large"))


def test_a_row_just_short_of_a_level_does_not_look_as_if_it_were_there():
    """All groups at a quarter; one criterion above it, and one that counts a little more below.

    24.974 % would round to 25.0 %, where level 2 begins.
    """
    levels = dict.fromkeys(LARGE.codes, NOT_ANSWERED) | dict.fromkeys(LARGE.groups, 1)
    levels |= {"2.6.1": 2, "3.5.1": 0}
    cells = scored(LARGE, block(list(levels.values())))
    (row,) = csv.DictReader([header(LARGE), *cells.splitlines()])
    assert (row["level"], row["percent"]) == ("1", "24.97")
    assert (row["p2_level"], row["p3_level"]) == ("2", "1")


@given(as_answered(LARGE.rubric, complete=True))
def test_what_a_row_shows_never_contradicts_its_levels(levels):
    cells = scored(LARGE, block(levels))
    (row,) = csv.DictReader([header(LARGE), *cells.splitlines()])
    if row["level"]:
        bands = LARGE.scoring["overall_level"]["bands"]
        reached = [band for band in bands if is_reached(band, row["percent"])]
        assert row["level"] == str(len(reached))


def is_reached(band: dict, percent: str) -> bool:
    return Decimal(percent) >= band.get("at_least", 0)
