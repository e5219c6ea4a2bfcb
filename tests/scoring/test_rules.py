"""Questions, bands and gates, and the fewest units that reach a cut: exact at every edge."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules import (
    Band,
    Question,
    Rule,
    least_above,
    least_by_band,
    least_total,
    least_units,
    pillars_required,
)
from tests.scoring.rubrics import bands_at, bands_from

HALF = Fraction(1, 2)
SHARES = st.fractions(0, 1, max_denominator=60)


def rule(share: Fraction, strictly: bool = True, pillars: int = 0) -> Rule:
    return Rule(1, share, strictly, pillars, 1)


def test_a_question_knows_its_top_and_its_maximum():
    question = Question("2.1.1", 1, (0, 5, 10, 15, 20, 25))
    assert question.top == 5
    assert question.maximum == 25


STRAIGHT = Question("1", 0, tuple(range(5)))
MARKED = Question("1", 0, tuple(range(101)), marks=(25, 60))


@pytest.mark.parametrize(
    ("question", "lower", "higher", "steps"),
    [
        (STRAIGHT, 1, 3, [(1, 2), (2, 3)]),
        (STRAIGHT, 3, 1, []),
        (STRAIGHT, -2, 3, []),  # what does not apply makes no step
        (MARKED, 0, 60, [(0, 25), (25, 60)]),
        (MARKED, 30, 60, [(30, 60)]),
        (MARKED, 30, 40, [(30, 40)]),  # whoever asks for less than a mark
        (MARKED, 60, 100, [(60, 100)]),
    ],
)
def test_steps_lead_from_level_to_level_or_from_mark_to_mark(
    question, lower, higher, steps
):
    assert question.steps_between(lower, higher) == steps


@pytest.mark.parametrize(
    ("question", "level", "step"),
    [
        (STRAIGHT, 0, 0),
        (STRAIGHT, 4, 4),
        (MARKED, 24, 0),
        (MARKED, 25, 1),
        (MARKED, 60, 2),
        (MARKED, 100, 2),
    ],
)
def test_a_step_leads_on_from_every_level_below_the_last_stop(question, level, step):
    assert question.step_from(level) == step
    assert (step == len(question.stops)) == (level >= question.stops[-1])


@pytest.mark.parametrize(
    ("band", "cut", "strictly"),
    [
        (Band(0), None, False),
        (Band(1, above=HALF), HALF, True),
        (Band(1, at_least=HALF), HALF, False),
        (Band(1, above=Fraction(0)), 0, True),
    ],
)
def test_a_band_starts_at_its_cut_whichever_way_it_is_read(band, cut, strictly):
    assert band.cut == cut
    assert band.strictly is strictly


@pytest.mark.parametrize(
    ("maximum", "share", "least"),
    [(65, "1/10", 7), (50, "1/10", 6), (3, "1/3", 2), (7, "0", 1), (0, "1/2", 1)],
)
def test_the_least_above_a_share_is_exact(maximum, share, least):
    assert least_above(maximum, Fraction(share)) == least


@pytest.mark.parametrize(
    ("maximum", "share", "at", "above"),
    [
        (65, "3/5", 39, 40),  # 39 of 65 points are exactly 60 %
        (50, "1/5", 10, 11),
        (65, "1/10", 7, 7),  # 6.5 is no whole number: both start with 7
        (100, "1", 100, 101),
        (100, "0", 0, 1),
    ],
)
def test_from_a_share_on_and_above_it_differ_only_where_it_is_met(
    maximum, share, at, above
):
    assert least_units(maximum, Fraction(share), strictly=False) == at
    assert least_units(maximum, Fraction(share), strictly=True) == above


@given(st.integers(0, 10**6), SHARES, st.booleans())
def test_the_fewest_units_reach_the_cut_and_one_less_does_not(maximum, share, strictly):
    def reaches(units: int) -> bool:
        cut = share * maximum
        return units > cut or (units == cut and not strictly)

    least = least_units(maximum, share, strictly)
    assert reaches(least)
    assert not reaches(least - 1)


@given(st.lists(st.integers(0, 10**6), min_size=1), SHARES, st.booleans())
def test_a_column_of_maxima_gives_what_each_of_them_gives(maxima, share, strictly):
    column = least_units(np.array(maxima, np.int64), share, strictly)
    singles = [least_units(maximum, share, strictly) for maximum in maxima]
    assert column.tolist() == singles


@pytest.mark.parametrize(
    ("bands", "maximum", "least"),
    [
        (bands_at(10, 20, 40, 60, 80), 65, (7, 14, 27, 40, 53)),
        (bands_at(10, 20, 40, 60, 80), 35, (4, 8, 15, 22, 29)),
        (bands_from(25, 50, 75, 100), 100, (25, 50, 75, 100)),
        (bands_from(), 100, ()),
    ],
)
def test_every_band_but_the_lowest_has_its_fewest_units(bands, maximum, least):
    assert least_by_band(bands, maximum) == least


def test_the_total_of_a_rule_is_a_share_of_what_applies():
    """Above 128 of 320; with 300 points applicable above 120 (docs/scoring.md)."""
    above_two_fifths = rule(Fraction(128, 320))
    assert least_total(above_two_fifths, 320) == 129
    assert least_total(above_two_fifths, 300) == 121
    assert least_total(rule(Fraction(128, 320), strictly=False), 300) == 120


@pytest.mark.parametrize(
    ("asked", "remaining", "required"),
    [(4, 6, 4), (4, 5, 4), (4, 3, 2), (4, 1, 1), (4, 0, 0), (0, 6, 0), (6, 5, 5)],
)
def test_a_gate_asks_for_the_same_share_of_the_pillars_that_remain_rounded_up(
    asked, remaining, required
):
    gate = rule(HALF, pillars=asked)
    assert pillars_required(gate, 6, remaining) == required
    column = pillars_required(gate, 6, np.array([remaining], np.int64))
    assert column.tolist() == [required]
