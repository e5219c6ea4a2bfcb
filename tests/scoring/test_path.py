"""The cheapest path: it reaches, costs no more than needed, and equals what two judges find."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.evaluate import evaluate
from scoring.path import Path, Step, cheapest_path
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question
from tests.scoring.cheaper import is_anything_cheaper
from tests.scoring.kinds import KINDS
from tests.scoring.paths import REAL, Case, best_by_trying, cases
from tests.scoring.refusals import refused
from tests.scoring.rubrics import (
    EXAMPLE_2021,
    bands_from,
    levels_worth,
    make_rubric,
    rubric_2021,
)
from tests.scoring.solver import best_by_solver
from tests.scoring.strategies import answers, rubrics

RUBRIC = rubric_2021()
EXAMPLE = levels_worth(RUBRIC, *EXAMPLE_2021)
ONES = [[1] * 5] * 60
NOT_ADVISED = [None] * 5


def after(levels: list[int], steps: tuple[Step, ...]) -> list[int]:
    """The levels once the steps are taken, each from where the one before ended."""
    reached = list(levels)
    for step in steps:
        assert reached[step.question] == step.from_level == step.to_level - 1
        reached[step.question] = step.to_level
    return reached


def questions_of(path: Path | None) -> list[int] | None:
    return path and [step.question for step in path.steps]


def cost_and_questions(path: Path | None) -> tuple[Fraction, int] | None:
    return path and (path.cost, path.questions)


# Of these finding the best takes the integer program minutes, since shares of criteria are hard
# for it; that nothing is cheaper is proved in moments.
LONG_TO_FIND = {"dbi-2025-large"}


def is_cheapest(path: Path | None, case: Case, kind: str) -> bool:
    if path is None or kind not in LONG_TO_FIND:
        return cost_and_questions(path) == best_by_solver(case)
    return not is_anything_cheaper(case, int(path.cost), path.questions)


@pytest.mark.parametrize("kind", [*KINDS, *REAL])
def test_cost_and_number_of_questions_are_those_of_an_integer_program(kind):
    """A sample; `make bench` judges many more cases of every real index."""
    for number, case in enumerate(cases(kind, 20)):
        path = case.path()
        assert is_cheapest(path, case, kind), number
        assert path is None or case.led_by(path), number


@pytest.mark.parametrize("kind", [*KINDS, *REAL])
def test_what_waits_for_others_costs_no_more_than_an_integer_program_finds(kind):
    """A sample; `make bench` judges 2,000 cases of every real index."""
    for number, case in enumerate(cases(kind, 20, waiting=True)):
        path = case.path()
        assert is_cheapest(path, case, kind), number
        assert path is None or case.led_by(path), number


@pytest.mark.parametrize("waiting", [False, True])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_tie_is_broken_as_promised(kind, waiting):
    """Beside trying every set of steps of the small cases."""
    every = cases(kind, 100, waiting)
    small = [case for case in every if combinations(case) <= 2000]
    assert len(small) > 5
    for case in small:
        assert promised(case.path()) == best_by_trying(case)


def combinations(case: Case) -> float:
    """How many sets of steps there are, were none missing."""
    rooms = []
    for level, question in zip(case.levels, case.rubric.questions, strict=True):
        if level >= 0:
            rooms.append(len(question.stops) - question.step_from(level) + 1)
    return np.prod(rooms, dtype=float)


def promised(path: Path | None) -> tuple[Fraction, int, int, int] | None:
    """What equal paths are told apart by, in this order."""
    if path is None:
        return None
    places = {step.question + 1 for step in path.steps}
    return path.cost, len(places), sum(places), len(path.steps)


COST = st.one_of(
    st.integers(0, 9),
    st.fractions(0, 9, max_denominator=6),
    st.decimals(0, 9, places=2),
    st.just(10**20),
)


@st.composite
def wishes(draw):
    """Any rubric with complete answers, exact costs of any kind, and a target."""
    rubric = draw(rubrics())
    levels = draw(answers(rubric, complete=True))
    assume(evaluate(rubric, levels).level is not None)
    costs = []
    for question in rubric.questions:
        row = st.lists(COST, min_size=question.top, max_size=question.top)
        costs.append(draw(row))
    return Case(rubric, levels, draw(st.sampled_from(rubric.levels)), costs)


@given(wishes())
def test_the_steps_reach_the_target_and_none_that_costs_can_be_left_out(case):
    path = case.path()
    assert (path is not None) == case.reached(everything_at_its_top(case))
    if path:
        check_leads_to_target(case, path)
        check_none_can_be_spared(case, path)


def everything_at_its_top(case: Case) -> list[int]:
    levels = list(case.levels)
    for position, question in enumerate(case.rubric.questions):
        if levels[position] >= 0:
            levels[position] = question.top
    return levels


def check_leads_to_target(case: Case, path: Path) -> None:
    assert path.outcome == evaluate(case.rubric, after(case.levels, path.steps))
    assert path.outcome.level >= case.target
    costs = [case.costs[step.question][step.from_level] for step in path.steps]
    assert path.cost == sum(map(Fraction, costs))


def check_none_can_be_spared(case: Case, path: Path) -> None:
    reached = after(case.levels, path.steps)
    for position, steps in groupby(path.steps, key=lambda step: step.question):
        *_, last = steps
        less = list(reached)
        less[position] = last.from_level
        assert not case.reached(less)


@given(wishes())
def test_a_higher_target_never_costs_less_and_what_is_reached_costs_nothing(case):
    present = evaluate(case.rubric, case.levels).level
    costs = []
    for target in case.rubric.levels:
        path = replace(case, target=target).path()
        costs.append(path.cost if path else None)
        if target <= present:
            assert path.steps == ()

    known = [cost for cost in costs if cost is not None]
    assert known == sorted(known)
    # Where one level is out of reach, so are all above it.
    assert None not in costs[: len(known)]


def test_the_example_of_2021_needs_its_19_points_and_one_more_pillar():
    path = cheapest_path(RUBRIC, EXAMPLE, 3, ONES)
    assert path.outcome.total == 129
    assert path.outcome.pillar_levels == (3, 5, 3, 3, 1, 1)
    codes = [RUBRIC.questions[question].code for question in questions_of(path)]
    assert codes.count("2.1.1") == 2
    assert path.cost == len(path.steps) == 11


def test_a_pillar_can_have_a_target_of_its_own():
    path = cheapest_path(RUBRIC, EXAMPLE, None, ONES, {4: 3})
    assert {RUBRIC.questions[step.question].pillar for step in path.steps} == {4}
    assert path.outcome.pillar_levels[4] == 3
    assert path.cost == 11


def test_a_pillar_and_the_whole_can_have_targets_together():
    path = cheapest_path(RUBRIC, EXAMPLE, 3, ONES, {4: 3})
    assert path.outcome.level == 3
    assert path.outcome.pillar_levels[4] == 3


def test_exactly_everything_is_reached_only_by_everything():
    rubric = make_rubric(
        [(0, 1, 2)],
        [(0, 3)],
        weights=(1, 1),
        total_bands=bands_from(100),
    )
    path = cheapest_path(rubric, [1, 0], 2, [[1, 2], [3]])
    assert path.steps == (Step(0, 1, 2, Fraction(2)), Step(1, 0, 1, Fraction(3)))


ALL_OF_A_PILLAR = (Band(0), Band(1, at_least=Fraction(1)))
TWO_GATES = (Gate(2, 2, 1, 1), Gate(1, 1, 0, 0))


def test_what_does_not_apply_offers_no_step():
    rubric = make_rubric(
        [(0, 1, 2), (0, 1)],
        optional=("a1",),
        bands=ALL_OF_A_PILLAR,
        gates=TWO_GATES,
    )
    path = cheapest_path(rubric, [NOT_APPLICABLE, 0], 2, [[1, 1], [7]])
    assert path.steps == (Step(1, 0, 1, Fraction(7)),)


def test_a_pillar_of_which_nothing_applies_never_reaches_a_target():
    rubric = make_rubric(
        [(0, 1, 2), (0, 1)],
        [(0, 1)],
        optional=("b1",),
        bands=ALL_OF_A_PILLAR,
        gates=TWO_GATES,
    )
    levels, costs = [0, 0, NOT_APPLICABLE], [[1, 1], [1], [1]]
    assert cheapest_path(rubric, levels, 2, costs) is not None
    assert cheapest_path(rubric, levels, 2, costs, {1: 1}) is None


def test_a_higher_level_is_taken_where_its_gate_is_cheaper():
    """Level 1 asks for both pillars, level 2 for twice the total in one of them."""
    gates = (Gate(2, 1, 1, 1), Gate(1, 0, 2, 1))
    rubric = make_rubric([(0, 1, 2)], [(0, 1, 2)], gates=gates)
    path = cheapest_path(rubric, [0, 0], 1, [[1, 1], [1, 9]])
    assert path.outcome.level == 2
    assert path.cost == 2


CLOSED_ABOVE_3 = [[1, 1, 1, None, 0]] * 60


def test_where_there_is_no_step_there_is_none_beyond_it():
    levels = [2] * 60
    path = cheapest_path(RUBRIC, levels, 3, CLOSED_ABOVE_3)
    assert {step.to_level for step in path.steps} == {3}
    assert cheapest_path(RUBRIC, levels, 4, CLOSED_ABOVE_3) is None


def test_a_question_without_steps_is_gone_around():
    path = cheapest_path(RUBRIC, [2] * 60, 3, [NOT_ADVISED, *ONES[1:]])
    assert path.outcome.level == 3
    assert 0 not in questions_of(path)


@pytest.mark.parametrize(("target", "steps"), [(2, []), (3, None)])
def test_without_any_step_only_what_is_reached_is_within_reach(target, steps):
    path = cheapest_path(RUBRIC, [2] * 60, target, [NOT_ADVISED] * 60)
    assert questions_of(path) == steps


def test_costs_are_exact_and_larger_than_any_machine_word():
    of_any_kind = [Fraction(1, 3), Decimal("0.1"), 10**30, np.int64(1), 1]
    thirty_times = [10, 3, 30 * 10**30, 30, 30]
    levels = [0] * 60
    path = cheapest_path(RUBRIC, levels, 2, [of_any_kind] * 60)
    whole = cheapest_path(RUBRIC, levels, 2, [thirty_times] * 60)
    assert path.cost == Fraction(whole.cost, 30)
    assert questions_of(path) == questions_of(whole)


def test_points_too_wide_for_cells_and_costs_too_large_for_words_change_nothing():
    """Every way of adding up finds the same steps.

    Cells or lists, machine words or Python's integers.
    """
    for number, case in enumerate(cases("gates", 60)):
        wide = widened(case)
        large = [[cost and cost * 10**400 for cost in row] for row in wide.costs]
        path, other = wide.path(), replace(wide, costs=large).path()
        assert questions_of(path) == questions_of(other), number
        assert cost_and_questions(path) == best_by_solver(wide), number


def widened(case: Case) -> Case:
    """With points that have no measure but 1: far apart, and one odd question more."""
    questions = []
    for question in case.rubric.questions:
        points = tuple(units * 9_973 for units in question.points)
        questions.append(replace(question, points=points))
    gates = []
    for gate in case.rubric.gates:
        gates.append(replace(gate, total_above=gate.total_above * 9_973))

    odd = Question("odd", 0, (0, 1))
    rubric = replace(
        case.rubric,
        questions=(*questions, odd),
        gates=tuple(gates),
    )
    levels, costs = [*case.levels, 1], [*case.costs, [None]]
    return Case(rubric, levels, case.target, costs, case.pillar_targets)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("answers_incomplete", {"levels": [NOT_ANSWERED] + [0] * 59}),
        ("answers_count", {"levels": [0] * 59}),
        ("unknown_level", {"target": 6}),
        ("unknown_level", {"pillar_targets": {0: 6}}),
        ("unknown_pillar", {"pillar_targets": {6: 1}}),
        ("unknown_pillar", {"pillar_targets": {-1: 1}}),
        ("costs_count", {"costs": ONES[:59]}),
        ("costs_count", {"costs": [[1] * 4, *ONES[1:]]}),
        ("cost_negative", {"costs": [[1, 1, -1, 1, 1], *ONES[1:]]}),
        ("number_not_exact", {"costs": [[0.5] * 5, *ONES[1:]]}),
    ],
)
def test_what_cannot_be_asked_is_refused(code, changes):
    asked = {"rubric": RUBRIC, "levels": [0] * 60, "target": 1, "costs": ONES}
    with refused(code):
        cheapest_path(**asked | changes)


def test_where_nothing_applies_there_is_nothing_to_ask():
    rubric = make_rubric([(0, 1)], optional=("a1",), bands=(Band(0),))
    with refused("nothing_applies"):
        cheapest_path(rubric, [NOT_APPLICABLE], 0, [[1]])
