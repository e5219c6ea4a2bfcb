"""The invented result on the front page: made up, but read by the engine."""

import pytest
from django.utils import translation

from assessment.example import SHARES, Example, _answers_to, example_of
from assessment.front import front
from indexes.index.model import Index
from scoring.evaluate import evaluate
from scoring.rules import NOT_ANSWERED
from tests.assessment.reading import load
from tests.builders import index_document

NAMES = ("small", "dbi-2021-sme", "dbi-2025-large")


def index_of(name: str) -> Index:
    return Index(index_document(name))


@pytest.fixture(scope="module")
def example() -> Example:
    return example_of(index_of("dbi-2021-sme"))


@pytest.mark.django_db
def test_the_example_is_read_by_the_engine():
    load("dbi-2025-sme")
    example, told = front().example, front().offered.whole
    assert example.level in {row["level"] for row in told.levels}
    assert len(example.pillars) == len(told.pillars)
    assert 0 < example.percent < 100
    assert example.next_level == example.level + 1
    assert example.distance


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_lies_within_its_question(name):
    index = index_of(name)
    levels = _answers_to(index)
    assert len(levels) == len(index.codes)
    for level, question in zip(levels, index.rubric.questions, strict=True):
        assert level <= question.top
        assert level != NOT_ANSWERED


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_what_the_engine_makes_of_its_answers(name):
    index = index_of(name)
    outcome = evaluate(index.rubric, _answers_to(index))
    assert example_of(index).level == outcome.level


def test_answers_go_by_turns_through_their_shares():
    index = index_of("dbi-2021-sme")
    first = _answers_to(index)[: len(SHARES)]
    assert first == [round(5 * share) for share in SHARES]


def test_the_example_is_halfway_neither_empty_nor_perfect(example):
    assert 0 < example.percent < 100
    assert 0 < example.level < 5


def test_pillars_bear_their_names_and_a_percent(example):
    names = [pillar["name"] for pillar in example.index.pillars]
    assert [pillar.name for pillar in example.pillars] == names
    for pillar in example.pillars:
        assert 0 <= pillar.percent <= 100


def test_pillars_differ_so_that_there_is_something_to_see(example):
    assert len({pillar.percent for pillar in example.pillars}) > 1


def test_the_level_is_named_in_the_language_of_the_visit(example):
    names = example.index.level_name(example.level)
    for language in ("vi", "en"):
        with translation.override(language):
            assert example.level_name == names[language]


def test_the_distance_to_the_next_level_is_told(example):
    assert example.next_level == example.level + 1
    assert example.distance


def make_example(**fields) -> Example:
    usual = {
        "index": index_of("small"),
        "level": 5,
        "percent": 87,
        "pillars": (),
        "missing": None,
        "maximum": 100,
    }
    return Example(**{**usual, **fields})


def test_at_the_highest_level_no_distance_is_left():
    example = make_example()
    assert example.next_level is None
    assert example.distance == ""
