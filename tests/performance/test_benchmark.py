"""The comparison with others: who stands in it, and the pages that read it."""

import random
from collections import Counter

import pytest

from performance.benchmark import (
    SECTORS,
    SIZES,
    TWICE,
    _counting,
    _newest_result,
    _profile,
    _rounds,
)
from performance.frame import population
from registry.sectors import sectors
from survey.models import Result
from tests.builders import make_assessment, make_index_version, make_result

WARDS = ["26734", "26737"]


def test_a_profile_is_drawn_from_trades_sizes_and_wards():
    chance = random.Random(1)
    profiles = [_profile(WARDS, chance) for _ in range(200)]
    assert {profile["sector"] for profile in profiles} == set(SECTORS)
    assert {profile["size"] for profile in profiles} == set(SIZES)
    assert {profile["area"] for profile in profiles} == set(WARDS)


def test_the_same_chance_draws_the_same_profile():
    first, second = random.Random(4), random.Random(4)
    assert _profile(WARDS, first) == _profile(WARDS, second)


def test_the_trades_are_those_of_the_official_list():
    assert set(SECTORS) <= set(sectors())


def test_a_fifth_answers_twice_and_nobody_more_often():
    chance = random.Random(1)
    rounds = Counter(_rounds(chance) for _ in range(5000))
    assert set(rounds) == {1, 2}
    assert rounds[2] / 5000 == pytest.approx(TWICE, abs=0.03)


@pytest.mark.django_db
def test_the_page_is_that_of_the_newest_result_read_in_one_query(
    django_assert_num_queries,
):
    make_result()
    newest = make_result(make_assessment(round=2))
    with django_assert_num_queries(1):
        result = _newest_result()
        assert result.organisation.name
        assert result.assessment.round == 2
        assert result.index_version.index_id == "small"
    assert result == newest


@pytest.mark.django_db
def test_counting_is_measured_whole_and_by_its_reading(monkeypatch):
    monkeypatch.setattr(population, "KINDS", 2)
    version = make_index_version()
    population.populate(version, 6, lambda chance: _profile(WARDS, chance))
    reading, refreshing = _counting(version, Result.objects.count())
    assert reading.name == "  read 6 results as columns"
    assert reading.met is None
    assert refreshing.name == "refresh_benchmark, 6 results"
    assert refreshing.limit == 1.0
