"""Friendly questions about what does not fit together; nothing is refused."""

from decimal import Decimal

import pytest

from indexes.index.model import Index
from survey.answers.contradictions import contradictions, number_contradictions
from survey.answers.figures import save_figure
from survey.answers.values import AnswerValue
from survey.models import Answer
from tests.builders import (
    NOW,
    index_document,
    make_answers,
    make_assessment,
    make_version_of,
    save_answer,
)

REAL = Index(index_document("dbi-2021-sme"))
YEAR = Decimal(1_000_000_000)


def found(answers=(), **figures) -> dict[str, list[str]]:
    """Contradictions of the index of 2021 by their names, with the questions of each."""
    rows = number_contradictions(REAL, answers, figures)
    return {row["id"]: row["questions"] for row in rows}


def spent(numerator: int, denominator: int = 3_000_000_000, **parts) -> Answer:
    """On digital marketing, of all that was spent on marketing."""
    numbers = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}
    return Answer(question="1.1.3", **numbers, **parts)


def test_a_quarter_with_more_revenue_than_the_year_is_asked_about():
    """Where the quarter is asked: at the first question that is a share of it."""
    at_most = found(revenue_year=YEAR, revenue_quarter=YEAR)
    above = found(revenue_year=YEAR, revenue_quarter=YEAR + 1)
    assert at_most == {}
    assert above == {"quarter-above-year": ["1.1.5"]}


def test_it_is_put_in_both_languages():
    (row,) = number_contradictions(
        REAL, [], {"revenue_year": YEAR, "revenue_quarter": YEAR + 1}
    )
    assert "lớn hơn doanh thu cả năm" in row["say"]["vi"]
    assert "whole year" in row["say"]["en"]


def test_more_spent_on_digital_marketing_than_was_earned_is_asked_about():
    assert found([spent(2_000_000_000)], revenue_year=YEAR) == {
        "sum-above-revenue-1.1.3": ["1.1.3"]
    }
    assert found([spent(1_000_000_000)], revenue_year=YEAR) == {}


@pytest.mark.parametrize("figures", [{}, {"revenue_quarter": Decimal(5)}])
def test_without_a_known_revenue_no_sum_is_too_large(figures):
    assert found([spent(2_000_000_000)], **figures) == {}


def test_a_part_above_its_whole_is_asked_about():
    answer = spent(5, denominator=4)
    assert found([answer]) == {"numerator-above-denominator-1.1.3": ["1.1.3"]}


def test_a_part_without_its_whole_is_above_nothing():
    answer = Answer(question="1.1.3", numerator=Decimal(5))
    assert found([answer]) == {}


@pytest.mark.parametrize("state", ["cleared", "not_applicable"])
def test_numbers_that_do_not_count_contradict_nothing(state):
    assert found([spent(5, denominator=4, state=state)]) == {}


def test_they_come_in_the_order_of_the_index_those_of_the_profile_first():
    later = Answer(question="2.2.1", numerator=Decimal(30))
    figures = {
        "revenue_year": YEAR,
        "revenue_quarter": YEAR + 1,
        "employees": Decimal(9),
    }
    names = list(found([later, spent(5, denominator=4)], **figures))
    assert names[:2] == ["quarter-above-year", "numerator-above-denominator-1.1.3"]


@pytest.fixture
def draft():
    draft = make_assessment()
    make_answers(draft)
    return draft


def save(draft, question: str, **parts) -> None:
    save_answer(
        assessment=draft,
        question=question,
        value=AnswerValue(**parts),
        by=None,
        now=NOW,
    )


@pytest.mark.django_db
def test_a_contradiction_of_answers_is_a_question_with_its_places(draft):
    save(draft, "3.1.1", count=0)
    (row,) = contradictions(draft)
    assert row["id"] == "sales-without-software"
    assert row["questions"] == ["1.1.2", "3.1.1"]
    assert set(row["say"]) == {"vi", "en"}


@pytest.mark.django_db
def test_a_hidden_answer_contradicts_nothing(draft):
    save(draft, "3.1.1", count=0)
    save(draft, "1.1.1", level=0)
    assert contradictions(draft) == []


@pytest.mark.django_db
def test_numbers_are_looked_at_beside_the_figures_of_the_round():
    draft = make_assessment(index_version=make_version_of("dbi-2021-sme"), revenue=100)
    quarter = {"name": "revenue_quarter", "value": 101}
    save_figure(assessment=draft, **quarter, by=None, now=NOW)
    assert [row["id"] for row in contradictions(draft)] == ["quarter-above-year"]


@pytest.mark.django_db
def test_looking_for_contradictions_takes_two_queries(draft, django_assert_num_queries):
    draft.index_version  # noqa: B018  read before, as a view has it
    with django_assert_num_queries(2):
        contradictions(draft)
