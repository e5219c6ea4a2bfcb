"""Pillars added up one after the other, by how many of them are at the level asked for."""

import numpy as np
import pytest

from scoring.choices.frontier import Frontier, Pick, Ways, frontier
from scoring.choices.tables import Goal, Table, is_enough, traced, with_pillar
from tests.scoring.choices.brute import pairs

ANYTHING = Goal(pillars=0, gain=0)


def make(*choices: tuple[int, int]) -> Frontier:
    gains = [gain for gain, _ in choices]
    return frontier(gains, [key for _, key in choices], np.int64)


NOTHING: Table = {0: make((0, 0))}
STRONG = Ways(below=make((0, 0), (1, 2)), there=make((3, 5)))
WEAK = Ways(below=make((0, 0), (4, 3)), there=make())
SHUT = Ways(below=make(), there=make())


def shown(table: Table) -> dict[int, list[tuple[int, int]]]:
    return {reached: pairs(way) for reached, way in table.items()}


@pytest.mark.parametrize(
    ("options", "goal", "enough"),
    [
        ([STRONG, WEAK], Goal(1, 7), True),
        ([STRONG, WEAK], Goal(1, 8), False),
        ([STRONG, WEAK], Goal(2, 0), False),  # only one can get to the level
        ([STRONG, STRONG], Goal(2, 6), True),
        ([STRONG, SHUT], Goal(0, 0), False),  # it cannot reach a target of its own
        ([], Goal(0, 0), True),
    ],
)
def test_it_is_enough_when_the_most_of_every_pillar_reaches_the_goal(
    options, goal, enough
):
    assert is_enough(options, goal) is enough


def test_a_pillar_is_counted_when_it_arrives():
    goal, left = Goal(pillars=1, gain=9), Goal(pillars=1, gain=9)
    table = with_pillar(NOTHING, STRONG, goal, left)
    assert shown(table) == {0: [(0, 0), (1, 2)], 1: [(3, 5)]}


def test_more_pillars_than_asked_for_count_as_enough():
    goal, left = Goal(pillars=1, gain=9), Goal(pillars=0, gain=9)
    first = with_pillar(NOTHING, STRONG, goal, left)
    second = with_pillar(first, STRONG, goal, left)
    assert set(second) == {1}
    assert pairs(second[1]) == [(3, 5), (4, 7), (6, 10)]


def test_what_can_no_longer_bring_enough_pillars_is_dropped():
    goal, left = Goal(pillars=1, gain=0), Goal(pillars=0, gain=9)
    table = with_pillar(NOTHING, STRONG, goal, left)
    assert shown(table) == {1: [(3, 5)]}


def test_what_can_no_longer_gain_enough_is_dropped():
    """5 are asked for and 3 still to come: below 2 nothing is of use."""
    goal, left = Goal(pillars=0, gain=5), Goal(pillars=0, gain=3)
    table = with_pillar(NOTHING, WEAK, goal, left)
    assert shown(table) == {0: [(4, 3)]}


def test_beyond_the_goal_only_the_cheapest_stays():
    many = Ways(below=make((0, 0), (2, 1), (3, 4), (9, 8)), there=make())
    table = with_pillar(NOTHING, many, Goal(0, 2), Goal(0, 2))
    assert shown(table) == {0: [(0, 0), (2, 1)]}


def test_a_total_is_traced_back_to_what_each_pillar_gained():
    options = [STRONG, WEAK, STRONG]
    goal = Goal(pillars=1, gain=8)
    tables = [NOTHING]
    for number, ways in enumerate(options, start=1):
        left = Goal(len(options) - number, 99)
        tables.append(with_pillar(tables[-1], ways, goal, left))

    total = tables[-1][1].cheapest(8)
    assert total == Pick(8, 10)
    assert traced(tables, options, goal.pillars, total) in ([3, 4, 1], [1, 4, 3])


def test_pillars_that_need_not_move_gain_nothing():
    options = [STRONG, STRONG]
    tables = [NOTHING]
    for _ in options:
        tables.append(with_pillar(tables[-1], STRONG, ANYTHING, Goal(0, 99)))
    assert traced(tables, options, 0, Pick(0, 0)) == [0, 0]
