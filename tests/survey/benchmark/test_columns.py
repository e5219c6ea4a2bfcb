"""Results as columns, and which of them are the newest and the last to rise."""

import numpy as np
import pytest

from survey.benchmark import columns as columns_module
from survey.benchmark.columns import (
    NO_LEVEL,
    Columns,
    last_rises,
    newest_of_enterprises,
    newest_of_rounds,
    read_columns,
    read_levels,
)
from survey.models import Result
from tests.builders import make_assessment, make_organisation, make_result
from tests.survey.benchmark.many import BINH_DUONG, HCM

NAMES = (["", "I", "G"], ["", "small"], ["", "ho-chi-minh"])


def columns_of(*rows: dict) -> Columns:
    """One enterprise with one round, unless a row tells otherwise."""
    usual = {"enterprise": 1, "assessment": 1, "version": 1, "level": 1}
    rows = [{**usual, "result": number, **row} for number, row in enumerate(rows)]

    def column(name: str) -> np.ndarray:
        return np.array([row[name] for row in rows], np.int64)

    return Columns(
        result=column("result"),
        enterprise=column("enterprise"),
        assessment=column("assessment"),
        version=column("version"),
        level=column("level"),
        tenths=np.array([row.get("tenths", [500, 500]) for row in rows]),
        profile=np.array([row.get("profile", [0, 0, 0]) for row in rows]),
        names=NAMES,
    )


def round_of(enterprise: int, assessment: int, level: int, version: int = 1) -> dict:
    return {
        "enterprise": enterprise,
        "assessment": assessment,
        "level": level,
        "version": version,
    }


def test_of_every_round_the_newest_result_stays_enterprise_by_enterprise():
    columns = columns_of(
        round_of(2, 5, 1), round_of(1, 4, 1), round_of(1, 3, 1), round_of(1, 3, 2)
    )
    assert newest_of_rounds(columns).tolist() == [3, 1, 0]


def test_a_round_read_anew_stays_in_its_place():
    """The newest result of all is one of the older round."""
    columns = columns_of(round_of(1, 3, 1), round_of(1, 4, 1), round_of(1, 3, 5))
    rounds = newest_of_rounds(columns)
    assert rounds.tolist() == [2, 1]
    assert newest_of_enterprises(columns, rounds).tolist() == [1]


@pytest.mark.parametrize(
    ("rounds", "rises"),
    [
        ([(1, 1), (2, 2)], [(0, 1)]),
        ([(1, 2), (2, 2)], []),
        ([(1, 3), (2, 1)], []),
        ([(1, 1), (2, 2), (3, 4)], [(1, 2)]),  # the last of two
        ([(1, 1), (2, 2), (3, 2)], [(0, 1)]),  # the last that was one
        ([(1, NO_LEVEL), (2, 2)], []),
    ],
)
def test_the_last_rise_of_an_enterprise_counts(rounds, rises):
    columns = columns_of(*(round_of(1, number, level) for number, level in rounds))
    before, after = last_rises(columns, newest_of_rounds(columns))
    assert list(zip(before.tolist(), after.tolist(), strict=True)) == rises


def test_readings_of_two_versions_are_no_rise():
    columns = columns_of(round_of(1, 1, 1, version=1), round_of(1, 2, 4, version=2))
    before, after = last_rises(columns, newest_of_rounds(columns))
    assert before.size == after.size == 0


def test_two_enterprises_in_a_row_are_no_rise():
    columns = columns_of(round_of(1, 1, 1), round_of(2, 2, 4))
    before, _after = last_rises(columns, newest_of_rounds(columns))
    assert before.size == 0


@pytest.fixture
def two_results():
    first = make_result(make_assessment(sector="I", area=BINH_DUONG), level=1)
    second = make_result(make_assessment(sector="G", area=HCM, size=""), level=3)
    return first, second


def read(**filters) -> Columns:
    return read_columns(Result.objects.filter(**filters).order_by("pk"), pillars=3)


@pytest.mark.sql
@pytest.mark.django_db
@pytest.mark.parametrize("block", [1, 20_000])
def test_results_become_columns_block_by_block(two_results, block, monkeypatch):
    monkeypatch.setattr(columns_module, "BLOCK", block)
    columns = read()
    order = np.argsort(columns.result)
    assert columns.result[order].tolist() == [result.pk for result in two_results]
    assert columns.level[order].tolist() == [result.level for result in two_results]
    texts = [
        [columns.names[part][number] for part, number in enumerate(row)]
        for row in columns.profile[order]
    ]
    assert texts == [["I", "small", "binh-duong"], ["G", "", "ho-chi-minh"]]


@pytest.mark.django_db
def test_percents_are_of_the_total_and_then_of_each_pillar(two_results):
    first, _second = two_results
    (row,) = read(pk=first.pk).tenths
    parts = [first.total, *first.pillar_points]
    wholes = [first.maximum, *first.pillar_maxima]
    expected = [1000 * part / whole for part, whole in zip(parts, wholes, strict=True)]
    assert row.tolist() == pytest.approx(expected, abs=0.5)


@pytest.mark.django_db
def test_a_result_without_a_level_has_none(two_results):
    first, _second = two_results
    Result.objects.filter(pk=first.pk).update(level=None)
    assert read(pk=first.pk).level.tolist() == [NO_LEVEL]


@pytest.mark.django_db
def test_an_area_that_is_no_longer_on_the_list_is_not_known(two_results):
    first, _second = two_results
    Result.objects.filter(pk=first.pk).update(area="00000")
    assert read(pk=first.pk).profile[0, 2] == 0


@pytest.mark.django_db
def test_of_no_results_there_are_columns_of_no_rows():
    columns = read()
    assert columns.result.size == 0
    assert columns.tenths.shape == (0, 4)
    assert columns.names == ([""], [""], [""])
    assert newest_of_rounds(columns).size == 0


@pytest.mark.sql
@pytest.mark.django_db
@pytest.mark.parametrize("block", [2, 20_000])
def test_levels_come_in_the_order_asked_for_and_what_is_not_there_is_open(
    block, monkeypatch
):
    monkeypatch.setattr(columns_module, "BLOCK", block)
    enterprises = [make_organisation(name=f"Quán {number}") for number in range(5)]
    ids = [
        make_result(make_assessment(each), level=level).pk
        for level, each in enumerate(enterprises)
    ]
    asked = np.array([ids[4], max(ids) + 1, ids[0], ids[2]])
    levels = read_levels(Result.objects.all(), asked, questions=7)
    assert levels[:, 0].tolist() == [4, -1, 0, 2]


@pytest.mark.django_db
def test_levels_of_two_bytes_are_read_as_those_of_one():
    results = [make_result(make_assessment()) for _enterprise in range(2)]
    for number, result in enumerate(results):
        levels = np.array([9_000 + number, -2], np.int16).tobytes()
        Result.objects.filter(pk=result.pk).update(levels=levels)
    asked = np.array([results[1].pk, results[0].pk])
    levels = read_levels(Result.objects.all(), asked, questions=2)
    assert levels.tolist() == [[9_001, -2], [9_000, -2]]
