"""What stands before a question, and the tools without which a tool is of no use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.index.prerequisites import missing_bases, missing_tools, with_tools_below
from tests.builders import index_document

SHOP = Index(index_document("wide"), "shop")
LEVELS = st.lists(
    st.integers(-2, 1), min_size=len(SHOP.codes), max_size=len(SHOP.codes)
)


def levels(*used: str) -> list[int]:
    return [int(code in used) for code in SHOP.codes]


@pytest.mark.parametrize(
    ("used", "missing"),
    [
        ((), ["3.1.s-2", "3.1.s-1", "2.1"]),
        (("3.1.s-2",), ["3.1.s-1", "2.1"]),
        (("3.1.s-2", "3.1.s-1", "2.1"), []),
    ],
)
def test_what_should_stand_first_and_does_not_is_named(used, missing):
    assert missing_bases(SHOP, "3.1.s-3", levels(*used)) == missing


def test_of_that_a_tool_is_of_no_use_without_other_tools():
    assert missing_tools(SHOP, "3.1.s-3", levels()) == ["3.1.s-2", "3.1.s-1"]


def test_a_question_that_waits_for_nothing_lacks_nothing():
    assert missing_bases(SHOP, "3.1.s-1", levels()) == []


def test_a_raised_tool_brings_those_it_builds_on():
    assert with_tools_below(SHOP, levels(), levels("3.1.s-4")) == levels(
        "3.1.s-1", "3.1.s-2", "3.1.s-4"
    )


def test_what_was_in_use_before_brings_nothing():
    assert with_tools_below(SHOP, levels("3.1.s-4"), levels("3.1.s-4")) == levels(
        "3.1.s-4"
    )


@given(LEVELS, LEVELS)
def test_nothing_is_lowered_and_once_is_enough(before, after):
    found = with_tools_below(SHOP, before, after)
    assert all(new >= old for old, new in zip(after, found, strict=True))
    assert with_tools_below(SHOP, before, found) == found


@given(LEVELS)
def test_where_nothing_is_raised_nothing_changes(before):
    assert with_tools_below(SHOP, before, before) == before
