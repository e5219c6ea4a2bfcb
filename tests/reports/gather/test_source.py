"""Where the rules of a result come from, and how far they are proved."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from indexes.index.model import Index
from reports.gather.source import confidence_counts, source_of
from tests.builders import (
    index_document,
    make_version_of,
)

NAMES = ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large", "dma", "small", "wide"]


def small(**head) -> Index:
    """The small index with another head."""
    document = index_document("small")
    document["index"] |= head
    return Index(document)


def words_in(part: object) -> Iterator[str]:
    """Every confidence word of a document, found in another way than the code does."""
    if isinstance(part, dict):
        words = part.get("confidence", {})
        yield from words.values() if isinstance(words, dict) else [words]
        for key in part.keys() - {"confidence"}:
            yield from words_in(part[key])
    elif isinstance(part, list):
        for item in part:
            yield from words_in(item)


def test_the_head_of_the_index_is_told():
    source = source_of(small(), engine_version="1.4")
    assert (source.title, source.short_title) == ("Bộ chỉ số thử", "Thử")
    assert (source.decision, source.issuer) == ("1/QĐ-THỬ", "Nơi thử")
    assert (source.version, source.engine_version) == (1, "1.4")
    assert source.note == "Chỉ để thử."


def test_it_is_told_in_the_language_of_the_reader():
    with translation.override("en"):
        source = source_of(small(), "1.4")
    assert (source.title, source.issuer) == ("A small index", "A test")


@pytest.mark.parametrize("written", ["2026-01-01", date(2026, 1, 1)])
def test_the_day_of_the_decision_may_be_written_as_text_or_as_a_date(written):
    index = small(decision={"number": "1/QĐ-THỬ", "date": written})
    assert source_of(index, "1.4").decided_on == date(2026, 1, 1)


def test_an_index_without_a_decision_tells_none():
    index = small()
    index.head.pop("decision")
    source = source_of(index, "1.4")
    assert (source.decision, source.decided_on, source.issuer) == ("", None, "")


def test_its_rules_are_found_on_a_page_and_on_paper_with_the_host(settings):
    settings.SITE_URL = "https://mau.example/"
    source = source_of(small(), "1.4")
    assert source.rules_path == "/bo-chi-so/small/?phien-ban=1"
    assert source.rules_url == f"https://mau.example{source.rules_path}"


def test_what_came_after_the_decision_is_told():
    index = small(superseded_by=["2158/QĐ-BTTTT (2023-11-07)"])
    assert source_of(index, "1.4").superseded_by == ("2158/QĐ-BTTTT (2023-11-07)",)


@pytest.mark.django_db
def test_of_an_index_by_industry_the_one_asked_is_named_and_its_tools_are_counted():
    index = make_version_of("wide").index_in("shop")
    source = source_of(index, "1.4")
    assert source.variant == "Cửa hàng"
    assert source.tools == 4


def test_notes_beside_the_rules_are_told_in_their_order():
    document = index_document("small")
    scoring = document["scoring"]
    scoring["pillar_level"]["note"] = {"vi": "Hai", "en": "Two"}
    scoring["points"]["note"] = {"vi": "Một", "en": "One"}
    scoring["overall_level"]["otherwise"]["note"] = {"vi": "Ba", "en": "Three"}
    assert source_of(Index(document), "1.4").rule_notes == ("Một", "Hai", "Ba")


def test_what_is_assumed_is_told_with_its_meaning_and_how_often():
    assumptions = source_of(small(), "1.4").assumptions
    assert [part.meaning for part in assumptions] == ["Hai nguồn", "Giả định"]
    assert all(part.count > 0 for part in assumptions)


def test_a_word_that_nothing_carries_is_not_told():
    document = index_document("small")
    document["confidence_words"]["unused"] = {"vi": "Không dùng", "en": "Unused"}
    words = [part.word for part in source_of(Index(document), "1.4").assumptions]
    assert "unused" not in words


@pytest.mark.parametrize("name", NAMES)
def test_every_confidence_word_of_every_index_is_counted(name):
    index = Index(index_document(name))
    # Without an industry, those of all industries are left out.
    common = {**index.document, "variants": {}}
    words = list(words_in(list(common.values())))
    counts = confidence_counts(index)
    assert sum(counts.values()) == len(words)
    assert set(counts) == set(words)


def test_what_an_industry_says_of_its_list_is_counted_in_its_results():
    shop = Index(index_document("dbi-2025-sme"), "retail")
    farm = Index(index_document("dbi-2025-sme"), "agriculture")
    common = Index(index_document("dbi-2025-sme"))
    assumed = [confidence_counts(index)["assumed"] for index in (common, shop, farm)]
    # Of a sampled list only what builds on what is assumed, of the others the list too.
    assert assumed == [6, 7, 8]
