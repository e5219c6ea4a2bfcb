"""The 2021 rules at their edges: exact on both sides of every cut, a level for every total."""

from dataclasses import replace

import pytest

from scoring.evaluate import Outcome, evaluate
from scoring.rules import NOT_ANSWERED
from tests.scoring.rubrics import CUTS_2021, MAXIMA_2021, levels_worth, rubric_2021

RUBRIC = rubric_2021()
FIVEFOLD = 1
"""Pillar 2 stands on 2.1.1 alone, which counts fivefold: it moves in fives."""
OTHERS = (0, 2, 3, 4, 5)


def outcome_of(*pillar_points: int) -> Outcome:
    return evaluate(RUBRIC, levels_worth(RUBRIC, *pillar_points))


def spread(total: int) -> list[int]:
    """Pillar points that share `total` as evenly as the maxima allow."""
    points = [maximum * total // 320 for maximum in MAXIMA_2021]
    points[FIVEFOLD] = 25 if total > 295 else points[FIVEFOLD] // 5 * 5
    left = total - sum(points)
    for pillar in OTHERS:
        added = min(left, MAXIMA_2021[pillar] - points[pillar])
        points[pillar] += added
        left -= added
    assert left == 0
    return points


def in_fives(points: int) -> int:
    """Rounded up."""
    return -(-points // 5) * 5


def test_the_rubric_has_60_criteria_and_320_points():
    assert len(RUBRIC.questions) == 60
    assert RUBRIC.maximum == 320
    assert RUBRIC.pillar_maxima == MAXIMA_2021


@pytest.mark.parametrize("pillar", OTHERS)
@pytest.mark.parametrize(("level", "cut"), list(enumerate(CUTS_2021)))
def test_a_pillar_at_a_cut_stays_below_and_one_point_more_is_above(pillar, level, cut):
    at_cut = cut * MAXIMA_2021[pillar] // 100
    for points, expected in ((at_cut, level), (at_cut + 1, level + 1)):
        pillar_points = [0] * 6
        pillar_points[pillar] = points
        assert outcome_of(*pillar_points).pillar_levels[pillar] == expected


@pytest.mark.parametrize(
    ("points", "level"),
    [(0, 0), (5, 1), (10, 2), (15, 3), (20, 4), (25, 5)],
)
def test_pillar_two_stands_on_its_one_criterion(points, level):
    assert outcome_of(0, points, 0, 0, 0, 0).pillar_levels[FIVEFOLD] == level


def test_pillar_one_with_39_of_65_points_is_level_3_as_the_decision_says():
    assert outcome_of(39, 0, 0, 0, 0, 0).pillar_levels[0] == 3


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


@pytest.mark.parametrize(("total", "pillar_points", "level"), AT_AND_ABOVE)
def test_totals_at_and_above_a_gate(total, pillar_points, level):
    outcome = outcome_of(*pillar_points)
    assert outcome.total == total
    assert outcome.level == level


@pytest.mark.parametrize(
    ("gate", "level", "strong"),
    [(64, 2, (0, 1, 3, 5)), (128, 3, (0, 1, 3, 5)), (192, 4, (0, 1, 3, 4, 5))],
)
def test_a_total_at_its_gate_is_too_little_even_when_the_pillars_are_there(
    gate, level, strong
):
    """As many strong pillars as the gate asks for; pillar 3 makes up the total."""
    pillar_points = [0] * 6
    for pillar in strong:
        pillar_points[pillar] = RUBRIC.pillar_least[pillar][level - 1]
    pillar_points[FIVEFOLD] = in_fives(pillar_points[FIVEFOLD])

    for total, expected in ((gate, level - 1), (gate + 1, level)):
        pillar_points[2] = 0
        pillar_points[2] = total - sum(pillar_points)
        assert outcome_of(*pillar_points).level == expected


@pytest.mark.parametrize("gate", [20, 64, 128, 192, 256])
def test_each_total_alone_is_exact_on_both_sides(gate):
    gates = tuple(replace(gate, pillars_at_least=0) for gate in RUBRIC.gates)
    totals_only = replace(RUBRIC, gates=gates)
    at = evaluate(totals_only, levels_worth(RUBRIC, *spread(gate)))
    above = evaluate(totals_only, levels_worth(RUBRIC, *spread(gate + 1)))
    assert above.level == at.level + 1


def test_the_pillars_of_the_first_and_the_last_gate_need_more_than_its_total():
    """22 and 266 points: the totals 20 and 256 never decide alone (docs/scoring.md)."""
    first = [least[0] for least in RUBRIC.pillar_least]
    last = [least[4] for least in RUBRIC.pillar_least]
    first[FIVEFOLD] = in_fives(first[FIVEFOLD])
    last[FIVEFOLD] = in_fives(last[FIVEFOLD])
    assert sum(sorted(first)[:4]) == 22
    assert sum(last) == 266


@pytest.mark.parametrize("total", range(321))
def test_every_total_has_a_level(total):
    outcome = outcome_of(*spread(total))
    assert outcome.total == total
    assert outcome.level in range(6)


def test_totals_above_256_spread_evenly_do_not_fall_below_level_4():
    assert all(outcome_of(*spread(total)).level >= 4 for total in range(257, 321))


def test_enough_points_in_too_few_pillars_fall_to_the_level_named_otherwise():
    outcome = outcome_of(65, 25, 80, 0, 0, 0)
    assert outcome.total == 170
    assert outcome.level == 0


def test_nothing_answered_is_no_level_rather_than_level_zero():
    outcome = evaluate(RUBRIC, [NOT_ANSWERED] * 60)
    assert outcome.level is None
    assert outcome.pillar_levels == (None,) * 6
