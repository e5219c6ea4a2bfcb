"""An invitation of a colleague, and what was answered by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from survey.models import Respondent, RespondentAnswer
from tests.builders import NOW, make_assessment, make_respondent

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("fields", "moment", "stands"),
    [
        ({}, NOW, True),
        ({}, NOW + timedelta(days=14) - SECOND, True),
        ({}, NOW + timedelta(days=14), False),
        ({"withdrawn_at": NOW}, NOW, False),
        ({"finished_at": NOW}, NOW, True),  # something may be put right afterwards
    ],
)
def test_a_link_stands_until_it_ends_or_is_withdrawn(fields, moment, stands):
    invited = Respondent(expires_at=NOW + timedelta(days=14), **fields)
    assert invited.stands(moment) is stands


@pytest.mark.sql
@pytest.mark.django_db
def test_a_colleague_answers_a_question_once():
    colleague = make_respondent(make_assessment())
    answer = {"question": "1.1.1", "level": 3, "changed_at": NOW}
    row = RespondentAnswer.objects.create(respondent=colleague, **answer)
    assert str(row) == "1.1.1: 3"
    with pytest.raises(IntegrityError), transaction.atomic():
        RespondentAnswer.objects.create(respondent=colleague, **answer)


@pytest.mark.django_db
def test_an_invitation_goes_by_the_name_of_the_colleague():
    assert str(make_respondent(make_assessment())) == "Chị Lan"
