"""What the page of an index tells: the rules of a decision in plain words."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction

import pytest
from django.utils import translation

from indexes import rules_page
from indexes.rules_levels import band_words
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
        ({"above": "100/3", "up_to": "200/3"}, "above 33 1/3% to 66 2/3%"),
        ({"at_least": "1/3", "below": "50"}, "from 1/3% to below 50%"),
        ({"at_least": "100"}, "100%"),
    ],
)
def test_a_band_is_said_as_one_would_say_it(band, words):
    with translation.override("en"):
        assert band_words(band) == words


def test_a_share_is_written_as_the_reader_writes_it():
    with translation.override("vi"):
        assert band_words({"above": 12.5, "up_to": 100}) == "trên 12,5\u00a0%"


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
    assert rules[2:] == [
        "points",
        "No source for: how the total is put together (assumed).",
        "pillar_level",
        "overall_level",
        "not_applicable",
    ]


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
    assert (site.questions[0].code, site.questions[0].ask) == (
        "1.1.1",
        "How is your website?",
    )


def test_an_indicator_of_the_pillars_own_has_no_second_name():
    foundations = english("wide")["pillars"][1]
    assert [part.name for part in foundations.indicators] == [""]


def test_what_each_industry_is_asked_stands_with_the_industry():
    page = english("wide")
    (tools,) = page["pillars"][2].indicators
    [tool_list] = tools.questions
    assert (tool_list.code, tool_list.ask) == ("3.1", "Which tools are in use?")
    farm, shop = page["industries"]
    assert (farm.name, farm.total) == ("Farm", "2")
    assert (shop.tools[2].name, shop.tools[2].points) == ("Reorder", "0.5")
    assert shop.total == "2.83"


def test_tools_stand_under_the_jobs_of_the_questionnaire():
    industries = {
        industry.name: industry for industry in english("dbi-2025-sme")["industries"]
    }
    (food,) = (told for name, told in industries.items() if name.startswith("Food"))
    assert [group.job for group in food.groups] == [
        "Selling and taking orders",
        "Customers and publicity",
        "The kitchen",
        "Stock, buying and delivery",
        "Money, invoices and books",
        "Staff",
        "Safety and papers",
    ]
    kitchen = [tool.name for tool in food.groups[2].tools]
    assert "Cloud kitchen" in kitchen


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
    assert [word.meaning for word in words] == ["Two sources", "Assumed"]
    assert all(word.count > 0 and word.lines for word in words)


def test_pillars_are_counted_as_they_stand_and_what_earns_nothing_is_not_counted():
    pillars = english("dbi-2025-sme")["pillars"]
    assert [(pillar.number, pillar.code) for pillar in pillars] == [
        (0, "1"),
        (1, "2"),
        (2, "3"),
        (3, "4"),
        (4, "5"),
        (0, "6"),
        (5, "7"),
    ]


def test_a_rule_without_a_note_says_that_no_source_stands_behind_it():
    rules = english("dbi-2025-sme")["rules"]
    left_out = "whether a question may be left out because it does not apply"
    assert f"No source for: {left_out} (assumed)." in rules


def test_ratios_say_how_they_become_levels_and_that_the_cuts_are_ours():
    rules = english("dbi-2021-sme")["rules"]
    place = rules.index(
        "A ratio is one level higher above each of: 0%, 20%, 40%, 60%, 80%."
    )
    assert rules[place + 1].startswith("No published table of bands was found")


def questions(page: dict) -> dict[str, rules_page.Question]:
    by_code = {}
    for pillar in page["pillars"]:
        for part in pillar.indicators:
            for question in part.questions:
                by_code[question.code] = question
    return by_code


def test_what_is_doubtful_of_a_question_stands_with_it():
    of_2021 = questions(english("dbi-2021-sme"))
    assert of_2021["4.2.7"].notes == (
        "No source for: what it is divided by (inferred), "
        "the cuts between levels (assumed).",
    )
    assert of_2021["1.1.6"].notes[0].startswith("The denominator is blank")
    assert "levels 4-5 are assumed" in of_2021["1.2.1"].notes[0]
    of_2025 = questions(english("dbi-2025-sme"))
    assert "the cap of 4 is assumed" in of_2025["2.1"].notes[0]
    assert "TOPSIS" in of_2025["2.6"].notes[0]
    of_large = questions(english("dbi-2025-large"))
    assert "surplus" in of_large["6.1.8"].notes[0]
    assert "duplicate" in of_large["6.1.2"].notes[0]


@pytest.mark.parametrize("name", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_note_of_a_rule_stands_on_the_page(name, language):
    """Whoever reads a rule reads what is said of it; nothing is for administrators alone."""
    document = index_document(name)
    notes = {note[language] for note in notes_in(document)}
    with translation.override(language):
        page = page_of(make_version_of(name))
    # On pages, a percent sign stands firmly with its number.
    told = {text.replace("\u00a0", " ") for text in texts_in(page)}
    assert len(notes) > 5
    assert notes - told == {document["index"]["note"][language]}


def notes_in(part: object) -> Iterator[dict]:
    if isinstance(part, dict):
        if "note" in part:
            yield part["note"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from notes_in(inner)


def texts_in(page: object) -> Iterator[str]:
    if isinstance(page, str):
        yield page
    elif isinstance(page, dict):
        yield from texts_in(list(page.values()))
    elif isinstance(page, list | tuple):
        for part in page:
            yield from texts_in(part)
    elif is_dataclass(page):
        yield from texts_in([getattr(page, field.name) for field in fields(page)])


def test_what_is_said_of_all_criteria_of_an_indicator_is_said_once():
    large = english("dbi-2025-large")
    [first, *_others] = large["pillars"][0].indicators
    assert first.notes == ("No source for: the texts of the levels (assumed).",)
    assert [question.notes for question in first.questions] == [()] * 10


def test_an_industry_says_where_its_tools_come_from():
    industries = {
        industry.name: industry for industry in english("dbi-2025-sme")["industries"]
    }
    farm = industries["Agriculture"]
    assert "demo data" in farm.notes[0]
    tools = {tool.name: tool.notes for tool in farm.tools}
    assert tools["Farm IoT"] == ("from the demo data of one source",)
    # Ours: the page says so once for all that have no source beside them.
    assert tools["Electronic farm diary"] == ()
    assert english("dbi-2025-sme")["has_own_tools"]
    [_state, deviation] = tools["Traceability"]
    assert "half a point" in deviation


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


def test_a_group_says_for_which_size_it_is_and_what_its_pillars_weigh():
    (first, *_others) = english("cis-8")["industries"]
    assert first.notes[:2] == (
        "Suggested for enterprises of this size: Micro-enterprise, Small enterprise.",
        "Weights of its pillars: A: 5, B: 13, C: 9, D: 12, E: 5, F: 12.",
    )


def test_points_that_grow_evenly_are_said_with_their_ends_and_who_is_the_best():
    page = english("dti-agency")
    first, *_others, last = page["pillars"]
    assert first.indicators[0].questions[2].notes[0] == (
        "Points grow evenly from 0% to 80%, the ratio of the best: 50 points there."
    )
    assert last.indicators[0].questions[1].notes[0] == (
        "Points grow evenly from 0% to 100%: 80 points there."
    )
    said = [rule for rule in page["rules"] if rule.startswith("The best of 3")]
    assert len(said) == 1
    assert "Three agencies of the test, 2025" in said[0]
    assert "made up for this file" in said[0]
