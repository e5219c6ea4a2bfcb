"""Where no tree holds what waits: still the cheapest, and nothing before what it waits for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.chains import exact_costs
from scoring.choices.pillars import ANY_LEVEL
from scoring.choices.search import Search
from scoring.evaluate import evaluate
from scoring.rules import Gate
from tests.scoring.rubrics import FIVE_LEVELS, make_rubric

# Five of twenty points, and one of the two pillars above half.
RUBRIC = make_rubric(
    [FIVE_LEVELS, FIVE_LEVELS],
    [FIVE_LEVELS],
    gates=(Gate(1, 5, 1, 1),),
)
RULES = [RUBRIC.rules[0]]
BOTTOM = [0, 0, 0]


def after(costs, waits, levels=BOTTOM, rules=RULES, targets=None):
    return search_of(costs, waits, levels, targets).cheapest(rules)


def search_of(costs, waits, levels=BOTTOM, targets=None) -> Search:
    outcome = evaluate(RUBRIC, levels)
    return Search(RUBRIC, outcome, exact_costs(RUBRIC, costs), targets or {}, waits)


def test_the_dear_question_rises_first_where_the_cheap_one_waits_for_it():
    costs = [[9] * 4, [9] * 4, [1] * 4]
    assert after(costs, {})[:2] != [1, 0]
    reached = after(costs, {2: [0]})
    assert reached[0] >= 1
    assert reached[2] >= 3


def test_what_waits_for_a_question_without_a_step_never_rises():
    costs = [[None] * 4, [1] * 4, [1] * 4]
    assert after(costs, {}) == [0, 3, 3]
    assert after(costs, {2: [0]}) is None


def test_two_questions_that_must_come_first_both_rise():
    costs = [[5] * 4, [5] * 4, [1] * 4]
    reached = after(costs, {2: [0, 1]}, rules=[ANY_LEVEL], targets={1: 1})
    assert reached[0] >= 1
    assert reached[1] >= 1
    assert reached[2] >= 3


def test_without_a_way_there_is_none():
    closed = [[None] * 4] * 3
    assert after(closed, {2: [0]}) is None


WAITS = st.dictionaries(
    st.integers(1, 2), st.lists(st.integers(0, 1), max_size=2), max_size=2
).map(lambda waits: {at: [b for b in bases if b < at] for at, bases in waits.items()})
ROW = st.lists(st.integers(0, 9), min_size=4, max_size=4)


@given(st.lists(ROW, min_size=3, max_size=3), WAITS)
def test_to_wait_never_makes_a_path_cheaper(costs, waits):
    def spent(reached):
        rows = zip(costs, reached, strict=True)
        return sum(sum(row[:level]) for row, level in rows)

    free, bound = after(costs, {}), after(costs, waits)
    assert spent(free) <= spent(bound)
    for position, bases in waits.items():
        assert not bound[position] or all(bound[base] for base in bases)


@pytest.mark.parametrize("levels", [[1, 0, 0], [4, 4, 4]])
def test_what_stands_already_holds_nothing_back(levels):
    costs = [[1] * 4] * 3
    assert after(costs, {2: [0]}, levels) == after(costs, {}, levels)


def test_all_that_is_passed_over_is_named():
    search = search_of([[1] * 4] * 3, {1: [0], 2: [0, 1]})
    assert search._broken([0, 1, 1]) == [0]
    assert search._broken([1, 0, 1]) == [1]
    assert search._broken([0, 0, 1]) == [0, 1]
    assert search._broken([1, 1, 1]) == []
