"""Only an index that can be answered is one to check other documents against."""

import shutil

import pytest

from indexes.documents.schema import Keys, Whole
from indexes.documents.sound import checked_beside, sound_index
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


LAYOUT = Keys({"first": Whole(), "second": Whole()})


def rules(data, stem):
    """From the bottom of the file up."""
    yield ("second",), f"{stem} has a second of {data['second']}"
    yield ("first",), "too small"


def test_what_the_rules_find_in_a_file_beside_is_told_from_its_top_down(tmp_path):
    file = tmp_path / "other.yaml"
    file.write_text("first: 1\nsecond: 2\n")
    document, problems = checked_beside(file, LAYOUT, rules)
    assert document.data == {"first": 1, "second": 2}
    assert [str(problem) for problem in problems] == [
        "line 1: first: too small",
        "line 2: second: other has a second of 2",
    ]


def test_rules_judge_no_file_whose_layout_does_not_hold(tmp_path):
    file = tmp_path / "other.yaml"
    file.write_text("first: one\nsecond: 2\n")
    _document, (problem,) = checked_beside(file, LAYOUT, rules)
    assert problem.path == ("first",)


def test_rules_judge_no_file_that_is_none(tmp_path):
    file = tmp_path / "other.yaml"
    file.write_text("- 1\n")
    _document, (problem,) = checked_beside(file, LAYOUT, rules)
    assert "must be a map" in str(problem.text)
