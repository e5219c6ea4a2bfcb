"""Who counts beside whom: one for each mark, whoever comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.independence import independent

MARKS = st.lists(st.lists(st.integers(0, 6), max_size=3), max_size=20)


@pytest.mark.parametrize(
    ("marks", "counts"),
    [
        ([], []),
        ([["a"], ["b"]], [True, True]),
        ([["a"], ["a"], ["a"]], [True, False, False]),
        ([["a", "x"], ["b", "x"], ["b"]], [True, False, True]),
        ([[], [], ["a"]], [True, True, True]),
    ],
)
def test_of_those_that_have_a_mark_in_common_the_first_counts(marks, counts):
    assert independent(marks) == counts


@given(MARKS)
def test_no_mark_is_borne_by_two_that_count(marks):
    counted = [
        set(own)
        for own, counts in zip(marks, independent(marks), strict=True)
        if counts
    ]
    for number, own in enumerate(counted):
        assert all(own.isdisjoint(other) for other in counted[number + 1 :])


@given(MARKS)
def test_whoever_does_not_count_shares_a_mark_with_one_that_does(marks):
    counts = independent(marks)
    taken = set()
    for own, is_counted in zip(marks, counts, strict=True):
        assert is_counted is taken.isdisjoint(own)
        taken.update(own if is_counted else ())
