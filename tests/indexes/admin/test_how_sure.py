"""Administrators read how sure each rule of a version is."""

import pytest
from django.urls import reverse

from indexes.admin.how_sure import table_of
from tests.builders import index_document, make_index_version


@pytest.mark.django_db
def test_administrators_read_how_sure_each_rule_is(admin_client):
    version = make_index_version()
    page = admin_client.get(
        reverse("admin:indexes_indexversion_change", args=[version.pk])
    )
    assert "scoring.overall_level.otherwise" in page.content.decode()


def document_with(*rules: dict) -> dict:
    words = {
        word: {"vi": word.title(), "en": word.title()}
        for word in ("sure", "heard", "guessed")
    }
    return {
        "confidence_words": words,
        "bands": {str(place): rule for place, rule in enumerate(rules)},
    }


def test_the_least_sure_rules_come_first_and_words_of_none_are_left_out():
    table = table_of(document_with({"confidence": "sure"}, {"confidence": "guessed"}))
    assert table.index("Guessed") < table.index("Sure")
    assert "Heard" not in table


def test_places_of_one_part_stand_together_and_notes_below():
    note = {"vi": "Theo báo <b>A</b>", "en": "From a newspaper"}
    table = table_of(
        document_with(
            {"confidence": {"cuts": "heard"}},
            {"confidence": {"cuts": "heard"}},
            {"confidence": "heard", "note": note},
        )
    )
    assert "<p>cuts: bands.0, bands.1</p>" in table
    assert "<p>bands.2: Theo báo &lt;b&gt;A&lt;/b&gt;</p>" in table


@pytest.mark.parametrize("name", ["small", "wide", "dbi-2025-sme", "dbi-2025-large"])
def test_every_index_has_its_table(name):
    table = table_of(index_document(name))
    assert table.startswith('<table role="table" class="index-sure">')
    assert table.count("<tr role=") >= 2


def test_a_note_stands_once_with_what_is_least_sure_of_its_rule():
    note = {"vi": "Trần là giả định", "en": "The cap is assumed"}
    rule = {"confidence": {"cap": "guessed", "options": "heard"}, "note": note}
    table = table_of(document_with(rule))
    assert table.count("Trần là giả định") == 1
    guessed = table[table.index("Guessed") : table.index("Heard")]
    assert "<p>bands.0: Trần là giả định</p>" in guessed


def test_rules_inside_industries_are_in_the_table():
    table = table_of(index_document("dbi-2025-sme"))
    assert "variants.list.retail" in table
