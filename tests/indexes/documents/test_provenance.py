"""How sure each rule is: every `confidence` of a document with what it stands for."""

from indexes.documents.provenance import (
    Claim,
    by_word,
    claims_of,
    common_of,
    unproved_of,
)
from tests.builders import index_document


def test_every_rule_says_how_sure_it_is():
    document = index_document("dbi-2021-sme")
    told = {(claim.place, claim.part): claim.word for claim in claims_of(document)}
    assert told["scoring.overall_level.otherwise", ""] == "assumed"
    assert told["bands.equal_fifths", ""] == "assumed"
    assert told["1.1.3", "bands"] == "assumed"
    assert list(by_word(document)) == [
        "official_excerpt",
        "two_sources",
        "single_secondary",
        "inferred",
        "assumed",
    ]
    assert sum(map(len, by_word(document).values())) == len(list(claims_of(document)))


def test_administrators_read_how_sure_the_estimates_are():
    assert ("doing", "assumed") in {
        (claim.place, claim.word) for claim in claims_of(index_document("wide"))
    }


NOTE = {"vi": "Ghi chú", "en": "A note"}


def test_one_word_is_of_the_whole_part_and_a_map_of_its_parts():
    document = {
        "scoring": {
            "points": {"confidence": "sure", "note": NOTE},
            "bands": {"confidence": {"cuts": "guessed", "names": "sure"}},
        }
    }
    assert list(claims_of(document)) == [
        Claim("scoring.points", "", "sure", NOTE),
        Claim("scoring.bands", "cuts", "guessed", {}),
        Claim("scoring.bands", "names", "sure", {}),
    ]


def test_a_part_with_a_code_is_known_by_it_and_others_by_their_place():
    document = {
        "scoring": {"rows": [{"confidence": "sure"}, {"confidence": "guessed"}]},
        "pillars": [
            {
                "code": "1",
                "confidence": "sure",
                "questions": [{"code": "1.1", "confidence": "guessed"}],
            }
        ],
    }
    assert [(claim.place, claim.word) for claim in claims_of(document)] == [
        ("scoring.rows.0", "sure"),
        ("scoring.rows.1", "guessed"),
        ("1", "sure"),
        ("1.1", "guessed"),
    ]


def test_texts_of_notes_and_plain_lists_claim_nothing():
    document = {
        "scoring": {"note": {"confidence": "said in a note"}, "list": ["a", "b"]},
        "index": [{"confidence": "not among the rules"}],
    }
    assert list(claims_of(document)) == []


def test_words_come_in_the_order_of_the_document_and_may_bear_nothing():
    document = {
        "confidence_words": {"sure": {}, "heard": {}, "guessed": {}},
        "scoring": {"a": {"confidence": "guessed"}, "b": {"confidence": "sure"}},
    }
    words = by_word(document)
    assert list(words) == ["sure", "heard", "guessed"]
    assert [claim.place for claim in words["sure"]] == ["scoring.b"]
    assert words["heard"] == []


def test_levels_and_industries_are_known_by_number_and_id():
    document = {
        "levels": [{"level": 3, "confidence": "heard"}],
        "variants": {"list": [{"id": "shop", "confidence": {"tools": "guessed"}}]},
    }
    assert list(claims_of(document)) == [
        Claim("levels.3", "", "heard", {}),
        Claim("variants.list.shop", "tools", "guessed", {}),
    ]


def test_what_is_unproved_of_a_part_has_the_least_sure_word_of_each_aspect():
    question = {
        "confidence": {"name": "two_sources", "anchors": "inferred", "cap": "inferred"},
        "anchors": [{"vi": "a", "en": "a"}, {"confidence": "assumed"}],
        "questions": [{"confidence": "assumed"}],
    }
    assert unproved_of(question) == {"anchors": "assumed", "cap": "inferred"}


def test_common_is_what_all_of_several_have_by_the_same_word():
    first = {"anchors": "assumed", "cap": "inferred"}
    assert common_of([first, {"anchors": "assumed"}]) == {"anchors": "assumed"}
    assert common_of([first, {"anchors": "inferred"}]) == {}
    assert common_of([first]) == {}
    assert common_of([]) == {}
