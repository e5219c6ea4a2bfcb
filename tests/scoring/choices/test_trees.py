"""A question and those that wait for it, as one choice: beside trying everything."""

import numpy as np
import pytest
from hypothesis import given

from scoring.choices.chains import Chain
from scoring.choices.trees import trees_of
from tests.scoring.choices.brute import worthwhile
from tests.scoring.choices.forests import cheapest_by_trying, climb, forests

DTYPES = pytest.mark.parametrize("dtype", [np.int64, object])


def all_together(trees) -> dict[int, int]:
    totals = {0: 0}
    for tree in trees:
        sums: dict[int, int] = {}
        for gain, key in totals.items():
            for more, dearer in zip(*tree.choice, strict=True):
                total = gain + more
                sums[total] = min(key + dearer, sums.get(total, key + dearer))
        totals = sums
    return totals


@DTYPES
@given(forests())
def test_a_gain_costs_what_it_costs_when_everything_is_tried(dtype, forest):
    chains, waits = forest
    totals = all_together(trees_of(chains, waits, dtype))
    best = cheapest_by_trying(chains, waits)
    assert worthwhile(totals.items()) == worthwhile(best.items())


@DTYPES
@given(forests())
def test_the_steps_of_a_gain_add_up_to_it_in_an_order_that_can_be_kept(dtype, forest):
    chains, waits = forest
    for tree in trees_of(chains, waits, dtype):
        for gain, key in worthwhile(zip(*tree.choice, strict=True)):
            steps = dict(tree.steps(gain))
            assert sum(chains[at].gains[n] for at, n in steps.items()) == gain
            assert sum(chains[at].keys[n] for at, n in steps.items()) == key
            for position, taken in steps.items():
                base = waits.get(position)
                assert not taken or base is None or steps.get(base)


def test_a_first_step_that_gains_nothing_is_taken_for_what_waits_for_it():
    chains = {0: climb([(0, 2)]), 1: climb([(5, 3)])}
    (tree,) = trees_of(chains, {1: 0}, np.int64)
    assert tree.choice == Chain([0, 5], [0, 5])
    assert dict(tree.steps(5)) == {0: 1, 1: 1}
    assert dict(tree.steps(0)) == {}


def test_what_waits_for_nothing_is_a_tree_by_itself():
    chains = {3: climb([(1, 1)]), 7: climb([(2, 1)])}
    trees = trees_of(chains, {}, np.int64)
    assert [tree.position for tree in trees] == [3, 7]
    assert [tree.choice for tree in trees] == [*chains.values()]


def test_a_tree_that_grew_before_is_not_grown_again():
    chains = {0: Chain([0, 1], [0, 5]), 1: Chain([0, 2], [0, 3])}
    known = {}
    (tree,) = trees_of(chains, {1: 0}, np.int64, known)
    assert trees_of(chains, {1: 0}, np.int64, known) == [tree]
    # Where less of it is left, or nothing waits any more, it is another one.
    longer = {0: Chain([0, 1, 2], [0, 5, 9]), 1: chains[1]}
    assert trees_of(longer, {1: 0}, np.int64, known) != [tree]
    assert tree not in trees_of(chains, {}, np.int64, known)
