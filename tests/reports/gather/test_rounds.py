"""The other rounds of an enterprise, and other readings of the same answers."""

from datetime import timedelta

import pytest

from accounts.access.scopes import Scope
from reports.gather.frozen import percent
from reports.gather.rounds import rounds_of
from tests.builders import (
    NOW,
    make_assessment,
    make_correction,
    make_organisation,
    make_result,
    make_version_of,
)
from tests.reports.reading import following_version, gathered

pytestmark = pytest.mark.django_db


def test_history_has_one_point_per_round_oldest_first(real_index):
    enterprise = make_organisation()
    first = make_result(make_assessment(enterprise, real_index), level=1)
    second = make_result(
        make_assessment(enterprise, real_index, round=2),
        level=2,
        created_at=NOW.replace(year=2027),
    )
    assert [past.public_id for past in gathered(first).history] == [
        str(first.public_id),
        str(second.public_id),
    ]


def reread(result, version=None, *, days: int = 30, **fields):
    """The same answers once more, under a newer version where one is given."""
    anew = {
        "rescored_from": result,
        "index_version": version or result.index_version,
        "created_at": NOW + timedelta(days=days),
        "engine_version": f"9.{days}",
    }
    return make_result(result.assessment, level=2, **(anew | fields))


def test_a_round_is_told_with_its_figures_and_how_it_was_counted(enterprise):
    result = make_result(make_assessment(enterprise, make_version_of("small")), level=2)
    (past,) = rounds_of(result, Scope.OWN)["history"]
    assert past.number == 1
    assert past.percent == percent(result.total, result.maximum)
    assert past.level.number == result.level
    assert (past.version, past.industry) == (1, "")


def test_the_industry_that_was_asked_stands_with_its_round(enterprise):
    draft = make_assessment(enterprise, make_version_of("wide"), variant="shop")
    index = draft.index
    levels = index.vector(index.counted(dict.fromkeys(index.codes, 1)))
    (past,) = rounds_of(make_result(draft, levels=levels), Scope.OWN)["history"]
    assert past.industry == "Cửa hàng"


def test_a_result_of_another_index_is_no_round_beside_this_one(enterprise):
    result = make_result(make_assessment(enterprise, make_version_of("small")))
    make_result(make_assessment(enterprise, make_version_of("dbi-2021-sme"), round=2))
    assert len(rounds_of(result, Scope.OWN)["history"]) == 1


def test_answers_that_were_read_once_have_no_other_reading(result):
    rounds = rounds_of(result, Scope.OWN)
    assert rounds["read_anew_at"] is rounds["first"] is rounds["newer"] is None


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.ANSWERS, Scope.AGGREGATE])
def test_whoever_reads_a_result_is_told_of_a_newer_reading(enterprise, scope):
    first = make_result(make_assessment(enterprise, make_version_of("small")))
    newer = reread(first, following_version("small"))
    rounds = rounds_of(first, scope)
    assert rounds["newer"].public_id == str(newer.public_id)
    assert rounds["newer"].version == first.index_version.version + 1
    assert (rounds["first"], rounds["read_anew_at"]) == (None, None)


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.ANSWERS, Scope.AGGREGATE])
def test_a_reading_anew_says_when_and_leads_to_the_first(enterprise, scope):
    first = make_result(make_assessment(enterprise, make_version_of("small")))
    newer = reread(first)
    rounds = rounds_of(newer, scope)
    assert rounds["read_anew_at"] == newer.created_at
    assert rounds["first"].public_id == str(first.public_id)
    assert rounds["newer"] is None


def test_of_three_readings_the_one_between_knows_the_first_and_the_newest(enterprise):
    first = make_result(make_assessment(enterprise, make_version_of("small")))
    between, newest = reread(first), reread(first, days=60)
    rounds = rounds_of(between, Scope.OWN)
    assert rounds["first"].public_id == str(first.public_id)
    assert rounds["newer"].public_id == str(newest.public_id)


def test_the_history_has_each_round_once_by_the_reading_that_is_looked_at(enterprise):
    first = make_result(make_assessment(enterprise, make_version_of("small")))
    newer = reread(first)
    for reading in (first, newer):
        history = rounds_of(reading, Scope.OWN)["history"]
        assert [past.public_id for past in history] == [str(reading.public_id)]


@pytest.mark.parametrize("scope", [Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE])
def test_rounds_are_for_the_enterprise_itself(result, scope):
    assert "history" not in rounds_of(result, scope)


def test_reading_them_takes_one_query(result, django_assert_num_queries):
    for scope in (Scope.OWN, Scope.AGGREGATE):
        rounds_of(result, scope)  # reads the index, which is kept for all
        with django_assert_num_queries(1):
            rounds_of(result, scope)


# A slip that was mended


@pytest.fixture
def mended(enterprise):
    """The first result of a round, and the one that corrects it."""
    first = make_result(make_assessment(enterprise, make_version_of("small")), level=1)
    return first, make_correction(first, level=3)


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.ANSWERS, Scope.AGGREGATE])
def test_whoever_reads_one_of_the_two_is_told_of_the_other(mended, scope):
    first, corrected = mended
    rounds = rounds_of(first, scope)
    assert rounds["replaced"].public_id == str(corrected.public_id)
    assert rounds["replaced"].at == first.assessment.replaced_at
    assert rounds["corrects"] is None
    rounds = rounds_of(corrected, scope)
    assert rounds["corrects"].public_id == str(first.public_id)
    assert rounds["replaced"] is None


def test_a_round_and_its_correction_are_one_round_of_the_history(mended):
    for looked_at in mended:
        (past,) = rounds_of(looked_at, Scope.OWN)["history"]
        assert (past.number, past.public_id) == (1, str(looked_at.public_id))


def test_a_later_round_stands_beside_the_corrected_result_only(mended, enterprise):
    first, corrected = mended
    version = first.index_version
    later = make_result(make_assessment(enterprise, version, round=2))
    history = rounds_of(later, Scope.OWN)["history"]
    expected = [str(corrected.public_id), str(later.public_id)]
    assert [past.public_id for past in history] == expected
