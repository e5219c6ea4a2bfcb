"""Each variant is full, and tools build on tools of their list."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.documents.check_variants import circle_from
from tests.indexes.documents.spoilt import CIS, WIDE, assert_told, changed


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
            "- id: farm\n",
            "- id: farm\n      asks: {3.1.s-2: {vi: Có đếm hàng không?, en: Do you count?}}\n",
            "variants.list[1].asks.3.1.s-2",
            "There is no question '3.1.s-2' that all variants are asked.",
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


# The second safeguard of the first group, where the second group asks it again.
AGAIN = "          - *s1-2\n"
WORDS = "{vi: Việc, en: Thing}"
TWO = "[{vi: Chưa, en: No}, {vi: Rồi, en: Yes}]"


def asked_otherwise(code: str = "'1.2'", kind: str = "level", **keys: str) -> str:
    """The file with that safeguard written anew for the second group."""
    told = {"code": code, "kind": kind, "name": WORDS, "ask": WORDS}
    told |= {"not_applicable": "true", "anchors": "*scale"} | keys
    written = ", ".join(f"{key}: {value}" for key, value in told.items())
    return changed(AGAIN, f"          - {{{written}}}\n", CIS)


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        (
            asked_otherwise(anchors=TWO),
            "variants.list[1].questions.1[1].anchors",
            "In another variant '1.2' has another `anchors`.",
        ),
        (
            asked_otherwise(kind="single", points="[0, 1, 2, 3]"),
            "variants.list[1].questions.1[1].kind",
            "In another variant '1.2' has another `kind`.",
        ),
        (
            changed(AGAIN, AGAIN + AGAIN, CIS),
            "variants.list[1].questions.1[2].code",
            "The code '1.2' is used twice.",
        ),
        (
            changed(AGAIN, AGAIN.replace("s1-2", "s1-1"), CIS),
            "variants.list[1].questions.1[1].code",
            "The code '1.1' is used twice.",
        ),
        (
            asked_otherwise(code="1-1"),
            "variants.list[1].questions.1[1].code",
            "The code '1-1' reads like '1.1': only case or signs differ.",
        ),
        (
            changed("sizes: [medium]", "sizes: [middle]", CIS),
            "variants.list[1].sizes[0]",
            "'middle' is not known here; it must be one of micro, small, medium, large.",
        ),
        (
            changed("weights: {A: 5,", "weights: {Z: 5,", CIS),
            "variants.list[0].weights.Z",
            "There is no pillar 'Z' that earns points.",
        ),
        (
            changed("        '13': []\n", "", CIS),
            "variants.list[0].questions",
            "The indicator '13' is left to variants, but empty here.",
        ),
    ],
)
def test_a_question_of_several_variants_is_the_same_in_each(
    problems_of, text, place, sentence
):
    assert_told(problems_of(text, "cis-8.yaml"), place, sentence)


def test_a_question_of_several_variants_may_be_put_in_other_words(problems_of):
    assert problems_of(asked_otherwise(), "cis-8.yaml") == []


def test_two_variants_have_no_codes_that_read_alike(problems_of):
    told = problems_of(asked_otherwise(code="1-2"), "cis-8.yaml")
    sentence = "The code '1-2' reads like '1.2': only case or signs differ."
    assert_told(told, "variants.list[1].questions.1[1].code", sentence)


def test_weights_of_a_variant_need_pillars_that_weigh_one_by_one(problems_of):
    old = "      vsic: [A]\n"
    text = changed(old, f"{old}      weights: {{'3': 5}}\n", WIDE)
    sentence = "Weights of a variant need `rule: weighted` without parts."
    assert_told(problems_of(text, "wide.yaml"), "variants.list[1].weights.3", sentence)


def test_a_pillar_earns_points_in_every_variant_or_in_none(problems_of):
    before, _old, _tools = WIDE.rpartition("        '3.1':\n")
    text = changed("      maximum: 2\n", "", f"{before}        '3.1': []\n")
    sentence = "The pillar '3' earns points in some variants only."
    assert_told(problems_of(text, "wide.yaml"), "variants.list[1].questions", sentence)
