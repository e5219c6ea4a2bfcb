"""Conditions compare levels; what is not known makes nothing true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.conditions import (
    Facts,
    figures_in,
    holds,
    may_hold,
    questions_in,
    renumbered,
)

CODES = st.sampled_from("abc")
LEVELS = st.dictionaries(CODES, st.none() | st.integers(-2, 5))
COMPARISON = st.fixed_dictionaries(
    {"question": CODES},
    optional={
        "at_least": st.integers(0, 5),
        "at_most": st.integers(0, 5),
        "equals": st.integers(0, 5),
    },
)
CONDITION = st.recursive(
    COMPARISON | st.fixed_dictionaries({"question": CODES, "answered": st.booleans()}),
    lambda inner: (
        st.fixed_dictionaries({"not": inner})
        | st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "a", "at_least": 2}, True),
        ({"question": "a", "at_least": 3}, False),
        ({"question": "a", "at_most": 2}, True),
        ({"question": "a", "at_least": 1, "at_most": 1}, False),
        ({"question": "a", "equals": 2}, True),
        ({"question": "a", "equals": 0}, False),
        (
            {"question": "b", "at_most": 5},
            False,
        ),  # not answered is no level, not a low one
        ({"question": "c", "at_most": 5}, False),  # nor is not applicable
        ({"question": "b", "answered": False}, True),
        ({"question": "c", "answered": True}, True),
        ({"not": {"question": "b", "answered": True}}, True),
        (
            {"all": [{"question": "a", "equals": 2}, {"question": "b", "at_least": 0}]},
            False,
        ),
        (
            {"any": [{"question": "a", "equals": 2}, {"question": "b", "at_least": 0}]},
            True,
        ),
    ],
)
def test_conditions_compare_levels(condition, expected):
    assert holds(condition, {"a": 2, "b": None, "c": -2}) is expected
    assert set(questions_in(condition)) <= {"a", "b", "c"}


@given(CONDITION, LEVELS)
def test_not_turns_every_condition_round(condition, levels):
    assert holds({"not": condition}, levels) is not holds(condition, levels)


@given(st.lists(CONDITION, min_size=1, max_size=4), LEVELS)
def test_all_is_none_that_fails_and_any_one_that_holds(parts, levels):
    each = [holds(part, levels) for part in parts]
    assert holds({"all": parts}, levels) is all(each)
    assert holds({"any": parts}, levels) is any(each)


@given(CONDITION, LEVELS)
def test_only_the_questions_it_asks_about_decide(condition, levels):
    asked = set(questions_in(condition))
    known = {code: level for code, level in levels.items() if code in asked}
    assert holds(condition, known) is holds(condition, levels)


@given(CONDITION, LEVELS)
def test_counted_from_1_in_the_file_a_condition_holds_as_counted_from_0(
    condition, levels
):
    questions = {code: {"first_level": 1} for code in "abc"}
    shown = {
        code: level + 1 if level is not None and level >= 0 else level
        for code, level in levels.items()
    }
    # What is not a level (not answered, not applicable) has the same code in both.
    assert holds(renumbered(condition, questions), levels) is holds(condition, shown)


def test_a_condition_of_an_index_that_counts_from_0_stays_as_it_is():
    condition = {
        "all": [
            {"question": "a", "at_least": 1},
            {"not": {"question": "b", "equals": 2}},
        ]
    }
    assert renumbered(condition, {"a": {"first_level": 0}, "b": {}}) == condition


def test_numbering_leaves_the_condition_of_the_file_alone():
    condition = {"question": "a", "at_least": 2, "at_most": 3}
    assert renumbered(condition, {"a": {"first_level": 1}}) == {
        "question": "a",
        "at_least": 1,
        "at_most": 2,
    }
    assert condition == {"question": "a", "at_least": 2, "at_most": 3}


def test_a_question_is_named_as_often_as_it_is_asked_about():
    condition = {
        "any": [{"question": "a", "equals": 1}, {"not": {"question": "a", "equals": 2}}]
    }
    assert list(questions_in(condition)) == ["a", "a"]


FACTS = Facts(
    chosen={"m": ["web", "zalo"]},
    numbers={"n": 3},
    given={"n", "t"},
    profile={"employees": 12},
    sizes=("micro", "small"),
    figures={"vans": 2},
)
KINDS = {"m": "multiple", "n": "number", "t": "text", "q": "multiple"}
FREE = {code: {"kind": kind} for code, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "m", "has": "web"}, True),
        ({"question": "m", "has": "shop"}, False),
        ({"question": "q", "has": "web"}, False),
        ({"question": "n", "at_least": 3}, True),
        ({"question": "n", "at_most": 2}, False),
        ({"question": "t", "answered": True}, True),
        ({"question": "q", "answered": True}, False),
        ({"question": "q", "answered": False}, True),
        ({"profile": "employees", "at_least": 10, "at_most": 12}, True),
        ({"profile": "employees", "equals": 13}, False),
        ({"profile": "size", "in": ["micro", "small"]}, True),
        ({"profile": "size", "in": ["micro"]}, False),
        ({"figure": "vans", "equals": 2}, True),
        ({"figure": "carts", "at_most": 5}, False),
        ({"profile": "revenue", "at_most": 5}, False),
        ({"not": {"profile": "revenue", "at_most": 5}}, True),
    ],
)
def test_conditions_ask_about_free_answers_profile_and_numbers(condition, expected):
    levels = dict.fromkeys(KINDS)
    assert holds(renumbered(condition, FREE), levels, FACTS) is expected


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "m", "has": "web"},
        {"question": "n", "at_least": 3},
        {"question": "t", "answered": True},
    ],
)
def test_a_hidden_question_says_nothing_whatever_was_answered_before(condition):
    assert not holds(renumbered(condition, FREE), {}, FACTS)


def test_of_an_open_size_class_nothing_is_said_before_each_class_is_named():
    condition = {"profile": "size", "in": ["micro", "small", "medium", "large"]}
    assert not holds(condition, {}, Facts())
    assert holds(condition, {}, FACTS)


PEOPLE = {"profile": "employees", "at_least": 1}
VANS = {"figure": "vans", "at_least": 1}
TRUE, FALSE = {"question": "a", "equals": 2}, {"question": "a", "equals": 1}


@pytest.mark.parametrize(
    ("condition", "is_certain", "is_possible"),
    [
        (PEOPLE, False, True),
        ({"not": PEOPLE}, False, True),
        ({"all": [PEOPLE, TRUE]}, False, True),
        ({"all": [PEOPLE, FALSE]}, False, False),
        ({"any": [VANS, TRUE]}, True, True),
        ({"any": [VANS, FALSE]}, False, True),
    ],
)
def test_where_nobody_knows_the_facts_a_condition_is_open_unless_levels_decide(
    condition, is_certain, is_possible
):
    assert holds(condition, {"a": 2}) is is_certain
    assert may_hold(condition, {"a": 2}) is is_possible


def test_numbers_of_the_round_are_found_however_deep_they_stand():
    deep = {
        "not": {
            "any": [{"figure": "vans", "equals": 1}, {"question": "a", "equals": 1}]
        }
    }
    assert figures_in([deep, {"figure": "carts", "at_most": 2}]) == {"vans", "carts"}
