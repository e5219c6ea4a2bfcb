"""Answers made from rows are what the ORM makes of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.answers.progress import counted_level
from survey.answers.rows import read_answers
from survey.answers.services import stamp
from survey.answers.writing import keep_answers
from survey.models import Answer
from tests.builders import NOW, make_answers, make_assessment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def draft():
    draft = make_assessment()
    make_answers(draft, level=2)
    first, second, third, *_others = Answer.objects.filter(assessment=draft)
    user = make_user()
    first.numerator, first.denominator = Decimal("3.50"), Decimal("1200000000.00")
    first.changed_by, first.to_confirm = user, True
    second.chosen, second.text, second.count = ["drive", "email"], "Đ – '\"", 4
    third.state, third.level = Answer.State.NOT_APPLICABLE, None
    second.changed_at = NOW + timedelta(microseconds=120_300)
    for answer in (first, second, third):
        answer.save()
    make_answers(make_assessment(), level=1)
    return draft


def fields_of(answer: Answer) -> dict:
    return {
        field.attname: getattr(answer, field.attname)
        for field in Answer._meta.concrete_fields
    }


def test_every_field_is_the_same(draft):
    answers = read_answers(draft)
    by_orm = {answer.question: answer for answer in draft.answers.all()}
    assert answers.keys() == by_orm.keys()
    assert len(answers) == len(by_orm)
    for code, answer in by_orm.items():
        assert fields_of(answers[code]) == fields_of(answer)
        assert answers[code] == answer
        assert answers[code].changed_at.tzinfo == answer.changed_at.tzinfo
    assert "9.9.9" not in answers
    with pytest.raises(KeyError):
        answers["9.9.9"]


def test_what_is_counted_counts_the_same(draft):
    counted = {
        standing.question: counted_level(standing)
        for standing in read_answers(draft).standing
    }
    by_orm = {answer.question: counted_level(answer) for answer in draft.answers.all()}
    assert counted == by_orm
    assert None in counted.values()


def test_one_query_reads_them_and_one_model_stands_for_each(draft):
    with CaptureQueriesContext(connection) as queries:
        answers = read_answers(draft)
        assert [*answers.values()] == [*answers.values()]
        assert answers["1.1.1"] is answers["1.1.1"]
    assert len(queries) == 1


def test_only_those_are_made_that_name_somebody_else(draft):
    answers = read_answers(draft)
    [named] = answers.by_others("changed_by_id", None)
    assert named.to_confirm
    assert answers.by_others("changed_by_id", None, named.changed_by_id) == []


def test_a_saved_one_can_be_saved_again(draft):
    answer = read_answers(draft)["1.1.1"]
    answer.changed_at = NOW
    answer.save()
    assert Answer.objects.get(pk=answer.pk).changed_at == NOW


def test_what_was_written_since_stands_there_as_if_read_again(draft):
    answers = read_answers(draft)
    by = make_user("khac@quan.example")
    changed, added = answers["1.1.1"], Answer(assessment=draft, question="9.1")
    changed.level, changed.numerator = None, Decimal("0.50")
    added.level, added.chosen = 3, ["email"]
    for answer in (changed, added):
        stamp(answer, by, NOW)
    keep_answers([changed, added])
    answers.replace([changed, added])

    again = read_answers(draft)
    assert answers.keys() == again.keys()
    for code, answer in again.items():
        assert fields_of(answers[code]) == fields_of(answer)
    assert sorted(answers.standing, key=str) == sorted(again.standing, key=str)
    named = answers.by_others("changed_by_id", None)
    assert set(named) == set(again.by_others("changed_by_id", None))
    assert {changed, added} <= set(named)
