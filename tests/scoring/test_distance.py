"""How far it is to the next level: points, pillars, and which of them are nearest."""

from fractions import Fraction

import pytest

from scoring.distance import Distance, PillarGap, distance_to_next
from scoring.evaluate import evaluate
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate
from tests.scoring.rubrics import (
    EXAMPLE_2021,
    FIVE_LEVELS,
    MAXIMA_2021,
    bands_from,
    levels_worth,
    make_rubric,
    rubric_2021,
)

RUBRIC = rubric_2021()


def distance_2021(*pillar_points: int) -> Distance | None:
    levels = levels_worth(RUBRIC, *pillar_points)
    return distance_to_next(RUBRIC, evaluate(RUBRIC, levels))


def test_the_worked_example_lacks_19_points_and_one_more_pillar():
    assert distance_2021(*EXAMPLE_2021) == Distance(
        target=3,
        points_needed=19,
        pillars_needed=1,
        pillar_level=3,
        nearest_pillars=(PillarGap(3, 7), PillarGap(5, 10), PillarGap(4, 11)),
    )


@pytest.mark.parametrize(
    ("pillar_points", "target", "points", "pillars"),
    [
        ((0, 0, 0, 0, 0, 0), 1, 21, 4),
        ((7, 5, 0, 7, 0, 2), 1, 0, 1),  # the points of level 1 in three pillars
        ((14, 10, 17, 14, 9, 0), 2, 1, 0),  # its pillars, and one point short
        ((65, 25, 80, 0, 0, 0), 1, 0, 1),
        ((53, 25, 66, 53, 40, 34), 5, 0, 1),
    ],
)
def test_both_conditions_are_told_and_neither_below_zero(
    pillar_points, target, points, pillars
):
    distance = distance_2021(*pillar_points)
    assert distance.target == target
    assert distance.points_needed == points
    assert distance.pillars_needed == pillars


def test_equally_near_pillars_stand_in_the_order_of_the_rubric():
    rubric = make_rubric([(0, 2)], [(0, 1)], [(0, 2)], gates=(Gate(1, 4, 3, 1),))
    distance = distance_to_next(rubric, evaluate(rubric, [0, 0, 0]))
    assert [gap.pillar for gap in distance.nearest_pillars] == [1, 0, 2]
    assert [gap.points for gap in distance.nearest_pillars] == [1, 2, 2]


def test_a_pillar_of_which_nothing_applies_is_not_asked_for():
    rubric = make_rubric(
        [(0, 2)], [(0, 2)], optional=("b1",), gates=(Gate(1, 1, 2, 1),)
    )
    distance = distance_to_next(rubric, evaluate(rubric, [0, NOT_APPLICABLE]))
    assert distance.pillars_needed == 1
    assert [gap.pillar for gap in distance.nearest_pillars] == [0]


def test_what_does_not_apply_shortens_a_pillar_and_its_gap():
    """Above 50 % of four points are three, of two points two."""
    rubric = make_rubric([(0, 2), (0, 2)], optional=("a2",), gates=(Gate(1, 0, 1, 1),))
    whole = distance_to_next(rubric, evaluate(rubric, [0, 0]))
    part = distance_to_next(rubric, evaluate(rubric, [0, NOT_APPLICABLE]))
    assert whole.nearest_pillars == (PillarGap(0, 3),)
    assert part.nearest_pillars == (PillarGap(0, 2),)


def test_bands_of_the_total_ask_nothing_of_pillars():
    rubric = make_rubric([FIVE_LEVELS], [FIVE_LEVELS], total_bands=bands_from(50))
    distance = distance_to_next(rubric, evaluate(rubric, [1, 0]))
    assert distance.points_needed == 3
    assert (distance.pillars_needed, distance.nearest_pillars) == (0, ())


def test_a_cut_that_must_be_passed_asks_for_one_unit_more_than_one_to_be_met():
    bands = (Band(1), Band(2, at_least=Fraction(1, 4)), Band(3, above=Fraction(1, 2)))
    rubric = make_rubric([FIVE_LEVELS], weights=(1,), total_bands=bands)
    below, met = evaluate(rubric, [0]), evaluate(rubric, [2])
    assert (below.level, met.level) == (1, 2)
    assert distance_to_next(rubric, below).points_needed == rubric.maximum // 4
    assert distance_to_next(rubric, met).points_needed == 1


def test_there_is_no_distance_at_the_top():
    assert distance_2021(*MAXIMA_2021) is None


def test_there_is_no_distance_while_a_question_is_open():
    levels = [NOT_ANSWERED, *levels_worth(RUBRIC, *EXAMPLE_2021)[1:]]
    assert distance_to_next(RUBRIC, evaluate(RUBRIC, levels)) is None


def test_there_is_no_distance_where_nothing_applies():
    rubric = make_rubric([(0, 1)], optional=("a1",), gates=(Gate(1, 0, 1, 1),))
    assert distance_to_next(rubric, evaluate(rubric, [NOT_APPLICABLE])) is None
