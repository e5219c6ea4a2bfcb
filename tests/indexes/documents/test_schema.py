"""Every shape tells each way in which a value differs, with its place, and goes on."""

import re
import unicodedata
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.documents.schema import (
    Anything,
    ByName,
    Either,
    Exact,
    Fitting,
    Flag,
    Keys,
    ListOf,
    MapOf,
    Maybe,
    Number,
    Shape,
    Whole,
    Word,
    describe,
)

ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=8,
)
CODE = Word(most=5)
KIND = ByName(
    "kind",
    {
        "text": Keys({"kind": Word(), "ask": Word()}),
        "count": Keys({"kind": Word(), "least": Whole()}),
    },
)


def faults(shape: Shape, value: object) -> list[str]:
    """Where and what, as "a[0].b: The text is empty."."""
    lines: list[str] = []
    shape.check(
        value,
        (),
        lambda path, text: lines.append(f"{'/'.join(map(str, path))}: {text}"),
    )
    return lines


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true/false (YAML reads yes, no, on and off so; put words in quotes)"),
        (1.1, "the number 1.1 (put codes in quotes)"),
        (None, "nothing"),
        ({}, "a map"),
        ([], "a list"),
        (7, "7"),
        ("bốn", "'bốn'"),
    ],
)
def test_a_value_is_called_what_the_author_knows_it_as(value, words):
    assert str(describe(value)) == words


@pytest.mark.parametrize(
    ("shape", "value", "text"),
    [
        (Word(), 7, "Text is expected here, not 7."),
        (Word(), "", "The text is empty."),
        (Word(), " \t", "The text is empty."),
        (
            Word(),
            unicodedata.normalize("NFD", "Hòa"),
            "The text is not in Unicode NFC: some accents are separate characters.",
        ),
        (
            Word(),
            "Ph\u200bở",
            "There is a sign in the text that nobody sees: U+200B.",
        ),
        (Word(), "\u3164", "There is a sign in the text that nobody sees: U+3164."),
        (Word(most=3), "bốn!", "There is room for 3 characters here; these are 4."),
        (
            Word(signs=re.compile("[a-z]+")),
            "a b",
            "'a b' may have letters without accents, digits, dots, hyphens and underscores",
        ),
        (
            Word(("sme", "large")),
            "SME",
            "'SME' is not known here; it must be one of sme, large.",
        ),
        (Whole(), "4", "A whole number is expected here, not '4'."),
        (Whole(), 4.0, "A whole number is expected here, not the number 4.0"),
        (Whole(), True, "A whole number is expected here, not true/false"),
        (Whole(1), 0, "The number must be at least 1, not 0."),
        (Whole(1, 5), 6, "The number must be at most 5, not 6."),
        (Number(), "1", "A number is expected here, not '1'."),
        (Number(), False, "A number is expected here, not true/false"),
        (Number(0, 100), 100.5, "The number must be from 0 to 100, not 100.5."),
        (Number(), float("nan"), "The number must be from 0 to"),
        (Number(), float("inf"), "The number must be from 0 to"),
        (
            Exact(),
            "one half",
            "A number or a fraction such as '125/6' is expected here",
        ),
        (Exact(), "1/0", "A number or a fraction such as '125/6' is expected here"),
        (Exact(), "-1/2", "The number must be from 0 to"),
        (
            Exact(),
            "1e400",
            "A number or a fraction such as '125/6' is expected here, not '1e400'.",
        ),
        (Exact(), "1e-400", "A number or a fraction such as '125/6' is expected here"),
        (Exact(), "1e999999999", "A number or a fraction such as '125/6' is expected"),
        (Exact(), f"{'9' * 400}/3", "A number or a fraction such as '125/6' is"),
        (Exact(), f"1/{'9' * 400}", "A number or a fraction such as '125/6' is"),
        (Exact(), "inf", "A number or a fraction such as '125/6' is expected here"),
        (Exact(), float("inf"), "The number must be from 0 to"),
        (Exact(), float("nan"), "The number must be from 0 to"),
        (Exact(), None, "A number is expected here, not nothing."),
        (Exact(100), "301/3", "The number must be from 0 to 100, not 100.33"),
        (Exact(100), 101, "The number must be from 0 to 100, not 101."),
        (Flag(), "yes", "true or false is expected here, not 'yes'."),
        (Flag(), 1, "true or false is expected here, not 1."),
        (Fitting(str.isdigit, "digits"), "x", "Expected digits, not 'x'."),
        (Fitting(str.isdigit, "digits"), 5, "Text is expected here, not 5."),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(shape, value, text):
    (line,) = faults(shape, value)
    assert line.startswith(f": {text}")


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (Word(), "Doanh nghiệp"),
        (Word(most=3), "bốn"),
        (Word(("sme", "large")), "large"),
        (Whole(1, 5), 1),
        (Whole(1, 5), 5),
        (Number(0, 100), 99.5),
        (Number(0, 100), 0),
        (Exact(), "125/6"),
        (Exact(), "0.5"),
        (Exact(100), "100/3"),
        (Exact(100), 100),
        (Exact(), 2),
        (Flag(), False),
        (Fitting(str.isdigit, "digits"), "5"),
        (Anything(), object()),
        (Maybe(Whole()), None),
        (Maybe(Whole()), 3),
        (Maybe(Word(), (None, "")), ""),
        (ListOf(Whole(), 0), []),
        (MapOf(Whole()), {}),
        (Keys({}, {"a": Whole()}), {}),
    ],
)
def test_of_a_right_value_nothing_is_told(shape, value):
    assert faults(shape, value) == []


