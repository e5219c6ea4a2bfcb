"""Which table of counts is told: the finest that can be, with nothing small in it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from associations.cohort.tables import counts_of, pairs, told
from scoring.disclosure.small_cells import SHARED

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


def parts_of(told_table) -> tuple[list[int], list[int]]:
    rows = [row for part in told_table.rows for row in part]
    columns = [column for part in told_table.columns for column in part]
    return rows, columns


@settings(max_examples=25)
@given(TABLES)
def test_nobody_is_counted_twice_and_nobody_is_left_out(table):
    counts = np.array(table, np.int64)
    found = told(counts)
    if found is None:
        return
    rows, columns = parts_of(found)
    assert len(rows) == len(set(rows))
    assert sorted(columns) == list(range(counts.shape[1]))
    assert found.counts.sum() == counts.sum()
    left_out = set(range(len(counts))) - set(rows)
    assert all(counts[row].sum() == 0 for row in left_out), "only those of nobody"


@settings(max_examples=25)
@given(TABLES)
def test_each_count_is_the_sum_of_what_it_joins(table):
    counts = np.array(table, np.int64)
    found = told(counts)
    if found is None:
        return
    for place, rows in enumerate(found.rows):
        for column, columns in enumerate(found.columns):
            joined = counts[np.ix_(rows, columns)].sum()
            assert found.counts[place, column] == joined


@settings(max_examples=25)
@given(TABLES)
def test_what_is_small_is_hidden_and_no_total_is_small(table):
    found = told(np.array(table, np.int64))
    if found is None:
        return
    is_small = (found.counts > 0) & (found.counts < SHARED)
    assert found.hidden[is_small].all()
    for totals in (found.counts.sum(axis=0), found.counts.sum(axis=1)):
        assert not ((totals > 0) & (totals < SHARED)).any()


@settings(max_examples=25)
@given(TABLES)
def test_levels_are_joined_with_their_neighbours_only(table):
    found = told(np.array(table, np.int64))
    if found is None:
        return
    _rows, columns = parts_of(found)
    assert columns == sorted(columns)


@settings(max_examples=25)
@given(TABLES)
def test_only_where_all_together_are_too_few_is_nothing_told(table):
    counts = np.array(table, np.int64)
    if told(counts) is None:
        assert counts.sum() < SHARED


@pytest.mark.parametrize(
    ("counts", "rows", "columns"),
    [
        pytest.param([[5, 5]], ((0,),), ((0,), (1,)), id="large enough as it is"),
        pytest.param([[5, 4]], ((0,),), ((0, 1),), id="a small end joins before it"),
        pytest.param([[4, 5]], ((0,),), ((0, 1),), id="a small start joins after it"),
        pytest.param([[0, 5]], ((0,),), ((0,), (1,)), id="none at all is told"),
        pytest.param(
            [[4], [9]], ((0, 1),), ((0,),), id="a small row takes the smallest"
        ),
        pytest.param(
            [[3], [3], [9]], ((2,), (0, 1)), ((0,),), id="two small rows are enough"
        ),
        pytest.param([[0], [7]], ((1,),), ((0,),), id="nobody's row is left out"),
    ],
)
def test_by_example(counts, rows, columns):
    found = told(np.array(counts, np.int64))
    assert (found.rows, found.columns) == (rows, columns)


@pytest.mark.parametrize("counts", [[[4]], [[1, 1], [1, 1]], [[0, 4, 0]]])
def test_of_four_there_is_no_table(counts):
    assert told(np.array(counts, np.int64)) is None


def test_another_least_count_is_asked_for_by_name():
    counts = np.array([[7, 7]], np.int64)
    assert told(counts, least=7).columns == ((0,), (1,))
    assert told(counts, least=8).columns == ((0, 1),)
    assert told(counts, least=15) is None


@pytest.mark.parametrize(
    ("columns", "joined"),
    [
        ((), ()),
        (((0,),), ((0,),)),
        (((0,), (1,)), ((0, 1),)),
        (((0,), (1,), (2,)), ((0, 1), (2,))),
        (((0, 1), (2,), (3,), (4,)), ((0, 1, 2), (3, 4))),
    ],
)
def test_pairs_join_neighbours_from_the_first_on(columns, joined):
    assert pairs(columns) == joined


def test_counts_are_of_those_that_have_a_value():
    groups = np.array(["C", "C", "I", "", "C"])
    levels = np.array([2, -1, 0, 1, 2])
    counts = counts_of(groups, levels, ["C", "I", "G", ""], 3)
    assert counts.tolist() == [[0, 0, 2], [1, 0, 0], [0, 0, 0], [0, 1, 0]]
