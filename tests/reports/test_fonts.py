"""Fonts of the report, and text cut to fit."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

from reports.fonts import (
    FACES,
    TEXT,
    TEXT_BOLD,
    clean,
    clipped,
    fit,
    fit_few,
    register_fonts,
)
from reports.typefaces import font_file

WORDS = st.lists(st.text(alphabet="aWiếm", min_size=1, max_size=30), max_size=15)
WIDTHS = st.integers(min_value=30, max_value=300)
SIZE = 9
WIDEST = 0.01  # what rounding may add to a line


@pytest.mark.parametrize("name", FACES)
def test_every_face_is_installed_and_registered(name):
    assert Path(font_file(*FACES[name])).is_file()
    assert getFont(name).fontName == name


def test_registering_again_changes_nothing():
    before = getFont(TEXT)
    register_fonts()
    assert getFont(TEXT) is before


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Phở", "Phở"),
        (normalize("NFD", "Phở"), "Phở"),
        ("một\nhai\tba", "một hai ba"),
        ("a\x00b\u200bc", "a b c"),
        ("40\u00a0%", "40\u00a0%"),
        ("👨\u200d👩\ufe0f", "👨👩"),
        ("<b>&", "<b>&"),
        ("", ""),
    ],
)
def test_each_letter_has_one_form_and_nothing_is_without_a_glyph(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Nhân lực", 200, ["Nhân lực"]),
        ("Nhân lực", 30, ["Nhân", "lực"]),
        ("", 100, [""]),
    ],
)
def test_a_text_is_broken_between_words(text, width, lines):
    assert fit(text, TEXT, SIZE, width) == lines


@given(WORDS, WIDTHS)
def test_no_line_is_wider_than_its_column(words, width):
    for line in fit(" ".join(words), TEXT, SIZE, width):
        assert stringWidth(line, TEXT, SIZE) <= width + WIDEST


@given(WORDS, WIDTHS)
def test_no_letter_is_lost_when_a_text_is_broken(words, width):
    lines = fit(" ".join(words), TEXT, SIZE, width)
    assert "".join(lines).replace(" ", "") == "".join(words)


def test_a_word_wider_than_its_column_is_broken():
    lines = fit("W" * 40, TEXT, SIZE, 60)
    assert len(lines) > 1
    assert "".join(lines) == "W" * 40


@given(WORDS, WIDTHS, st.integers(min_value=1, max_value=4))
def test_few_lines_are_no_more_than_asked_for(words, width, most):
    text = " ".join(words)
    lines = fit(text, TEXT, SIZE, width)
    few = fit_few(text, TEXT, SIZE, width, most)
    if len(lines) <= most:
        assert few == lines
    else:
        assert len(few) == most
        assert few[:-1] == lines[: most - 1]
        assert few[-1].endswith("…")


@given(WORDS, WIDTHS)
def test_what_is_clipped_stays_on_one_line_and_ends_in_an_ellipsis(words, width):
    text = " ".join(words)
    line = clipped(text, TEXT_BOLD, SIZE, width)
    assert stringWidth(line, TEXT_BOLD, SIZE) <= width + WIDEST
    if line != text:
        assert line.endswith("…")
        assert text.startswith(line.removesuffix("…"))


def test_before_the_ellipsis_stands_no_space():
    assert " …" not in clipped("Công ty Trách nhiệm hữu hạn", TEXT, SIZE, 42)
