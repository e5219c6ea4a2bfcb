"""One result under other indexes: which ones, in which variant, from how much."""

import pytest

from indexes.services import set_index_status
from survey.results.elsewhere import estimates_elsewhere
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_result,
    make_version_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def others():
    """The two newer decisions, in use."""
    return [make_version_of("dbi-2025-sme"), make_version_of("dbi-2025-large")]


def result_of(sector: str = "", organisation=None, **fields):
    """Of the index of 2021, from which crosswalks lead to both."""
    version = make_version_of("dbi-2021-sme")
    return make_result(
        make_assessment(organisation, version, sector=sector, **fields), level=3
    )


def by_index(result, chosen: str = "") -> dict:
    return {
        elsewhere.version.index_id: elsewhere
        for elsewhere in estimates_elsewhere(result, chosen)
    }


def test_a_result_is_read_under_every_index_that_a_crosswalk_leads_to(others):
    found = by_index(result_of())
    assert set(found) == {"dbi-2025-sme", "dbi-2025-large"}
    for index_id, elsewhere in found.items():
        assert elsewhere.crosswalk.to == index_id
        assert elsewhere.index.id == index_id


def test_an_index_that_is_retired_or_not_there_is_left_out(others):
    set_index_status(version=others[1], status="retired", now=NOW, by=None)
    assert set(by_index(result_of())) == {"dbi-2025-sme"}


def test_where_no_crosswalk_leads_anywhere_there_is_nothing(others):
    assert estimates_elsewhere(make_result()) == []


def test_without_an_industry_nothing_is_estimated(others):
    elsewhere = by_index(result_of())["dbi-2025-sme"]
    assert (elsewhere.variant, elsewhere.likely) == ("", ())
    assert elsewhere.estimate is None


def test_an_index_without_variants_is_estimated_at_once(others):
    elsewhere = by_index(result_of())["dbi-2025-large"]
    assert elsewhere.estimate is not None
    assert 0 < elsewhere.estimate.points_known <= 1


def test_the_industry_that_the_reader_asks_for_goes_before_all(others):
    enterprise = make_organisation()
    make_assessment(enterprise, others[0], variant="steel", round=2)
    result = result_of("I", enterprise)
    assert by_index(result, "steel")["dbi-2025-sme"].variant == "steel"
    assert by_index(result, "food-beverage")["dbi-2025-sme"].variant == "food-beverage"


def variants(version) -> set[str]:
    return {variant["id"] for variant in version.index.variants["list"]}


def test_an_industry_that_the_index_does_not_have_is_as_none(others):
    assert by_index(result_of(), "nothing")["dbi-2025-sme"].variant == ""


@pytest.mark.sql
def test_what_the_enterprise_answered_last_goes_before_what_its_sector_suggests(others):
    enterprise = make_organisation()
    first, last = sorted(variants(others[0]))[:2]
    make_assessment(enterprise, others[0], variant=first, round=2)
    make_assessment(enterprise, others[0], variant=last, round=3)
    result = result_of("I", enterprise)
    assert by_index(result)["dbi-2025-sme"].variant == last


def test_what_another_enterprise_answered_says_nothing(others):
    make_assessment(make_organisation(name="Khác"), others[0], variant="steel")
    assert by_index(result_of())["dbi-2025-sme"].variant == ""


def test_a_sector_with_one_industry_is_taken_for_it_and_with_several_is_not(others):
    listed = others[0].index.variants["list"]
    sectors = {sector for variant in listed for sector in variant.get("vsic", ())}
    for sector in sorted(sectors):
        elsewhere = by_index(result_of(sector, make_organisation(name=sector)))[
            "dbi-2025-sme"
        ]
        fitting = [
            variant["id"] for variant in listed if sector in variant.get("vsic", ())
        ]
        assert list(elsewhere.likely) == fitting
        assert elsewhere.variant == (fitting[0] if len(fitting) == 1 else "")


def test_it_takes_few_queries_however_many_indexes_there_are(
    others, django_assert_max_num_queries
):
    result = result_of()
    with django_assert_max_num_queries(4):
        estimates_elsewhere(result)
