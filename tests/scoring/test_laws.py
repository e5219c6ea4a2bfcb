"""Laws that hold for every rubric and every set of answers."""

from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.distance import distance_to_next
from scoring.evaluate import Outcome, evaluate
from scoring.matrix import NO_LEVEL, MatrixOutcome, evaluate_matrix
from scoring.percent import percent_of, rounded
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate
from tests.examples import at_least
from tests.scoring.everything import everything
from tests.scoring.reference import scores_of
from tests.scoring.rubrics import rubric_2021, rubric_of_means
from tests.scoring.strategies import answers, rubrics, rubrics_with_answers


def facts(outcome: Outcome) -> dict[str, object]:
    """What an outcome and a column of a matrix both say."""
    return {
        "total": outcome.total,
        "maximum": outcome.maximum,
        "answered": outcome.answered,
        "applicable": outcome.applicable,
        "pillar_points": list(outcome.pillar_points),
        "pillar_maxima": list(outcome.pillar_maxima),
        "pillar_levels": list(outcome.pillar_levels),
        "level": outcome.level,
        "complete": outcome.complete,
    }


def facts_of_column(outcomes: MatrixOutcome, column: int) -> dict[str, object]:
    pillar_levels = outcomes.pillar_levels[:, column].tolist()
    return {
        "total": int(outcomes.total[column]),
        "maximum": int(outcomes.maximum[column]),
        "answered": int(outcomes.answered[column]),
        "applicable": int(outcomes.applicable[column]),
        "pillar_points": outcomes.pillar_points[:, column].tolist(),
        "pillar_maxima": outcomes.pillar_maxima[:, column].tolist(),
        "pillar_levels": [level_or_none(level) for level in pillar_levels],
        "level": level_or_none(int(outcomes.level[column])),
        "complete": bool(outcomes.complete[column]),
    }


def level_or_none(level: int) -> int | None:
    return None if level == NO_LEVEL else level


def check_same_for_many(rubric: Rubric, rows: list[list[int]]) -> None:
    """Each enterprise of a matrix comes out as by itself, however the matrix is stored."""
    matrix = np.array(rows, rubric.level_dtype).T
    for levels in (matrix, np.ascontiguousarray(matrix)):
        outcomes = evaluate_matrix(rubric, levels)
        for column, row in enumerate(rows):
            outcome = evaluate(rubric, row)
            assert facts_of_column(outcomes, column) == facts(outcome)


@at_least(300)
@given(st.data())
def test_a_matrix_is_scored_exactly_as_its_enterprises_one_by_one(data):
    rubric = data.draw(rubrics())
    complete = data.draw(st.booleans())
    row = answers(rubric, complete)
    check_same_for_many(rubric, data.draw(st.lists(row, min_size=1, max_size=6)))


ROW_2021 = st.lists(st.integers(-1, 5), min_size=60, max_size=60)
ROW_OF_MEANS = st.lists(st.integers(-2, 4), min_size=139, max_size=139)


@given(st.lists(ROW_2021, min_size=1, max_size=4))
def test_the_2021_rules_give_one_answer_for_one_enterprise_and_for_many(rows):
    check_same_for_many(rubric_2021(), rows)


@given(st.lists(ROW_OF_MEANS, min_size=1, max_size=3))
def test_weighted_means_give_one_answer_for_one_enterprise_and_for_many(rows):
    check_same_for_many(rubric_of_means(), rows)


@given(st.data())
def test_the_overall_level_is_the_one_the_exact_fractions_give(data):
    """Worked out here from the words of docs/scoring.md, with nothing of the engine."""
    rubric = data.draw(rubrics(weighted=True))
    outcome = evaluate(rubric, data.draw(answers(rubric, complete=True)))
    assume(outcome.level is not None)

    share = share_by_weights(rubric, outcome)
    assert outcome.percent == 100 * share
    unit = rubric.total_unit
    worth = Fraction(outcome.maximum, unit)
    off = Fraction(outcome.total, unit) - share * worth
    assert abs(off) < Fraction(1, unit)
    of_units = percent_of(outcome.total, outcome.maximum)
    assert rounded(of_units) == rounded(outcome.percent)

    if rubric.total_bands:
        reached = [b.level for b in rubric.total_bands if is_reached(b, share)]
    else:
        gates = [g for g in rubric.gates if holds(rubric, g, share, outcome)]
        reached = [rubric.otherwise, *(gate.level for gate in gates)]
    assert outcome.level == max(reached)


