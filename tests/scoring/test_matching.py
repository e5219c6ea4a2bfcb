"""Needs, real gains, ranking and portfolios."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.distance import distance_to_next
from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from scoring.matching import (
    AGAIN,
    Ranking,
    fits,
    gained,
    needs,
    rank,
    room,
    shrunk_rating,
    top_matches,
    varied,
    worth,
)
from scoring.portfolio import best_portfolio, value_of
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, Band, Question
from tests.scoring.rubrics import levels_worth, rubric_2021, rubrics_with_answers

RUBRIC = rubric_2021()


def needs_of(levels):
    outcome = evaluate(RUBRIC, levels)
    return needs(RUBRIC, levels, outcome, distance_to_next(RUBRIC, outcome))


@given(rubrics_with_answers())
def test_a_need_is_never_negative_and_is_zero_where_nothing_can_rise(pair):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    found = needs(rubric, levels, outcome, distance_to_next(rubric, outcome))
    assert found.shape == (len(levels),)
    assert (found >= 0).all()
    closed = [
        level < 0 or level == question.top
        for level, question in zip(levels, rubric.questions, strict=True)
    ]
    assert (found[closed] == 0).all()


@given(rubrics_with_answers(), st.data())
def test_a_gain_is_the_difference_that_the_raised_answers_really_make(pair, data):
    rubric, levels = pair
    lift = data.draw(
        st.lists(st.integers(0, 7), min_size=len(levels), max_size=len(levels))
    )
    raised = [
        min(level + more, question.top) if level >= 0 else level
        for level, more, question in zip(levels, lift, rubric.questions, strict=True)
    ]
    gains = gained(levels, np.array([lift, lift]), rubric)
    assert gains.shape == (2, len(levels))
    assert int(gains[0].sum()) == sum(evaluate(rubric, raised).pillar_points) - sum(
        evaluate(rubric, levels).pillar_points
    )


def test_the_question_that_counts_fivefold_is_needed_most():
    found = needs_of([2] * 60)
    assert int(found.argmax()) == 13
    assert found[13] == pytest.approx(5 * found[0])


def test_a_question_is_needed_by_what_its_points_are_worth_in_the_total():
    """Pillar b has half the questions of pillar a and the same weight: a level there moves the total twice as far."""
    questions = tuple(
        Question(f"q{number}", min(number // 4, 1), (0, 1, 2)) for number in range(6)
    )
    rubric = Rubric(
        "weighted", 1, questions, ("a", "b"), (Band(0),), (), 0, weights=(50, 50)
    )
    levels = [0] * 6
    found = needs(rubric, levels, evaluate(rubric, levels), None)
    assert found[4] == pytest.approx(2 * found[0])
    assert found[0] == pytest.approx(50 / 8)


@given(rubrics_with_answers(), st.data())
def test_what_a_point_is_worth_is_what_it_really_brings_in_the_total(pair, data):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    raised = list(levels)
    for place, question in enumerate(rubric.questions):
        if levels[place] >= 0 and data.draw(st.booleans()):
            raised[place] = question.top
    gains = gained(levels, np.array(raised) - np.array(levels), rubric)
    added = float((gains * worth(rubric, outcome)).sum())
    # Totals are even where they are exact and odd between, so each may be one unit off.
    assert added == pytest.approx(evaluate(rubric, raised).total - outcome.total, abs=2)


@given(rubrics_with_answers(), st.data())
def test_the_easiest_way_up_only_adds_and_only_where_it_goes(pair, data):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    distance = distance_to_next(rubric, outcome)
    on_path = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(levels), max_size=len(levels)))
    )
    plain, found = (
        needs(rubric, levels, outcome, distance, way) for way in (None, on_path)
    )
    assert (found[~on_path] == plain[~on_path]).all()
    assert (found[on_path & (plain > 0)] > plain[on_path & (plain > 0)]).all()
    assert (found[plain == 0] == 0).all()


def test_a_question_on_the_easiest_way_weighs_two_more():
    levels = levels_worth(RUBRIC, 27, 15, 33, 20, 10, 5)
    outcome = evaluate(RUBRIC, levels)
    on_path = np.zeros(60, np.bool_)
    place = next(
        at
        for at, question in enumerate(RUBRIC.questions)
        if question.pillar == 3 and levels[at] == 0
    )
    on_path[place] = True
    found = needs(RUBRIC, levels, outcome, distance_to_next(RUBRIC, outcome), on_path)
    assert found[place] == pytest.approx(5.0)


def test_a_low_answer_is_needed_more_than_a_high_one_of_the_same_pillar():
    levels = [2] * 60
    levels[0], levels[1] = 0, 4
    found = needs_of(levels)
    assert found[0] > found[2] > found[1] > 0


def test_a_pillar_the_next_gate_lacks_weighs_more_and_the_nearest_most():
    """Level 2; level 3 asks for one more pillar: pillar 4 lacks 7 points, pillar 6 lacks 10."""
    levels = levels_worth(RUBRIC, 27, 15, 33, 20, 10, 5)
    found = needs_of(levels)
    at_zero = {
        question.pillar: float(found[place])
        for place, question in enumerate(RUBRIC.questions)
        if levels[place] == 0 and question.pillar != 1
    }
    assert at_zero[3] == pytest.approx(3.0)
    assert at_zero[5] == pytest.approx(2 + 7 / 10)
    assert at_zero[4] == pytest.approx(2 + 7 / 11)
    assert at_zero[0] == at_zero[2] == pytest.approx(2.0)


def test_room_is_the_levels_above_each_answer():
    levels = [5, 0, NOT_ANSWERED] + [3] * 57
    assert room(RUBRIC, levels).tolist() == [0, 5, 0] + [2] * 57
    with pytest.raises(ScoringError, match="answers_count"):
        room(RUBRIC, [1, 2])


def test_a_fit_counts_lifts_only_up_to_the_top():
    need = np.array([1.0, 10.0])
    lifts = np.array([[3, 0], [1, 1]])
    assert fits(need, lifts).tolist() == [3.0, 11.0]
    assert fits(need, lifts, [1, 0]).tolist() == [1.0, 1.0]


def test_rank_keeps_two_of_one_provider_and_breaks_ties_by_position():
    need = np.array([1.0, 1.0])
    lifts = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [1, 1], [0, 0]])
    owner = [7, 7, 7, 8, 9, 9]
    ranking = rank(
        need, lifts, np.ones(6), [True, True, True, True, True, True], owner, 10
    )
    assert ranking.indices.tolist() == [2, 4, 0, 3]
    assert ranking.scores.tolist() == [2.0, 2.0, 1.0, 1.0]
    assert rank(
        need, lifts, np.ones(6), [False] * 4 + [True] * 2, owner, 10
    ).indices.tolist() == [4]
    assert rank(need, lifts, np.ones(6), [True] * 6, owner, 1).indices.tolist() == [2]
    assert rank(
        need, lifts, np.ones(6), [True] * 6, owner, 10, per_owner=1
    ).indices.tolist() == [2, 4, 3]


def test_a_varied_list_shows_another_way_on_before_the_same_help_again():
    need, room_left = np.array([3.0, 2.0]), [2, 2]
    lifts = np.array([[2, 0], [2, 0], [0, 2], [1, 1]])
    ranking = rank(
        need, lifts, np.ones(4), [True] * 4, [1, 2, 3, 4], 4, open_levels=room_left
    )
    assert ranking.indices.tolist() == [0, 1, 3, 2]
    found = varied(ranking, need, lifts, np.ones(4), room_left)
    assert found.indices.tolist() == [0, 2, 1, 3]
    assert found.scores.tolist() == [6.0, 4.0, 6.0 * AGAIN, 5.0 * AGAIN]
    assert (
        varied(
            Ranking(np.array([], np.intp), np.array([])),
            need,
            lifts,
            np.ones(4),
            room_left,
        ).indices.size
        == 0
    )


@given(st.integers(0, 10**6))
def test_a_varied_list_keeps_its_first_and_all_the_others_and_never_rises(seed):
    generator = np.random.default_rng(seed)
    lifts, need = generator.integers(0, 4, (12, 6)), generator.uniform(0, 3, 6)
    room_left, quality = generator.integers(0, 5, 6), generator.uniform(1, 5, 12)
    ranking = rank(
        need, lifts, quality, [True] * 12, range(12), 12, open_levels=room_left
    )
    found = varied(ranking, need, lifts, quality, room_left)
    assert sorted(found.indices) == sorted(ranking.indices)
    assert found.indices[:1].tolist() == ranking.indices[:1].tolist()
    assert (np.diff(found.scores) <= 1e-9).all()


def test_quality_weighs_and_shapes_must_agree():
    need = np.array([1.0])
    assert rank(
        need, [[1], [1]], [0.5, 0.9], [True, True], [1, 2], 2
    ).indices.tolist() == [1, 0]
    with pytest.raises(ScoringError, match="shapes_differ"):
        rank(need, [[1, 2], [1, 2]], [1, 1], [True, True], [1, 2], 2)


def test_one_rating_of_five_stars_does_not_outrank_forty_of_nearly_five():
    assert shrunk_rating(5.0, 1, 4.0, 10) < shrunk_rating(4.6, 40, 4.0, 10)
    assert shrunk_rating(0.0, 0, 4.0, 10) == 4.0
    with pytest.raises(ScoringError, match="rating_counts"):
        shrunk_rating(0.0, 0, 4.0, 0)


def test_top_matches_are_the_best_by_sorting_and_ties_fall_to_the_lower_index():
    generator = np.random.default_rng(5)
    wanted = generator.integers(0, 4, (1100, 7)).astype(np.float32)
    lifts = generator.integers(0, 3, (30, 7)).astype(np.float32)
    quality = generator.integers(1, 3, 30)
    indices, scores = top_matches(wanted, lifts, quality, k=5)
    exact = wanted @ (lifts * quality[:, None]).T
    order = np.argsort(-exact, axis=1, kind="stable")[:, :5]
    assert (indices == order).all()
    assert (scores == np.take_along_axis(exact, order, axis=1)).all()
    assert top_matches(wanted[:2], lifts[:3], quality[:3], k=5)[0].shape == (2, 3)


def test_a_portfolio_counts_a_gap_once():
    """Two solutions for the same open level are worth one; the cheaper of them and another are better."""
    levels = [5] * 60
    levels[0], levels[20] = 4, 4
    lifts = np.zeros((3, 60), np.int64)
    lifts[0, 0] = lifts[1, 0] = lifts[2, 20] = 1
    need = np.ones(60)
    assert best_portfolio(levels, RUBRIC, lifts, [10, 9, 10], need, 20).tolist() == [
        1,
        2,
    ]
    assert value_of([0, 1], room(RUBRIC, levels), lifts, need) == 1.0


def test_a_portfolio_takes_what_is_free_and_never_passes_the_budget():
    lifts = np.eye(3, 60, dtype=np.int64)
    need = np.ones(60)
    assert best_portfolio([0] * 60, RUBRIC, lifts, [0, 5, 6], need, 5).tolist() == [
        0,
        1,
    ]
    assert best_portfolio([0] * 60, RUBRIC, lifts, [7, 7, 7], need, 5).tolist() == []
    assert best_portfolio([5] * 60, RUBRIC, lifts, [1, 1, 1], need, 5).tolist() == []


def test_a_portfolio_has_no_more_solutions_than_asked_for():
    lifts = np.eye(3, 60, dtype=np.int64)
    lifts[2, 5] = 1
    assert best_portfolio(
        [0] * 60, RUBRIC, lifts, [1, 1, 50], np.ones(60), 60, 1
    ).tolist() == [2]
    assert (
        best_portfolio([0] * 60, RUBRIC, lifts, [1, 1, 50], np.ones(60), 60, 0).tolist()
        == []
    )


@pytest.mark.parametrize(
    ("prices", "budget", "code"),
    [
        ([1, 1], 5, "shapes_differ"),
        ([1, -1, 1], 5, "price_negative"),
        ([1, 1, 1], -1, "budget_negative"),
    ],
)
def test_a_portfolio_of_impossible_numbers_is_refused(prices, budget, code):
    with pytest.raises(ScoringError) as caught:
        best_portfolio(
            [0] * 60, RUBRIC, np.eye(3, 60, dtype=np.int64), prices, np.ones(60), budget
        )
    assert caught.value.code == code
