"""One enterprise and many: what is refused, and what not applicable changes."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from scoring.matrix import BLOCK, NO_LEVEL, evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Gate, Question
from tests.scoring.rubrics import bands_at, rubric_2021

RUBRIC = rubric_2021()


def shrinking(gates: tuple[Gate, ...] = (Gate(1, 4, 2, 1),)) -> Rubric:
    """Three pillars of two questions; the second of each may be not applicable, all of pillar c."""
    questions = tuple(
        Question(f"{pillar}{number}", place, (0, 1, 2), number == 2 or pillar == "c")
        for place, pillar in enumerate("abc")
        for number in (1, 2)
    )
    return Rubric(
        "shrinking", 1, questions, tuple("abc"), bands_at(50), gates, 0, 1, "shrinks"
    )


def test_the_number_of_answers_must_be_the_number_of_questions():
    with pytest.raises(ScoringError, match="answers_count"):
        evaluate(RUBRIC, [0] * 59)


@pytest.mark.parametrize("level", [6, 126, -3, -128])
def test_a_level_outside_the_anchors_is_refused_with_its_question(level):
    levels = [0] * 60
    levels[13] = level
    with pytest.raises(ScoringError) as one:
        evaluate(RUBRIC, levels)
    with pytest.raises(ScoringError) as many:
        evaluate_matrix(RUBRIC, np.array([[0] * 60, levels], np.int8).T)
    assert one.value.code == many.value.code == "level_out_of_range"
    assert one.value.params["question"] == many.value.params["question"] == "2.1.1"
    assert many.value.params["column"] == 1
    assert many.value.params["level"] == level


def test_not_applicable_is_refused_where_the_index_does_not_know_it():
    levels = [NOT_APPLICABLE] + [5] * 59
    with pytest.raises(ScoringError, match="not_applicable_refused"):
        evaluate(RUBRIC, levels)
    with pytest.raises(ScoringError, match="not_applicable_refused"):
        evaluate_matrix(RUBRIC, np.array([levels], np.int8).T)


@pytest.mark.parametrize(
    "matrix", [np.zeros((59, 3), np.int8), np.zeros((60, 3)), np.zeros(60, np.int8)]
)
def test_a_matrix_of_another_shape_or_type_is_refused(matrix):
    with pytest.raises(ScoringError, match="matrix_shape"):
        evaluate_matrix(RUBRIC, matrix)


def test_no_enterprises_give_empty_columns():
    found = evaluate_matrix(RUBRIC, np.zeros((60, 0), np.int8))
    assert found.level.shape == (0,)
    assert found.pillar_levels.shape == (6, 0)


def test_not_applicable_leaves_points_and_maximum():
    outcome = evaluate(shrinking(), [2, NOT_APPLICABLE, 1, 1, 0, 0])
    assert outcome.points == (2, None, 1, 1, 0, 0)
    assert (outcome.total, outcome.maximum, outcome.applicable, outcome.answered) == (
        4,
        10,
        5,
        5,
    )
    assert outcome.percent == Fraction(40)
    assert outcome.pillar_maxima == (2, 4, 4)
    assert outcome.complete


def test_the_gate_is_read_as_the_same_share_of_what_applies():
    """4 of 12 at full length; of 10 applicable points more than 3 1/3 are needed, that is 4."""
    gates = (Gate(1, 4, 0, 1),)
    assert evaluate(shrinking(gates), [2, NOT_APPLICABLE, 2, 0, 0, 0]).level == 1
    assert evaluate(shrinking(gates), [2, NOT_APPLICABLE, 1, 0, 0, 0]).level == 0
    assert evaluate(shrinking(gates), [2, 0, 2, 0, 0, 0]).level == 0


def test_a_pillar_that_does_not_apply_has_no_level_and_leaves_the_count_of_pillars():
    levels = [2, 2, 2, 2, NOT_APPLICABLE, NOT_APPLICABLE]
    outcome = evaluate(shrinking((Gate(1, 4, 3, 1),)), levels)
    assert outcome.pillar_levels == (1, 1, None)
    assert outcome.level == 1
    assert outcome.complete


def test_where_nothing_applies_there_is_no_percent_and_no_level():
    all_optional = Rubric(
        "x",
        1,
        (Question("a", 0, (0, 1), True),),
        ("a",),
        bands_at(50),
        (),
        0,
        1,
        "shrinks",
    )
    outcome = evaluate(all_optional, [NOT_APPLICABLE])
    assert (
        outcome.percent,
        outcome.level,
        outcome.pillar_levels,
        outcome.complete,
    ) == (None, None, (None,), False)
    found = evaluate_matrix(all_optional, np.array([[NOT_APPLICABLE]], np.int8))
    assert found.level[0] == found.pillar_levels[0, 0] == NO_LEVEL


@pytest.mark.parametrize("threads", [1, 3])
def test_blocks_with_and_without_gaps_stand_side_by_side(threads):
    generator = np.random.default_rng(7)
    width = 2 * BLOCK + 5
    levels = generator.integers(0, 6, (60, width), np.int8)
    holes = [3, BLOCK + 1, width - 1]
    levels[17, holes[1:]] = NOT_ANSWERED
    found = evaluate_matrix(RUBRIC, levels, threads=threads)
    for column in (*holes, 0, BLOCK - 1, BLOCK, 2 * BLOCK):
        outcome = evaluate(RUBRIC, levels[:, column].tolist())
        assert int(found.total[column]) == outcome.total
        assert int(found.answered[column]) == outcome.answered
        assert int(found.level[column]) == (
            NO_LEVEL if outcome.level is None else outcome.level
        )
        expected = [
            NO_LEVEL if level is None else level for level in outcome.pillar_levels
        ]
        assert found.pillar_levels[:, column].tolist() == expected
    assert int((~found.complete).sum()) == 2


@pytest.mark.parametrize("threads", [1, 2])
def test_nonsense_in_more_blocks_than_are_worked_on_at_once_is_refused_and_not_waited_for(
    threads,
):
    with pytest.raises(ScoringError, match="level_out_of_range"):
        evaluate_matrix(RUBRIC, np.full((60, 4 * BLOCK), 99, np.int8), threads=threads)