SEEDS = st.integers(0, 2**32)


@st.composite
def everything_with_answers(draw, complete: bool) -> tuple[Rubric, list[list[int]]]:
    """A rubric with every rule there is, and answers of a few enterprises."""
    rubric = everything(np.random.default_rng(draw(SEEDS)))
    row = answers(rubric, complete)
    return rubric, draw(st.lists(row, min_size=1, max_size=4))


@at_least(200)
@given(everything_with_answers(complete=False))
def test_every_rule_gives_one_answer_for_one_enterprise_and_for_many(drawn):
    check_same_for_many(*drawn)


@at_least(200)
@given(everything_with_answers(complete=True))
def test_every_rule_comes_out_as_its_words_say(drawn):
    rubric, rows = drawn
    for levels in rows:
        outcome = evaluate(rubric, levels)
        scores = scores_of(rubric, levels)
        earned = [Fraction(part.points) for part in scores.pillars]
        assert list(outcome.pillar_points) == earned
        assert list(outcome.pillar_levels) == scores.pillar_levels
        of_indicators = [Fraction(part.points) for part in scores.indicators]
        assert list(outcome.indicator_points) == of_indicators
        assert list(outcome.indicator_levels) == scores.indicator_levels
        if scores.share is not None:
            assert outcome.percent == 100 * scores.share
        assert outcome.level == scores.level


@at_least(200)
@given(everything_with_answers(complete=True), st.data())
def test_whatever_rises_lowers_no_level(drawn, data):
    rubric, [levels, *_others] = drawn
    before = evaluate(rubric, levels)
    higher = []
    for question, level in zip(rubric.questions, levels, strict=True):
        top = question.top if level >= 0 else level
        higher.append(data.draw(st.integers(level, top)))
    after = evaluate(rubric, higher)
    lower = (*before.indicator_levels, *before.pillar_levels, before.level)
    upper = (*after.indicator_levels, *after.pillar_levels, after.level)
    for was, now in zip(lower, upper, strict=True):
        assert was is None or was <= now


@given(everything_with_answers(complete=True))
def test_the_distance_names_every_need_of_the_next_level_that_is_not_met(drawn):
    rubric, [levels, *_others] = drawn
    outcome = evaluate(rubric, levels)
    distance = distance_to_next(rubric, outcome)
    if distance is None:
        return
    [rule] = [rule for rule in rubric.rules if rule.level == distance.target]
    lacks = distance.points_needed or distance.pillars_needed or distance.needs
    assert lacks
    for need in rule.needs:
        standing = outcome.standing.level_of(need)
        is_short = standing is not None and standing < need.level
        assert is_short == (need in distance.needs)


def share_by_weights(rubric: Rubric, outcome: Outcome) -> Fraction:
    """Earned of what applies: the mean of the pillars' shares by their weights."""
    earned, weighed = Fraction(0), 0
    pillars = zip(outcome.pillar_points, outcome.pillar_maxima, strict=True)
    for weight, (points, maximum) in zip(rubric.weights, pillars, strict=True):
        if maximum:
            earned += Fraction(weight * points, maximum)
            weighed += weight
    return earned / weighed


def is_reached(band: Band, share: Fraction) -> bool:
    if band.cut is None or share > band.cut:
        return True
    return share == band.cut and band.at_least is not None


