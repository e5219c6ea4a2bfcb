"""Rules go over the questions of a document, each with the path it stands at."""

import pytest

from indexes.documents.places import (
    placed_everywhere,
    placed_indicators,
    placed_questions,
    placed_variants,
)
from tests.builders import index_document

NAMES = ["small", "wide", "dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]


def at(document: dict, path: tuple) -> object:
    part = document
    for key in path:
        part = part[key]
    return part


@pytest.mark.parametrize("name", NAMES)
def test_a_path_leads_to_what_it_is_of(name):
    document = index_document(name)
    for placed in (placed_indicators, placed_questions, placed_variants):
        for path, part in placed(document):
            assert at(document, path) is part


@pytest.mark.parametrize("name", NAMES)
def test_every_question_stands_at_one_place(name):
    paths = [path for path, _question in placed_everywhere(index_document(name))]
    assert len(set(paths)) == len(paths)


def test_a_pillar_with_questions_of_its_own_is_its_one_indicator():
    codes = [part["code"] for _path, part in placed_indicators(index_document("wide"))]
    assert codes == ["1.1", "1.2", "2", "3.1"]


def test_what_everybody_is_asked_comes_before_what_variants_ask():
    codes = [part["code"] for _path, part in placed_everywhere(index_document("wide"))]
    assert codes[:3] == ["1.1.1", "1.1.2", "1.2.1"]
    assert codes[-2:] == ["3.1.f-1", "3.1.f-2"]


def test_an_index_without_variants_has_none_of_their_questions():
    assert list(placed_variants(index_document("small"))) == []
