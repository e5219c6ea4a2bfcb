"""Which capability helps with which question: every index is told wholly, every mistake at once."""

from pathlib import Path

import pytest

from indexes.documents.reader import Document, read
from indexes.index.model import Index
from providers.directory.check_capabilities import asked_of, check_capabilities
from tests.builders import index_document

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
INDEXES = ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]


def lines_of(questions: object, asked: dict) -> list[str]:
    document = Document({"index": "small", "questions": questions})
    problems = check_capabilities(document, asked)
    return [f"{problem.place}: {problem.text}" for problem in problems]


@pytest.mark.parametrize("index_id", INDEXES)
def test_every_question_of_an_index_says_what_helps_with_it(index_id):
    document = read(FIXTURES / "capabilities" / f"{index_id}.yaml")
    assert document.data["index"] == index_id
    assert check_capabilities(document, asked_of(index_document(index_id))) == []


def test_every_mistake_is_told_with_its_place():
    asked = {"1.1": [], "1.2": ["email", "web"], "1.3": []}
    questions = {
        "1.1": ["sales.magic"],
        "1.2": {"fax": ["office.email"]},
        "9.9": [],
        "1.4": "sales.pos",
    }
    lines = lines_of(questions, asked)
    for expected in (
        "questions.1.1[0]: Expected one of the capabilities of words.yaml, not 'sales.magic'.",
        "questions.1.2.fax: The question has no such option",
        "questions.9.9: The index has no such question",
        "questions.1.3: This question of the index is missing",
        "questions.1.4: A list is expected here, not 'sales.pos'.",
    ):
        assert any(line.startswith(expected) for line in lines), (expected, lines)
    assert len(lines) == 6  # 1.4 is neither a list nor a question


def test_a_file_of_another_shape_is_refused():
    assert lines_of([], {}) == [
        "questions: A map of keys is expected here, not a list."
    ]
    assert lines_of({"1.1": "sales.pos"}, {"1.1": []}) == [
        "questions.1.1: A list is expected here, not 'sales.pos'."
    ]


def test_a_key_that_nothing_reads_is_told():
    document = Document({"index": "small", "questions": {}, "notes": "?"})
    (problem,) = check_capabilities(document, {})
    assert str(problem).startswith("line 1: notes: The key 'notes' is not known here")


def test_an_option_may_have_what_brings_it_and_may_have_nothing():
    asked = {"1.2": ["email", "web"]}
    assert lines_of({"1.2": {"email": ["office.email"], "web": []}}, asked) == []
    assert lines_of({"1.2": []}, asked) == []


def test_groups_are_asked_through_their_criteria():
    index = Index(index_document("dbi-2025-large"))
    asked = asked_of(index_document("dbi-2025-large"))
    assert index.groups
    assert not set(index.groups) & set(asked)
    for members in index.groups.values():
        assert set(members) <= set(asked)


def test_a_choice_of_several_is_asked_option_by_option_and_all_else_as_a_whole():
    document = index_document("dbi-2025-sme")
    asked = asked_of(document)
    variant = document["variants"]["list"][-1]
    questions = Index(document, variant["id"]).questions
    several = [
        code for code in asked if questions.get(code, {}).get("kind") == "multiple"
    ]
    assert several
    assert all(asked[code] for code in several)
    for industry in document["variants"]["list"]:
        for tool in industry["questions"]["7.2"]:
            assert asked[tool["code"]] == []
