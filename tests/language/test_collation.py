"""Names stand in Vietnamese order, and are found without their marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.collation import sort_key, spelling, unaccented

WORDS = st.text("aăâbcdđeêoôơuưy áàảãạẩộ12-", max_size=12)


def test_names_sort_as_vietnamese_does():
    words = ["Âm", "Đà", "An", "Ăn", "Dà", "Ác", "ánh", "Bà", "Ba", "Bá"]
    in_order = ["Ác", "An", "ánh", "Ăn", "Âm", "Ba", "Bà", "Bá", "Dà", "Đà"]
    assert sorted(words, key=sort_key) == in_order


@pytest.mark.parametrize(
    "in_order",
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ"],
        ["o", "ô", "ơ", "u", "ư"],
        ["Hòa", "Hòa Bình", "Hoàn"],
        ["Quận 1", "Quận 2", "Quận 9"],
        ["3 Miền", "- Miền", "An Miền"],
    ],
)
def test_letters_decide_before_tones_and_digits_come_first(in_order):
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order


@given(WORDS)
def test_a_name_sorts_alike_however_its_marks_are_stored(text):
    split = unicodedata.normalize("NFD", text)
    assert sort_key(split) == sort_key(text) == sort_key(text.upper())


@given(WORDS, WORDS)
def test_a_name_stands_before_every_longer_one(text, more):
    if text.strip():
        assert sort_key(text) <= sort_key(f"{text} {more}")


@pytest.mark.parametrize("look_alike", ["Ðiện", "Ɖiện", "\u200bĐi\u00adện", "ðiện"])
def test_a_letter_that_looks_like_one_of_ours_sorts_as_it(look_alike):
    assert sort_key(look_alike) == sort_key("Điện")
    assert sorted(["An", look_alike, "Dung"], key=sort_key) == [
        "An",
        "Dung",
        look_alike,
    ]


@given(st.text(max_size=40))
def test_a_key_fits_its_column(text):
    assert len(sort_key(text, limit=20)) <= 20


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Phở Hòa Bình", "pho hoa binh"),
        ("ĐẶNG  Thị\u00a0Đào", "dang thi dao"),
        ("Café Ưu Việt", "cafe uu viet"),
        ("Ðiện Ɖèn", "dien den"),
        ("ðiện Ph\u200bở", "dien pho"),
        ("ＰＨỞ 👨\u200d👩\ufe0f", "pho 👨👩"),
        ("", ""),
    ],
)
def test_marks_fall_away_for_a_search(text, plain):
    assert unaccented(text) == plain


@given(WORDS)
def test_searching_what_is_plain_already_changes_nothing(text):
    assert unaccented(unaccented(text)) == unaccented(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Hòa", "Hoà"),
        ("Thúy  Nga", "Thuý Nga"),
        ("Phở", unicodedata.normalize("NFD", "Phở")),
        ("khỏe\u00a0", "khoẻ"),
    ],
)
def test_a_word_is_spelled_alike_wherever_a_keyboard_puts_its_tone(text, other):
    assert spelling(text) == spelling(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [("Hòa", "Hóa"), ("Hòa", "Hoa"), ("Đà", "Dà"), ("hoa1", "hoà"), ("a b", "ab")],
)
def test_another_letter_or_tone_is_another_word(text, other):
    assert spelling(text) != spelling(other)
