"""Number fields are drawn the same everywhere: named, with unit, value and error."""

from decimal import Decimal

import pytest
from django.utils import translation

from survey.questionnaire.page import DrawnPage
from survey.questionnaire.problems import Problem
from survey.templatetags.survey import figure_field, number_field
from tests.survey.asked import make_answer, posted, small, storage_with, wide


def card(code: str, *answers, index=None, problem=None, **fields):
    index = index or small()
    page = DrawnPage(storage_with(index, *answers), index.page_of(code))
    if problem:
        page.data, page.problems = posted(**fields), [problem]
    return page.cards([code])[0]


@pytest.mark.parametrize(
    ("code", "name", "label", "unit"),
    [
        ("2.1.1", "numerator", "Số người được học", "người"),
        ("2.1.2", "numerator", "Doanh thu trên mạng", "đồng"),
        ("2.2.1", "denominator", "Tổng số cuộc họp", ""),
        ("3.1.1", "count", "Số lượng", ""),
    ],
)
def test_a_number_is_named_with_its_unit(code, name, label, unit):
    field = number_field(card(code), name)
    assert field["name"] == f"{code}-{name}"
    assert (field["label"], field["unit"]) == (label, unit)


def test_a_number_speaks_the_readers_language():
    with translation.override("en"):
        field = number_field(card("2.1.1"), "numerator")
        assert (field["label"], field["unit"]) == ("Staff trained", "people")


def test_a_number_that_stands_is_shown_grouped():
    answer = make_answer("2.1.1", numerator=Decimal(1500))
    assert number_field(card("2.1.1", answer), "numerator")["value"] == "1.500"


def test_a_number_that_cannot_be_read_stands_as_typed_with_what_is_wrong():
    wrong = Problem("2.1.1", "2.1.1-numerator", "unreadable_count")
    field = number_field(
        card("2.1.1", problem=wrong, q_2_1_1__numerator="ba"), "numerator"
    )
    assert (field["value"], field["error"]) == ("ba", wrong.text)


def test_a_plain_number_bears_the_name_of_its_question():
    assert (
        number_field(card("2.4", index=wide()), "numerator")["label"] == "Số cửa hàng"
    )


def test_a_number_of_the_round_has_a_field_at_each_question_that_offers_it():
    field = figure_field(card("2.1.1"))
    assert (field["name"], field["suffix"]) == ("figure-employees", "-2-1-1")
    assert (field["label"], field["hint"]) == ("Tổng số nhân viên", "Xem bảng lương.")
    assert (field["value"], field["error"]) == ("", "")


def test_a_number_of_the_round_shows_what_is_wrong_with_it():
    wrong = Problem("", "figure-employees", "no_people")
    field = figure_field(card("2.1.1", problem=wrong, figure__employees="0"))
    assert (field["value"], field["error"]) == ("0", wrong.text)
