"""The scores of a block of rows are those of each enterprise by itself."""

import csv

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.sheets.scores import header, scored, with_branches
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import index_document

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
