"""What a rubric makes of its rules: tables that everything is judged by, and units of totals."""

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import numpy as np
import pytest

from scoring.rules import Band, Gate
from tests.scoring.refusals import refused
from tests.scoring.rubrics import (
    MAXIMA_2021,
    bands_from,
    make_rubric,
    rubric_2021,
    rubric_of_means,
)

GOOD = rubric_2021()
FULL, HALF = Fraction(1), Fraction(1, 2)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("unit_below_one", {"unit": 0}),
        ("unknown_not_applicable", {"not_applicable": "ignored"}),
        ("pillar_empty", {"pillars": (*GOOD.pillars, "7")}),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(code, changes):
    with refused(code):
        replace(GOOD, **changes)


def test_points_beyond_what_columns_hold_are_refused():
    with refused("points_too_large") as caught:
        make_rubric([(0, 2**31)])
    assert caught.value.params == {"maximum": 2**31}


def test_cuts_too_fine_for_columns_are_refused():
    """Twice a product of large primes does not fit the unit of the total."""
    gates = (Gate(1, 1, 0, 0),)
    with refused("points_too_large"):
        make_rubric([(0, 1)], weights=(2**31 - 1,), gates=gates, unit=2**13 - 1)


def test_a_rubric_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        GOOD.otherwise = 3


def test_equal_rules_are_equal():
    assert rubric_2021() == GOOD
    assert hash(rubric_2021()) == hash(GOOD)
    assert replace(GOOD, version=2) != GOOD


def test_every_level_that_can_come_out_is_listed_lowest_first():
    assert GOOD.levels == (0, 1, 2, 3, 4, 5)
    assert rubric_of_means().levels == (1, 2, 3, 4, 5)


def test_maxima_are_sums_of_the_questions():
    assert GOOD.pillar_maxima == MAXIMA_2021
    assert GOOD.maximum == 320


def test_the_least_points_of_each_level_are_those_of_the_decision_plus_one():
    """The decision's table gives the highest points of each level but the last."""
    highest = {
        0: (13, 26, 39, 52),
        2: (16, 32, 48, 64),
        3: (13, 26, 39, 52),
        4: (10, 20, 30, 40),
        5: (7, 14, 21, 28),
    }
    for pillar, points in highest.items():
        least = [point + 1 for point in points]
        assert list(GOOD.pillar_least[pillar][1:]) == least


def test_a_gate_becomes_a_rule_on_its_share_of_the_full_total():
    highest = GOOD.rules[0]
    assert (highest.level, highest.share) == (5, Fraction(256, 320))
    assert highest.strictly
    assert (highest.pillars_at_least, highest.pillar_level) == (6, 5)


def test_a_band_of_the_total_becomes_a_rule_that_asks_nothing_of_pillars():
    rubric = make_rubric([(0, 1)], total_bands=bands_from(50, 100))
    shares = [(rule.level, rule.share, rule.strictly) for rule in rubric.rules]
    assert shares == [(3, FULL, False), (2, HALF, False)]
    assert {rule.pillars_at_least for rule in rubric.rules} == {0}


def test_a_plain_sum_is_counted_in_the_units_of_its_points():
    rubric = make_rubric([(0, 6), (0, 3)], unit=6)
    assert (rubric.total_unit, rubric.maximum) == (6, 9)


@pytest.mark.parametrize(
    "rubric",
    [
        rubric_of_means(),
        make_rubric([(0, 1)], [(0, 3)], weights=(7, 5), total_bands=bands_from(33)),
        make_rubric([(0, 1)], weights=(240,), unit=6, total_bands=bands_from(10)),
    ],
)
def test_every_cut_of_a_weighted_total_is_an_even_number_of_units(rubric):
    for rule in rubric.rules:
        cut = rule.share * rubric.maximum
        assert cut.denominator == 1
        assert cut % 2 == 0


def test_where_pillars_can_drop_out_a_cut_is_whole_for_whatever_remains():
    """Weights 31 and 10: what is left may be worth 41, 31 or 10 points."""
    bands = (Band(1), Band(2, at_least=Fraction(1, 41)))
    rubric = make_rubric(
        [(0, 1)],
        [(0, 1)],
        optional=("a1", "b1"),
        weights=(31, 10),
        total_bands=bands,
    )
    cut = rubric.rules[0].share
    for weights in (41, 31, 10):
        assert (cut * weights * rubric.total_unit / 2).denominator == 1


@pytest.mark.parametrize(
    ("levels", "dtype"), [(127, np.int8), (128, np.int16), (10_001, np.int16)]
)
def test_columns_of_levels_are_as_narrow_as_the_questions_allow(levels, dtype):
    rubric = make_rubric([(0, 1), tuple(range(levels))])
    assert rubric.level_dtype == dtype
