"""What scores come to: weights, means, bands and what nothing makes up for."""

from fractions import Fraction

import pytest

from providers.vetting.criteria.queries import all_criteria
from providers.vetting.evaluations.outcome import are_apart, outcome_of, percent_of

CRITERIA = all_criteria()["2026-12"]
NAMES = [criterion.id for criterion in CRITERIA.criteria]


def all_at(points: int, **own: int) -> dict[str, int]:
    return {**dict.fromkeys(NAMES, points), **own}


@pytest.mark.parametrize(("points", "percent"), [(0, 0), (1, 33), (2, 67), (3, 100)])
def test_the_same_score_everywhere_is_its_share_of_all(points, percent):
    assert percent_of(CRITERIA, all_at(points)) == percent


@pytest.mark.parametrize(
    ("own", "percent"),
    [
        ({"legal": 3}, 20),
        ({"record": 3}, 20),
        ({"support": 3}, 15),
        ({"published": 3}, 5),
        ({"published": 1}, 2),
        ({"prices": 3, "published": 3}, 15),
    ],
)
def test_each_criterion_counts_by_its_weight(own, percent):
    assert percent_of(CRITERIA, all_at(0, **own)) == percent


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (60, 60, False),
        (44, 45, False),
        (44, 59, False),
        (44, 60, True),
        (60, 44, True),
        (59, 80, True),
        (60, 100, False),
        (0, 100, True),
    ],
)
def test_two_are_apart_by_more_than_one_band(first, second, apart):
    assert are_apart(CRITERIA, first, second) is apart


def test_two_count_by_their_mean():
    found = outcome_of(CRITERIA, [all_at(2), all_at(3)])
    assert found.points["legal"] == Fraction(5, 2)
    assert (found.percent, found.passes) == (83, True)


def test_one_who_stands_alone_counts_alone():
    found = outcome_of(CRITERIA, [all_at(2)])
    assert (found.percent, found.band["en"]) == (67, "Met")


@pytest.mark.parametrize("name", ["legal", "record", "security"])
def test_what_must_be_there_is_not_made_up_for(name):
    found = outcome_of(CRITERIA, [all_at(3, **{name: 1})])
    assert found.percent >= 80
    assert (found.below, found.passes) == ((name,), False)


def test_the_mean_of_two_decides_what_must_be_there():
    near = outcome_of(CRITERIA, [all_at(2, legal=1), all_at(2, legal=3)])
    assert near.below == ()
    under = outcome_of(CRITERIA, [all_at(2, legal=1), all_at(2, legal=2)])
    assert under.below == ("legal",)


def test_below_the_band_nothing_passes_though_nothing_is_below():
    low = all_at(1, legal=2, record=2, security=2)
    found = outcome_of(CRITERIA, [low])
    assert found.below == ()
    assert (found.percent, found.passes) == (52, False)
