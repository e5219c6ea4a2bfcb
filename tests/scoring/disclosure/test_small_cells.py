"""Which cells of a table of counts are hidden, and what a reader can work out all the same."""

import time
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.benchmark import joined_parts
from scoring.disclosure.small_cells import (
    PUBLIC,
    SHARED,
    Printed,
    exposed,
    first_protected,
    joined_rows,
    protected,
    rectangles,
)
from tests.scoring.test_benchmark import counted

DENSE = [
    [12, 3, 20, 9],
    [15, 14, 2, 30],
    [8, 11, 16, 7],
    [25, 6, 13, 10],
]


def table(rows) -> np.ndarray:
    return np.array(rows, np.int64)


def small_alone(counts: np.ndarray, least: int = SHARED) -> np.ndarray:
    """What one might think is enough: the small cells hidden, and nothing else."""
    return (counts > 0) & (counts < least)


def worked_out(counts, hidden, least: int = SHARED) -> list:
    return exposed([Printed.of_table(table(counts), np.array(hidden, bool))], least)


def all_that_agree(counts: np.ndarray, hidden: np.ndarray):
    """Every table of whole numbers with the same totals and the same printed cells.

    In each row none or two cells are hidden: what one has less, the other has more.
    """
    pairs = [np.flatnonzero(row).tolist() for row in hidden]
    sums = [counts[row, pair].sum() if pair else 0 for row, pair in enumerate(pairs)]
    for firsts in product(*(range(total + 1) for total in sums)):
        other = counts.copy()
        for row, pair in enumerate(pairs):
            if pair:
                other[row, pair] = firsts[row], sums[row] - firsts[row]
        if (other.sum(axis=0) == counts.sum(axis=0)).all():
            yield other


class TestRectangles:
    def test_a_table_without_small_cells_is_printed_whole(self):
        assert not protected(table([[5, 9], [7, 0]]), SHARED).any()

    def test_small_cells_are_hidden_each_with_three_it_can_be_exchanged_with(self):
        counts = table(DENSE)
        hidden = protected(counts, SHARED)
        assert hidden[0, 1]
        assert hidden[1, 2]
        for axis in (0, 1):
            assert 1 not in hidden.sum(axis=axis), "one alone follows from its total"

    def test_none_at_all_is_printed_and_is_nobodys_partner(self):
        """Without its empty cells this table has no rectangle around the small one."""
        counts = table([[2, 20, 0], [20, 0, 20], [0, 20, 20]])
        assert rectangles(counts, SHARED) is None
        counts[1, 1] = 20
        hidden = rectangles(counts, SHARED)
        assert hidden.tolist() == [
            [True, True, False],
            [True, True, False],
            [False, False, False],
        ]

    def test_three_single_ones_in_a_row_are_a_total_of_three(self):
        counts = table([[1, 1, 1], [20, 20, 20], [20, 20, 20]])
        assert protected(counts, SHARED) is None

    def test_three_single_ones_beside_a_large_one_are_hidden_with_it(self):
        counts = table([[1, 1, 1, 30], [20, 20, 20, 30], [20, 20, 20, 30]])
        hidden = protected(counts, SHARED)
        assert hidden[0].all()

    def test_one_row_cannot_hide_anything(self):
        """What is hidden in it follows from the totals of the columns."""
        assert protected(table([[3, 20, 30]]), SHARED) is None

    def test_what_is_small_depends_on_who_reads(self):
        counts = table([[7, 30, 30], [30, 30, 30], [30, 30, 30]])
        assert not protected(counts, SHARED).any()
        assert protected(counts, PUBLIC)[0, 0]

    def test_the_same_table_is_printed_the_same_way_every_time(self):
        first = protected(table(DENSE), SHARED)
        assert all((protected(table(DENSE), SHARED) == first).all() for _ in range(3))