def holds(rubric: Rubric, gate: Gate, share: Fraction, outcome: Outcome) -> bool:
    known = [level for level in outcome.pillar_levels if level is not None]
    there = sum(level >= gate.pillar_level for level in known)
    # The same share of the pillars that remain.
    enough = there * len(rubric.pillars) >= gate.pillars_at_least * len(known)
    return enough and share > Fraction(gate.total_above, sum(rubric.weights))


@given(rubrics_with_answers(), st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(pair, random):
    rubric, levels = pair
    order = list(range(len(levels)))
    random.shuffle(order)
    questions = tuple(rubric.questions[position] for position in order)
    shuffled = replace(rubric, questions=questions)

    outcome = evaluate(rubric, levels)
    mixed = evaluate(shuffled, [levels[position] for position in order])
    assert facts(mixed) == facts(outcome)
    assert list(mixed.points) == [outcome.points[position] for position in order]


@given(rubrics_with_answers(), st.data())
def test_a_better_answer_never_lowers_points_or_levels(pair, data):
    rubric, levels = pair
    raisable = []
    for position, question in enumerate(rubric.questions):
        if 0 <= levels[position] < question.top:
            raisable.append(position)
    assume(raisable)

    better = list(levels)
    better[data.draw(st.sampled_from(raisable))] += 1
    before, after = evaluate(rubric, levels), evaluate(rubric, better)
    assert after.total >= before.total
    points = zip(before.pillar_points, after.pillar_points, strict=True)
    assert all(higher >= lower for lower, higher in points)

    levels_before = (*before.pillar_levels, before.level)
    levels_after = (*after.pillar_levels, after.level)
    for lower, higher in zip(levels_before, levels_after, strict=True):
        assert (lower is None) == (higher is None)
        assert lower is None or higher >= lower


@given(rubrics_with_answers())
def test_every_result_is_in_range(pair):
    rubric, levels = pair
    outcome = evaluate(rubric, levels)
    assert 0 <= outcome.total <= outcome.maximum <= rubric.maximum
    assert outcome.percent is None or 0 <= outcome.percent <= 100
    assert 0 <= outcome.answered <= outcome.applicable <= len(rubric.questions)

    lowest, highest = rubric.bands[0].level, rubric.bands[-1].level
    for level in outcome.pillar_levels:
        assert level is None or lowest <= level <= highest
    assert outcome.level is None or outcome.level in rubric.levels
    assert (outcome.level is None) == (not outcome.complete)


def may_be_open(rubric: Rubric, levels: list[int], position: int) -> bool:
    """Of a group and its criteria, what does not count stays so."""
    return position not in rubric.grouped or levels[position] != NOT_APPLICABLE


@given(rubrics_with_answers(complete=True), st.data())
def test_a_question_not_answered_is_never_points_and_leaves_no_level(pair, data):
    rubric, levels = pair
    possible = list(filter(partial(may_be_open, rubric, levels), range(len(levels))))
    assume(possible)
    position = data.draw(st.sampled_from(possible))
    open_levels = list(levels)
    open_levels[position] = NOT_ANSWERED

    full, gap = evaluate(rubric, levels), evaluate(rubric, open_levels)
    assert gap.points[position] is None
    assert gap.total <= full.total
    if rubric.weights is None:
        assert gap.total == full.total - (full.points[position] or 0)
    assert gap.level is None
    assert gap.pillar_levels[rubric.questions[position].pillar] is None
    assert gap.answered == gap.applicable - 1


@given(rubrics_with_answers(complete=True))
def test_the_distance_names_exactly_what_the_next_level_lacks(pair):
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


@given(rubrics_with_answers(complete=True))
def test_the_nearest_pillars_lack_something_and_the_nearest_stand_first(pair):
    rubric, levels = pair
    distance = distance_to_next(rubric, evaluate(rubric, levels))
    assume(distance)
    assert distance.pillars_needed <= len(distance.nearest_pillars)
    assert all(gap.points > 0 for gap in distance.nearest_pillars)
    for near, far in pairwise(distance.nearest_pillars):
        assert (near.points, near.pillar) < (far.points, far.pillar)
