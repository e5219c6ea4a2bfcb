"""Groups or criteria: a mean over groups until something is refined, then over criteria."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.evaluate import Outcome, evaluate
from scoring.groups import expand_groups
from scoring.matrix import NO_LEVEL, evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question
from tests.scoring.refusals import refused
from tests.scoring.rubrics import FIVE_LEVELS, bands_from, rubric_2021


def question(code: str, *stands_for: str) -> Question:
    """Of the pillar that its code begins with; a group when it stands for criteria."""
    return Question(code, int(code[0]) - 1, FIVE_LEVELS, True, stands_for)


QUESTIONS = (
    question("1.1", "1.1.1", "1.1.2", "1.1.3"),
    question("1.1.1"),
    question("1.1.2"),
    question("1.1.3"),
    question("1.2", "1.2.1"),
    question("1.2.1"),
    question("2.1", "2.1.1", "2.1.2"),
    question("2.1.1"),
    question("2.1.2"),
)
POSITIONS = {asked.code: number for number, asked in enumerate(QUESTIONS)}
RUBRIC = Rubric(
    id="groups",
    version=1,
    questions=QUESTIONS,
    pillars=("1", "2"),
    bands=bands_from(25, 50, 75, 100),
    gates=(),
    otherwise=1,
    not_applicable="shrinks",
    weights=(20, 10),
    total_bands=bands_from(25, 50, 75, 100),
)


def counted(levels: dict[str, int]) -> dict[str, int]:
    """The levels that count, by code, of answers by code; all others are not answered."""
    answers = [levels.get(code, NOT_ANSWERED) for code in POSITIONS]
    return dict(zip(POSITIONS, expand_groups(RUBRIC, answers), strict=True))


def outcome_of(levels: dict[str, int]) -> Outcome:
    return evaluate(RUBRIC, list(counted(levels).values()))


def shares(outcome: Outcome) -> list[Fraction]:
    """What each pillar has earned of what applies."""
    pillars = zip(outcome.pillar_points, outcome.pillar_maxima, strict=True)
    return [Fraction(points, maximum) for points, maximum in pillars]


def test_groups_alone_give_the_plain_mean_over_groups():
    outcome = outcome_of({"1.1": 4, "1.2": 1, "2.1": 3})
    assert shares(outcome) == [Fraction(5, 8), Fraction(3, 4)]
    assert outcome.percent == 100 * (20 * Fraction(5, 8) + 10 * Fraction(3, 4)) / 30
    assert (outcome.answered, outcome.applicable, outcome.complete) == (3, 3, True)
    assert outcome.level == 3


def test_one_refined_criterion_makes_all_criteria_of_its_pillar_count():
    outcome = outcome_of({"1.1": 4, "1.1.2": 0, "1.2": 1, "2.1": 3})
    assert shares(outcome) == [Fraction(4 + 0 + 4 + 1, 16), Fraction(3, 4)]
    assert outcome.applicable == 5


def test_a_criterion_that_is_not_refined_takes_the_level_of_its_group():
    levels = counted({"1.1": 4, "1.1.2": 0, "1.2": 1})
    assert levels["1.1"] == NOT_APPLICABLE
    assert (levels["1.1.1"], levels["1.1.2"], levels["1.1.3"]) == (4, 0, 4)
    assert (levels["1.2"], levels["1.2.1"]) == (NOT_APPLICABLE, 1)


def test_a_pillar_is_refined_by_itself():
    levels = counted({"1.1": 4, "1.1.2": 0, "1.2": 1, "2.1": 3})
    assert levels["2.1"] == 3
    assert levels["2.1.1"] == levels["2.1.2"] == NOT_APPLICABLE


def test_refining_everything_needs_no_group():
    refined = {"1.1.1": 1, "1.1.2": 2, "1.1.3": 3, "1.2.1": 4}
    outcome = outcome_of(refined | {"2.1": 0})
    assert outcome.complete
    assert shares(outcome)[0] == Fraction(10, 16)


def test_a_criterion_without_level_or_group_leaves_its_pillar_open():
    outcome = outcome_of({"1.1.1": 1, "1.2": 2, "2.1": 0})
    assert outcome.pillar_levels == (None, 1)
    assert (outcome.answered, outcome.applicable) == (3, 5)


def test_a_group_that_does_not_apply_leaves_the_mean():
    outcome = outcome_of({"1.1": 4, "1.2": NOT_APPLICABLE, "2.1": 2})
    assert shares(outcome) == [1, Fraction(1, 2)]


def test_does_not_apply_is_a_refinement_too():
    levels = {"1.1": 4, "1.1.1": NOT_APPLICABLE, "1.2": NOT_APPLICABLE, "2.1": 2}
    outcome = outcome_of(levels)
    assert (outcome.pillar_points[0], outcome.pillar_maxima[0]) == (8, 8)


def test_nothing_is_invented_where_nothing_is_answered():
    outcome = outcome_of({})
    assert outcome.level is None
    assert outcome.answered == 0


def test_an_index_without_groups_is_left_alone():
    levels = [3] * 60
    assert expand_groups(rubric_2021(), levels) == levels


def test_the_number_of_answers_must_be_the_number_of_questions():
    with refused("answers_count"):
        expand_groups(RUBRIC, [1])


@pytest.mark.parametrize("seed", range(3))
def test_many_enterprises_come_out_as_one_by_one(seed):
    generator = np.random.default_rng(seed)
    answers = generator.integers(0, 5, (100, 9))
    answers[generator.random((100, 9)) < 0.5] = NOT_ANSWERED
    rows = [expand_groups(RUBRIC, row) for row in answers.tolist()]

    outcomes = evaluate_matrix(RUBRIC, np.array(rows, np.int8).T)
    for column, row in enumerate(rows):
        outcome = evaluate(RUBRIC, row)
        level = NO_LEVEL if outcome.level is None else outcome.level
        assert int(outcomes.total[column]) == outcome.total
        assert int(outcomes.maximum[column]) == outcome.maximum
        assert int(outcomes.level[column]) == level
