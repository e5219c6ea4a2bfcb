"""An answer and its history: one row for each question, one for each value it ever had."""

import pytest
from django.db import IntegrityError, transaction

from survey.models import Answer, AnswerChange
from tests.builders import NOW, make_assessment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def draft():
    return make_assessment()


def answer(draft, model=Answer, **fields):
    given = {"question": "1.1.1", "level": 3, "revision": 1, **fields}
    return model.objects.create(assessment=draft, changed_at=NOW, **given)


def test_a_question_has_one_answer(draft):
    answer(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(draft, level=4)
    answer(make_assessment())
    assert Answer.objects.count() == 2


def test_every_revision_is_kept_once(draft):
    answer(draft, AnswerChange)
    answer(draft, AnswerChange, revision=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(draft, AnswerChange, revision=2, level=5)


def test_the_history_is_told_oldest_first_question_by_question(draft):
    for question, revision in (("2.1.1", 1), ("1.1.1", 2), ("1.1.1", 1)):
        answer(draft, AnswerChange, question=question, revision=revision)
    rows = AnswerChange.objects.values_list("question", "revision")
    assert list(rows) == [("1.1.1", 1), ("1.1.1", 2), ("2.1.1", 1)]


def test_an_answer_outlives_the_account_of_who_gave_it(draft):
    by = make_user()
    row = answer(draft, changed_by=by)
    by.delete()
    row.refresh_from_db()
    assert (row.changed_by, row.level) == (None, 3)


def test_answers_and_their_history_go_with_the_round(draft):
    answer(draft)
    answer(draft, AnswerChange)
    draft.delete()
    assert not Answer.objects.exists()
    assert not AnswerChange.objects.exists()


def test_a_fresh_answer_is_given_and_waits_for_nothing(draft):
    row = Answer.objects.get(pk=answer(draft).pk)
    assert (row.state, row.to_confirm, row.chosen, row.text) == (
        "answered",
        False,
        [],
        "",
    )
    assert str(row) == "1.1.1: 3"