class TestAudit:
    def test_hiding_the_small_cells_alone_is_found_out(self):
        counts = table(DENSE)
        assert worked_out(counts, small_alone(counts)) == [(0, 0, 1), (0, 1, 2)]

    def test_a_second_cell_in_each_row_and_column_is_not_always_enough(self):
        """Four corners of ones and fours: nobody can be moved by more than three."""
        counts = table([[1, 2, 40], [2, 4, 40], [40, 40, 40]])
        hidden = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]], bool)
        assert (0, 0, 0) in worked_out(counts, hidden)
        assert worked_out(counts, protected(counts, SHARED)) == []

    @given(
        st.lists(
            st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=3, max_size=3
        ),
        st.lists(st.integers(0, 3), min_size=3, max_size=3),
    )
    def test_it_finds_what_trying_every_table_finds(self, rows, printed):
        """printed: of each row the one cell that is, or all of it."""
        counts = table(rows)
        hidden = np.ones((3, 3), bool)
        for row, column in enumerate(printed):
            hidden[row, column if column < 3 else slice(None)] = False
        agreeing = np.array(list(all_that_agree(counts, hidden)))
        apart = agreeing.max(axis=0) - agreeing.min(axis=0)
        expected = np.argwhere((apart < SHARED) & small_alone(counts)).tolist()
        assert [list(place[1:]) for place in worked_out(counts, hidden)] == expected

    @given(
        st.lists(
            st.lists(st.integers(0, 30), min_size=4, max_size=4),
            min_size=3,
            max_size=6,
        )
    )
    def test_whatever_is_printed_passes(self, rows):
        counts = table(rows)
        hidden = protected(counts, SHARED)
        if hidden is not None:
            assert worked_out(counts, hidden) == []
            assert (hidden | ~small_alone(counts)).all()

    def test_a_table_of_all_sectors_by_levels_takes_less_than_a_second(self):
        rng = np.random.default_rng(22)
        counts = rng.poisson(14, (22, 6))
        begun = time.perf_counter()
        hidden = protected(counts, PUBLIC)
        assert time.perf_counter() - begun < 5, "with room for a busy machine"
        assert hidden is None or worked_out(counts, hidden, PUBLIC) == []

    def test_a_cell_that_is_safe_in_one_table_is_found_out_beside_another(self):
        """Two districts by three levels, and beside it the first two levels as one."""
        counts = table([[3, 12, 20], [14, 16, 20]])
        hidden = np.array([[1, 1, 0], [1, 1, 0]], bool)
        fine = Printed.of_table(counts, hidden)
        assert exposed([fine], SHARED) == []

        # The other table prints the first level of each district under another name.
        single = np.zeros((2, 2, 6), bool)
        single[0, 0, 0] = single[0, 1, 1] = single[0, 1, 2] = True
        single[1, 0, 3] = single[1, 1, 4] = single[1, 1, 5] = True
        joined = Printed(table([[3, 32], [14, 36]]), np.zeros((2, 2), bool), single)
        assert (0, 0, 0) in exposed([fine, joined], SHARED)


class TestCoarser:
    def test_rows_are_joined(self):
        coarser = joined_rows(table([[1, 2], [3, 4], [5, 6]]), [0, 1, 0])
        assert coarser.tolist() == [[6, 8], [3, 4]]

    def test_the_finest_table_that_can_be_printed_is(self):
        fine = table([[1, 1, 1], [20, 20, 20], [30, 20, 20]])
        coarse = joined_rows(fine, [0, 0, 1])
        number, hidden = first_protected([fine, coarse], SHARED)
        assert number == 1
        assert not hidden.any()

    def test_where_none_can_be_nothing_is_printed(self):
        assert first_protected([table([[1, 2]]), table([[3]])], SHARED) is None

    def test_nobody_at_all_is_no_secret(self):
        number, hidden = first_protected([table([[0, 0], [0, 0]])], SHARED)
        assert (number, hidden.any()) == (0, False)


@given(st.lists(st.integers(0, 1000), min_size=30, max_size=60))
def test_a_distribution_as_it_is_shown_passes_the_audit(sample):
    """Of its tens, those of fewer than five cannot be worked out of the joined parts."""
    parts = joined_parts(counted(sample))
    tens = np.add.reduceat(counted(sample), np.arange(0, 1000, 100))
    of_parts = np.zeros((1, len(parts), 10), bool)
    for number, part in enumerate(parts):
        of_parts[0, number, part.start : part.end] = True
    shown = Printed(
        table([[part.count for part in parts]]),
        np.zeros((1, len(parts)), bool),
        of_parts,
    )
    finest = Printed.of_table(table([tens]), np.ones((1, 10), bool))
    unseen = [
        place
        for place in exposed([_without_totals(finest), shown], SHARED)
        if place[0] == 0
    ]
    assert unseen == []


def _without_totals(printed: Printed) -> Printed:
    """Asked about, and not printed at all."""

    class Unprinted(Printed):
        def sums(self):
            return iter(())

    return Unprinted(printed.counts, printed.hidden, printed.parts)
