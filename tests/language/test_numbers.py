import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.numbers import (
    LIMIT,
    NumberError,
    read_number,
    without_fraction,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0", 0),
        ("1.500.000.000", 1_500_000_000),
        ("1,500,000,000", 1_500_000_000),
        ("1 500 000 000", 1_500_000_000),
        ("1\u00a0500\u00a0000", 1_500_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỷ", 1_500_000_000),
        ("1,5tỉ", 1_500_000_000),
        ("2 ty", 2_000_000_000),
        ("500 triệu", 500_000_000),
        ("500tr", 500_000_000),
        ("500 TR", 500_000_000),
        ("khoảng 500 triệu đồng", 500_000_000),
        ("1 tỷ 500 triệu", 1_500_000_000),
        ("2 tỷ 3", 2_300_000_000),
        ("2 tỷ 350", 2_350_000_000),
        ("2tỷ3", 2_300_000_000),
        ("1 tỷ rưỡi", 1_500_000_000),
        ("850k", 850_000),
        ("1.200 tỷ", 1_200_000_000_000),
        ("1.500", 1_500),
        ("12 người", 12),
        ("1.500.000.000 ₫", 1_500_000_000),
        ("0,5 tỷ", 500_000_000),
        (".5 tỷ", 500_000_000),
        (",75 triệu", 750_000),
        ("khoảng ,5 tỷ", 500_000_000),
        ("\u202d12\u202c", 12),
        ("1\u200b2\ufeff", 12),
        ("1.234,5 triệu", 1_234_500_000),
        ("ty\u0309".replace("ty", "5 ty"), 5_000_000_000),
    ],
)
def test_an_owner_types_numbers_the_way_they_are_said(text, value):
    assert read_number(text, language="vi") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 billion", 1_500_000_000),
        ("1,500,000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("2bn", 2_000_000_000),
        ("500 million dong", 500_000_000),
        ("1,500 million", 1_500_000_000),
        ("1.500 billion", 1_500_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("about 20 people", 20),
    ],
)
def test_english_marks_and_words_are_understood_too(text, value):
    assert read_number(text, language="en") == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ("nhiều", "unreadable"),
        ("tỷ", "unreadable"),
        ("12 13", "unreadable"),
        ("5 triệu 2 tỷ", "unreadable"),
        ("1.50.00", "unreadable"),
        ("..5 tỷ", "unreadable"),
        ("1 tỷ 50", "unreadable"),
        ("5,5 tỷ 5", "unreadable"),
        ("1,5 tỷ rưỡi", "unreadable"),
        (".5", "whole"),
        ("\u202d-5\u202c", "negative"),
        ("10-20", "unreadable"),
        ("-5", "negative"),
        ("2,5", "whole"),
        ("9" * 20, "too_large"),
        ("<b>5</b>", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(text, code):
    with pytest.raises(NumberError) as caught:
        read_number(text)
    assert caught.value.code == code


@given(st.text(max_size=30))
def test_any_text_is_either_a_number_or_a_number_error(text):
    with contextlib.suppress(NumberError):
        assert 0 <= read_number(text) <= LIMIT


@pytest.mark.parametrize(
    ("text", "bare"), [("3.0", "3"), ("3,00", "3"), ("10", "10"), ("3.5", "3.5")]
)
def test_a_level_loses_a_fraction_of_nothing(text, bare):
    assert without_fraction(text) == bare
