"""Two documents side by side: what was added, taken out or put in other words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.documents.comparison import (
    ADDED,
    CHANGED,
    REMOVED,
    Change,
    compared,
    words_apart,
)
from tests.builders import index_document, small_document

TEXT = st.text(alphabet="ab .,", max_size=20)


@pytest.fixture
def document() -> dict:
    return small_document()


def question(document: dict, pillar: int, number: int) -> dict:
    return document["pillars"][pillar]["indicators"][0]["questions"][number]


def parts(document: dict) -> dict[tuple[str, str], str]:
    """Against the small index: kind by section and part."""
    sections = compared(small_document(), document)
    return {
        (section.name, part.name): part.kind
        for section in sections
        for part in section.parts
    }


def changes(document: dict) -> list[Change]:
    (section,) = compared(small_document(), document)
    (part,) = section.parts
    return list(part.changes)


@pytest.mark.parametrize("name", ["small", "wide", "dbi-2025-sme", "dbi-2023-sme"])
def test_a_document_compared_with_itself_says_nothing(name):
    assert compared(index_document(name), index_document(name)) == []


def test_a_text_in_other_words_is_one_change_in_its_language(document):
    question(document, 0, 0)["ask"]["en"] = "How is your shop?"
    (change,) = changes(document)
    assert change.key == ("ask",)
    assert change.language == "en"
    assert change.kind == CHANGED
    assert change.old == (("How is your ", False), ("website", True), ("?", False))
    assert change.new == (("How is your ", False), ("shop", True), ("?", False))


def test_a_question_that_is_gone_is_taken_out_and_a_new_one_added(document):
    asked = document["pillars"][2]["indicators"][0]["questions"]
    asked[1]["code"] = "3.1.3"
    assert parts(document) == {
        ("questions", "3.1.2"): REMOVED,
        ("questions", "3.1.3"): ADDED,
    }


def test_what_is_new_comes_first_and_what_is_gone_last(document):
    document["figures"][0]["id"] = "staff"
    (section,) = compared(small_document(), document)
    assert [part.name for part in section.parts] == ["staff", "employees"]
    assert (section.count(ADDED), section.count(REMOVED), section.count(CHANGED)) == (
        1,
        1,
        0,
    )


def test_moving_a_question_in_its_list_is_no_change(document):
    asked = document["pillars"][2]["indicators"][0]["questions"]
    asked.reverse()
    assert compared(small_document(), document) == []


def test_moving_a_question_to_another_indicator_says_where_it_is_asked(document):
    indicators = document["pillars"][1]["indicators"]
    indicators[1]["questions"].append(indicators[0]["questions"].pop())
    (change,) = changes(document)
    assert change.key == ("asked_in",)
    assert "".join(text for text, _is_apart in change.new) == "2.2"


def test_sections_come_in_reading_order(document):
    document["index"]["minutes"] = 5
    document["levels"][0]["name"]["en"] = "Not begun"
    document["scoring"]["points"]["confidence"] = "assumed"
    document["pillars"][0]["name"]["en"] = "Clients"
    document["checks"][0]["say"]["en"] = "Look again."
    names = [section.name for section in compared(small_document(), document)]
    assert names == ["meta", "levels", "rules", "pillars", "checks"]


def test_anchors_go_by_the_number_of_their_level():
    old, new = index_document("wide"), index_document("wide")
    new["pillars"][1]["questions"][1]["anchors"][1]["en"] = "In half"
    (section,) = compared(old, new)
    (change,) = section.parts[0].changes
    assert change.key == ("anchors", "2")


def test_an_entry_of_a_list_goes_by_its_id_and_is_called_by_its_name():
    old, new = index_document("wide"), index_document("wide")
    new["pillars"][1]["questions"][0]["options"][3]["points"] = 3
    (section,) = compared(old, new)
    (change,) = section.parts[0].changes
    assert change.key == ("options", "erp", "points")
    assert change.key[1].title == {"vi": "ERP", "en": "ERP"}


def test_a_list_of_plain_values_is_one_value(document):
    question(document, 2, 1)["points"] = [0, 1, 2, 3, 4, 5]
    (change,) = changes(document)
    assert change.key == ("points",)
    assert "".join(text for text, _is_apart in change.old) == "0, 2, 4, 6, 8, 10"


def test_what_a_variant_asks_says_in_which():
    old, new = index_document("wide"), index_document("wide")
    del new["variants"]["list"][1]["questions"]["3.1"][1]
    (section,) = compared(old, new)
    (part,) = section.parts
    assert part.kind == REMOVED
    assert part.title == {"vi": "Nhật ký", "en": "Diary"}
    places = {change.key: change.old for change in part.changes}
    assert places["asked_in",] == (("3.1 · farm", True),)


def test_an_index_known_in_part_can_be_compared_with_a_whole_one():
    names = {
        section.name
        for section in compared(index_document("dbi-2023-sme"), small_document())
    }
    assert {"meta", "levels", "questions", "rules"} <= names


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("", "", (), ()),
        ("a", "a", (("a", False),), (("a", False),)),
        ("", "new", (), (("new", True),)),
        ("gone", "", (("gone", True),), ()),
        (
            "one two",
            "one three",
            (("one ", False), ("two", True)),
            (("one ", False), ("three", True)),
        ),
        # Two words that both differ are marked as one, with the space between them.
        (
            "a b c",
            "x y c",
            (("a b", True), (" c", False)),
            (("x y", True), (" c", False)),
        ),
        ("tốt", "tồi", (("tốt", True),), (("tồi", True),)),
    ],
)
def test_only_the_words_that_differ_are_marked(old, new, left, right):
    assert words_apart(old, new) == (left, right)


@given(TEXT, TEXT)
def test_the_pieces_of_a_text_are_the_text(old, new):
    left, right = words_apart(old, new)
    assert "".join(text for text, _is_apart in left) == old
    assert "".join(text for text, _is_apart in right) == new


@given(TEXT)
def test_nothing_is_marked_where_nothing_differs(text):
    for side in words_apart(text, text):
        assert not any(is_apart for _text, is_apart in side)


@given(TEXT, TEXT)
def test_marked_and_unmarked_pieces_take_turns(old, new):
    for side in words_apart(old, new):
        marks = [is_apart for _text, is_apart in side]
        assert all(before != after for before, after in pairwise(marks))


def test_a_question_of_several_variants_is_compared_in_each_of_them():
    old, new = index_document("cis-8"), index_document("cis-8")
    second = new["variants"]["list"][1]["questions"]["1"][1]
    second["name"] = {"vi": "Tên khác", "en": "Another name"}
    (section,) = compared(old, new)
    assert [part.name for part in section.parts] == ["1.2 · ig2"]


def test_what_the_best_peer_has_is_compared_too():
    old, new = index_document("dti-agency"), index_document("dti-agency")
    new["peer_sets"]["agencies-2025"]["values"]["b"]["1.3"] = 85
    (section,) = compared(old, new)
    (part,) = section.parts
    assert (section.name, part.name) == ("bands", "agencies-2025")
    (change,) = part.changes
    assert change.key == ("values", "b", "1.3")
