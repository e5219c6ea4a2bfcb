"""What could not be used stands beside its field, in the reader's words and numbers."""

import pytest
from django.utils import translation

from survey.errors import SurveyError
from survey.questionnaire.problems import Problem, UnreadableError, refusals


def refusal(where: str, code: str, **params) -> Problem:
    (problem,) = refusals({where: SurveyError(code, **params)})
    return problem


@pytest.mark.parametrize(
    ("code", "params", "field"),
    [
        (
            "numerator_above_denominator",
            {"numerator": 25, "denominator": 20},
            "2.1.1-numerator",
        ),
        ("numerator_negative", {}, "2.1.1-numerator"),
        ("denominator_zero", {}, "2.1.1-denominator"),
        ("denominator_negative", {"numerator": 3}, "2.1.1-denominator"),
        ("number_missing", {}, "2.1.1"),
        ("unknown_question", {"question": "2.1.1"}, "2.1.1"),
    ],
)
def test_a_refused_answer_stands_beside_the_number_that_is_wrong(code, params, field):
    problem = refusal("2.1.1", code, **params)
    assert (problem.question, problem.field, problem.code) == ("2.1.1", field, code)


def test_a_refused_number_of_the_round_belongs_to_no_question():
    problem = refusal("figure-employees", "no_people", figure="employees")
    assert (problem.question, problem.field) == ("", "figure-employees")


@pytest.mark.parametrize(
    ("language", "text"),
    [("vi", "Phần (2.500) lớn hơn tổng (2.000)"), ("en", "(2,500)")],
)
def test_numbers_are_grouped_as_the_reader_writes_them(language, text):
    with translation.override(language):
        problem = refusal(
            "2.1.1", "numerator_above_denominator", numerator=2500, denominator="2000"
        )
        assert text in problem.text


def test_a_name_is_said_in_the_readers_language():
    name = {"vi": "Doanh thu quý", "en": "Revenue of the quarter"}
    assert "Doanh thu quý" in refusal("2.1.2", "number_missing", name=name).text
    with translation.override("en"):
        assert (
            "Revenue of the quarter"
            in refusal("2.1.2", "number_missing", name=name).text
        )


def test_a_code_without_words_of_its_own_gets_the_general_ones():
    assert (
        Problem("1.1.1", "1.1.1", "no_such_code").text == Problem("", "", "other").text
    )


def test_nothing_refused_is_no_problem():
    assert refusals({}) == []


def test_an_unreadable_field_carries_its_problem():
    problem = Problem("1.1.1", "1.1.1", "level_out_of_range")
    assert UnreadableError(problem).problem is problem
    assert str(UnreadableError(problem)) == "level_out_of_range"
