"""How sure the rules of an index are: each word with what bears it, in a reader's words."""

import pytest
from django.utils import translation

from indexes.documents.provenance import by_word, claims_of
from indexes.rules_doubts import Word, notes_of, rule_notes, unproved_in_words, words_of
from tests.builders import index_document

REAL = ["dbi-2021-sme", "dbi-2023-sme", "dbi-2025-sme", "dbi-2025-large"]


def english(name: str) -> dict[str, Word]:
    document = index_document(name)
    with translation.override("en"):
        return {word.meaning[:9]: word for word in words_of(document)}


@pytest.mark.parametrize("name", REAL)
def test_every_rule_of_a_document_is_counted(name):
    document = index_document(name)
    counted = sum(word.count for word in words_of(document))
    assert counted == len(list(claims_of(document)))
    assert counted == confidences_in(document)


def confidences_in(part: object) -> int:
    """Counted here with nothing of the site: every word beside a `confidence`."""
    if isinstance(part, list):
        return sum(map(confidences_in, part))
    if not isinstance(part, dict):
        return 0
    count = 0
    for name, value in part.items():
        if name == "confidence":
            count += 1 if isinstance(value, str) else len(value)
        else:
            count += confidences_in(value)
    return count


def test_what_is_assumed_inside_industries_is_counted_as_well():
    assumed = english("dbi-2025-sme")["A default"]
    assert assumed.count == 50
    [of_tools] = [
        line for line in assumed.lines if line.startswith("The list of tools")
    ]
    assert len(of_tools.split(", ")) == 19
    assert "Agriculture" in of_tools
    assert "Retail" not in of_tools


def test_a_rule_inside_a_question_is_known_by_the_question():
    assumed = english("dbi-2021-sme")["A default"]
    assert "The texts of the levels: 1.2.1, 1.2.2, 1.2.3" in assumed.lines


def test_rules_outside_questions_have_names():
    assumed = english("dbi-2025-sme")["A default"]
    assert assumed.lines[0] == (
        "The rule: how the total is put together, the level of a pillar, "
        "whether a question may be left out because it does not apply, "
        "effort, time and cost of each step"
    )


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_key_of_a_document_is_shown_to_a_reader(name, language):
    with translation.override(language):
        for word in words_of(index_document(name)):
            for line in word.lines:
                assert "_" not in line
                assert "scoring." not in line
                assert "variants" not in line


def test_words_that_nothing_bears_are_left_out():
    document = index_document("dbi-2025-sme")
    bare = [word for word, claims in by_word(document).items() if not claims]
    assert bare == ["official_excerpt"]
    assert len(list(words_of(document))) == 4


NOTE = {"vi": "Ghi chú", "en": "A note"}


def test_notes_of_a_part_are_its_own_and_what_no_source_stands_behind():
    part = {"note": NOTE, "confidence": {"name": "two_sources", "cap": "assumed"}}
    with translation.override("en"):
        assert notes_of(part) == (
            "A note",
            "No source for: the most points it can earn (assumed).",
        )
        assert notes_of(part, {"cap": "assumed"}) == ("A note",)
        assert notes_of({"confidence": {"name": "two_sources"}}) == ()


def test_a_rule_is_told_by_its_note_or_by_its_name():
    with translation.override("en"):
        assert rule_notes("scoring.total", {"note": NOTE, "confidence": "assumed"}) == (
            "A note",
        )
        assert rule_notes("scoring.total", {"confidence": "inferred"}) == (
            "No source for: how the total is put together (inferred).",
        )
        assert rule_notes("scoring.total", {"confidence": "two_sources"}) == ()
        assert rule_notes("scoring.total", {}) == ()


def test_of_nothing_nothing_is_said():
    assert unproved_in_words({}) == ""
