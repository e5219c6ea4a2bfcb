"""Questions of one indicator that must gain so much together."""

from itertools import product

import numpy as np
import pytest

from scoring.choices.chains import Chain
from scoring.choices.parts import Part
from scoring.choices.trees import Tree

CHAINS = {3: Chain([0, 2, 3], [0, 5, 9]), 7: Chain([0, 1, 4], [0, 1, 8])}


def part_of(least: int) -> Part:
    trees = [Tree(place, chain, [], np.int64) for place, chain in CHAINS.items()]
    return Part(0, trees, least, np.int64)


@pytest.mark.parametrize("least", range(-1, 8))
def test_its_choice_begins_where_enough_is_gained(least):
    ways = {}
    for first, second in product(range(3), range(3)):
        gain = CHAINS[3].gains[first] + CHAINS[7].gains[second]
        key = CHAINS[3].keys[first] + CHAINS[7].keys[second]
        ways[gain] = min(key, ways.get(gain, key))
    cheapest = [
        gain
        for gain, key in sorted(ways.items())
        if gain >= least and all(ways[more] > key for more in ways if more > gain)
    ]
    choice = part_of(least).choice
    assert choice.gains == cheapest
    assert choice.keys == [ways[gain] for gain in cheapest]


def test_it_knows_the_steps_of_each_question():
    assert dict(part_of(5).steps(6)) == {3: 1, 7: 2}
    assert part_of(8).choice.gains == []
