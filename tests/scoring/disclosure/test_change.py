"""What changed between two results, and beside which firms that may be told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.disclosure.change import beside_alike, mean_changes
from scoring.errors import ScoringError
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

ALL = [True, True, True]


def test_the_mean_is_of_the_claimed_questions_alone():
    before, after = [[1, 1, 0]], [[3, 1, 4]]
    assert mean_changes(before, after, [True, True, False]).tolist() == [1.0]
    assert mean_changes(before, after, ALL).tolist() == [2.0]


@pytest.mark.parametrize("none", [NOT_ANSWERED, NOT_APPLICABLE])
def test_what_has_no_level_once_is_not_compared(none):
    assert mean_changes([[1, none, 2]], [[2, 5, none]], ALL).tolist() == [1.0]


def test_a_firm_of_which_nothing_can_be_compared_has_no_number():
    changes = mean_changes([[-1, 0, 1], [0, 0, 0]], [[2, -1, 2], [1, 1, 1]], [1, 1, 0])
    assert np.isnan(changes[0])
    assert changes[1] == 1.0


def test_each_firm_may_have_claims_of_its_own():
    claims = [[True, False], [False, True]]
    assert mean_changes([[0, 0], [0, 0]], [[1, 3], [1, 3]], claims).tolist() == [1, 3]


def test_levels_also_fall():
    assert mean_changes([[3]], [[1]], [True]).tolist() == [-2.0]


@pytest.mark.parametrize(
    ("before", "after"), [([[1, 2]], [[1]]), ([1, 2], [1, 2])], ids=["other", "flat"]
)
def test_shapes_that_differ_are_refused(before, after):
    with pytest.raises(ScoringError, match="shapes_differ"):
        mean_changes(before, after, True)


def test_fewer_than_enough_on_either_side_tell_nothing():
    nine, ten = [1.0] * 9, [1.0] * 10
    assert beside_alike(nine, [0] * 9, ten, [0] * 10, 10) is None
    assert beside_alike(ten, [0] * 10, nine, [0] * 9, 10) is None
    assert beside_alike(ten, [0] * 10, ten, [0] * 10, 10) is not None


def test_those_of_whom_nothing_is_known_make_up_no_number():
    known = [1.0] * 9 + [np.nan]
    assert beside_alike(known, [0] * 10, [0.0] * 10, [0] * 10, 10) is None


def test_kinds_without_anybody_like_them_do_not_count():
    beside = beside_alike([1.0, 1.0, 9.0], [0, 0, 7], [0.0] * 2, [0, 0], 2)
    assert (beside.firms, beside.change) == (2, 1.0)


def test_the_others_are_weighed_to_the_same_mixture():
    # Three firms of kind 0 and one of kind 1 with it; the others are mostly of kind 1.
    beside = beside_alike(
        [1.0] * 4, [0, 0, 0, 1], [0.4, 2.0, 2.0, 2.0], [0, 1, 1, 1], 4
    )
    assert beside.change_alike == pytest.approx((3 * 0.4 + 1 * 2.0) / 4)
    assert (beside.firms, beside.alike) == (4, 4)


def test_shapes_of_kinds_that_differ_are_refused():
    with pytest.raises(ScoringError, match="shapes_differ"):
        beside_alike([1.0, 2.0], [0], [1.0], [0], 1)


@given(
    st.lists(
        st.tuples(st.integers(-4, 4), st.integers(0, 3)),
        min_size=1,
        max_size=30,
    ),
)
def test_beside_themselves_firms_differ_by_nothing(firms):
    changes = [float(change) for change, _kind in firms]
    kinds = [kind for _change, kind in firms]
    beside = beside_alike(changes, kinds, changes, kinds, 1)
    assert beside.change_alike == pytest.approx(beside.change)
    assert beside.firms == beside.alike == len(firms)
