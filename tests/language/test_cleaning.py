"""Whatever is typed has one form, and nothing in it that cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.cleaning import clean, folded, hidden_sign, is_clean, one_line, plain

FAMILY = "👨\u200d👩\u200d👧"
RAINBOW = "🏳\ufe0f\u200d🌈"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ODD = st.text(
    st.sampled_from(
        "aộĐÐ0#-–\u2011 \u00a0\u3000\n\r\t\x00\x0b\u0301\u0323\u20e3\u00ad\u200b\u200d"
        "\u202d\u3164\u2800\ufe0e\ufe0f👨👩🏽🏴\U000e0067\U000e007f\ud800\uffff❤™"
    )
    | st.characters(),
    max_size=20,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ten@congty.vn\u200b", "ten@congty.vn"),
        ("Ph\u00adở", "Phở"),
        ("\u202dPhở\u202c", "Phở"),
        ("Ph\x00ở", "Phở"),
        ("Phở\ufe0f", "Phở"),
        ("Phở\U000e0100", "Phở"),
        ("a\U000e0067", "a"),
        ("A\u2011B\u2212C", "A-B-C"),
        ("1\u00a02\u202f3\u30004", "1 2 3 4"),
        ("một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
        ("2020–2025 — xong", "2020–2025 — xong"),
        ("a\tb", "a\tb"),
        ("\u0301 a", " a"),
        ("a\u200b\u0301", "á"),
    ],
)
def test_what_cannot_be_seen_is_gone_and_what_looks_alike_is_alike(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "picture", [FAMILY, RAINBOW, ENGLAND, "1\ufe0f\u20e3", "❤\ufe0f"]
)
def test_a_picture_made_of_several_signs_is_not_torn_apart(picture):
    assert one_line(f"Quán {picture} Na") == f"Quán {picture} Na"


@pytest.mark.parametrize(
    "nothing",
    [
        "\u3164",
        "\ufe0f",
        "\u200d",
        " \u2800\n",
        "\u0301",
        "\u2065",
        "\ufff5",
        "\ufffc",
        "\U0001d159",
        "\U000e0002",
        "\U000e0fff",
    ],
)
def test_what_shows_nothing_is_nothing(nothing):
    assert one_line(nothing) == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("０９０１\u00a0２３４–５６７", "0901 234-567"),
        ("K7QM—2FXT−9HJP", "K7QM-2FXT-9HJP"),
        ("ａ＠ｂ．ｖｎ", "a@b.vn"),
    ],
)
def test_numbers_and_codes_are_read_as_signs_of_the_keyboard(typed, read):
    assert plain(typed) == read


@pytest.mark.parametrize("other", ["Điện", "Ðiện", "Ɖiện", "đIỆN", "Đi\u200bện"])
def test_look_alikes_capitals_and_hidden_signs_do_not_count_in_comparing(other):
    assert folded(other) == "điện"
    assert folded(unicodedata.normalize("NFD", other)) == "điện"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ph\u200bở", "\u200b"),
        ("Phở\u3164", "\u3164"),
        ("Phở\u00a0\u2011", ""),
        ("Phở \n", ""),
        (FAMILY, ""),
        ("a\u200d", "\u200d"),
    ],
)
def test_a_hidden_sign_is_found_and_an_odd_one_that_is_seen_is_none(text, sign):
    assert hidden_sign(text) == sign


@given(ODD)
def test_cleaning_twice_is_cleaning_once(text):
    for cleaning in (clean, one_line, plain):
        assert cleaning(cleaning(text)) == cleaning(text)


@given(ODD)
def test_nothing_that_is_hidden_is_left_but_what_makes_a_picture(text):
    left = one_line(text)
    kinds = {unicodedata.category(sign) for sign in left}
    assert kinds.isdisjoint({"Cc", "Cs", "Co", "Zl", "Zp"})
    if not {*left} & {*"👨👩🏽🏴❤™#0\u20e3"} and left.isprintable():
        assert is_clean(left)


def test_every_sign_that_is_taken_for_usual_stays_as_it_is():
    usual = [chr(code) for code in range(0x2000) if is_clean(chr(code))]
    assert len(usual) > 1000
    for sign in usual:
        assert clean(f"a{sign}b") == unicodedata.normalize("NFC", f"a{sign}b")
        assert unicodedata.normalize("NFC", f"a{sign}b") == f"a{sign}b"
        assert sign.isprintable()


@given(ODD)
def test_what_is_called_clean_is_left_as_it_is(text):
    if is_clean(text):
        assert clean(text) == text


def test_much_that_is_hidden_costs_little_memory_and_ends():
    assert clean("\u200b" * 200_000 + "👨\u200d" * 50_000) == "👨\u200d" * 49_999 + "👨"
