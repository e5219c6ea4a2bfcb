"""What a level names besides points: single questions, indicators and pillars."""

from dataclasses import replace

import pytest

from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.needs import Standing, unmet
from scoring.path import cheapest_path
from scoring.rules import (
    INDICATOR,
    NOT_APPLICABLE,
    PILLAR,
    QUESTION,
    Band,
    Gate,
    Indicator,
    Need,
    Question,
)
from tests.scoring.rubrics import bands_at, bands_from, make_rubric

FOUR = (0, 1, 2, 3)
FIRST = Need(QUESTION, 0, 2)
STANDING = Standing(questions=[1, 3, NOT_APPLICABLE], indicators=[2], pillars=[1, None])


@pytest.mark.parametrize(
    ("need", "is_met"),
    [
        (Need(QUESTION, 0, 1), True),
        (Need(QUESTION, 0, 2), False),
        (Need(QUESTION, 2, 3), True),  # what does not apply is not asked for
        (Need(INDICATOR, 0, 2), True),
        (Need(INDICATOR, 0, 3), False),
        (Need(PILLAR, 0, 2), False),
        (Need(PILLAR, 1, 5), True),
    ],
)
def test_a_need_is_met_at_its_level_or_higher_or_where_it_does_not_apply(need, is_met):
    assert unmet([need], STANDING) == (() if is_met else (need,))


def test_a_gate_may_ask_for_named_questions_alone():
    gates = (Gate(1, None, 0, 0, needs=(FIRST,)),)
    rubric = make_rubric([FOUR, FOUR], gates=gates)
    assert evaluate(rubric, [1, 3]).level == 0
    assert evaluate(rubric, [2, 0]).level == 1


def test_a_band_whose_needs_fail_gives_way_to_the_next_lower_one():
    low, middle, high = bands_from(30, 60)
    total_bands = (
        low,
        middle,
        Band(high.level, at_least=high.at_least, needs=(FIRST,)),
    )
    rubric = make_rubric([FOUR, FOUR, FOUR], total_bands=total_bands)
    assert evaluate(rubric, [1, 3, 3]).level == 2
    assert evaluate(rubric, [2, 3, 3]).level == 3


def test_the_distance_names_what_is_missing_besides_points():
    gates = (Gate(1, 1, 0, 0, needs=(FIRST, Need(PILLAR, 1, 1))),)
    rubric = make_rubric([FOUR], [FOUR], gates=gates)
    distance = distance_to_next(rubric, evaluate(rubric, [1, 3]))
    assert distance.points_needed == 0
    assert distance.needs == (FIRST,)


def test_the_cheapest_path_raises_what_is_named_in_any_case_and_what_it_waits_for():
    gates = (Gate(1, 0, 0, 0, needs=(FIRST,)),)
    rubric = make_rubric([FOUR, FOUR], gates=gates)
    costs = [[5, 5, 5], [1, 1, 1]]
    path = cheapest_path(rubric, [0, 0], 1, costs)
    assert [(step.question, step.to_level) for step in path.steps] == [(0, 1), (0, 2)]
    waiting = cheapest_path(rubric, [0, 0], 1, costs, waits={0: [1]})
    assert [step.question for step in waiting.steps] == [0, 0, 1]


def test_what_is_named_and_cannot_rise_is_out_of_reach():
    gates = (Gate(1, 0, 0, 0, needs=(FIRST,)),)
    rubric = make_rubric([FOUR, FOUR], gates=gates)
    assert cheapest_path(rubric, [0, 0], 1, [[1, None, 1], [1, 1, 1]]) is None
    never = cheapest_path(rubric, [0, 0], 1, [[1, 1, 1], [None] * 3], waits={0: [1]})
    assert never is None


def test_the_lower_of_two_gates_may_be_the_only_one_within_reach():
    high = Gate(2, 0, 0, 0, needs=(FIRST,))
    rubric = make_rubric([FOUR, FOUR], gates=(high, Gate(1, 0, 0, 0)))
    path = cheapest_path(rubric, [0, 0], 1, [[None] * 3, [1, 1, 1]])
    assert [step.question for step in path.steps] == [1]


def parts(*needs, is_mean=False):
    """A pillar of two indicators: the first of two questions, the second of one."""
    questions = []
    for number, indicator in enumerate((0, 0, 1)):
        questions.append(Question(f"q{number}", 0, (0, 1, 2), indicator=indicator))
    return replace(
        make_rubric([FOUR]),
        questions=tuple(questions),
        gates=(Gate(1, None, 0, 0, needs=needs),),
        indicators=(Indicator("a", 0, is_mean), Indicator("b", 0)),
        indicator_bands=bands_at(20, 70),
    )


def test_an_indicator_has_points_a_maximum_and_a_level_of_its_own():
    outcome = evaluate(parts(), [2, 1, 0])
    assert outcome.indicator_points == (3, 0)
    assert outcome.indicator_maxima == (4, 2)
    assert outcome.indicator_levels == (2, 0)


def test_the_path_lifts_an_indicator_that_is_named_by_its_own_questions():
    rubric = parts(Need(INDICATOR, 0, 2))
    path = cheapest_path(rubric, [0, 0, 0], 1, [[4, 4], [1, 9], [1, 1]])
    assert path.cost == 9
    assert [step.question for step in path.steps] == [0, 0, 1]
    assert path.outcome.indicator_levels[0] == 2
    assert cheapest_path(rubric, [0, 0, 0], 1, [[1, None], [None, 1], [1, 1]]) is None
