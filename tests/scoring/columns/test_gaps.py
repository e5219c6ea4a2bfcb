"""Questions without a level: refused, or taken out of every count."""

import numpy as np
import pytest

from scoring.columns.gaps import check_codes, count_gaps, without_gaps
from scoring.columns.sheet import Sheet
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.refusals import refused
from tests.scoring.rubrics import make_rubric

TWO = (0, 1, 2)
RUBRIC = make_rubric([TWO, TWO], [(1, 2, 3)], optional=("a2", "b1"))
ALL = slice(0, 3)


def codes_of(*rows: list[int]) -> np.ndarray:
    """Levels of enterprises written as rows, read as bytes."""
    return np.array(rows, np.int8).T.view(np.uint8)


GAPS = codes_of(
    [1, 2, 0],
    [NOT_ANSWERED, 2, NOT_ANSWERED],
    [1, NOT_APPLICABLE, NOT_APPLICABLE],
)


def counted() -> Sheet:
    """The columns of GAPS, in which every gap was added up as level 0."""
    sheet = Sheet(RUBRIC, 3)
    sheet.pillar_points[...] = [[3, 2, 1], [1, 1, 1]]
    sheet.write_out()
    count_gaps(RUBRIC, GAPS, sheet, ALL)
    return sheet


def test_without_gaps_there_is_level_0_in_their_place():
    levels = without_gaps(GAPS)
    assert levels.dtype == np.uint8
    assert levels.T.tolist() == [[1, 2, 0], [0, 2, 0], [1, 0, 0]]


def test_levels_and_the_codes_a_question_allows_are_accepted():
    check_codes(RUBRIC, GAPS, start=0)


@pytest.mark.parametrize(
    ("row", "code", "question", "level"),
    [
        ([3, 0, 0], "level_out_of_range", "a1", 3),
        ([0, 0, -3], "level_out_of_range", "b1", -3),
        ([0, 127, 0], "level_out_of_range", "a2", 127),
        ([NOT_APPLICABLE, 0, 0], "not_applicable_refused", "a1", NOT_APPLICABLE),
    ],
)
def test_anything_else_is_refused_with_its_place_in_the_whole_matrix(
    row, code, question, level
):
    with refused(code) as caught:
        check_codes(RUBRIC, codes_of([0, 0, 0], row), start=100)
    params = {"question": question, "column": 101, "level": level}
    assert caught.value.params == params


def test_what_is_not_answered_is_still_asked_for():
    sheet = counted()
    assert sheet.answered.tolist() == [3, 1, 1]
    assert sheet.applicable.tolist() == [3, 3, 1]


def test_what_is_not_answered_opens_its_pillar_and_no_other():
    sheet = Sheet(RUBRIC, 2)
    sheet.write_out()
    answers = codes_of([NOT_ANSWERED, 2, 0], [1, NOT_APPLICABLE, 0])
    count_gaps(RUBRIC, answers, sheet, slice(0, 2))
    assert sheet.pillar_open.tolist() == [[True, False], [False, False]]


def test_what_does_not_apply_shortens_its_pillar():
    sheet = counted()
    assert sheet.pillar_maxima.tolist() == [[4, 4, 2], [3, 3, 0]]


def test_what_level_0_would_have_earned_is_taken_back():
    """b1 is worth a point at level 0, not where it is not answered or does not apply."""
    sheet = counted()
    assert sheet.pillar_points.tolist() == [[3, 2, 1], [1, 0, 0]]


def test_only_the_columns_of_the_block_are_touched():
    sheet = Sheet(RUBRIC, 5)
    sheet.pillar_points[...] = 1
    sheet.write_out()
    count_gaps(RUBRIC, GAPS, sheet, slice(2, 5))
    assert sheet.answered.tolist() == [3, 3, 3, 1, 1]
