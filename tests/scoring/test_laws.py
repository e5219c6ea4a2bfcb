"""Laws that hold for every rubric and every set of answers."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.distance import distance_to_next
from scoring.evaluate import Outcome, evaluate
from scoring.matrix import NO_LEVEL, MatrixOutcome, evaluate_matrix
from scoring.percent import percent_of, rounded
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, Gate
from tests.scoring.rubrics import (
    answers,
    rubric_2021,
    rubric_of_means,
    rubrics,
    rubrics_with_answers,
)


def one_column(found: MatrixOutcome, column: int) -> tuple[object, ...]:
    """A column of a matrix outcome in the words of a single outcome."""
    pillar_levels = found.pillar_levels[:, column].tolist()
    level = int(found.level[column])
    return (
        int(found.total[column]),
        int(found.maximum[column]),
        int(found.answered[column]),
        int(found.applicable[column]),
        found.pillar_points[:, column].tolist(),
        found.pillar_maxima[:, column].tolist(),
        [None if level == NO_LEVEL else level for level in pillar_levels],
        None if level == NO_LEVEL else level,
        bool(found.complete[column]),
    )


def as_one(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.total,
        outcome.maximum,
        outcome.answered,
        outcome.applicable,
        list(outcome.pillar_points),
        list(outcome.pillar_maxima),
        list(outcome.pillar_levels),
        outcome.level,
        outcome.complete,
    )


@given(st.data())
def test_a_matrix_is_scored_exactly_as_its_enterprises_one_by_one(data):
    rubric = data.draw(rubrics())
    complete = data.draw(st.booleans())
    rows = data.draw(st.lists(answers(rubric, complete), min_size=1, max_size=6))
    matrix = np.array(rows, np.int8).T
    for levels in (matrix, np.ascontiguousarray(matrix)):
        found = evaluate_matrix(rubric, levels)
        for column, row in enumerate(rows):
            assert one_column(found, column) == as_one(evaluate(rubric, row))


@given(st.data())
def test_the_overall_level_is_the_one_the_exact_fractions_give(data):
    """Worked out here from the words of docs/scoring.md alone, with nothing of the engine but its answers."""
    rubric = data.draw(rubrics(weighted=True))
    outcome = evaluate(rubric, data.draw(answers(rubric, complete=True)))
    if outcome.level is None:
        return
    earned = list(
        zip(rubric.weights, outcome.pillar_points, outcome.pillar_maxima, strict=True)
    )
    share = sum(Fraction(w * part, whole) for w, part, whole in earned if whole)
    share /= sum(weight for weight, _, whole in earned if whole)
    assert outcome.percent == 100 * share
    assert rounded(percent_of(outcome.total, outcome.maximum)) == rounded(
        outcome.percent
    )
    worth = Fraction(outcome.maximum, rubric.total_unit)
    assert abs(Fraction(outcome.total, rubric.total_unit) - share * worth) < Fraction(
        1, rubric.total_unit
    )
    if rubric.total_bands:
        reached = [
            band.level
            for band in rubric.total_bands
            if band.cut is None
            or share > band.cut
            or (share == band.cut and band.at_least is not None)
        ]
        assert outcome.level == reached[-1]
    else:
        held = [
            gate.level
            for gate in rubric.gates
            if gate_holds(rubric, gate, share, outcome)
        ]
        assert outcome.level == max(held, default=rubric.otherwise)


def gate_holds(rubric: Rubric, gate: Gate, share: Fraction, outcome: Outcome) -> bool:
    known = [level for level in outcome.pillar_levels if level is not None]
    there = sum(level >= gate.pillar_level for level in known)
    enough = there * len(rubric.pillars) >= gate.pillars_at_least * len(known)
    return enough and share > Fraction(gate.total_above, sum(rubric.weights))


@given(rubrics_with_answers(), st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(pair, random):
    rubric, levels = pair
    order = list(range(len(levels)))
    random.shuffle(order)
    shuffled = Rubric(
        **{
            **{
                name: getattr(rubric, name)
                for name in ("id", "version", "pillars", "bands", "gates")
            },
            **{
                name: getattr(rubric, name)
                for name in ("otherwise", "unit", "not_applicable")
            },
            **{name: getattr(rubric, name) for name in ("weights", "total_bands")},
            "questions": tuple(rubric.questions[place] for place in order),
        }
    )
    plain, mixed = (
        evaluate(rubric, levels),
        evaluate(shuffled, [levels[place] for place in order]),
    )
    assert as_one(plain) == as_one(mixed)
    assert [plain.points[place] for place in order] == list(mixed.points)


@given(rubrics_with_answers(), st.data())
def test_a_better_answer_never_lowers_points_or_levels(pair, data):
    rubric, levels = pair
    raisable = [
        place
        for place, level in enumerate(levels)
        if 0 <= level < rubric.questions[place].top
    ]
    if not raisable:
        return
    better = list(levels)
    better[data.draw(st.sampled_from(raisable))] += 1
    before, after = evaluate(rubric, levels), evaluate(rubric, better)
    assert after.total >= before.total
    assert all(
        high >= low
        for low, high in zip(before.pillar_points, after.pillar_points, strict=True)
    )
    for low, high in zip(
        (*before.pillar_levels, before.level),
        (*after.pillar_levels, after.level),
        strict=True,
    ):
        assert (low is None) == (high is None)
        assert low is None or high >= low


@given(rubrics_with_answers())
def test_every_result_is_in_range(pair):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    assert 0 <= outcome.total <= outcome.maximum <= rubric.maximum
    assert outcome.percent is None or 0 <= outcome.percent <= 100
    assert 0 <= outcome.answered <= outcome.applicable <= len(rubric.questions)
    known = [level for level in outcome.pillar_levels if level is not None]
    assert all(
        rubric.bands[0].level <= level <= rubric.bands[-1].level for level in known
    )
    assert outcome.level is None or outcome.level in rubric.levels
    assert (outcome.level is None) == (not outcome.complete)


@given(rubrics_with_answers(complete=True), st.data())
def test_a_question_not_answered_is_never_points_and_leaves_no_level(pair, data):
    rubric, levels = pair
    place = data.draw(st.sampled_from(range(len(levels))))
    full, gap = (
        evaluate(rubric, levels),
        evaluate(rubric, [*levels[:place], NOT_ANSWERED, *levels[place + 1 :]]),
    )
    assert gap.points[place] is None
    if rubric.weights is None:
        assert gap.total == full.total - (full.points[place] or 0)
    assert gap.total <= full.total
    assert gap.level is None
    assert gap.pillar_levels[rubric.questions[place].pillar] is None
    assert gap.answered == gap.applicable - 1


@given(rubrics_with_answers(complete=True))
def test_the_distance_names_exactly_what_the_next_gate_lacks(pair):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    distance = distance_to_next(rubric, outcome)
    if outcome.level is None or outcome.level == rubric.levels[-1]:
        assert distance is None
        return
    assert distance.target > outcome.level
    assert distance.points_needed > 0 or distance.pillars_needed > 0
    rule = next(rule for rule in rubric.rules if rule.level == distance.target)
    cut = 100 * rule.share
    is_met = outcome.percent > cut or (outcome.percent == cut and not rule.strictly)
    assert is_met == (distance.points_needed == 0)
    assert distance.pillars_needed <= len(distance.nearest_pillars)
    assert all(gap.points > 0 for gap in distance.nearest_pillars)
    assert all(
        near.points <= far.points for near, far in pairwise(distance.nearest_pillars)
    )


@given(
    st.lists(
        st.lists(st.integers(-1, 5), min_size=60, max_size=60), min_size=1, max_size=4
    )
)
def test_the_2021_rules_give_one_answer_for_one_enterprise_and_for_many(rows):
    rubric = rubric_2021()
    found = evaluate_matrix(rubric, np.array(rows, np.int8).T)
    for column, row in enumerate(rows):
        assert one_column(found, column) == as_one(evaluate(rubric, row))


@given(
    st.lists(
        st.lists(st.integers(-2, 4), min_size=139, max_size=139), min_size=1, max_size=3
    )
)
def test_weighted_means_give_one_answer_for_one_enterprise_and_for_many(rows):
    rubric = rubric_of_means()
    found = evaluate_matrix(rubric, np.array(rows, np.int8).T)
    for column, row in enumerate(rows):
        assert one_column(found, column) == as_one(evaluate(rubric, row))
