"""Many enterprises at once: what is refused, and blocks with and without gaps."""

import numpy as np
import pytest

from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from scoring.matrix import BLOCK, NO_LEVEL, evaluate_matrix
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.refusals import refused
from tests.scoring.rubrics import (
    EXAMPLE_2021,
    bands_from,
    levels_worth,
    make_rubric,
    rubric_2021,
)

RUBRIC = rubric_2021()
EXAMPLE = levels_worth(RUBRIC, *EXAMPLE_2021)


def matrix(*rows: list[int]) -> np.ndarray:
    """(Q, N) levels of enterprises written as rows."""
    return np.array(rows, np.int8).T


def test_an_enterprise_stands_in_its_column():
    outcome = evaluate_matrix(RUBRIC, matrix([0] * 60, EXAMPLE))
    assert outcome.total.tolist() == [0, 110]
    assert outcome.maximum.tolist() == [320, 320]
    assert outcome.level.tolist() == [0, 2]
    assert outcome.pillar_points[:, 1].tolist() == list(EXAMPLE_2021)
    assert outcome.pillar_levels[:, 1].tolist() == [3, 3, 3, 2, 1, 1]
    assert outcome.complete.tolist() == [True, True]


@pytest.mark.parametrize(
    "levels",
    [
        np.zeros((59, 3), np.int8),
        np.zeros((60, 3)),
        np.zeros((60, 3), np.int16),
        np.zeros(60, np.int8),
    ],
)
def test_a_matrix_of_another_shape_or_type_is_refused(levels):
    with refused("matrix_shape"):
        evaluate_matrix(RUBRIC, levels)


@pytest.mark.parametrize("level", [6, 126, -3, -128])
def test_a_level_outside_the_anchors_is_refused_with_question_and_column(level):
    wrong = list(EXAMPLE)
    wrong[13] = level
    with refused("level_out_of_range") as caught:
        evaluate_matrix(RUBRIC, matrix(EXAMPLE, wrong))
    params = {"question": "2.1.1", "column": 1, "level": level}
    assert caught.value.params == params


def test_not_applicable_is_refused_where_the_index_does_not_know_it():
    with refused("not_applicable_refused") as caught:
        evaluate_matrix(RUBRIC, matrix([NOT_APPLICABLE, *EXAMPLE[1:]]))
    assert caught.value.params["question"] == "1.1.1"


def test_the_column_of_a_refusal_is_that_of_the_whole_matrix():
    levels = np.zeros((60, BLOCK + 10), np.int8)
    levels[0, BLOCK + 7] = 99
    with refused("level_out_of_range") as caught:
        evaluate_matrix(RUBRIC, levels)
    assert caught.value.params["column"] == BLOCK + 7


@pytest.mark.parametrize("threads", [1, 2])
def test_nonsense_in_more_blocks_than_are_worked_on_at_once_is_not_waited_for(threads):
    nonsense = np.full((60, 4 * BLOCK), 99, np.int8)
    with refused("level_out_of_range"):
        evaluate_matrix(RUBRIC, nonsense, threads=threads)


def test_no_enterprises_give_empty_columns():
    outcome = evaluate_matrix(RUBRIC, np.zeros((60, 0), np.int8))
    assert outcome.level.shape == (0,)
    assert outcome.pillar_levels.shape == (6, 0)


def test_a_gap_leaves_its_own_enterprise_without_level_and_no_other():
    gap = [NOT_ANSWERED, *EXAMPLE[1:]]
    outcome = evaluate_matrix(RUBRIC, matrix(EXAMPLE, gap))
    assert outcome.level.tolist() == [2, NO_LEVEL]
    assert outcome.complete.tolist() == [True, False]
    assert outcome.answered.tolist() == [60, 59]
    assert outcome.pillar_levels[:, 1].tolist() == [NO_LEVEL, 3, 3, 2, 1, 1]


def test_where_nothing_applies_there_is_no_level():
    rubric = make_rubric([(0, 1)], optional=("a1",))
    outcome = evaluate_matrix(rubric, matrix([NOT_APPLICABLE], [1]))
    assert outcome.level.tolist() == [NO_LEVEL, 0]
    assert outcome.pillar_levels.tolist() == [[NO_LEVEL, 1]]


def test_what_does_not_apply_shortens_the_maximum_of_its_column_alone():
    rubric = make_rubric(
        [(0, 1, 2)],
        [(0, 1, 2)],
        optional=("b1",),
        weights=(30, 10),
        total_bands=bands_from(50),
    )
    outcome = evaluate_matrix(rubric, matrix([1, 0], [1, NOT_APPLICABLE]))
    unit = rubric.total_unit
    assert outcome.maximum.tolist() == [40 * unit, 30 * unit]
    assert outcome.total.tolist() == [15 * unit, 15 * unit]
    assert outcome.level.tolist() == [1, 2]


@pytest.mark.parametrize("threads", [1, 3])
def test_blocks_with_and_without_gaps_stand_side_by_side(threads):
    width = 2 * BLOCK + 5
    levels = np.random.default_rng(7).integers(0, 6, (60, width), np.int8)
    gaps = (BLOCK + 1, width - 1)
    levels[17, gaps] = NOT_ANSWERED

    outcomes = evaluate_matrix(RUBRIC, levels, threads=threads)
    assert np.flatnonzero(~outcomes.complete).tolist() == list(gaps)
    for column in (*gaps, 0, 3, BLOCK - 1, BLOCK, 2 * BLOCK):
        outcome = evaluate(RUBRIC, levels[:, column].tolist())
        assert int(outcomes.total[column]) == outcome.total
        assert int(outcomes.answered[column]) == outcome.answered
        assert level_or_none(outcomes.level[column]) == outcome.level
        pillars = outcomes.pillar_levels[:, column]
        assert tuple(map(level_or_none, pillars)) == outcome.pillar_levels


def level_or_none(level: np.int8) -> int | None:
    return None if level == NO_LEVEL else int(level)


def test_the_order_in_memory_does_not_matter():
    rows = np.random.default_rng(8).integers(0, 6, (500, 60)).astype(np.int8)
    by_rows = evaluate_matrix(RUBRIC, rows.T)
    by_columns = evaluate_matrix(RUBRIC, np.ascontiguousarray(rows.T))
    assert (by_rows.total == by_columns.total).all()
    assert (by_rows.level == by_columns.level).all()


def test_ten_thousand_levels_and_the_reserved_codes_are_told_apart():
    rubric = make_rubric([tuple(range(10_001)), (0, 1)], optional=["a1"])
    rows = [[10_000, 1], [254, 0], [255, 1], [NOT_ANSWERED, 1], [NOT_APPLICABLE, 1]]
    outcome = evaluate_matrix(rubric, np.array(rows, np.int16).T)
    assert outcome.total.tolist() == [10_001, 254, 256, 1, 1]
    assert outcome.answered.tolist() == [2, 2, 2, 1, 1]
    assert outcome.applicable.tolist() == [2, 2, 2, 2, 1]


def test_a_wide_rubric_takes_no_narrow_levels_and_tells_what_is_no_level():
    rubric = make_rubric([tuple(range(10_001))])
    with refused("matrix_shape"):
        evaluate_matrix(rubric, np.zeros((1, 2), np.int8))
    with pytest.raises(ScoringError) as error:
        evaluate_matrix(rubric, np.array([[3, 10_001]], np.int16))
    assert error.value.params == {"question": "a1", "column": 1, "level": 10_001}
