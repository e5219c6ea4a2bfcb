"""A card: what its question sends, and what stands on it of an answer."""

from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from survey.answers.values import CLEARED, NOT_APPLICABLE
from survey.questionnaire.cards import Card, FigureField, picked_of, values_of
from survey.questionnaire.faces import face_of
from tests.survey.asked import make_answer, small


def make_card(code="1.1.1", answer=None, **fields) -> Card:
    return Card(
        code=code,
        number=1,
        kind=small().questions[code]["kind"],
        face=face_of(small(), code, "vi"),
        answer=answer,
        choices=SafeString(""),
        **fields,
    )


def make_figure(value=None) -> FigureField:
    return FigureField("employees", "Nhân viên", "", "people", value, "", asked=True)


def test_a_card_sends_the_fields_of_its_question_and_of_no_other():
    assert make_card().params.split(",") == [
        "1.1.1",
        "1.1.1-was",
        "1.1.1-seen",
        "csrfmiddlewaretoken",
        "1.1.1-numerator",
        "1.1.1-denominator",
        "1.1.1-count",
        "1.1.1-text",
    ]


def test_a_card_sends_the_number_of_the_round_beside_it():
    params = make_card("2.1.1", figure=make_figure()).params
    assert params.endswith("figure-employees,figure-employees-was")


def test_a_card_remembers_what_it_showed_and_which_revision():
    answer = make_answer(level=3, revision=4)
    assert (make_card(answer=answer).was, make_card(answer=answer).seen) == ("3", 4)
    assert (make_card().was, make_card().seen) == ("", 0)


@pytest.mark.parametrize(
    ("answer", "is_given", "to_confirm"),
    [
        (None, False, False),
        (make_answer(state=CLEARED, to_confirm=True), False, False),
        (make_answer(state=NOT_APPLICABLE), True, False),
        (make_answer(level=3, to_confirm=True), True, True),
    ],
)
def test_only_an_answer_that_says_something_can_be_taken_back_or_confirmed(
    answer, is_given, to_confirm
):
    card = make_card(answer=answer)
    assert (card.is_given, card.to_confirm) == (is_given, to_confirm)


@pytest.mark.parametrize(
    ("code", "answer", "by_numbers"),
    [
        ("2.1.1", make_answer("2.1.1", numerator=5), True),
        ("2.2.1", make_answer("2.2.1", denominator=5), True),
        ("3.1.1", make_answer("3.1.1", count=0), True),
        ("2.1.1", make_answer("2.1.1", level=4), False),
        ("2.1.1", None, False),
        ("1.1.1", make_answer("1.1.1", level=4), False),
    ],
)
def test_an_answer_by_numbers_is_told_from_a_picked_card(code, answer, by_numbers):
    assert make_card(code, answer).is_given_by_numbers is by_numbers


@pytest.mark.parametrize(
    ("answer", "picked"),
    [
        (None, ""),
        (make_answer(level=0), "0"),
        (make_answer(state=NOT_APPLICABLE), "na"),
        (make_answer(state=CLEARED, level=2), ""),
        (make_answer("2.1.1", level=2, numerator=5), ""),
        (make_answer("2.1", chosen=["email", "erp"]), "email+erp"),
    ],
)
def test_the_picked_card_is_the_one_a_person_picked(answer, picked):
    assert picked_of(answer) == picked


def test_text_fields_show_numbers_as_the_reader_writes_them():
    answer = make_answer("2.2.1", numerator=Decimal("1500.00"), text="a")
    assert values_of(answer) == {
        "numerator": "1.500",
        "denominator": "",
        "count": "",
        "text": "a",
    }
    with translation.override("en"):
        assert values_of(answer)["numerator"] == "1,500"


@pytest.mark.parametrize("answer", [None, make_answer(state=CLEARED, text="a")])
def test_text_fields_of_no_answer_are_empty(answer):
    assert values_of(answer) == {}


def test_a_number_of_the_round_remembers_what_the_page_showed():
    assert make_figure().was == ""
    assert make_figure(Decimal("20.00")).was == "20"


def test_anchors_hold_no_dots():
    assert make_card("2.1.1").anchor == "2-1-1"
