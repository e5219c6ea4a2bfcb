"""Each variant is full, and tools build on tools of their list."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.documents.check_variants import circle_from
from tests.indexes.documents.spoilt import WIDE, assert_told, changed


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "maximum: 17/6",
            "maximum: 3",
            "list[0].maximum",
            "The questions add up to 17/6 points, not 3.",
        ),
        (
            "builds_on: [3.1.s-2]",
            "builds_on: [3.1.f-1]",
            "builds_on[0]",
            "There is no tool '3.1.f-1' in this list.",
        ),
        (
            "what: {vi: Đếm hàng., en: Counts goods.}",
            "what: {vi: Đếm hàng., en: Counts goods.}, builds_on: [3.1.s-3]",
            "questions.3.1[1].builds_on",
            "The tool builds on itself: 3.1.s-2 → 3.1.s-3 → 3.1.s-2.",
        ),
        (
            "- id: farm",
            "- id: shop",
            "variants.list[1].id",
            "The id 'shop' is used twice.",
        ),
        (
            "        by_variant: true\n",
            "        questions: []\n",
            "",
            "At least 1 entries are expected here",
        ),
    ],
)
def test_a_list_that_is_not_whole_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new, WIDE), "wide.yaml"), place, sentence)


@pytest.mark.parametrize(
    ("below", "circle"),
    [
        ({}, []),
        ({"a": ["b"]}, []),
        ({"a": ["a"]}, ["a", "a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", "b", "a"]),
        ({"a": ["b", "c"], "b": [], "c": ["d"], "d": ["a"]}, ["a", "c", "d", "a"]),
        # A circle further down is told of those that are in it, not of who leads there.
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, []),
    ],
)
def test_a_circle_is_the_way_down_to_where_it_began(below, circle):
    assert circle_from("a", below) == circle


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)
    )
)
def test_every_step_of_a_circle_is_one_that_is_named(below):
    circle = circle_from("a", below)
    for code, other in pairwise(circle):
        assert other in below[code]
    if circle:
        assert circle[0] == circle[-1] == "a"
