"""One enterprise: what is refused, what stays open, and what not applicable changes."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.evaluate import Outcome, evaluate, pillars_short
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Gate, Indicator, Question
from tests.scoring.refusals import refused
from tests.scoring.rubrics import (
    EXAMPLE_2021,
    MAXIMA_2021,
    bands_from,
    levels_worth,
    make_rubric,
    rubric_2021,
)

RUBRIC = rubric_2021()
THREE_LEVELS = (0, 1, 2)


def shrinking(gate: Gate) -> Rubric:
    """Pillars a, b, c of two questions: the second of each may not apply, all of c."""
    pair = [THREE_LEVELS, THREE_LEVELS]
    return make_rubric(
        pair, pair, pair, optional=("a2", "b2", "c1", "c2"), gates=(gate,)
    )


def evaluate_2021(*pillar_points: int) -> Outcome:
    return evaluate(RUBRIC, levels_worth(RUBRIC, *pillar_points))


def test_the_worked_example_is_level_2_with_110_of_320_points():
    outcome = evaluate_2021(*EXAMPLE_2021)
    assert (outcome.total, outcome.maximum, outcome.level) == (110, 320, 2)
    assert outcome.percent == Fraction(1100, 32)
    assert outcome.pillar_points == EXAMPLE_2021
    assert outcome.pillar_maxima == MAXIMA_2021
    assert outcome.pillar_levels == (3, 3, 3, 2, 1, 1)
    assert (outcome.answered, outcome.applicable, outcome.complete) == (60, 60, True)


def test_a_question_earns_the_points_of_its_level():
    rubric = make_rubric([(0, 1, 2, 2), (1, 5)])
    assert evaluate(rubric, [3, 0]).points == (2, 1)


@pytest.mark.parametrize("count", [0, 59, 61])
def test_the_number_of_answers_must_be_the_number_of_questions(count):
    with refused("answers_count") as caught:
        evaluate(RUBRIC, [0] * count)
    assert caught.value.params == {"expected": 60, "given": count}


@pytest.mark.parametrize("level", [6, 126, -3, -128])
def test_a_level_outside_the_anchors_is_refused_with_its_question(level):
    levels = [0] * 60
    levels[13] = level
    with refused("level_out_of_range") as caught:
        evaluate(RUBRIC, levels)
    assert caught.value.params == {"question": "2.1.1", "level": level, "top": 5}


def test_not_applicable_is_refused_where_the_index_does_not_know_it():
    with refused("not_applicable_refused") as caught:
        evaluate(RUBRIC, [NOT_APPLICABLE, *[5] * 59])
    assert caught.value.params == {"question": "1.1.1"}


def test_a_question_that_is_not_answered_earns_nothing_and_is_no_zero():
    levels = levels_worth(RUBRIC, *MAXIMA_2021)
    levels[0] = NOT_ANSWERED
    outcome = evaluate(RUBRIC, levels)
    assert outcome.points[0] is None
    assert (outcome.total, outcome.maximum) == (315, 320)
    assert outcome.pillar_levels == (None, 5, 5, 5, 5, 5)
    assert outcome.level is None
    assert (outcome.answered, outcome.applicable) == (59, 60)
    assert not outcome.complete


def test_not_applicable_leaves_points_and_maximum():
    rubric = shrinking(Gate(1, 4, 2, 1))
    outcome = evaluate(rubric, [2, NOT_APPLICABLE, 1, 1, 0, 0])
    assert outcome.points == (2, None, 1, 1, 0, 0)
    assert (outcome.total, outcome.maximum) == (4, 10)
    assert (outcome.answered, outcome.applicable) == (5, 5)
    assert outcome.percent == Fraction(40)
    assert outcome.pillar_maxima == (2, 4, 4)
    assert outcome.complete


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        # Above 4 of 12; of 10 applicable points above 3 1/3, that is 4.
        ([2, NOT_APPLICABLE, 2, 0, 0, 0], 1),
        ([2, NOT_APPLICABLE, 1, 0, 0, 0], 0),
        ([2, 0, 2, 0, 0, 0], 0),
        ([2, 0, 2, 1, 0, 0], 1),
    ],
)
def test_the_gate_is_read_as_the_same_share_of_what_applies(levels, level):
    assert evaluate(shrinking(Gate(1, 4, 0, 1)), levels).level == level


def test_a_pillar_that_does_not_apply_has_no_level_and_leaves_the_count_of_pillars():
    levels = [2, 2, 2, 2, NOT_APPLICABLE, NOT_APPLICABLE]
    outcome = evaluate(shrinking(Gate(1, 4, 3, 1)), levels)
    assert outcome.pillar_levels == (1, 1, None)
    assert outcome.level == 1
    assert outcome.complete


def test_where_nothing_applies_there_is_no_percent_and_no_level():
    rubric = make_rubric([(0, 1)], optional=("a1",))
    outcome = evaluate(rubric, [NOT_APPLICABLE])
    assert outcome.percent is None
    assert outcome.level is None
    assert outcome.pillar_levels == (None,)
    assert not outcome.complete


@pytest.mark.parametrize(
    ("pillar_levels", "short"),
    [
        ((3, 3, 3, 2, 1, 1), 1),
        ((3, 3, 3, 3, 1, 1), 0),
        ((5, 5, 5, 5, 5, 5), -2),
        ((3, 3, None, 2, 1, 1), 2),  # of five pillars four are asked for: 3 1/3
        ((None,) * 6, 0),
    ],
)
def test_pillars_short_counts_those_below_the_level_of_the_rule(pillar_levels, short):
    level_three = RUBRIC.rules[2]
    assert pillars_short(RUBRIC, level_three, pillar_levels) == short


def test_points_below_nothing_are_neither_floored_nor_hidden():
    rubric = make_rubric([(-2, 0, 0, 5), (0, 1)], total_bands=bands_from(50))
    outcome = evaluate(rubric, [0, 1])
    assert outcome.total == -1
    assert outcome.percent == Fraction(-100, 6)
    assert (outcome.pillar_levels, outcome.level) == ((0,), 1)


def test_where_what_does_not_apply_stays_it_earns_all_it_could():
    rubric = make_rubric([(0, 1, 4), (0, 2)], optional=["a1"], not_applicable="stays")
    outcome = evaluate(rubric, [NOT_APPLICABLE, 0])
    assert (outcome.total, outcome.maximum) == (4, 6)
    assert outcome.pillar_levels == (1,)
    assert (outcome.answered, outcome.applicable) == (1, 1)


def test_a_pillar_may_have_bands_of_its_own():
    rubric = make_rubric([(0, 1, 2)], [(0, 1, 2)], own_bands=((), bands_from(20, 40)))
    assert evaluate(rubric, [1, 1]).pillar_levels == (0, 3)


def test_a_mean_is_worth_the_same_however_much_of_it_applies():
    questions = []
    for number in range(3):
        questions.append(Question(f"q{number}", 0, (0, 2, 4), True, indicator=0))
    rubric = replace(
        make_rubric([(0, 1)], optional=["a1"]),
        questions=tuple(questions),
        indicators=(Indicator("a", 0, is_mean=True),),
        indicator_bands=bands_from(50),
    )
    outcome = evaluate(rubric, [1, 2, NOT_APPLICABLE])
    assert (outcome.pillar_points, outcome.pillar_maxima) == ((9,), (12,))
    assert outcome.points == (3, 6, None)
    nothing = evaluate(rubric, [NOT_APPLICABLE] * 3)
    assert (nothing.maximum, nothing.indicator_levels) == (0, (None,))