def test_what_may_be_blank_is_judged_where_it_is_not():
    assert faults(Maybe(Whole()), "") == [": A whole number is expected here, not ''."]
    assert faults(Maybe(CODE), "too long") == [
        ": There is room for 5 characters here; these are 8."
    ]


def test_every_entry_of_a_list_is_told_at_its_own_place():
    assert faults(ListOf(Whole()), [1, "2", 3, None]) == [
        "1: A whole number is expected here, not '2'.",
        "3: A whole number is expected here, not nothing.",
    ]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({}, ": A list is expected here, not a map."),
        ("ab", ": A list is expected here, not 'ab'."),
        ([1], ": At least 2 entries are expected here, not 1."),
        ([1, 2, 3, 4], ": At most 3 entries are expected here, not 4."),
    ],
)
def test_a_list_has_its_length(value, line):
    assert faults(ListOf(Whole(), 2, 3), value) == [line]


def test_of_a_list_of_different_things_each_stands_in_it_once():
    shape = ListOf(Word(), distinct=True)
    assert faults(shape, ["a", "b"]) == []
    assert faults(shape, ["a", "b", "a", "a"]) == [
        "2: 'a' is here twice.",
        "3: 'a' is here twice.",
    ]


def test_any_key_will_do_where_all_have_one_shape():
    assert faults(MapOf(Whole()), {"a": 1, "b": "x", "c": []}) == [
        "b: A whole number is expected here, not 'x'.",
        "c: A whole number is expected here, not a list.",
    ]
    assert faults(MapOf(Whole()), [1]) == [
        ": A map of keys is expected here, not a list."
    ]


def test_keys_that_lack_and_keys_that_are_strange_are_told_together():
    shape = Keys({"id": CODE, "name": Word()}, {"note": Word()})
    assert faults(shape, {"id": "123456", "nome": "x"}) == [
        ": The key 'name' is missing.",
        "id: There is room for 5 characters here; these are 6.",
        "nome: The key 'nome' is not known here; known are id, name, note.",
    ]


def test_one_of_several_forms_is_known_by_the_key_it_must_have():
    shape = Either(
        {"all": Keys({"all": ListOf(Whole())}), "not": Keys({"not": Whole()})}
    )
    assert faults(shape, {"not": 1}) == []
    assert faults(shape, {"all": ["x"]}) == [
        "all/0: A whole number is expected here, not 'x'."
    ]
    several = ": Exactly one of the keys all, not is expected here."
    assert faults(shape, {}) == [several]
    assert faults(shape, {"all": [1], "not": 1}) == [several]
    assert faults(shape, "all") == [": A map of keys is expected here, not 'all'."]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"kind": "text", "ask": "?"}, []),
        ({"kind": "text"}, [": The key 'ask' is missing."]),
        (
            {"kind": "essay", "ask": 7},
            ["kind: 'essay' is not known here; it must be one of text, count."],
        ),
        ({"kind": 7}, ["kind: Text is expected here, not 7."]),
        (
            {"ask": 7},
            [": The key 'kind' is missing."],
        ),
        ([], [": A map of keys is expected here, not a list."]),
    ],
)
def test_a_form_named_by_a_key_is_judged_by_that_form(value, lines):
    assert faults(KIND, value) == lines


def test_places_go_down_through_every_shape():
    shape = Keys({"rows": MapOf(ListOf(KIND))})
    value = {"rows": {"x": [{"kind": "count", "least": "few"}]}}
    assert faults(shape, value) == [
        "rows/x/0/least: A whole number is expected here, not 'few'."
    ]


@pytest.mark.parametrize(
    "shape",
    [
        CODE,
        Whole(1, 5),
        Number(0, 1),
        Exact(),
        Flag(),
        Fitting(str.isdigit, "digits"),
        Maybe(CODE),
        ListOf(CODE, 1, 2, distinct=True),
        MapOf(CODE),
        Keys({"a": CODE}, {"b": Whole()}),
        Either({"a": Keys({"a": CODE})}),
        KIND,
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_no_value_breaks_a_shape_and_each_fault_is_a_sentence(shape):
    @given(ANY_VALUE)
    def check(value):
        for line in faults(shape, value):
            assert line.rstrip(").").strip()

    check()


def test_a_shape_never_changes():
    with pytest.raises(FrozenInstanceError):
        CODE.most = 6
