"""What is scored, and the read limit beside it."""

import numpy as np
import pytest

from performance.scoring import of_means, of_parts, of_sums, random_levels, read_once
from scoring.evaluate import evaluate
from tests.scoring.rubrics import rubric_2021


def test_levels_are_those_of_sixty_questions_and_lie_between_0_and_5():
    levels = random_levels(200)
    assert levels.shape == (60, 200)
    assert levels.dtype == np.int8
    assert set(np.unique(levels)) == {0, 1, 2, 3, 4, 5}


def test_levels_are_the_same_every_time():
    assert (random_levels(50) == random_levels(50)).all()


def test_the_answers_of_one_question_lie_side_by_side():
    levels = random_levels(50)
    assert all(row.flags.c_contiguous for row in levels)


def test_each_column_is_an_enterprise_that_can_be_scored():
    levels = random_levels(3)
    for column in levels.T:
        assert evaluate(rubric_2021(), column.tolist()).level in range(6)


@pytest.mark.parametrize("width", [1, 2, 8, 10])
def test_the_read_limit_looks_at_every_whole_word(width):
    levels = np.full((60, width), 1, np.int8)
    words = 60 * width // 8
    # Eight bytes of 1 read as one number.
    assert read_once(levels) == words * 0x0101010101010101


def test_the_read_limit_changes_with_what_is_read():
    levels = np.zeros((60, 8), np.int8)
    before = read_once(levels)
    levels[59, 7] = 1
    assert read_once(levels) != before


def test_sums_are_measured_against_their_goals():
    one, many, *_more = of_sums(random_levels(40))
    assert one.limit == 50e-6
    assert many.name == "40 enterprises"
    assert many.beside_name == "reading the bytes"
    assert many.goal == "≤ 3 ×"


def test_parts_that_the_quick_way_does_not_take_are_measured_too():
    names = [measurement.name for measurement in of_parts(random_levels(40))]
    assert names == ["40, a tenth incomplete", "40 stored by rows"]


def test_means_are_measured_whole_and_with_what_does_not_apply():
    names = [measurement.name for measurement in of_means(12)]
    assert names == [
        "one enterprise, weighted means of 139",
        "12, weighted means of 139",
        "… a sixth not applicable",
    ]
