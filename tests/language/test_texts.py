"""A text is read in the reader's language, and else in Vietnamese."""

import pytest
from django.utils import translation

from language.texts import in_language, language, language_asked_for

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
