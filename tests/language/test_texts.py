"""A text is read in the reader's language, and else in Vietnamese."""

import pytest
from django.utils import translation

from language.formats import grouped, percent
from language.texts import (
    address,
    as_written,
    in_language,
    language,
    language_asked_for,
    spoken,
    spoken_to,
)

NAMES = {"vi": "Từ 30 % trở lên", "en": "From 30 % on"}


@pytest.mark.parametrize(
    ("active", "read"),
    [("vi", "vi"), ("en", "en"), ("en-gb", "en"), ("fr", "vi"), (None, "vi")],
)
def test_whoever_reads_no_english_reads_vietnamese(active, read):
    with translation.override(active):
        assert language() == read


@pytest.mark.parametrize(
    ("asked", "active", "spoken"),
    [
        ({"lang": "en"}, "vi", "en"),
        ({"lang": "vi"}, "en", "vi"),
        ({"lang": "en-GB"}, "vi", "en"),
        ({"lang": "fr"}, "en", "vi"),
        ({"lang": ""}, "en", "en"),
        ({}, "en", "en"),
        ({}, "vi", "vi"),
        ({}, None, "vi"),
    ],
)
def test_an_address_may_ask_for_another_language_than_the_reader_s(
    asked, active, spoken
):
    with translation.override(active):
        assert language_asked_for(asked) == spoken


@pytest.mark.parametrize(
    ("active", "texts", "text"),
    [
        ("vi", NAMES, "Từ 30\u00a0% trở lên"),
        ("en", NAMES, "From 30\u00a0% on"),
        ("en", {"vi": "Chỉ có tiếng Việt"}, "Chỉ có tiếng Việt"),
        ("en", {"vi": "Chưa dịch", "en": ""}, "Chưa dịch"),
        ("vi", None, ""),
        ("vi", {}, ""),
    ],
)
def test_a_text_is_in_the_language_of_its_reader(active, texts, text):
    with translation.override(active):
        assert in_language(texts) == text


ASK = {"vi": "Doanh nghiệp dùng gì?", "en": "What does the firm use?"}


@pytest.mark.parametrize(
    ("reader_language", "to_enterprise", "to_household"),
    [
        ("vi", "Doanh nghiệp dùng gì?", "Hộ kinh doanh dùng gì?"),
        ("en", "What does the firm use?", "What does the household business use?"),
    ],
)
def test_a_household_business_is_asked_as_one_in_its_language(
    reader_language, to_enterprise, to_household
):
    with translation.override(spoken_to(reader_language, is_household=False)):
        assert in_language(ASK) == to_enterprise
    with translation.override(spoken_to(reader_language, is_household=True)):
        assert language() == reader_language
        assert in_language(ASK) == to_household


def test_what_others_wrote_is_not_reworded():
    with translation.override(spoken_to("vi", is_household=True)):
        assert as_written(ASK) == "Doanh nghiệp dùng gì?"


def test_numbers_are_written_for_households_as_for_everybody():
    for reader_language in ("vi", "en"):
        with translation.override(reader_language):
            written = grouped(1234567), percent(12.5)
        with translation.override(spoken_to(reader_language, is_household=True)):
            assert (grouped(1234567), percent(12.5)) == written


def test_to_address_a_household_lasts_and_to_address_another_changes_nothing():
    with translation.override("en"):
        address(is_household=False)
        assert spoken() == "en"
        address(is_household=True)
        assert spoken() == spoken_to("en", is_household=True)
        # Said once more, it is still the same.
        address(is_household=True)
        assert language() == "en"
        assert spoken() == spoken_to("en", is_household=True)
