"""How what is typed off a paper is read."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from language.formats import number
from reports.check.forms import PrintedForm, readings

TYPED = {
    "code": " k7qm 2fxt 9hjp",
    "name": "Quán phở\u200b Hòa Bình",
    "level": "3",
    "points": "117",
    "day": "",
}


def form_of(**fields) -> PrintedForm:
    return PrintedForm(TYPED | fields)


def read(field: str, typed: str):
    form = form_of(**{field: typed})
    assert form.is_valid(), form.errors
    return form.cleaned_data[field]


def numbers(*values: str) -> frozenset[Decimal]:
    return frozenset(map(Decimal, values))


def test_what_is_typed_becomes_a_record_of_the_paper():
    form = form_of(points="117/195", day="20/11/2026")
    assert form.is_valid()
    assert form.cleaned_data["code"] == "K7QM-2FXT-9HJP"
    printed = form.printed
    assert printed.name == "Quán phở Hòa Bình"
    assert (printed.level, printed.day) == (3, date(2026, 11, 20))
    assert (printed.points, printed.maximum) == (numbers("117"), numbers("195"))


@pytest.mark.parametrize(
    ("typed", "level"),
    [("3", 3), ("Mức 3: Hình thành", 3), ("0", 0), ("–", None), ("-", None)],
)
def test_a_level_is_its_number_or_none_yet(typed, level):
    assert read("level", typed) == level


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("117", (numbers("117"), None)),
        ("117 / 195", (numbers("117"), numbers("195"))),
        ("117 trên 195 điểm", (numbers("117"), numbers("195"))),
        ("117 of 195 points", (numbers("117"), numbers("195"))),
        ("117,25", (numbers("117.25"), None)),
        ("1.200", (numbers("1200", "1.200"), None)),
    ],
)
def test_points_are_read_as_either_language_prints_them(typed, points):
    assert read("points", typed) == points


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("code", "", "required"),
        ("name", " ", "required"),
        ("level", "Hình thành", "level"),
        ("level", "3 4", "level"),
        ("points", "nhiều", "points"),
        ("points", "1,2,3", "points"),
        ("points", "117/", "points"),
        ("points", ".", "points"),
        ("day", "hôm qua", "invalid"),
    ],
)
def test_what_cannot_be_read_is_asked_for_once_more(field, typed, code):
    form = form_of(**{field: typed})
    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()[field]] == [code]


def test_a_code_of_signs_alone_is_none():
    assert "code" in form_of(code="–!").errors


@given(st.decimals(min_value=0, max_value=99_999, places=2))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_that_a_report_prints_is_read_back(language, value):
    with translation.override(language):
        assert value in readings(number(value))
