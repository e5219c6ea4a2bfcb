"""What the page of an index tells: the rules of a decision in plain words."""

from fractions import Fraction

import pytest
from django.utils import translation

from indexes import rules_page
from indexes.rules_page import head_of, page_of, rules_path
from tests.builders import index_document, make_index_version, make_version_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew(monkeypatch):
    """Pages are kept for as long as the process lives; each test makes its own."""
    monkeypatch.setattr(rules_page, "_pages", {})
    monkeypatch.setattr(rules_page, "_heads", {})


def english(name: str) -> dict:
    with translation.override("en"):
        return page_of(make_version_of(name))


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ({"up_to": 10}, "at most 10%"),
        ({"below": 50}, "below 50%"),
        ({"above": 10, "up_to": 20}, "above 10% to 20%"),
        ({"at_least": 50, "below": 90}, "from 50% to below 90%"),
        ({"above": 80, "up_to": 100}, "above 80%"),
        ({"at_least": 90, "up_to": 100}, "from 90%"),
        ({"at_least": 100}, "100%"),
        ({"above": 12.5, "up_to": 37.5}, "above 12.5% to 37.5%"),
    ],
)
def test_a_band_is_said_as_one_would_say_it(band, words):
    with translation.override("en"):
        assert rules_page._band(band) == words


def test_a_share_is_written_as_the_reader_writes_it():
    with translation.override("vi"):
        assert rules_page._band({"above": 12.5, "up_to": 100}) == "trên 12,5\u00a0%"


def test_levels_say_when_they_are_reached():
    levels = english("small")["levels"]
    assert levels[5]["when"] == "more than 32 points, and 3 pillars or more at level 5"
    assert levels[0]["when"] == "in every other case"
    assert levels[1]["meaning"] == "A start is made."
    assert [level["when"] for level in english("wide")["levels"]] == [
        "below 50%",
        "from 50% to below 90%",
        "from 90%",
    ]


def test_a_level_of_which_no_rule_speaks_says_nothing_of_when():
    for level in english("dbi-2023-sme")["levels"]:
        assert level["when"] == ""


def test_the_parts_of_a_total_come_before_the_notes_of_rules():
    assert english("wide")["rules"][:2] == [
        "Common part: 40 of 100 points",
        "Tools: 60 of 100 points",
    ]


def test_notes_of_rules_come_in_the_order_one_works_a_result_out():
    document = index_document("wide")
    scoring = document["scoring"]
    for name in ("points", "pillar_level", "overall_level", "not_applicable"):
        scoring[name]["note"] = {"vi": name, "en": name}
    with translation.override("en"):
        rules = page_of(make_index_version(document))["rules"]
    assert rules[2:] == ["points", "pillar_level", "overall_level", "not_applicable"]


def test_another_way_of_reading_the_decision_is_told_beside():
    (reading,) = english("wide")["readings"]
    assert reading == {
        "say": "Others write otherwise.",
        "bands": ["0: below 10%", "1: from 10%"],
    }


def test_a_pillar_is_worth_its_points_or_its_weight():
    assert [pillar.worth for pillar in english("small")["pillars"]] == [
        "10 points",
        "15 points",
        "15 points",
    ]
    assert [pillar.worth for pillar in english("wide")["pillars"]] == [
        "20 points",
        "20 points",
        "60 points",
    ]


def test_a_pillar_that_only_gathers_information_is_worth_nothing():
    assert rules_page._worth({"indicators": [{"questions": [{"kind": "text"}]}]}, None)
    with translation.override("en"):
        pillar = {"indicators": [{"questions": [{"kind": "text"}]}]}
        assert rules_page._worth(pillar, None) == "no points"
        assert rules_page._worth(pillar, Fraction(25, 3)) == "8.33 points"


def test_questions_stand_under_their_indicator():
    customers = english("small")["pillars"][0]
    (site,) = customers.indicators
    assert (site.code, site.name) == ("1.1", "Own site")
    assert site.questions[0] == ("1.1.1", "How is your website?")


def test_an_indicator_of_the_pillars_own_has_no_second_name():
    foundations = english("wide")["pillars"][1]
    assert [part.name for part in foundations.indicators] == [""]


def test_what_each_industry_is_asked_stands_with_the_industry():
    page = english("wide")
    (tools,) = page["pillars"][2].indicators
    assert tools.questions == (("3.1", "Which tools are in use?"),)
    farm, shop = page["industries"]
    assert (farm.name, farm.total) == ("Farm", "2")
    assert shop.tools[2] == ("Reorder", "0.5")
    assert shop.total == "2.83"


def test_industries_are_sorted_as_the_reader_sorts():
    with translation.override("vi"):
        names = [
            industry.name for industry in page_of(make_version_of("wide"))["industries"]
        ]
    assert names == ["Cửa hàng", "Trang trại"]


def test_what_is_known_in_part_tells_what_it_assesses_and_what_is_missing():
    page = english("dbi-2023-sme")
    assert page["missing"]
    assert page["rules"] == []
    for pillar in page["pillars"]:
        assert pillar.indicators == ()
        assert pillar.worth == ""


def test_confidence_words_come_with_how_many_rules_bear_them():
    words = english("small")["words"]
    assert [word for word, _count in words] == ["Two sources", "Assumed"]
    assert all(count > 0 for _word, count in words)


def test_a_page_is_made_once_for_each_language(django_assert_num_queries):
    version = make_index_version()
    pages = {}
    for language in ("vi", "en"):
        with translation.override(language):
            pages[language] = page_of(version)
            with django_assert_num_queries(0):
                assert page_of(version) is pages[language]
    assert pages["vi"] != pages["en"]


def test_the_head_is_read_once():
    version = make_index_version()
    assert head_of(version) is head_of(version)
    assert head_of(version)["id"] == "small"


def test_the_address_of_the_rules_names_the_version():
    assert rules_path("small", 3) == "/bo-chi-so/small/?phien-ban=3"
