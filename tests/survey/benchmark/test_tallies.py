"""What rows come to by sector, size and area."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmark import VALUES, Cell
from survey.benchmark.rows import Rows
from survey.benchmark.tallies import packed, tallies, unpacked
from tests.survey.benchmark.rows_of import nobody, rows_of

CODES = ("1.1", "1.2")
HERE = (1, 1, 1)


def counted(percents: Rows, rises: Rows | None = None) -> dict[Cell, tuple[int, int]]:
    """How many stand in each cell, and how many of them rose."""
    rows = tallies(percents, rises or nobody())
    return {tally.cell: (tally.count, tally.rises) for tally in rows}


def test_everybody_is_counted_on_each_step_of_the_ladder():
    percents = rows_of([[500, 500]] * 3, [HERE, (1, 0, 0), (0, 0, 0)])
    rises = rows_of([[True, False]], HERE, CODES, dtype=bool)
    assert counted(percents, rises) == {
        Cell(): (3, 1),
        Cell("I"): (2, 1),
        Cell("I", "small"): (1, 1),
        Cell("I", "small", "ho-chi-minh"): (1, 1),
    }


def test_what_is_not_known_makes_no_cell_of_its_own():
    assert list(counted(rows_of([[500, 500]], (0, 1, 1)))) == [Cell()]


def test_a_tally_counts_the_percents_of_the_total_and_of_each_pillar():
    percents = rows_of([[500, 250], [500, 1000]])
    rises = rows_of([[True, False]], labels=CODES, dtype=bool)
    (tally,) = tallies(percents, rises)
    assert tally.counts.shape == (2, VALUES)
    assert tally.counts[0, 500] == 2
    assert (tally.counts[1, 250], tally.counts[1, 1000]) == (1, 1)
    assert tally.raised.tolist() == [1, 0]
    assert tally.path == ()


@given(st.lists(st.integers(0, 2**32 - 1), min_size=VALUES, max_size=VALUES))
def test_counts_are_unpacked_as_they_were_packed(counts):
    rows = np.array([counts, counts[::-1]])
    assert (unpacked(packed(rows), pillars=1) == rows).all()
