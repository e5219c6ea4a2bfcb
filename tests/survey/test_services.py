"""Starting, answering, submitting and going on: what the questionnaire promises."""

from datetime import timedelta

import pytest

from survey.errors import SurveyError
from survey.models import Answer, Assessment
from survey.queries import levels_of, missing
from survey.services import Given, save_answer, start_assessment, submit
from tests.builders import NOW, make_answers, make_assessment, make_index_version

pytestmark = pytest.mark.django_db


def test_an_assessment_starts_without_an_account():
    draft = start_assessment(
        name="Quán phở", sector="I", employees=12, revenue=None, index_version=make_index_version(), now=NOW
    )
    assert draft.state == Assessment.State.DRAFT
    assert draft.organisation.memberships.count() == 0
    assert draft.round == 1


def test_an_answer_is_kept_and_counts():
    draft = make_assessment()
    saved = save_answer(assessment=draft, question="1.1.1", given=Given(level=4), by=None, now=NOW)
    assert saved.answer.revision == 1
    assert levels_of(draft)["1.1.1"] == 4


def test_nothing_is_submitted_with_gaps():
    draft = make_assessment()
    save_answer(assessment=draft, question="1.1.1", given=Given(level=4), by=None, now=NOW)
    with pytest.raises(SurveyError) as error:
        submit(assessment=draft, by=None, now=NOW)
    assert error.value.code == "incomplete"
    assert error.value.params["codes"] == missing(draft)
    assert "2.1.1" in missing(draft)


def test_submitting_twice_gives_one_result():
    draft = make_assessment()
    make_answers(draft)
    stale = Assessment.objects.get(pk=draft.pk)
    first = submit(assessment=draft, by=None, now=NOW)
    again = submit(assessment=stale, by=None, now=NOW + timedelta(seconds=1))
    assert first.pk == again.pk
    assert first.total == 24
    assert Answer.objects.filter(assessment=draft).count() == 7
