"""Which groups stand alone so that nobody follows from what is told beside them."""

import numpy as np
import pytest

from scoring.disclosure.parts import alone_in, joined_until_large


def test_groups_that_leave_few_behind_do_not_all_stand_alone():
    everybody = np.array([[20], [8], [3]])
    assert alone_in([everybody], 5) == (0,)


def test_groups_that_leave_nobody_behind_all_stand_alone():
    assert alone_in([np.array([[20], [8], [0]])], 5) == (0, 1)


def test_what_is_small_in_any_table_joins_the_others():
    everybody = np.array([[20], [9], [9]])
    levels = np.array([[10, 10], [0, 9], [7, 2]])
    # Where the third is told with others, one of the others goes with it.
    assert alone_in([everybody, levels], 5) == (0,)


@pytest.mark.parametrize(
    ("counts", "parts"),
    [
        ([[5, 6, 7]], [(0,), (1,), (2,)]),
        ([[5, 3, 7], [6, 9, 0]], [(0,), (1, 2)]),
        ([[5, 0, 1]], [(0, 1, 2)]),
        ([[2, 1, 1]], []),
    ],
)
def test_columns_are_joined_until_none_is_small_in_any_row(counts, parts):
    assert joined_until_large(np.array(counts), 5) == parts
