"""Reads of answers and of the numbers of a round."""

from decimal import Decimal

import pytest
from django.db.models.sql.compiler import SQLCompiler

from indexes.index.model import Index
from survey.answers.queries import answers_of, figures_of, whole_figures
from survey.models import Assessment, Figure
from tests.builders import (
    NOW,
    index_document,
    make_answers,
    make_assessment,
    make_respondent,
)

SMALL = Index(index_document("small"))


def keep_figure(draft, name: str, value: int) -> None:
    Figure.objects.create(assessment=draft, name=name, value=value, changed_at=NOW)


def test_a_number_of_the_profile_goes_before_one_of_the_same_name():
    draft = Assessment(employees=20)
    own = {"employees": Decimal(7), "revenue_quarter": Decimal(5)}
    assert whole_figures(SMALL, draft, own) == {
        "employees": Decimal(20),
        "revenue_quarter": Decimal(5),
    }


def test_a_number_that_the_profile_does_not_tell_is_not_known():
    draft = Assessment(employees=None)
    assert whole_figures(SMALL, draft, {"employees": Decimal(7)}) == {}


def test_nobody_at_all_is_a_number_too():
    assert whole_figures(SMALL, Assessment(employees=0), {}) == {"employees": 0}


def test_what_was_kept_is_not_changed_by_looking():
    own = {"employees": Decimal(7)}
    whole_figures(SMALL, Assessment(employees=20), own)
    assert own == {"employees": Decimal(7)}


@pytest.mark.django_db
def test_figures_of_the_profile_and_of_the_round_stand_together():
    draft = make_assessment(employees=20)
    keep_figure(draft, "revenue_quarter", 5)
    keep_figure(make_assessment(), "revenue_quarter", 9)
    assert figures_of(draft) == {
        "employees": Decimal(20),
        "revenue_quarter": Decimal(5),
    }


@pytest.mark.django_db
def test_answers_come_by_question_also_those_that_do_not_count_yet():
    draft = make_assessment()
    make_answers(draft, q_1_1_1=0)
    make_answers(make_assessment())
    draft.answers.filter(question="3.1.1").update(to_confirm=True)
    answers = answers_of(draft)
    assert set(answers) == set(SMALL.codes)
    assert answers["1.1.2"].level == 3  # its branch is not taken
    assert answers["3.1.1"].to_confirm


@pytest.mark.django_db
def test_who_answered_is_read_with_the_answers(django_assert_num_queries):
    draft = make_assessment()
    make_answers(draft)
    draft.answers.update(given_by=make_respondent(draft))
    with django_assert_num_queries(1):
        names = {answer.given_by.name for answer in answers_of(draft).values()}
    assert names == {"Chị Lan"}


@pytest.mark.django_db
def test_answers_know_their_assessment_by_a_statement_put_together_once(
    django_assert_num_queries, monkeypatch
):
    draft = make_assessment()
    make_answers(draft)
    own = {answer.question: answer.level for answer in draft.answers.all()}
    answers_of(draft)
    monkeypatch.setattr(SQLCompiler, "as_sql", None)
    with django_assert_num_queries(1):
        answers = answers_of(draft)
        assert all(answer.assessment is draft for answer in answers.values())
    assert {code: answer.level for code, answer in answers.items()} == own
