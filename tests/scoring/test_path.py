"""The cheapest path: really reaches, costs no more than needed, and equals what two judges find."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from scoring.path import Path, Step, cheapest_path
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question
from tests.scoring.paths import KINDS, REAL, Case, best_by_trying, cases
from tests.scoring.rubrics import answers, levels_worth, rubric_2021, rubrics
from tests.scoring.solver import best_by_solver

RUBRIC = rubric_2021()
ONES = [[1] * 5] * 60


def path_of(here: Case) -> Path | None:
    return cheapest_path(
        here.rubric, here.levels, here.target, here.costs, here.pillar_targets
    )


def after(levels: list[int], steps: tuple[Step, ...]) -> list[int]:
    """The levels once the steps are taken, each from where the one before ended."""
    found = list(levels)
    for step in steps:
        assert found[step.question] == step.from_level == step.to_level - 1
        found[step.question] = step.to_level
    return found


@pytest.mark.parametrize("kind", [*KINDS, *REAL])
def test_cost_and_number_of_questions_are_those_of_an_integer_program(kind):
    """A sample; `make bench` judges 2,000 cases of every real index."""
    for number, here in enumerate(cases(kind, 40)):
        path = path_of(here)
        assert (path and (path.cost, path.questions)) == best_by_solver(here), number
        if path:
            assert here.led_by(path), number


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_tie_is_broken_as_promised(kind):
    """Beside trying every set of steps of the small cases."""
    tried = 0
    for here in cases(kind, 150):
        rooms = [
            q.top - level + 1
            for level, q in zip(here.levels, here.rubric.questions, strict=True)
            if level >= 0
        ]
        if np.prod(rooms, dtype=float) > 2000:
            continue
        tried += 1
        path = path_of(here)
        moved = sorted({step.question for step in path.steps}) if path else []
        ours = path and (
            path.cost,
            len(moved),
            sum(moved) + len(moved),
            len(path.steps),
        )
        assert ours == best_by_trying(here)
    assert tried > 5


@st.composite
def wishes(draw):
    """Any rubric with complete answers, exact costs of any kind, and a target."""
    rubric = draw(rubrics())
    levels = draw(answers(rubric, complete=True))
    assume(evaluate(rubric, levels).level is not None)
    cost = st.one_of(
        st.integers(0, 9),
        st.fractions(0, 9, max_denominator=6),
        st.decimals(0, 9, places=2),
        st.just(10**20),
    )
    costs = [
        draw(st.lists(cost, min_size=q.top, max_size=q.top)) for q in rubric.questions
    ]
    return Case(rubric, levels, draw(st.sampled_from(rubric.levels)), costs)


@given(wishes())
def test_the_steps_reach_the_target_and_none_that_costs_can_be_left_out(here):
    path = path_of(here)
    best = [
        q.top if level >= 0 else level
        for level, q in zip(here.levels, here.rubric.questions, strict=True)
    ]
    assert (path is None) == (evaluate(here.rubric, best).level < here.target)
    if path is None:
        return
    reached = after(here.levels, path.steps)
    assert path.outcome == evaluate(here.rubric, reached)
    assert path.outcome.level >= here.target
    assert path.cost == sum(
        Fraction(here.costs[step.question][step.from_level]) for step in path.steps
    )
    for _, steps in groupby(path.steps, key=lambda step: step.question):
        *_, last = steps
        less = [
            *reached[: last.question],
            last.from_level,
            *reached[last.question + 1 :],
        ]
        assert evaluate(here.rubric, less).level < here.target


@given(wishes())
def test_a_higher_target_never_costs_less(here):
    paths = [
        cheapest_path(here.rubric, here.levels, target, here.costs)
        for target in here.rubric.levels
    ]
    costs = [path.cost if path else None for path in paths]
    known = [cost for cost in costs if cost is not None]
    assert costs == [*known, *[None] * (len(costs) - len(known))]
    assert known == sorted(known)
    present = evaluate(here.rubric, here.levels).level
    assert all(
        path.steps == ()
        for target, path in zip(here.rubric.levels, paths, strict=True)
        if target <= present
    )


def test_the_example_of_2021_needs_its_19_points_and_one_more_pillar():
    levels = levels_worth(RUBRIC, 27, 15, 33, 20, 10, 5)
    path = cheapest_path(RUBRIC, levels, 3, ONES)
    assert path.outcome.total == 129
    assert path.outcome.pillar_levels == (3, 5, 3, 3, 1, 1)
    fivefold = [
        step for step in path.steps if RUBRIC.questions[step.question].code == "2.1.1"
    ]
    assert len(fivefold) == 2
    assert path.cost == len(path.steps) == 11


def test_a_pillar_can_have_a_target_of_its_own():
    levels = levels_worth(RUBRIC, 27, 15, 33, 20, 10, 5)
    alone = cheapest_path(RUBRIC, levels, None, ONES, {4: 3})
    assert {RUBRIC.questions[step.question].pillar for step in alone.steps} == {4}
    assert alone.outcome.pillar_levels[4] == 3
    assert alone.cost == 11
    both = cheapest_path(RUBRIC, levels, 3, ONES, {4: 3})
    assert both.outcome.level == 3
    assert both.outcome.pillar_levels[4] == 3


def test_exactly_everything_is_reached_only_by_everything():
    bands = (Band(1), Band(2, at_least=Fraction(1)))
    questions = (Question("a", 0, (0, 1, 2)), Question("b", 1, (0, 3)))
    rubric = Rubric(
        "all", 1, questions, ("a", "b"), bands, (), 1, weights=(1, 1), total_bands=bands
    )
    path = cheapest_path(rubric, [1, 0], 2, [[1, 2], [3]])
    assert [(step.question, step.from_level, step.cost) for step in path.steps] == [
        (0, 1, 2),
        (1, 0, 3),
    ]


def test_what_does_not_apply_offers_no_step_and_what_is_out_of_reach_no_path():
    gates = (Gate(2, 2, 1, 1), Gate(1, 1, 0, 0))
    questions = (Question("a", 0, (0, 1, 2), True), Question("b", 0, (0, 1)))
    bands = (Band(0), Band(1, at_least=Fraction(1)))
    rubric = Rubric("x", 1, questions, ("a",), bands, gates, 0, 1, "shrinks")
    path = cheapest_path(rubric, [NOT_APPLICABLE, 0], 2, [[0, 0], [7]])
    assert [(step.question, step.cost) for step in path.steps] == [(1, 7)]
    two = Rubric(
        "y",
        1,
        (*questions, Question("c", 1, (0, 1), True)),
        ("a", "c"),
        bands,
        gates,
        0,
        1,
        "shrinks",
    )
    assert (
        cheapest_path(two, [0, 0, NOT_APPLICABLE], 2, [[1, 1], [1], [1]], {1: 1})
        is None
    )


def test_where_there_is_no_step_there_is_none_beyond_it():
    levels, closed = [2] * 60, [[1, 1, 1, None, 0]] * 60
    path = cheapest_path(RUBRIC, levels, 3, closed)
    assert {step.to_level for step in path.steps} == {3}
    assert cheapest_path(RUBRIC, levels, 4, closed) is None
    one = cheapest_path(RUBRIC, levels, 3, [[None] * 5, *ONES[1:]])
    assert one.outcome.level == 3
    assert 0 not in {step.question for step in one.steps}
    assert cheapest_path(RUBRIC, levels, 3, [[None] * 5] * 60) is None
    assert cheapest_path(RUBRIC, levels, 2, [[None] * 5] * 60).steps == ()


def test_costs_are_exact_and_larger_than_any_machine_word():
    levels = [0] * 60
    third = [[Fraction(1, 3), Decimal("0.1"), 10**30, np.int64(1), 1]] * 60
    path = cheapest_path(RUBRIC, levels, 2, third)
    plain = cheapest_path(RUBRIC, levels, 2, [[10, 3, 30 * 10**30, 30, 30]] * 60)
    assert path.cost == Fraction(plain.cost, 30)
    assert [step.question for step in path.steps] == [
        step.question for step in plain.steps
    ]


def test_points_too_wide_for_cells_and_costs_too_large_for_words_change_nothing():
    """Every way of adding up finds the same steps: cells or lists, machine words or Python's integers."""
    for number, here in enumerate(cases("gates", 60)):
        wide = replace(
            here.rubric,
            questions=tuple(
                replace(q, points=tuple(n * 9_973 for n in q.points))
                for q in here.rubric.questions
            ),
            gates=tuple(
                replace(gate, total_above=gate.total_above * 9_973)
                for gate in here.rubric.gates
            ),
        )
        odd = Question("odd", 0, (0, 1))  # so that the points have no measure but 1
        wide = replace(wide, questions=(*wide.questions, odd))
        costs = [*here.costs, [None]]
        large = [[cost and cost * 10**400 for cost in row] for row in costs]
        judged = Case(wide, [*here.levels, 1], here.target, costs, here.pillar_targets)
        path, beside = path_of(judged), path_of(replace(judged, costs=large))
        assert (path and [step.question for step in path.steps]) == (
            beside and [s.question for s in beside.steps]
        )
        assert (path and (path.cost, path.questions)) == best_by_solver(judged), number


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("answers_incomplete", {"levels": [NOT_ANSWERED] + [0] * 59}),
        ("unknown_level", {"target": 6}),
        ("unknown_level", {"pillar_targets": {0: 6}}),
        ("unknown_pillar", {"pillar_targets": {6: 1}}),
        ("costs_count", {"costs": ONES[:59]}),
        ("costs_count", {"costs": [[1] * 4, *ONES[1:]]}),
        ("cost_negative", {"costs": [[1, 1, -1, 1, 1], *ONES[1:]]}),
        ("number_not_exact", {"costs": [[0.5] * 5, *ONES[1:]]}),
        ("answers_count", {"levels": [0] * 59}),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_code(code, changes):
    asked = {"rubric": RUBRIC, "levels": [0] * 60, "target": 1, "costs": ONES} | changes
    with pytest.raises(ScoringError) as caught:
        cheapest_path(**asked)
    assert caught.value.code == code


def test_where_nothing_applies_there_is_nothing_to_ask():
    rubric = Rubric(
        "x",
        1,
        (Question("a", 0, (0, 1), True),),
        ("a",),
        (Band(0),),
        (),
        0,
        1,
        "shrinks",
    )
    with pytest.raises(ScoringError, match="nothing_applies"):
        cheapest_path(rubric, [NOT_APPLICABLE], 0, [[1]])
