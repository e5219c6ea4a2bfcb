"""The keys of an index file: each part of it with what may and what must stand there."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from indexes.documents.layout import (
    BAND,
    DOCUMENT,
    HEAD,
    INDICATOR,
    LEVEL,
    PARTIAL,
    PILLAR,
    SCORING,
    VARIANT,
)
from indexes.documents.layout_questions import (
    CONDITION,
    OPTION,
    QUESTION,
    QUESTIONS,
    TEXTS,
    Condition,
)
from indexes.documents.places import placed_everywhere
from indexes.documents.schema import Either, Keys, Shape
from tests.builders import index_document, small_document

NAMES = ["small", "wide", "dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]
WORDS = {"vi": "Chữ", "en": "Words"}


def faults(shape: Shape, value: object) -> list[str]:
    lines: list[str] = []
    shape.check(
        value,
        (),
        lambda path, text: lines.append(f"{'/'.join(map(str, path))}: {text}"),
    )
    return lines


def questions_by_kind() -> dict[str, dict]:
    """One question of each kind, of the indexes of the tests."""
    questions = {}
    for name in ("small", "wide", "eu-dma"):
        for _path, question in placed_everywhere(index_document(name)):
            questions.setdefault(question["kind"], question)
    return questions


@pytest.mark.parametrize("name", NAMES)
def test_the_indexes_of_the_project_have_the_layout(name):
    assert faults(DOCUMENT, index_document(name)) == []


def test_what_is_known_in_part_has_a_layout_of_its_own():
    document = index_document("dbi-2023-sme")
    assert faults(PARTIAL, document) == []
    assert ": The key 'scoring' is missing." in faults(DOCUMENT, document)
    assert "scoring: The key 'scoring' is not known here" in "\n".join(
        faults(PARTIAL, small_document())
    )


def test_there_is_an_example_of_every_kind_of_question():
    assert set(questions_by_kind()) == set(QUESTIONS)


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_a_question_of_each_kind_has_the_layout_and_needs_all_that_is_required(kind):
    question = questions_by_kind()[kind]
    assert faults(QUESTION, question) == []
    shape = QUESTIONS[kind]
    # Of two forms the one of this question, which is told by what only it has.
    told_by = {"kind", "bands"}
    if isinstance(shape, Either):
        shape = shape.forms["bands"]
    for key in shape.required:
        if key not in told_by:
            less = {name: value for name, value in question.items() if name != key}
            assert faults(QUESTION, less) == [f": The key {key!r} is missing."]


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_a_key_that_no_question_has_is_told_with_those_there_are(kind):
    (line,) = faults(QUESTION, questions_by_kind()[kind] | {"scorred": True})
    assert line.startswith(
        "scorred: The key 'scorred' is not known here; known are code, kind, name"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_is_there_in_every_language(language):
    assert faults(TEXTS, WORDS) == []
    less = {name: text for name, text in WORDS.items() if name != language}
    assert faults(TEXTS, less) == [f": The key {language!r} is missing."]
    assert faults(TEXTS, WORDS | {language: ""}) == [f"{language}: The text is empty."]


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("id", "x" * 61, "There is room for 60 characters here"),
        ("version", 0, "The number must be at least 1"),
        ("version", "1", "A whole number is expected here"),
        ("audience", "all", "it must be one of sme, large, any"),
        ("status", "draft", "it must be one of in_force, superseded, partial"),
        ("languages", ["vi", "fr"], "'fr' is not known here"),
        ("minutes", 601, "The number must be at most 600"),
        ("sources", [], "At least 1 entries are expected here"),
        (
            "decision",
            {"number": "1", "date": "2026-01-01"},
            "The key 'issuer' is missing.",
        ),
    ],
)
def test_the_head_says_what_the_index_is(key, value, text):
    head = small_document()["index"]
    assert faults(HEAD, head) == []
    assert any(text in line for line in faults(HEAD, head | {key: value}))


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        ({"question": "1", "at_least": 1}, []),
        ({"question": "1", "answered": False}, []),
        (
            {
                "all": [
                    {"question": "1", "equals": 0},
                    {"any": [{"question": "2", "at_most": 3}]},
                ]
            },
            [],
        ),
        ({"not": {"question": "1", "answered": True}}, []),
        (
            {"question": "1"},
            [
                ": The condition compares nothing: add at_least, at_most, equals or answered."
            ],
        ),
        ({"all": []}, ["all: At least 1 entries are expected here, not 0."]),
        ({}, [": Exactly one of the keys all, any, not, question is expected here."]),
        (
            {"not": {}},
            ["not: Exactly one of the keys all, any, not, question is expected here."],
        ),
        (
            {"question": "1", "at_least": -1},
            ["at_least: The number must be at least 0, not -1."],
        ),
        (
            {"question": 1.1, "equals": 1},
            [
                "question: Text is expected here, not the number 1.1 (put codes in quotes)."
            ],
        ),
        ("1 > 2", [": A map of keys is expected here, not '1 > 2'."]),
    ],
)
def test_a_condition_compares_or_joins_what_compares(condition, lines):
    assert faults(Condition(), condition) == lines


def test_a_condition_goes_as_deep_as_one_likes():
    condition: dict = {"question": "1", "equals": 1}
    for _time in range(12):
        condition = {"not": {"all": [condition]}}
    assert faults(CONDITION, condition) == []


@pytest.mark.parametrize(
    ("band", "text"),
    [
        ({"level": 0, "up_to": 10}, ""),
        ({"level": 5, "at_least": 99.5}, ""),
        ({"up_to": 10}, "The key 'level' is missing."),
        ({"level": 1, "above": 101}, "The number must be from 0 to 100, not 101."),
        ({"level": 1, "over": 10}, "The key 'over' is not known here"),
    ],
)
def test_a_band_is_of_a_level_and_between_shares(band, text):
    lines = faults(BAND, band)
    assert len(lines) == bool(text)
    assert text in "".join(lines)


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ({"rule": "gated"}, ["gates", "otherwise", "confidence"]),
        ({"rule": "bands"}, ["basis", "bands", "confidence"]),
    ],
)
def test_the_overall_level_comes_by_gates_or_by_bands(part, lines):
    scoring = small_document()["scoring"]
    scoring["overall_level"] = part
    told = [f"overall_level: The key {key!r} is missing." for key in lines]
    assert faults(SCORING, scoring) == told


def test_any_other_rule_of_the_overall_level_is_not_known():
    scoring = small_document()["scoring"]
    scoring["overall_level"]["rule"] = "by_hand"
    assert faults(SCORING, scoring) == [
        "overall_level/rule: 'by_hand' is not known here; it must be one of gated, bands."
    ]


def test_a_pillar_has_indicators_or_questions_and_not_both():
    pillar = index_document("wide")["pillars"][0]
    assert faults(PILLAR, pillar) == []
    several = ": Exactly one of the keys indicators, questions is expected here."
    assert faults(PILLAR, pillar | {"questions": []}) == [several]
    assert faults(PILLAR, {"code": "1", "name": WORDS, "why": WORDS}) == [several]


def test_an_indicator_has_its_questions_or_leaves_them_to_variants():
    indicator = index_document("wide")["pillars"][2]["indicators"][0]
    assert faults(INDICATOR, indicator) == []
    assert faults(INDICATOR, indicator | {"questions": []}) == [
        ": Exactly one of the keys questions, by_variant is expected here."
    ]


def test_a_code_is_as_long_as_there_is_room_for_where_answers_are_kept():
    question = questions_by_kind()["level"]
    assert faults(QUESTION, question | {"code": "1" * 20}) == []
    (line,) = faults(QUESTION, question | {"code": "1" * 21})
    assert "There is room for 20 characters here; these are 21." in line


@pytest.mark.parametrize(
    ("shape", "value", "text"),
    [
        (LEVEL, {"level": 100, "name": WORDS, "meaning": WORDS}, "at most 99, not 100"),
        (LEVEL, {"level": 1, "name": WORDS}, "The key 'meaning' is missing."),
        (
            OPTION,
            {"id": "a", "name": WORDS, "points": "half"},
            "A number or a fraction",
        ),
        (
            OPTION,
            {"id": "a", "name": WORDS, "exclusive": 1},
            "true or false is expected",
        ),
        (
            VARIANT,
            {"id": "a", "name": WORDS, "questions": {"1": []}, "sizes": ["tiny"]},
            "'tiny' is not known here",
        ),
        (VARIANT, {"id": "a", "name": WORDS}, "The key 'questions' is missing."),
    ],
)
def test_levels_options_and_variants_say_what_they_lack(shape, value, text):
    (line,) = faults(shape, value)
    assert text in line


def within(part: object) -> Iterator[object]:
    """A shape and all that it is made of."""
    yield part
    parts: list[object] = []
    if is_dataclass(part):
        parts = [getattr(part, field.name) for field in fields(part)]
    elif isinstance(part, dict):
        parts = [*part.values()]
    for inner in parts:
        yield from within(inner)


def test_every_key_is_told_of_in_the_document_on_the_format():
    text = Path("docs/index-format.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\w+", text))
    keys: set[str] = set()
    for document in (DOCUMENT, PARTIAL, CONDITION):
        for shape in within(document):
            if isinstance(shape, Keys):
                keys |= shape.required.keys() | shape.optional.keys()
    assert len(keys) > 100
    assert keys - told == set()
