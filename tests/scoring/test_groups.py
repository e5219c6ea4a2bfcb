"""Groups or criteria: a pillar is the mean of its groups, a group that of its criteria."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.evaluate import Outcome, evaluate
from scoring.groups import expand_groups, groups_left_out, points_by_level
from scoring.matrix import NO_LEVEL, evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question
from tests.scoring.refusals import refused
from tests.scoring.rubrics import FIVE_LEVELS, bands_from, rubric_2021
from tests.scoring.strategies import as_answered, criteria_of, rubrics

UNIT = 6  # whole halves and thirds of a point


def group(code: str, *criteria: str) -> list[Question]:
    """A group of the pillar that its code begins with, and its criteria."""
    pillar = int(code[0]) - 1
    whole = tuple(UNIT * level for level in FIVE_LEVELS)
    share = tuple(units // len(criteria) for units in whole)
    questions = [Question(code, pillar, whole, True, criteria)]
    for criterion in criteria:
        questions.append(Question(criterion, pillar, share, True))
    return questions


QUESTIONS = (
    *group("1.1", "1.1.1", "1.1.2", "1.1.3"),
    *group("1.2", "1.2.1"),
    *group("2.1", "2.1.1", "2.1.2"),
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
    unit=UNIT,
    not_applicable="shrinks",
    weights=(20 * UNIT, 10 * UNIT),
    total_bands=bands_from(25, 50, 75, 100),
)


def vector(levels: dict[str, int]) -> list[int]:
    """Answers by code; all others are not answered."""
    return [levels.get(code, NOT_ANSWERED) for code in POSITIONS]


def counted(levels: dict[str, int]) -> dict[str, int]:
    """The levels that count, by code."""
    return dict(zip(POSITIONS, expand_groups(RUBRIC, vector(levels)), strict=True))


def outcome_of(levels: dict[str, int]) -> Outcome:
    return evaluate(RUBRIC, list(counted(levels).values()))


def shares(outcome: Outcome) -> list[Fraction]:
    """What each pillar has earned of what applies."""
    pillars = zip(outcome.pillar_points, outcome.pillar_maxima, strict=True)
    return [Fraction(points, maximum) for points, maximum in pillars]


GROUPS = {"1.1": 4, "1.2": 1, "2.1": 3}


def test_groups_alone_give_the_plain_mean_over_groups():
    outcome = outcome_of(GROUPS)
    assert shares(outcome) == [Fraction(5, 8), Fraction(3, 4)]
    assert outcome.percent == 100 * (20 * Fraction(5, 8) + 10 * Fraction(3, 4)) / 30
    assert (outcome.answered, outcome.applicable, outcome.complete) == (3, 3, True)
    assert outcome.level == 3


def test_a_refined_group_is_the_mean_of_its_criteria_and_the_others_stay_as_they_are():
    outcome = outcome_of(GROUPS | {"1.1.2": 1})
    of_group = Fraction(4 + 1 + 4, 3)
    assert shares(outcome) == [(of_group + 1) / 8, Fraction(3, 4)]
    assert outcome.applicable == 5
    assert outcome.pillar_maxima == RUBRIC.pillar_maxima


def test_a_criterion_that_is_not_refined_takes_the_level_of_its_group():
    levels = counted(GROUPS | {"1.1.2": 0})
    assert levels["1.1"] == NOT_APPLICABLE
    assert (levels["1.1.1"], levels["1.1.2"], levels["1.1.3"]) == (4, 0, 4)


def test_a_group_is_refined_by_itself():
    levels = counted(GROUPS | {"1.1.2": 0})
    assert (levels["1.2"], levels["1.2.1"]) == (1, NOT_APPLICABLE)
    assert levels["2.1"] == 3
    assert levels["2.1.1"] == levels["2.1.2"] == NOT_APPLICABLE


def test_refining_everything_needs_no_group():
    refined = {"1.1.1": 1, "1.1.2": 2, "1.1.3": 3, "1.2.1": 4}
    outcome = outcome_of(refined | {"2.1": 0})
    assert outcome.complete
    assert shares(outcome)[0] == Fraction(2 + 4, 8)


def test_a_criterion_without_level_or_group_leaves_its_pillar_open():
    outcome = outcome_of({"1.1.1": 1, "1.2": 2, "2.1": 0})
    assert outcome.pillar_levels == (None, 1)
    assert (outcome.answered, outcome.applicable) == (3, 5)


def test_a_group_that_does_not_apply_leaves_the_mean():
    outcome = outcome_of(GROUPS | {"1.2": NOT_APPLICABLE})
    assert shares(outcome) == [1, Fraction(3, 4)]


def test_a_group_of_which_no_criterion_applies_leaves_the_mean_as_well():
    none = dict.fromkeys(("1.1.1", "1.1.2", "1.1.3"), NOT_APPLICABLE)
    levels = list(counted(GROUPS | none).values())
    left_out = [group.position for group in groups_left_out(RUBRIC, levels)]
    assert left_out == [POSITIONS["1.1"]]
    assert shares(evaluate(RUBRIC, levels))[0] == Fraction(1, 4)


def test_criteria_that_do_not_apply_leave_the_mean_of_their_group():
    refined = {"1.1.1": 2, "1.1.2": NOT_APPLICABLE, "1.1.3": 3}
    outcome = outcome_of(GROUPS | refined)
    assert shares(outcome)[0] == (Fraction(2 + 3, 2) + 1) / 8
    assert outcome.applicable == 4


def test_the_criteria_that_apply_share_what_their_group_is_worth():
    refined = {"1.1.1": 2, "1.1.2": NOT_APPLICABLE}
    points = points_by_level(RUBRIC, list(counted(GROUPS | refined).values()))
    half = tuple(UNIT * level // 2 for level in FIVE_LEVELS)
    assert points[POSITIONS["1.1.1"]] == points[POSITIONS["1.1.3"]] == half
    untouched = RUBRIC.questions[POSITIONS["2.1.1"]].points
    assert points[POSITIONS["2.1.1"]] == untouched


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


def test_a_group_and_its_criteria_never_count_together():
    twice = vector(GROUPS | {"1.1.1": 4, "1.1.2": 4, "1.1.3": 4})
    with refused("group_told_twice") as caught:
        evaluate(RUBRIC, twice)
    assert caught.value.params == {"question": "1.1"}

    once = list(counted(GROUPS).values())
    with refused("group_told_twice") as caught:
        evaluate_matrix(RUBRIC, np.array([once, twice], np.int8).T)
    assert caught.value.params == {"question": "1.1", "column": 1}


def test_many_with_every_level_of_both_are_refused_too():
    with refused("group_told_twice"):
        evaluate_matrix(RUBRIC, np.zeros((len(QUESTIONS), 2), np.int8))


@pytest.mark.parametrize("seed", range(3))
def test_many_enterprises_come_out_as_one_by_one(seed):
    generator = np.random.default_rng(seed)
    answers = generator.integers(0, 5, (100, 9))
    answers[generator.random((100, 9)) < 0.5] = NOT_ANSWERED
    answers[generator.random((100, 9)) < 0.2] = NOT_APPLICABLE
    rows = [expand_groups(RUBRIC, row) for row in answers.tolist()]

    outcomes = evaluate_matrix(RUBRIC, np.array(rows, np.int8).T)
    for column, row in enumerate(rows):
        outcome = evaluate(RUBRIC, row)
        level = NO_LEVEL if outcome.level is None else outcome.level
        points = outcomes.pillar_points[:, column]
        assert tuple(points.tolist()) == outcome.pillar_points
        assert int(outcomes.total[column]) == outcome.total
        assert int(outcomes.maximum[column]) == outcome.maximum
        assert int(outcomes.level[column]) == level


@st.composite
def refinements(draw: st.DrawFn) -> tuple[Rubric, list[int], int, int]:
    """A rubric with groups, complete answers, an unrefined criterion and its group."""
    having_groups = rubrics(shrinks=True, weighted=True).filter(lambda r: r.groups)
    rubric = draw(having_groups)
    group = draw(st.sampled_from(rubric.groups))
    member = draw(st.sampled_from(group.members))

    levels = draw(as_answered(rubric, complete=True))
    levels[member] = NOT_ANSWERED
    levels[group.position] = draw(st.integers(0, rubric.questions[member].top))
    return rubric, levels, group.position, member


def outcome_as_answered(rubric: Rubric, levels: list[int]) -> Outcome:
    return evaluate(rubric, expand_groups(rubric, levels))


def pillars_and_total(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
        outcome.total,
        outcome.maximum,
        outcome.level,
    )


@given(refinements())
def test_to_say_of_a_criterion_what_was_said_of_its_group_changes_nothing(drawn):
    rubric, levels, group, member = drawn
    before = outcome_as_answered(rubric, levels)
    levels[member] = levels[group]
    after = outcome_as_answered(rubric, levels)
    assert pillars_and_total(after) == pillars_and_total(before)


@given(refinements(), st.data())
def test_to_say_more_of_a_criterion_never_costs_points_or_a_level(drawn, data):
    rubric, levels, group, member = drawn
    before = outcome_as_answered(rubric, levels)
    top = rubric.questions[member].top
    levels[member] = data.draw(st.integers(levels[group], top))
    after = outcome_as_answered(rubric, levels)

    assert after.pillar_maxima == before.pillar_maxima
    assert after.total >= before.total
    assert after.level >= before.level
    pillars = zip(after.pillar_points, before.pillar_points, strict=True)
    assert all(then >= now for then, now in pillars)


@given(refinements())
def test_that_a_criterion_does_not_apply_changes_nothing_where_nothing_else_is_said(
    drawn,
):
    rubric, levels, group, member = drawn
    [members] = [row.members for row in rubric.groups if row.position == group]
    if len(members) == 1:
        return
    for other in members:
        levels[other] = NOT_ANSWERED
    before = outcome_as_answered(rubric, levels)
    levels[member] = NOT_APPLICABLE
    after = outcome_as_answered(rubric, levels)
    assert pillars_and_total(after) == pillars_and_total(before)


@given(rubrics(shrinks=True, weighted=True), st.data())
def test_a_raised_answer_never_costs_points_or_a_level(rubric, data):
    levels = data.draw(as_answered(rubric, complete=True))
    before = outcome_as_answered(rubric, levels)
    position = data.draw(st.sampled_from(range(len(levels))))
    if not 0 <= levels[position] < rubric.questions[position].top:
        return
    levels[position] += 1
    after = outcome_as_answered(rubric, levels)
    assert after.total >= before.total
    assert before.level is None or after.level >= before.level


def test_drawn_rubrics_have_groups_with_several_criteria():
    """Or the laws above would hold of nothing."""
    found: list[int] = []

    @given(rubrics(shrinks=True, weighted=True))
    def draw(rubric: Rubric) -> None:
        found.append(len(criteria_of(rubric)) - len(rubric.groups))

    draw()
    assert max(found) > 0
