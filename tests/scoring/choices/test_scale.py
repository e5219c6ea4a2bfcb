"""What units of pillars add to the total, as whole numbers."""

import pytest

from scoring.choices.scale import Scale, scale_of
from scoring.evaluate import evaluate
from scoring.groups import points_by_level
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE
from tests.scoring.rubrics import bands_from, make_rubric, rubric_2021


def scale(rubric: Rubric, *levels: int) -> Scale:
    points = points_by_level(rubric, levels)
    return scale_of(rubric, evaluate(rubric, levels), points)


def weighted(*pillars, optional=()) -> Rubric:
    return make_rubric(
        *pillars,
        optional=optional,
        weights=(30, 10),
        total_bands=bands_from(50),
    )


def test_in_a_plain_sum_a_unit_is_a_unit():
    assert scale(rubric_2021(), *[1] * 60) == Scale(
        worth=[1] * 6,
        full=320,
        total=64,
        grain=1,
    )


def test_points_with_a_common_measure_are_counted_in_it():
    rubric = make_rubric([(0, 6, 12)], [(0, 9)])
    assert scale(rubric, 1, 0).grain == 3


def test_in_a_weighted_total_a_unit_is_worth_its_share_of_the_weight():
    """30 by 4 units and 10 by 5 units, over 20: 150 and 40 a unit, in steps of 10."""
    rubric = weighted([(0, 1, 2, 3, 4)], [(0, 5)])
    assert scale(rubric, 1, 1) == Scale(
        worth=[150, 40],
        full=40 * 20,
        total=150 + 5 * 40,
        grain=50,
    )


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_pillar_that_does_not_apply_is_worth_nothing_in_full_and_total(level):
    rubric = weighted([(0, 1, 2)], [(0, 7)], optional=("b1",))
    shrunk = scale(rubric, level, NOT_APPLICABLE)
    assert shrunk.full == 30 * 2
    assert shrunk.total == 30 * level
    assert shrunk.worth[0] == 30
