"""Needs, real gains, ranking: which solutions serve which gaps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.distance import distance_to_next
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
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question
from tests.scoring.refusals import refused
from tests.scoring.rubrics import (
    EXAMPLE_2021,
    levels_worth,
    make_rubric,
    rubric_2021,
)
from tests.scoring.strategies import rubrics_with_answers

RUBRIC = rubric_2021()
EXAMPLE = levels_worth(RUBRIC, *EXAMPLE_2021)
FIVEFOLD = 13
"""Position of 2.1.1."""


def needs_of(rubric: Rubric, levels: list[int], on_path=None) -> np.ndarray:
    outcome = evaluate(rubric, levels)
    distance = distance_to_next(rubric, outcome)
    return needs(rubric, levels, outcome, distance, on_path)


def is_closed(rubric: Rubric, levels: list[int]) -> np.ndarray:
    """Which questions cannot rise: at the top, not answered or not applicable."""
    closed = []
    for level, question in zip(levels, rubric.questions, strict=True):
        closed.append(level < 0 or level == question.top)
    return np.array(closed)


def first_at_zero(pillar: int) -> int:
    """The position of a question of the worked example."""
    for position, question in enumerate(RUBRIC.questions):
        if question.pillar == pillar and EXAMPLE[position] == 0:
            return position
    raise AssertionError(f"no question at 0 in pillar {pillar}")


def test_the_question_that_counts_fivefold_is_needed_most():
    need = needs_of(RUBRIC, [2] * 60)
    assert int(need.argmax()) == FIVEFOLD
    assert need[FIVEFOLD] == pytest.approx(5 * need[0])


def test_a_question_is_needed_by_what_its_points_are_worth_in_the_total():
    """Pillar b has half the questions of pillar a and the same weight."""
    pair = [(0, 1, 2), (0, 1, 2)]
    rubric = make_rubric([*pair, *pair], pair, weights=(50, 50))
    need = needs_of(rubric, [0] * 6)
    assert need[0] == pytest.approx(50 / 8)
    assert need[4] == pytest.approx(2 * need[0])


def test_needs_are_rounded_as_ever_to_the_last_bit():
    """A product taken in another order differs in three of these: ties become none."""
    question = (0, 2, 3, 7)
    pillars = [question] * 3, [question] * 2
    rubric = make_rubric(*pillars, weights=(35, 65))
    levels = [0, 1, 1, 0, 1]
    need = needs(rubric, levels, evaluate(rubric, levels), distance=None)
    assert [value.hex() for value in need.tolist()] == [
        "0x1.f1c71c71c71c8p+1",
        "0x1.7cf3cf3cf3cf3p+1",
        "0x1.7cf3cf3cf3cf3p+1",
        "0x1.5aaaaaaaaaaacp+3",
        "0x1.094e5e0a72f06p+3",
    ]


def test_a_low_answer_is_needed_more_than_a_high_one_of_the_same_pillar():
    levels = [2] * 60
    levels[0], levels[1] = 0, 4
    need = needs_of(RUBRIC, levels)
    assert need[0] > need[2] > need[1] > 0


@pytest.mark.parametrize(
    ("pillar", "need"),
    [
        (0, 2.0),  # 1, and 1 for points in total: it is at level 3 already
        (2, 2.0),
        (3, 3.0),  # the nearest: it lacks 7 points
        (5, 2 + 7 / 10),
        (4, 2 + 7 / 11),
    ],
)
def test_a_pillar_the_next_gate_lacks_weighs_more_and_the_nearest_most(pillar, need):
    """Level 2; level 3 asks for one more pillar."""
    position = first_at_zero(pillar)
    assert needs_of(RUBRIC, EXAMPLE)[position] == pytest.approx(need)


def test_a_question_on_the_cheapest_way_weighs_two_more():
    position = first_at_zero(3)
    on_path = np.arange(60) == position
    need = needs_of(RUBRIC, EXAMPLE, on_path)
    assert need[position] == pytest.approx(5.0)


@given(rubrics_with_answers())
def test_a_need_is_never_negative_and_zero_where_nothing_can_rise(pair):
    need = needs_of(*pair)
    assert need.shape == (len(pair[1]),)
    assert (need >= 0).all()
    assert (need[is_closed(*pair)] == 0).all()


@given(rubrics_with_answers(), st.data())
def test_the_cheapest_way_up_only_adds_and_only_where_it_goes(pair, data):
    flags = [data.draw(st.booleans()) for _ in pair[1]]
    on_path = np.array(flags)
    plain, need = needs_of(*pair), needs_of(*pair, on_path)
    assert (need[~on_path] == plain[~on_path]).all()
    needed = on_path & (plain > 0)
    assert (need[needed] > plain[needed]).all()
    assert (need[plain == 0] == 0).all()


def test_room_is_the_levels_above_each_answer():
    levels = [5, 0, NOT_ANSWERED, NOT_APPLICABLE] + [3] * 56
    assert room(RUBRIC, levels).tolist() == [0, 5, 0, 0] + [2] * 56


def test_the_number_of_answers_must_be_the_number_of_questions():
    with refused("answers_count"):
        room(RUBRIC, [1, 2])


def test_a_gain_is_counted_in_points_and_stops_at_the_top():
    rubric = make_rubric([(0, 5, 6), (0, 1, 2)])
    gains = gained([1, 1], [[1, 1], [3, 0]], rubric)
    assert gains.tolist() == [[1, 1], [1, 0]]


def test_one_solution_may_be_asked_by_itself():
    rubric = make_rubric([(0, 5, 6), (0, 1, 2)])
    assert gained([0, 1], [1, 1], rubric).tolist() == [5, 1]


@given(rubrics_with_answers(), st.data())
def test_a_gain_is_the_difference_that_the_raised_answers_really_make(pair, data):
    rubric, levels = pair
    lifts = [data.draw(st.integers(0, 7)) for _ in levels]
    raised = []
    for level, lift, top in zip(levels, lifts, tops(rubric), strict=True):
        raised.append(min(level + lift, top) if level >= 0 else level)

    before = evaluate(rubric, levels).pillar_points
    after = evaluate(rubric, raised).pillar_points
    gains = gained(levels, np.array([lifts, lifts]), rubric)
    assert gains.shape == (2, len(levels))
    assert int(gains[0].sum()) == sum(after) - sum(before)


@given(rubrics_with_answers(), st.data())
def test_what_a_point_is_worth_is_what_it_really_brings_in_the_total(pair, data):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    raised = []
    for level, top in zip(levels, tops(rubric), strict=True):
        to_the_top = level >= 0 and data.draw(st.booleans())
        raised.append(top if to_the_top else level)

    gains = gained(levels, np.array(raised) - np.array(levels), rubric)
    added = float((gains * worth(rubric, outcome)).sum())
    # Totals are even where they are exact and odd between: each may be one unit off.
    really = evaluate(rubric, raised).total - outcome.total
    assert added == pytest.approx(really, abs=2)


def tops(rubric: Rubric) -> list[int]:
    return [question.top for question in rubric.questions]


SIX_LIFTS = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [1, 1], [0, 0]])
SIX_OWNERS = (7, 7, 7, 8, 9, 9)
ALL_SIX = (True,) * 6


def ranked(allowed=ALL_SIX, limit=10, **rules) -> list[int]:
    """Six solutions for two questions that are needed equally."""
    need, quality = np.ones(2), np.ones(6)
    ranking = rank(need, SIX_LIFTS, quality, allowed, SIX_OWNERS, limit, **rules)
    return ranking.indices.tolist()


def test_the_best_stand_first_two_of_one_provider_and_ties_by_position():
    assert ranked() == [2, 4, 0, 3]


def test_one_of_each_provider_if_that_is_asked_for():
    assert ranked(per_owner=1) == [2, 4, 3]


def test_only_what_is_allowed_is_listed():
    assert ranked(allowed=[False] * 4 + [True] * 2) == [4]


@pytest.mark.parametrize(("limit", "indices"), [(0, []), (1, [2]), (3, [2, 4, 0])])
def test_the_list_is_no_longer_than_asked_for(limit, indices):
    assert ranked(limit=limit) == indices


def test_a_lift_beyond_the_top_counts_for_nothing():
    assert ranked(open_levels=[0, 1]) == [2, 3, 4]


def test_a_score_is_fit_times_quality():
    ranking = rank(np.array([2.0]), [[1], [1]], [0.5, 0.9], [True, True], [1, 2], 2)
    assert ranking.indices.tolist() == [1, 0]
    assert ranking.scores.tolist() == [1.8, 1.0]


@pytest.mark.parametrize(
    ("lifts", "quality"),
    [([[1, 2], [1, 2]], [1, 1]), ([[1], [1]], [1])],
)
def test_shapes_must_agree(lifts, quality):
    with refused("shapes_differ"):
        rank(np.array([1.0]), lifts, quality, [True, True], [1, 2], 2)


def test_a_fit_is_the_need_that_the_lifts_meet():
    assert fits(np.array([1.0, 10.0]), [[3, 0], [1, 1]]).tolist() == [3.0, 11.0]


def test_a_fit_counts_lifts_only_up_to_the_top():
    assert fits(np.array([1.0, 10.0]), [[3, 0], [1, 1]], [1, 0]).tolist() == [1.0, 1.0]


def test_equal_solutions_fit_equally_wherever_they_stand():
    generator = np.random.default_rng(3)
    need, lifts = generator.random(60), generator.integers(0, 4, (1, 60))
    assert len(set(fits(need, np.repeat(lifts, 1000, axis=0)).tolist())) == 1


FOUR_LIFTS = np.array([[2, 0], [2, 0], [0, 2], [1, 1]])


def list_of_four(limit=4) -> tuple[Ranking, Ranking]:
    """Four solutions as they rank, and the same list varied."""
    need, quality, open_levels = np.array([3.0, 2.0]), np.ones(4), (2, 2)
    plain = rank(
        need,
        FOUR_LIFTS,
        quality,
        [True] * 4,
        [1, 2, 3, 4],
        limit,
        open_levels=open_levels,
    )
    return plain, varied(plain, need, FOUR_LIFTS, quality, open_levels)


def test_another_way_on_is_shown_before_the_same_help_again():
    plain, mixed = list_of_four()
    assert plain.indices.tolist() == [0, 1, 3, 2]
    assert mixed.indices.tolist() == [0, 2, 1, 3]


def test_a_level_that_is_raised_above_counts_half():
    _, mixed = list_of_four()
    assert mixed.scores.tolist() == [6.0, 4.0, 6.0 * AGAIN, 5.0 * AGAIN]


def test_a_list_of_nothing_stays_so():
    _, mixed = list_of_four(limit=0)
    assert mixed.indices.tolist() == []


@given(st.integers(0, 10**6))
def test_the_first_stays_first_all_others_stay_and_scores_never_rise(seed):
    generator = np.random.default_rng(seed)
    lifts = generator.integers(0, 4, (12, 6))
    need, open_levels = generator.uniform(0, 3, 6), generator.integers(0, 5, 6)
    quality = generator.uniform(1, 5, 12)
    plain = rank(
        need,
        lifts,
        quality,
        [True] * 12,
        range(12),
        12,
        open_levels=open_levels,
    )
    mixed = varied(plain, need, lifts, quality, open_levels)
    assert sorted(mixed.indices) == sorted(plain.indices)
    assert mixed.indices[:1].tolist() == plain.indices[:1].tolist()
    assert (np.diff(mixed.scores) <= 1e-9).all()


def test_one_rating_of_five_stars_does_not_outrank_forty_of_nearly_five():
    assert shrunk_rating(5.0, 1, 4.0, 10) < shrunk_rating(4.6, 40, 4.0, 10)


def test_without_any_rating_it_is_what_all_have():
    assert shrunk_rating(0.0, 0, 4.0, 10) == 4.0


@pytest.mark.parametrize(("count", "prior_count"), [(0, 0), (-1, 10), (1, -1)])
def test_counts_that_cannot_be_are_refused(count, prior_count):
    with refused("rating_counts"):
        shrunk_rating(0.0, count, 4.0, prior_count)


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


def test_top_matches_have_no_more_columns_than_solutions():
    wanted, lifts = np.ones((2, 7), np.float32), np.ones((3, 7), np.float32)
    indices, scores = top_matches(wanted, lifts, np.ones(3), k=5)
    assert indices.shape == scores.shape == (2, 3)


def test_of_a_question_with_marks_a_lift_leads_to_the_next_mark():
    marked = Question("m", 0, tuple(range(101)), marks=(25, 60, 100))
    rubric = replace(make_rubric([(0, 1)]), questions=(marked,))
    assert room(rubric, [30]).tolist() == [2]
    assert gained([30], [[0], [1], [2], [9]], rubric).tolist() == [
        [0],
        [30],
        [70],
        [70],
    ]


def test_what_only_takes_points_away_is_needed_by_how_much_it_takes():
    rubric = make_rubric([(-4, 0), (0, 4), (-4, 4)])
    outcome = evaluate(rubric, [0, 0, 0])
    all_needs = needs(rubric, [0, 0, 0], outcome, None)
    assert all_needs.tolist() == [4.0, 4.0, 8.0]
