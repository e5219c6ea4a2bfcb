"""Criteria as the rest of the code reads them."""

from datetime import date

import pytest

from providers.vetting.criteria.queries import all_criteria, criteria_on

CRITERIA = all_criteria()["2026-12"]
ASKED_FOR = {
    "legal",
    "record",
    "support",
    "security",
    "prices",
    "published",
    "export",
}


def test_all_that_was_asked_for_is_a_criterion_or_a_gate():
    assert {criterion.id for criterion in CRITERIA.criteria} == ASKED_FOR
    assert [gate["id"] for gate in CRITERIA.gates] == ["no_complaint"]


def test_the_numbers_are_those_that_the_city_reads():
    legal, record, support = CRITERIA.criteria[:3]
    registered = next(row for row in legal.asks if row["id"] == "registered_on")
    assert registered["least"] == 365
    assert (record.named, record.answered) == (5, 3)
    assert [row.get("least") for row in support.asks] == [40, 0, None]
    assert CRITERIA.terms.valid_for_days == 365
    assert CRITERIA.terms.reminders_days_before == (60, 30, 7)


def test_they_say_that_they_are_ours_and_how_sure_that_is():
    assert CRITERIA.confidence == "assumed"
    assert set(CRITERIA.source) == {"vi", "en"}


def test_every_text_stands_in_both_languages_and_differs():
    for criterion in CRITERIA.criteria:
        texts = [criterion.name, criterion.about]
        texts += [row["label"] for row in criterion.asks]
        for text in texts:
            assert text["vi"] != text["en"], text


def test_an_unknown_criterion_is_none():
    assert CRITERIA.criterion("legal").weight == 20
    assert CRITERIA.criterion("relations") is None


@pytest.mark.parametrize(
    ("percent", "height"),
    [(0, 0), (44, 0), (45, 1), (59, 1), (60, 2), (79, 2), (80, 3), (100, 3)],
)
def test_a_band_begins_at_its_number(percent, height):
    assert CRITERIA.height_of(percent) == height


def test_it_passes_from_the_band_that_the_file_names():
    assert CRITERIA.bands[CRITERIA.least_height].id == CRITERIA.passes_from


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 12, 1), date(2030, 1, 1)])
def test_every_day_has_criteria(day):
    assert criteria_on(day).id in all_criteria()
