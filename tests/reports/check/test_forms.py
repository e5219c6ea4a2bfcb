"""How what is typed off a paper is read."""

from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from language.formats import day, number
from reports.check.forms import PrintedForm, readings
from reports.pdf.cover import total_of
from reports.wording import results as words
from tests.reports.records import AT, LEVELS, make_contents

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
    assert (printed.level, printed.level_name) == (3, "")
    assert printed.day == date(2026, 11, 20)
    assert (printed.points, printed.maximum) == (numbers("117"), numbers("195"))
    assert printed.percent is None


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("3", (3, "")),
        ("Mức độ 3", (3, "")),
        ("Mức 3: Hình thành", (3, "Hình thành")),
        ("3 · Công nghiệp 4.0", (3, "Công nghiệp 4.0")),
        ("3 (Hình thành)", (3, "Hình thành")),
        ("3 – Hình thành (nền)", (3, "Hình thành (nền)")),
        ("Mức độ: 3 Hình thành", (3, "Hình thành")),
        ("0", (0, "")),
        ("\u200b３\u00a0", (3, "")),
        (normalize("NFD", "Mức 3: Hình thành"), (3, "Hình thành")),
    ],
)
def test_a_level_is_its_number_and_its_name_where_that_is_typed(typed, level):
    assert read("level", typed) == level


@pytest.mark.parametrize(
    "typed", ["–", "-", "—", "−", "No level yet", "chưa có mức độ", " Chưa  có mức độ"]
)
def test_a_dash_or_the_words_for_it_are_no_level(typed):
    assert read("level", typed) == (None, "")


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("28,6 %", {"percent": "28.6"}),
        ("28.6%", {"percent": "28.6"}),
        ("(28,6 %)", {"percent": "28.6"}),
        ("28,6 phần trăm", {"percent": "28.6"}),
        ("28,6 % số điểm tối đa", {"percent": "28.6"}),
        ("28,6", {"bare": "28.6"}),
        ("117", {"bare": "117"}),
        ("117 điểm", {"points": "117"}),
        ("117 / 195", {"points": "117", "maximum": "195"}),
        ("117 trên 195 điểm", {"points": "117", "maximum": "195"}),
        ("117 of 195 points", {"points": "117", "maximum": "195"}),
        ("117,25", {"bare": "117.25"}),
        ("117/195 (60,0 %)", {"points": "117", "maximum": "195", "percent": "60"}),
        (normalize("NFD", "117 trên 195 điểm"), {"points": "117", "maximum": "195"}),
        (
            "60,0 % tổng điểm (117 trên 195)",
            {"points": "117", "maximum": "195", "percent": "60"},
        ),
        ("117/195 60.0%", {"points": "117", "maximum": "195", "percent": "60"}),
    ],
)
def test_points_are_read_as_either_language_prints_them(typed, points):
    assert read("points", typed) == {
        name: numbers(value) for name, value in points.items()
    }


def test_a_mark_that_may_be_of_either_language_is_read_both_ways():
    assert read("points", "1.200") == {"bare": numbers("1200", "1.200")}


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
        ("points", "117/195 (.. %)", "points"),
        ("points", "117 –", "points"),
        ("points", "11760%", "points"),
        ("points", "60 % (117)", "points"),
        ("day", "hôm qua", "invalid"),
    ],
)
def test_what_cannot_be_read_is_asked_for_once_more(field, typed, code):
    form = form_of(**{field: typed})
    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()[field]] == [code]


def test_a_code_of_signs_alone_is_none():
    assert "code" in form_of(code="–!").errors


@given(st.decimals(min_value=-99_999, max_value=99_999, places=2))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_that_a_report_prints_is_read_back(language, value):
    with translation.override(language):
        assert value in readings(number(value))


@pytest.mark.parametrize("language", ["vi", "en"])
class TestWhateverIsPrinted:
    """All a report prints of a result can be typed, whatever language the page is in."""

    @pytest.fixture(autouse=True)
    def _printing(self, language):
        with translation.override(language):
            yield

    @pytest.mark.parametrize("level", [*LEVELS, None])
    def test_every_form_of_a_level(self, level):
        number = level.number if level else None
        for form in (words.level, words.level_and_name, words.level_number):
            printed = form(level)
            assert read("level", printed)[0] == number, printed

    @pytest.mark.parametrize(
        ("total", "maximum", "percent"),
        [
            ("117", "195", "60"),
            ("1234.25", "99999.5", "1.23"),
            ("0", "0", None),
            ("-4.99", "100", "-5"),
        ],
    )
    def test_every_form_of_the_points(self, total, maximum, percent):
        total, maximum = Decimal(total), Decimal(maximum)
        percent = percent and Decimal(percent)
        contents = make_contents(total=total, maximum=maximum, percent=percent)
        share = words.share(total, maximum)
        beside = f"{share} ({words.percent(percent)})"
        for printed in (number(total), share, beside, total_of(contents)):
            points = read("points", printed)
            assert total in points.get("points", points.get("bare")), printed
            assert maximum in points.get("maximum", {maximum}), printed
            assert percent in points.get("percent", {percent}), printed
        assert set(points) == {"points", "maximum", "percent"}
        assert read("points", words.percent(percent)) == {"percent": {percent}}

    def test_the_day(self):
        assert read("day", day(AT)) == date(2026, 11, 20)
