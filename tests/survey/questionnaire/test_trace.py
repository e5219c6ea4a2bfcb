"""A trace is equal exactly when the same was given, and a page knows by it what it had shown."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.answers.values import CLEARED, NOT_APPLICABLE, AnswerValue
from survey.questionnaire.trace import chosen_in, is_card, trace
from tests.survey.asked import make_answer

NUMBERS = st.integers(min_value=0, max_value=10**12)
VALUES = st.one_of(
    st.just(AnswerValue(state=NOT_APPLICABLE)),
    st.builds(AnswerValue, level=st.integers(0, 9)),
    st.builds(AnswerValue, count=NUMBERS),
    st.builds(AnswerValue, numerator=NUMBERS, denominator=NUMBERS),
    st.builds(AnswerValue, text=st.text("abc ỗ", min_size=1).filter(str.strip)),
    st.builds(
        AnswerValue,
        chosen=st.lists(st.sampled_from(["email", "drive", "erp"]), min_size=1).map(
            tuple
        ),
    ),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (AnswerValue(), ""),
        (AnswerValue(state=CLEARED, level=3), ""),
        (AnswerValue(state=NOT_APPLICABLE), "na"),
        (AnswerValue(level=0), "0"),
        (AnswerValue(level=4), "4"),
        (AnswerValue(numerator=3, denominator=12), "3/12"),
        (AnswerValue(numerator=3), "3/"),
        (AnswerValue(denominator=12), "/12"),
        (AnswerValue(count=4), "n4"),
        (AnswerValue(chosen=("email", "drive")), "memail+drive"),
    ],
)
def test_what_was_given_has_a_short_text(value, expected):
    assert trace(value) == expected


def test_numbers_stand_before_the_level_they_amount_to():
    assert trace(make_answer(level=2, numerator=Decimal("5.00"))) == "5/"
    assert trace(make_answer(level=4, count=4)) == "n4"


def test_a_text_is_known_again_whatever_line_ends_a_browser_sends():
    kept = trace(make_answer(text="một\nhai"))
    assert kept == trace(AnswerValue(text=" một\r\nhai\r\n "))
    assert kept != trace(AnswerValue(text="một hai"))


def test_own_words_make_another_choice_of_the_same_options():
    options = AnswerValue(chosen=("email",))
    assert trace(replace(options, text="Máy chủ")) != trace(options)
    assert trace(replace(options, text="Máy chủ")).startswith("memail:")


@given(VALUES, VALUES)
def test_two_traces_are_equal_exactly_when_the_same_was_given(one, other):
    is_same = replace(one, text=one.text.strip()) == replace(
        other, text=other.text.strip()
    )
    assert (trace(one) == trace(other)) == is_same


@pytest.mark.parametrize(
    ("shown", "is_picked"),
    [
        ("", False),
        ("na", True),
        ("3", True),
        ("3/", False),
        ("n4", False),
        ("tf", False),
    ],
)
def test_a_card_is_told_from_what_was_typed(shown, is_picked):
    assert is_card(shown) is is_picked


@pytest.mark.parametrize(
    ("shown", "chosen"),
    [
        ("", []),
        ("na", []),
        ("memail", ["email"]),
        ("memail+drive", ["email", "drive"]),
        ("memail+drive:1f", ["email", "drive"]),
        ("t1f", []),
    ],
)
def test_the_options_a_page_had_shown_as_ticked_are_read_from_it(shown, chosen):
    assert chosen_in(shown) == chosen
