"""Groups or criteria: a mean over groups until something is refined, then over criteria."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.matrix import evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Question
from tests.scoring.rubrics import rubric_2021

FIVE = (0, 1, 2, 3, 4)
QUESTIONS = (
    Question("1.1", 0, FIVE, True, ("1.1.1", "1.1.2", "1.1.3")),
    *(Question(f"1.1.{number}", 0, FIVE, True) for number in (1, 2, 3)),
    Question("1.2", 0, FIVE, True, ("1.2.1",)),
    Question("1.2.1", 0, FIVE, True),
    Question("2.1", 1, FIVE, True, ("2.1.1", "2.1.2")),
    *(Question(f"2.1.{number}", 1, FIVE, True) for number in (1, 2)),
)
BANDS = (
    Band(1),
    *(Band(level + 1, at_least=Fraction(level, 4)) for level in (1, 2, 3, 4)),
)
RUBRIC = Rubric(
    "groups", 1, QUESTIONS, ("1", "2"), BANDS, (), 1, 1, "shrinks", (20, 10), BANDS
)
OPEN = [NOT_ANSWERED] * 9


def given(**levels: int) -> list[int]:
    """Answers by code, written q1_1 for 1.1."""
    codes = {
        "q" + question.code.replace(".", "_"): place
        for place, question in enumerate(QUESTIONS)
    }
    found = list(OPEN)
    for code, level in levels.items():
        found[codes[code]] = level
    return found


def outcome_of(**levels: int):
    return evaluate(RUBRIC, expand_groups(RUBRIC, given(**levels)))


def shares(outcome) -> list[Fraction]:
    return [
        Fraction(points, of)
        for points, of in zip(outcome.pillar_points, outcome.pillar_maxima, strict=True)
    ]


def test_groups_alone_give_the_plain_mean_over_groups():
    outcome = outcome_of(q1_1=4, q1_2=1, q2_1=3)
    assert shares(outcome) == [Fraction(5, 8), Fraction(3, 4)]
    assert outcome.percent == 100 * (20 * Fraction(5, 8) + 10 * Fraction(3, 4)) / 30
    assert (outcome.answered, outcome.applicable, outcome.complete) == (3, 3, True)
    assert outcome.level == 3


def test_one_refined_criterion_makes_all_criteria_of_its_pillar_count():
    outcome = outcome_of(q1_1=4, q1_1_2=0, q1_2=1, q2_1=3)
    assert shares(outcome) == [Fraction(4 + 0 + 4 + 1, 16), Fraction(3, 4)]
    assert outcome.applicable == 5


def test_refining_everything_needs_no_group():
    outcome = outcome_of(q1_1_1=1, q1_1_2=2, q1_1_3=3, q1_2_1=4, q2_1=0)
    assert outcome.complete
    assert shares(outcome)[0] == Fraction(10, 16)


def test_a_criterion_without_level_or_group_leaves_its_pillar_open():
    outcome = outcome_of(q1_1_1=1, q1_2=2, q2_1=0)
    assert outcome.pillar_levels == (None, 1)
    assert (outcome.answered, outcome.applicable) == (3, 5)


def test_what_does_not_apply_leaves_the_mean():
    whole = outcome_of(q1_1=4, q1_2=NOT_APPLICABLE, q2_1=2)
    assert shares(whole) == [1, Fraction(1, 2)]
    part = outcome_of(q1_1=4, q1_1_1=NOT_APPLICABLE, q1_2=NOT_APPLICABLE, q2_1=2)
    assert (part.pillar_points[0], part.pillar_maxima[0]) == (8, 8)


def test_nothing_is_invented_where_nothing_is_given():
    assert outcome_of().level is None
    assert outcome_of().answered == 0


def test_an_index_without_groups_is_left_alone():
    levels = [3] * 60
    assert expand_groups(rubric_2021(), levels) == levels
    with pytest.raises(ScoringError, match="answers_count"):
        expand_groups(rubric_2021(), levels[1:])


def test_many_enterprises_come_out_as_one_by_one():
    generator = np.random.default_rng(4)
    rows = [
        expand_groups(
            RUBRIC,
            [
                int(level)
                for level in np.where(
                    generator.random(9) < 0.5, generator.integers(0, 5, 9), -1
                )
            ],
        )
        for _ in range(200)
    ]
    found = evaluate_matrix(RUBRIC, np.array(rows, np.int8).T)
    for column, row in enumerate(rows):
        one = evaluate(RUBRIC, row)
        assert (int(found.total[column]), int(found.maximum[column])) == (
            one.total,
            one.maximum,
        )
        assert int(found.level[column]) == (-1 if one.level is None else one.level)
