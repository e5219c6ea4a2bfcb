"""Choices of one pillar added up: as cells or as lists, the same sums."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.chains import Chain
from scoring.choices.sums import MOST_CELLS, Cells, Lists, Sums, sums_of
from tests.scoring.choices.brute import pairs, sums, worthwhile

STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 9)),
    max_size=3,
)
CHOICES = st.lists(STEPS, max_size=4).map(lambda choices: [*map(climb, choices)])
KINDS = pytest.mark.parametrize("kind", ["cells", "lists"])
DTYPES = pytest.mark.parametrize("dtype", [np.int64, object])


def climb(steps: list[tuple[int, int]]) -> Chain:
    """A chain of steps, each with what it gains and what it costs."""
    gains, keys = [0], [0]
    for gain, key in steps:
        gains.append(gains[-1] + gain)
        keys.append(keys[-1] + key)
    return Chain(gains, keys)


def added(kind: str, choices: list[Chain], dtype: type) -> Sums:
    if kind == "lists":
        return Lists(choices, dtype)
    return Cells(choices, dtype, grain=1, span=sum(chain.most for chain in choices))


def by_trying(choices: list[Chain]) -> list[tuple[int, int]]:
    return worthwhile(sums(*(list(zip(*choice, strict=True)) for choice in choices)))


@KINDS
@DTYPES
@given(choices=CHOICES)
def test_the_total_is_every_worthwhile_sum(kind, dtype, choices):
    assert pairs(added(kind, choices, dtype).total) == by_trying(choices)


@KINDS
@DTYPES
@given(choices=CHOICES)
def test_every_sum_can_be_taken_apart_into_one_part_of_each(kind, dtype, choices):
    pillar = added(kind, choices, dtype)
    for gain, key in pairs(pillar.total):
        gains = pillar.picks(gain, key)
        assert sum(gains) == gain
        spent = 0
        for choice, part in zip(choices, gains, strict=True):
            spent += choice.keys[choice.gains.index(part)]
        assert spent == key


@KINDS
def test_a_pillar_without_open_questions_can_gain_nothing_at_no_cost(kind):
    pillar = added(kind, [], np.int64)
    assert pairs(pillar.total) == [(0, 0)]
    assert pillar.picks(0, 0) == []


def test_gains_that_share_a_measure_need_fewer_cells():
    """Two questions that count fivefold: 0, 5, 10, … 30 in seven cells."""
    choices = [climb([(5, 1), (5, 1), (5, 1)])] * 2
    pillar = sums_of(choices, np.int64)
    assert isinstance(pillar, Cells)
    assert pillar.rows.shape == (3, 7)
    assert pillar.total.gains.tolist() == [0, 5, 10, 15, 20, 25, 30]


def test_gains_too_far_apart_for_cells_are_kept_in_lists():
    choices = [climb([(MOST_CELLS, 1), (1, 1)])]
    assert isinstance(sums_of(choices, np.int64), Lists)


def test_questions_that_gain_nothing_are_not_counted_in_parts_of_nothing():
    pillar = sums_of([climb([(0, 1)])], np.int64)
    assert pairs(pillar.total) == [(0, 0)]
