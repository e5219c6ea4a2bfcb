"""Columns while they are filled: narrow, and shared until they must not be."""

import numpy as np

from scoring.columns.sheet import Sheet, column_if_same
from tests.scoring.rubrics import MAXIMA_2021, make_rubric, rubric_2021

SHARED = ("maximum", "answered", "applicable", "pillar_maxima", "pillar_open")


def test_columns_have_the_narrowest_type_that_holds_them():
    sheet = Sheet(rubric_2021(), 3)
    assert sheet.pillar_points.dtype == np.uint8  # 80 at most
    assert sheet.total.dtype == np.uint16  # 320
    assert sheet.answered.dtype == np.uint8
    assert sheet.level.dtype == np.int8


def test_complete_answers_have_their_maxima_in_common():
    sheet = Sheet(rubric_2021(), 3)
    assert sheet.maximum.tolist() == [320] * 3
    assert sheet.answered.tolist() == sheet.applicable.tolist() == [60] * 3
    assert sheet.pillar_maxima[:, 2].tolist() == list(MAXIMA_2021)
    assert not sheet.pillar_open.any()


def test_what_is_common_takes_the_memory_of_one_column():
    sheet = Sheet(rubric_2021(), 1_000_000)
    for name in SHARED:
        assert getattr(sheet, name).strides[-1] == 0, name


def test_written_out_every_column_can_differ():
    sheet = Sheet(rubric_2021(), 3)
    sheet.write_out()
    sheet.answered[1] -= 1
    sheet.pillar_maxima[0, 1] -= 5
    sheet.pillar_open[0, 1] = True
    assert sheet.answered.tolist() == [60, 59, 60]
    assert sheet.applicable.tolist() == [60, 60, 60]
    assert sheet.pillar_maxima[0].tolist() == [65, 60, 65]
    assert sheet.pillar_open[0].tolist() == [False, True, False]


def test_writing_out_again_takes_nothing_back():
    sheet = Sheet(rubric_2021(), 3)
    sheet.write_out()
    sheet.answered[1] = 7
    answered = sheet.answered
    sheet.write_out()
    assert sheet.answered is answered


def test_columns_in_common_are_read_as_one():
    sheet = Sheet(make_rubric([(0, 2)], [(0, 5)]), 4)
    assert column_if_same(sheet.pillar_maxima).tolist() == [[2], [5]]
    sheet.write_out()
    assert column_if_same(sheet.pillar_maxima).shape == (2, 4)
