"""Steps of one question: what they gain and cost, and how ties are broken."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.choices.chains import chains_of, exact_costs
from scoring.rules import Question
from tests.scoring.refusals import refused
from tests.scoring.rubrics import make_rubric

THREE_LEVELS = (0, 1, 4)
RUBRIC = make_rubric([THREE_LEVELS, THREE_LEVELS, THREE_LEVELS])
ALL = [0, 1, 2]


def chains(costs, levels=(0, 0, 0), positions=ALL):
    return chains_of(RUBRIC, levels, positions, exact_costs(RUBRIC, costs))


@pytest.mark.parametrize(
    ("level", "row", "gains"),
    [
        (0, [1, 1], [0, 1, 4]),
        (1, [1, 1], [0, 3]),
        (2, [1, 1], [0]),
        (0, [1, None], [0, 1]),
        (0, [None, 1], [0]),  # none beyond a step that does not exist
        (1, [None, 1], [0, 3]),
    ],
)
def test_a_chain_gains_the_points_of_its_steps_up_to_one_that_does_not_exist(
    level, row, gains
):
    rows = [row, [1, 1], [1, 1]]
    chain = chains(rows, levels=(level, 0, 0))[0]
    assert chain.gains == gains
    assert len(chain.keys) == len(gains)
    assert chain.most == gains[-1]


@pytest.mark.parametrize(
    ("level", "gains"),
    [(0, [0, 4, 9]), (1, [0, 3, 8]), (4, [0, 5]), (5, [0, 4]), (9, [0])],
)
def test_with_marks_a_chain_goes_from_mark_to_mark_from_wherever_it_starts(
    level, gains
):
    marked = Question("m", 0, tuple(range(11)), marks=(4, 9))
    rubric = replace(make_rubric([THREE_LEVELS]), questions=(marked,))
    costs = exact_costs(rubric, [[1, 2]])
    assert chains_of(rubric, [level], [0], costs)[0].gains == gains


def test_only_the_questions_asked_for_have_a_chain():
    assert set(chains([[1, 1]] * 3, positions=[0, 2])) == {0, 2}


def test_going_nowhere_costs_nothing():
    assert all(chain.keys[0] == 0 for chain in chains([[5, 5]] * 3).values())


ROW = st.lists(st.integers(0, 9), min_size=2, max_size=2)
ROWS = st.lists(ROW, min_size=3, max_size=3)
STEPS = st.lists(st.integers(0, 2), min_size=3, max_size=3)


@given(ROWS, STEPS, STEPS)
def test_of_two_whole_paths_the_cheaper_has_the_lower_key(rows, first, second):
    """Whatever they touch: ties are broken behind the costs."""
    chain_of = chains(rows)

    def cost_and_key(path: list[int]) -> tuple[int, int]:
        """path: steps of each question."""
        cost = key = 0
        for question, steps in enumerate(path):
            cost += sum(rows[question][:steps])
            key += chain_of[question].keys[steps]
        return cost, key

    first_cost, first_key = cost_and_key(first)
    second_cost, second_key = cost_and_key(second)
    if first_cost < second_cost:
        assert first_key < second_key


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # (question, steps) of each path; all steps cost the same.
        ([(0, 1)], [(0, 2)]),  # cheaper
        ([(0, 2)], [(0, 1), (1, 1)]),  # fewer questions at the same cost
        ([(0, 1)], [(1, 1)]),  # earlier
        ([(0, 1), (2, 1)], [(1, 1), (2, 1)]),
        ([(2, 2)], [(0, 1), (1, 1)]),  # fewer questions, though later
    ],
)
def test_equal_costs_fall_to_fewer_questions_then_to_earlier_ones(better, worse):
    chain_of = chains([[7, 7]] * 3)

    def key(path: list[tuple[int, int]]) -> int:
        return sum(chain_of[question].keys[steps] for question, steps in path)

    assert key(better) < key(worse)


def test_where_steps_are_free_fewer_of_them_are_better():
    chain = chains([[0, 0], [1, 1], [1, 1]])[0]
    assert chain.keys[0] < chain.keys[1] < chain.keys[2]


@pytest.mark.parametrize(
    "row",
    [
        [Decimal("0.1"), Decimal("0.3")],
        [Fraction(1, 3), 1],
        [1_000_000, 3_000_000],
    ],
)
def test_keys_do_not_depend_on_the_unit_of_costs(row):
    assert chains([row] * 3) == chains([[1, 3]] * 3)


def test_costs_become_exact_and_a_step_that_does_not_exist_stays_none():
    costs = exact_costs(RUBRIC, [[1, Decimal("0.5")], [None, 2], [Fraction(1, 3), 0]])
    assert costs == [[1, Fraction(1, 2)], [None, 2], [Fraction(1, 3), 0]]


@pytest.mark.parametrize(
    ("costs", "code", "params"),
    [
        ([[1, 1]] * 2, "costs_count", {"expected": 3, "given": 2}),
        (
            [[1, 1], [1], [1, 1]],
            "costs_count",
            {"question": "a2", "expected": 2, "given": 1},
        ),
        ([[1, 1], [1, -1], [1, 1]], "cost_negative", {"question": "a2"}),
        ([[1, 0.5]] * 3, "number_not_exact", {"name": "cost", "value": 0.5}),
    ],
)
def test_costs_that_cannot_be_are_refused(costs, code, params):
    with refused(code) as caught:
        exact_costs(RUBRIC, costs)
    assert caught.value.params == params
