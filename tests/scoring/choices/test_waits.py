"""What waits for what, from given levels."""

import pytest

from scoring.choices.waits import Edge, edges_of, tree_edges, with_bases, with_waiting
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.refusals import refused
from tests.scoring.rubrics import FIVE_LEVELS, make_rubric

RUBRIC = make_rubric([FIVE_LEVELS] * 3, [FIVE_LEVELS] * 2)
CHAIN = [Edge(0, 1), Edge(1, 2), Edge(0, 3)]


def test_only_what_stands_at_its_lowest_level_holds_back():
    waits = {1: [0], 2: [0, 3], 4: [3]}
    assert edges_of([0, 0, 2, 1, 0], waits) == [Edge(0, 1), Edge(0, 2)]


@pytest.mark.parametrize("code", [NOT_APPLICABLE, NOT_ANSWERED])
def test_what_does_not_apply_neither_waits_nor_holds_back(code):
    waits = {1: [0], 2: [1]}
    assert edges_of([code, 0, 0, 0, 0], waits) == [Edge(1, 2)]
    assert edges_of([0, 0, code, 0, 0], waits) == [Edge(0, 1)]


def test_what_is_named_twice_waits_once():
    assert edges_of([0, 0, 0, 0, 0], {1: [0, 0]}) == [Edge(0, 1)]


@pytest.mark.parametrize("waits", [{0: [1], 1: [0]}, {0: [2], 1: [0], 2: [1], 3: [1]}])
def test_a_circle_is_refused_while_it_holds(waits):
    with refused("waits_in_circle"):
        edges_of([0, 0, 0, 0, 0], waits)
    assert edges_of([0, 1, 1, 1, 1], waits) is not None


def test_of_each_question_one_in_its_own_pillar_makes_a_tree():
    edges = [Edge(0, 2), Edge(1, 2), Edge(0, 3), Edge(3, 4)]
    assert tree_edges(RUBRIC, edges) == {2: 0, 4: 3}


def test_what_it_waits_for_goes_all_the_way_down_and_what_waits_all_the_way_up():
    assert with_bases(CHAIN, {2}) == {0, 1, 2}
    assert with_waiting(CHAIN, {0}) == {0, 1, 2, 3}
    assert with_waiting(CHAIN, {3}) == {3}
