"""The 2021 rules at their edges: exact on both sides of every cut, and a level for every total."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.distance import PillarGap, distance_to_next
from scoring.evaluate import evaluate
from scoring.rules import NOT_ANSWERED
from tests.scoring.rubrics import CUTS_2021, levels_worth, rubric_2021

RUBRIC = rubric_2021()
MAXIMA = (65, 25, 80, 65, 50, 35)


def spread(total: int) -> list[int]:
    """Pillar points that share `total` as evenly as the maxima allow (pillar 2 moves in fives)."""
    second = 25 if total > 295 else total * 25 // 320 // 5 * 5
    points = [maximum * total // 320 for maximum in MAXIMA]
    points[1] = second
    left = total - sum(points)
    for pillar in (0, 2, 3, 4, 5):
        added = min(left, MAXIMA[pillar] - points[pillar])
        points[pillar] += added
        left -= added
    assert left == 0
    return points


def test_the_rubric_has_60_criteria_and_320_points():
    assert len(RUBRIC.questions) == 60
    assert RUBRIC.maximum == 320
    assert RUBRIC.pillar_maxima == MAXIMA


@pytest.mark.parametrize("pillar", [0, 2, 3, 4, 5])
@pytest.mark.parametrize(("level", "cut"), list(enumerate(CUTS_2021)))
def test_a_pillar_exactly_at_a_cut_stays_below_and_one_point_more_is_above(
    pillar, level, cut
):
    at_cut = int(Fraction(cut * MAXIMA[pillar], 100))
    for points, expected in ((at_cut, level), (at_cut + 1, level + 1)):
        shares = [0] * 6
        shares[pillar] = points
        assert (
            evaluate(RUBRIC, levels_worth(RUBRIC, *shares)).pillar_levels[pillar]
            == expected
        )


@pytest.mark.parametrize(
    ("points", "level"), [(0, 0), (5, 1), (10, 2), (15, 3), (20, 4), (25, 5)]
)
def test_pillar_two_stands_on_its_one_criterion(points, level):
    assert (
        evaluate(RUBRIC, levels_worth(RUBRIC, 0, points, 0, 0, 0, 0)).pillar_levels[1]
        == level
    )


def test_pillar_one_with_39_of_65_points_is_level_3_as_the_decision_says():
    assert (
        evaluate(RUBRIC, levels_worth(RUBRIC, 39, 0, 0, 0, 0, 0)).pillar_levels[0] == 3
    )


AT_AND_ABOVE = [
    (20, (7, 0, 1, 7, 3, 2), 0),
    (21, (7, 5, 0, 7, 0, 2), 0),
    (23, (7, 5, 0, 7, 0, 4), 1),
    (64, (14, 10, 17, 14, 9, 0), 1),
    (65, (14, 10, 17, 14, 10, 0), 2),
    (128, (27, 15, 33, 27, 21, 5), 2),
    (129, (27, 15, 33, 27, 21, 6), 3),
    (192, (40, 20, 49, 40, 31, 12), 3),
    (193, (40, 20, 49, 40, 31, 13), 4),
    (256, (53, 25, 56, 53, 40, 29), 4),
    (274, (53, 25, 66, 53, 43, 34), 5),
]


@pytest.mark.parametrize(("total", "pillars", "level"), AT_AND_ABOVE)
def test_totals_at_and_above_a_gate(total, pillars, level):
    outcome = evaluate(RUBRIC, levels_worth(RUBRIC, *pillars))
    assert outcome.total == total
    assert outcome.level == level


@pytest.mark.parametrize(("gate", "pillar_level"), [(64, 2), (128, 3), (192, 4)])
def test_the_total_must_be_strictly_above_the_gate_even_when_the_pillars_are_there(
    gate, pillar_level
):
    least = [points[pillar_level - 1] for points in RUBRIC.pillar_least]
    strong = (0, 1, 3, 4, 5) if pillar_level == 4 else (0, 1, 3, 5)
    shares = [least[pillar] if pillar in strong else 0 for pillar in range(6)]
    shares[1] = -(-shares[1] // 5) * 5
    for total, expected in ((gate, pillar_level - 1), (gate + 1, pillar_level)):
        filled = list(shares)
        filled[2] = total - sum(shares)
        assert evaluate(RUBRIC, levels_worth(RUBRIC, *filled)).level == expected


@pytest.mark.parametrize("gate", [20, 64, 128, 192, 256])
def test_each_total_alone_is_exact_on_both_sides(gate):
    totals_only = replace(
        RUBRIC, gates=tuple(replace(rule, pillars_at_least=0) for rule in RUBRIC.gates)
    )
    below, above = (
        evaluate(totals_only, levels_worth(RUBRIC, *spread(total)))
        for total in (gate, gate + 1)
    )
    assert above.level == below.level + 1


def test_the_pillars_of_the_first_and_the_last_gate_already_need_more_than_its_total():
    """22 and 266 points: the totals 20 and 256 never decide alone (docs/scoring.md says so)."""
    by_five = [
        [-(-points[0] // 5) * 5 if pillar == 1 else points[0], points[4]]
        for pillar, points in enumerate(RUBRIC.pillar_least)
    ]
    by_five[1][1] = 25
    assert sum(sorted(first for first, _ in by_five)[:4]) == 22
    assert sum(last for _, last in by_five) == 266


@pytest.mark.parametrize("total", range(321))
def test_every_total_has_a_level_and_a_higher_total_spread_evenly_never_a_lower_one(
    total,
):
    here = evaluate(RUBRIC, levels_worth(RUBRIC, *spread(total)))
    assert here.total == total
    assert here.level in range(6)
    if total > 256:
        assert here.level >= 4


def test_totals_of_257_to_319_do_not_fall_to_the_lowest_level():
    for missing in range(1, 64):
        levels = levels_worth(RUBRIC, *spread(320 - missing))
        assert evaluate(RUBRIC, levels).level >= 4


def test_enough_points_in_too_few_pillars_fall_through_to_the_level_named_otherwise():
    outcome = evaluate(RUBRIC, levels_worth(RUBRIC, 65, 25, 80, 0, 0, 0))
    assert outcome.total == 170
    assert outcome.level == 0


def test_an_unanswered_question_is_no_level_three_and_no_zero():
    levels = levels_worth(RUBRIC, *MAXIMA)
    levels[0] = NOT_ANSWERED
    outcome = evaluate(RUBRIC, levels)
    assert outcome.points[0] is None
    assert outcome.total == 315
    assert outcome.answered == 59
    assert outcome.level is None
    assert outcome.pillar_levels == (None, 5, 5, 5, 5, 5)
    assert not outcome.complete


def test_nothing_answered_is_no_level_rather_than_level_zero():
    outcome = evaluate(RUBRIC, [NOT_ANSWERED] * 60)
    assert outcome.level is None
    assert outcome.pillar_levels == (None,) * 6


def test_the_distance_says_19_points_and_one_more_pillar():
    outcome = evaluate(RUBRIC, levels_worth(RUBRIC, 27, 15, 33, 20, 10, 5))
    distance = distance_to_next(RUBRIC, outcome)
    assert (distance.target, distance.points_needed, distance.pillars_needed) == (
        3,
        19,
        1,
    )
    assert distance.pillar_level == 3
    assert distance.nearest_pillars == (
        PillarGap(3, 7),
        PillarGap(5, 10),
        PillarGap(4, 11),
    )


def test_there_is_no_distance_at_the_top_or_while_incomplete():
    full = levels_worth(RUBRIC, *MAXIMA)
    assert distance_to_next(RUBRIC, evaluate(RUBRIC, full)) is None
    assert distance_to_next(RUBRIC, evaluate(RUBRIC, [NOT_ANSWERED, *full[1:]])) is None
