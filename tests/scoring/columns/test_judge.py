"""The overall level of columns: of the rules that hold, the highest."""

import numpy as np
import pytest

from scoring.columns.bar import full_bar
from scoring.columns.judge import desk_for, judge
from scoring.columns.sheet import Sheet
from scoring.rubric import Rubric
from scoring.rules import Gate
from tests.scoring.rubrics import FIVE_LEVELS, make_rubric, rubric_2021

RUBRIC = rubric_2021()


def levels_of(rubric: Rubric, *columns: tuple[int, ...], room: int = 8) -> list[int]:
    """The levels of enterprises with these points by pillar."""
    sheet = Sheet(rubric, len(columns))
    sheet.pillar_points[...] = np.array(columns).T
    sheet.total[...] = sheet.pillar_points.sum(axis=0)
    desk = desk_for(len(rubric.pillars), room)
    judge(rubric, full_bar(rubric), sheet, slice(0, len(columns)), desk, {})
    return sheet.level.tolist()


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ((27, 15, 33, 20, 10, 5), 2),
        ((27, 15, 33, 27, 21, 5), 2),  # 128 points
        ((27, 15, 33, 27, 21, 6), 3),  # 129
        ((65, 25, 80, 0, 0, 0), 0),  # too few pillars for anything
        ((65, 25, 80, 65, 50, 35), 5),
    ],
)
def test_of_the_rules_that_hold_the_highest_counts(points, level):
    assert levels_of(RUBRIC, points) == [level]


def test_columns_are_judged_each_by_itself():
    empty, full = (0,) * 6, RUBRIC.pillar_maxima
    assert levels_of(RUBRIC, empty, full, empty) == [0, 5, 0]


def test_where_no_rule_holds_it_is_the_level_named_otherwise():
    rubric = make_rubric([(0, 1)], gates=(Gate(3, 0, 1, 1),), otherwise=2)
    assert levels_of(rubric, (0,), (1,)) == [2, 3]


def test_at_the_lowest_level_is_every_pillar():
    gates = (Gate(1, 2, 2, 0),)
    rubric = make_rubric([FIVE_LEVELS], [FIVE_LEVELS], gates=gates)
    assert levels_of(rubric, (3, 0), (2, 0)) == [1, 0]


def test_a_pillar_of_which_nothing_applies_is_at_no_level():
    rubric = make_rubric([FIVE_LEVELS], [FIVE_LEVELS], gates=(Gate(1, 0, 2, 0),))
    sheet = Sheet(rubric, 2)
    sheet.write_out()
    sheet.pillar_maxima[1, 0] = 0
    sheet.pillar_points[...] = 1
    sheet.total[...] = 2
    judge(rubric, full_bar(rubric), sheet, slice(0, 2), desk_for(2, 2), {})
    assert sheet.level.tolist() == [0, 1]


def test_a_higher_rule_may_hold_where_a_lower_one_does_not():
    """Level 1 asks for both pillars, level 2 for more points in one."""
    gates = (Gate(2, 3, 1, 1), Gate(1, 1, 2, 1))
    rubric = make_rubric([FIVE_LEVELS], [FIVE_LEVELS], gates=gates)
    assert levels_of(rubric, (4, 0), (3, 0), (3, 3)) == [2, 0, 2]


def test_a_desk_for_longer_blocks_does_for_the_last_that_is_shorter():
    assert levels_of(RUBRIC, RUBRIC.pillar_maxima, room=100) == [5]


def test_a_desk_is_used_again_without_a_trace_of_the_block_before():
    sheet = Sheet(RUBRIC, 4)
    sheet.pillar_points[...] = np.array([RUBRIC.pillar_maxima] * 2 + [(0,) * 6] * 2).T
    sheet.total[...] = sheet.pillar_points.sum(axis=0)
    desk = desk_for(6, 2)
    for columns in (slice(0, 2), slice(2, 4)):
        judge(RUBRIC, full_bar(RUBRIC), sheet, columns, desk, {})
    assert sheet.level.tolist() == [5, 5, 0, 0]
