"""Only an index that can be answered is one to check other documents against."""

import shutil

import pytest

from indexes.documents.sound import sound_index
from indexes.index.model import variants_of
from tests.builders import INDEX_FOLDERS, INDEXES, index_document


def test_an_index_is_had_in_each_of_its_variants():
    found = sound_index(INDEXES / "wide.yaml")
    assert [index.variant for index in found] == ["shop", "farm"]
    assert [index.variant for index in sound_index(INDEXES / "small.yaml")] == [""]


def test_without_a_file_there_is_none(tmp_path):
    assert sound_index(tmp_path / "none.yaml") == []


def test_a_faulty_index_is_none(tmp_path):
    file = tmp_path / "other.yaml"
    shutil.copy(INDEXES / "small.yaml", file)
    assert sound_index(file) == []  # its id is another


def test_one_that_is_known_in_part_only_is_none():
    assert sound_index(INDEX_FOLDERS[0] / "dbi-2023-sme.yaml") == []


@pytest.mark.parametrize(("name", "count"), [("small", 1), ("wide", 2)])
def test_there_is_one_for_each_variant(name, count):
    assert len(variants_of(index_document(name))) == count
