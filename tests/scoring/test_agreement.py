"""Agreement of two reviewers against values known elsewhere, and laws that hold for all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement import is_far_apart, middle_level, quadratic_kappa
from scoring.errors import ScoringError

LEVELS = st.integers(0, 5)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=40)


def by_table(first, second) -> float | None:
    """As the paper has it: a table of both, weights, and the table that chance would give."""
    size = max(*first, *second) + 1
    seen = np.zeros((size, size))
    for row, column in zip(first, second, strict=True):
        seen[row, column] += 1
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    places = np.arange(size)
    weights = (places[:, None] - places) ** 2
    if not (weights * chance).sum():
        return None
    return 1 - (weights * seen).sum() / (weights * chance).sum()


def spread(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Each answer of a table of counts by itself."""
    first, second = [], []
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            first += [row] * count
            second += [column] * count
    return first, second


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        # Of the tests of ml_metrics (B. Hamner).
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([1, 2, 1], [1, 2, 2], 0.4),
        ([1, 2, 3, 1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 2], 0.75),
        # Always the other way round.
        ([0, 5], [5, 0], -1.0),
        # Two levels only: Cohen's kappa without weights, 0.70 seen and 0.50 by chance.
        (*spread([[20, 5], [10, 15]]), 0.4),
    ],
)
def test_it_comes_to_what_is_known(first, second, kappa):
    assert quadratic_kappa(first, second) == pytest.approx(kappa)


@given(PAIRS)
def test_it_is_what_the_table_of_the_paper_gives(pairs):
    first, second = zip(*pairs, strict=True)
    expected = by_table(first, second)
    kappa = quadratic_kappa(first, second)
    assert kappa == (expected if expected is None else pytest.approx(expected))


@given(PAIRS)
def test_who_is_named_first_and_where_counting_begins_change_nothing(pairs):
    first, second = map(np.array, zip(*pairs, strict=True))
    kappa = quadratic_kappa(first, second)
    if kappa is None:
        assert quadratic_kappa(second, first) is None
        return
    assert quadratic_kappa(second, first) == pytest.approx(kappa)
    assert quadratic_kappa(first + 3, second + 3) == pytest.approx(kappa)
    assert kappa <= 1


@pytest.mark.parametrize(("first", "second"), [([], []), ([3, 3], [3, 3])])
def test_it_says_nothing_where_chance_would_agree_as_well(first, second):
    assert quadratic_kappa(first, second) is None


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ([1, 2], [1], "wrong_shape"),
        ([[1]], [[1]], "wrong_shape"),
        ([-1], [1], "level_out_of_range"),
    ],
)
def test_what_are_no_levels_of_the_same_answers_is_refused(first, second, code):
    with pytest.raises(ScoringError) as refused:
        quadratic_kappa(first, second)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("levels", "is_far"),
    [([], False), ([3], False), ([3, 4], False), ([2, 4], True), ([4, 3, 2], True)],
)
def test_two_levels_apart_is_far(levels, is_far):
    assert is_far_apart(levels) is is_far


@pytest.mark.parametrize(
    ("levels", "middle"),
    [([3], 3), ([3, 4], 3), ([1, 5, 4], 4), ([0, 2, 3, 5], 2)],
)
def test_of_two_in_the_middle_the_lower_one_stands(levels, middle):
    assert middle_level(levels) == middle


@given(st.lists(LEVELS, min_size=1, max_size=9))
def test_at_least_half_give_the_middle_level_or_more(levels):
    middle = middle_level(levels)
    assert middle in levels
    assert 2 * sum(level >= middle for level in levels) >= len(levels)


def test_nobody_comes_to_no_level():
    with pytest.raises(ScoringError):
        middle_level([])
