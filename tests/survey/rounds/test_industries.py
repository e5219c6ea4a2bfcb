"""Industries of a sector, as the document of an index says."""

import pytest
from django.utils import translation

from indexes.index.model import Index
from registry.sectors import sectors
from survey.rounds.industries import industry_name, only_industry_of
from tests.builders import index_document
from tests.indexes.frameworks.rows import index_named
from tests.survey.asked import small, wide


@pytest.fixture(scope="module")
def of_2025() -> Index:
    return Index(index_document("dbi-2025-sme"))


@pytest.mark.parametrize(("sector", "only"), [("G", "shop"), ("A", "farm"), ("K", "")])
def test_one_industry_is_taken_where_the_sector_leaves_no_other(sector, only):
    assert only_industry_of(wide(), sector) == only


def test_an_index_without_industries_has_none():
    assert small().variants_for("G") == []
    assert only_industry_of(small(), "G") == ""
    assert industry_name(small()) == ""


def test_where_several_suit_nobody_chooses_for_the_owner(of_2025):
    ids = [industry["id"] for industry in of_2025.variants_for("I")]
    assert ids == ["hospitality", "food-beverage"]
    assert only_industry_of(of_2025, "I") == ""


@pytest.mark.parametrize("sector", sectors())
def test_an_industry_is_chosen_exactly_where_one_alone_names_the_sector(
    of_2025, sector
):
    naming = []
    for industry in of_2025.variants["list"]:
        if sector in industry["vsic"]:
            naming.append(industry["id"])
    assert [row["id"] for row in of_2025.variants_for(sector)] == naming
    assert only_industry_of(of_2025, sector) == (naming[0] if len(naming) == 1 else "")


def test_an_industry_has_its_name_in_the_language_of_the_reader():
    with translation.override("vi"):
        assert industry_name(wide("farm")) == "Trang trại"
    with translation.override("en"):
        assert industry_name(wide("farm")) == "Farm"
    assert industry_name(wide("")) == ""


@pytest.mark.parametrize(
    ("sizes", "ids"),
    [
        (("micro",), ["ig1"]),
        (("micro", "small"), ["ig1"]),
        (("small", "medium"), ["ig1", "ig2"]),
        (("large",), ["ig3"]),
        ((), []),
    ],
)
def test_a_variant_may_be_of_a_size_class_rather_than_of_a_trade(sizes, ids):
    index = index_named("cis-8")
    assert [variant["id"] for variant in index.variants_for("G", sizes)] == ids
    assert only_industry_of(index, "G", sizes) == (ids[0] if len(ids) == 1 else "")


@pytest.mark.parametrize(
    ("name", "is_by_trade"),
    [("wide", True), ("dbi-2025-sme", True), ("cis-8", False), ("small", False)],
)
def test_variants_are_industries_where_they_name_sectors(name, is_by_trade):
    assert index_named(name).is_by_trade is is_by_trade


def test_trade_and_size_class_both_have_to_suit_where_both_are_named():
    document = index_document("wide")
    document["variants"]["list"][0]["sizes"] = ["micro"]
    index = Index(document)
    assert only_industry_of(index, "G", ["micro"]) == "shop"
    assert only_industry_of(index, "G", ["large"]) == ""
    assert only_industry_of(index, "A", ["micro"]) == "farm"
