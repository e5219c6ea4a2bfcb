"""Points of pillars added up in runs of alike questions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.columns.runs import add_up, runs_of
from scoring.evaluate import evaluate
from scoring.rubric import Rubric
from tests.scoring.rubrics import make_rubric, rubric_2021
from tests.scoring.strategies import answers, rubrics

STRAIGHT, TWOFOLD, UNEVEN = (0, 1, 2), (0, 2, 4), (0, 1, 3)


def points_of(rubric: Rubric, *rows: list[int]) -> list[list[int]] | None:
    """By pillar, of enterprises written as rows; None where some code is no level."""
    dtype = rubric.level_dtype
    codes = np.array(rows, dtype).T.view(f"u{dtype.name}")
    points = np.zeros((len(rubric.pillars), len(rows)), np.int64)
    if not add_up(runs_of(rubric), codes, points):
        return None
    return points.tolist()


@pytest.mark.parametrize(
    ("pillars", "lengths"),
    [
        ([[STRAIGHT, STRAIGHT, STRAIGHT]], [3]),
        ([[STRAIGHT], [STRAIGHT]], [1, 1]),  # pillars are added up apart
        ([[STRAIGHT, TWOFOLD, STRAIGHT]], [1, 1, 1]),
        ([[STRAIGHT, (0, 1, 2, 3)]], [1, 1]),  # another top
        ([[UNEVEN, UNEVEN]], [1, 1]),  # each is looked up by itself
        ([[(0, 0, 1), STRAIGHT, STRAIGHT]], [1, 2]),
        ([[(1, 2, 3), (1, 2, 3)]], [1, 1]),  # level 0 is worth something
    ],
)
def test_neighbours_that_earn_alike_are_one_run(pillars, lengths):
    runs = runs_of(make_rubric(*pillars))
    assert [run.rows.stop - run.rows.start for run in runs] == lengths


def test_every_question_is_in_one_run_in_the_order_of_the_rubric():
    rows = [run.rows for run in runs_of(rubric_2021())]
    assert rows[0].start == 0
    assert rows[-1].stop == 60
    starts = [row.start for row in rows[1:]]
    assert starts == [row.stop for row in rows[:-1]]


def test_the_sixty_questions_of_2021_are_six_runs():
    runs = runs_of(rubric_2021())
    assert [run.per_level for run in runs] == [1, 5, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("questions", "levels", "points"),
    [
        ([STRAIGHT, STRAIGHT], [2, 1], 3),
        ([TWOFOLD, TWOFOLD], [2, 1], 6),
        ([UNEVEN, UNEVEN], [2, 1], 4),
        ([STRAIGHT, UNEVEN, TWOFOLD], [1, 2, 2], 8),
        ([(1, 2, 3), (0, 0, 1)], [0, 1], 1),
    ],
)
def test_points_are_those_of_the_levels(questions, levels, points):
    assert points_of(make_rubric(questions), levels) == [[points]]


@pytest.mark.parametrize("level", [3, -1, -2, 127])
def test_a_byte_that_is_no_level_stops_the_adding(level):
    rubric = make_rubric([STRAIGHT, STRAIGHT])
    assert points_of(rubric, [0, 0], [1, level]) is None


def test_no_columns_have_no_points():
    codes, points = np.zeros((2, 0), np.uint8), np.zeros((1, 0))
    assert add_up(runs_of(make_rubric([STRAIGHT, STRAIGHT])), codes, points)


@given(st.data())
def test_many_enterprises_have_the_points_they_have_one_by_one(data):
    rubric = data.draw(rubrics(shrinks=False))
    row = answers(rubric, complete=True)
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    by_pillar = zip(*points_of(rubric, *rows), strict=True)
    for levels, points in zip(rows, by_pillar, strict=True):
        assert points == evaluate(rubric, levels).pillar_points
