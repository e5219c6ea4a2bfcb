"""Every rule of levels in a plain sentence."""

import pytest
from django.utils import translation

from indexes.documents.reader import checksum_of
from indexes.rules_page import page_of
from tests.builders import index_document, make_index_version

pytestmark = pytest.mark.django_db

TIER = {
    "combine": "mean",
    "basis": "percent_of_maximum",
    "bands": [{"level": 0, "up_to": 50}, {"level": 1, "above": 50, "up_to": 100}],
    "confidence": "assumed",
}


def page(language: str = "en", **changes) -> dict:
    """The page of the small index; changes: of its rules of scoring."""
    document = index_document("small")
    # Pages are made once for each content, which is known by its checksum.
    document["index"]["id"] = f"told-{checksum_of(changes)[:20]}"
    gates = document["scoring"]["overall_level"]["gates"]
    gates[0] |= changes.pop("highest", {})
    pillar = changes.pop("pillar", {})
    document["pillars"][0] |= pillar
    document["scoring"] |= changes
    with translation.override(language):
        return page_of(make_index_version(document))


def when(told: dict, level: int) -> str:
    return next(row["when"] for row in told["levels"] if row["level"] == level)


def test_what_a_gate_names_stands_with_its_other_conditions():
    told = page(highest={"each": [{"questions": ["1.1.1", "3.1.1"], "at_least": 4}]})
    assert when(told, 5) == (
        "more than 32 points, and 3 pillars or more at level 5, "
        "each of these at level 4 or higher: Website; Number of programs"
    )


def test_everything_of_a_kind_is_named_by_its_kind():
    each = [{"pillars": "all", "at_least": 2}, {"questions": "all", "at_least": 1}]
    told = page("vi", highest={"each": each})
    assert "mọi trụ cột ở mức 2 trở lên, mọi câu ở mức 1 trở lên" in when(told, 5)


def test_a_gate_says_only_what_it_asks_for():
    document = index_document("small")
    document["index"]["id"] = "only-named"
    gate = document["scoring"]["overall_level"]["gates"][0]
    for key in ("total_above", "pillars_at_least", "pillar_level"):
        del gate[key]
    gate["each"] = [{"pillars": ["1"], "at_least": 5}]
    with translation.override("en"):
        told = page_of(make_index_version(document))
    assert when(told, 5) == "each of these at level 5 or higher: Customers"


def test_levels_of_parts_and_what_does_not_apply_have_a_sentence_each():
    rule = {"allowed": True, "maximum": "stays", "confidence": "assumed"}
    rules = page(indicator_level=TIER, not_applicable=rule)["rules"]
    assert (
        "Each part of a pillar has a level too: 0: at most 50%; 1: above 50%." in rules
    )
    assert any(rule.startswith("A part counts as the mean") for rule in rules)
    assert "What does not apply counts as if it were fully done." in rules
    assert not any("has a level too" in rule for rule in page()["rules"])


def test_a_pillar_of_means_is_worth_what_the_file_says():
    told = page(indicator_level=TIER | {"worth": 3})
    assert {pillar.worth for pillar in told["pillars"]} == {"3 points"}


def test_levels_of_a_pillars_own_stand_with_it():
    own = {
        "bands": TIER["bands"],
        "levels": [{"level": 1, "name": {"vi": "Đủ", "en": "Enough"}}],
    }
    first, second, _third = page(pillar=own)["pillars"]
    assert first.levels == ("0: at most 50%", "1 (Enough): above 50%")
    assert second.levels == ()


def test_a_part_of_which_every_question_is_named_is_told_as_one():
    codes = ["2.1.1", "2.1.2", "1.1.1"]
    told = page(highest={"each": [{"questions": codes, "at_least": 4}]})
    assert when(told, 5).endswith("each of these at level 4 or higher: Skills; Website")
