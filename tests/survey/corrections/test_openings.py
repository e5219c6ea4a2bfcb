"""A corrected number that opens or closes a question: the correction asks it, or lets it go."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scoring.rules import NOT_APPLICABLE
from survey.answers.figures import save_figure
from survey.answers.progress import missing
from survey.answers.queries import answers_of
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.services import submit
from survey.rounds.services import change_profile
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_index_version,
    make_roadmap_of,
    planned_levels,
    save_answer,
    small_document,
)
from tests.survey.corrections.mended import begin
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SHARED = "3.1.2"
SMALL, LARGE = 500_000, 2_000_000
BY_REVENUE = {"figure": "revenue_quarter", "at_least": 1_000_000}
BY_PROFILE = {"profile": "revenue", "at_least": 30_000_000_000}


def sent_with(condition: dict, figure: int, is_asked: bool, **profile) -> Result:
    """A round of which one question is asked on a condition only, and answered where it is."""
    document = small_document()
    [question] = [
        question
        for question in document["pillars"][2]["indicators"][0]["questions"]
        if question["code"] == SHARED
    ]
    question["show_if"] = condition
    draft = make_assessment(index_version=make_index_version(document), **profile)
    make_answers(draft, level=1)
    save_figure(
        assessment=draft, name="revenue_quarter", value=figure, by=None, now=NOW
    )
    if not is_asked:
        draft.answers.filter(question=SHARED).delete()
    return submit(assessment=draft, by=None, now=NOW)


def corrected_to(sent: Result, revenue: int) -> Assessment:
    correction = begin(sent)
    save_figure(
        assessment=correction, name="revenue_quarter", value=revenue, by=None, now=NOW
    )
    return Assessment.objects.get(pk=correction.pk)


def level_of(result: Result) -> int:
    levels = memoryview(bytes(result.levels)).cast("b")
    return levels[result.index.places[SHARED]]


def test_a_figure_that_was_too_small_opens_a_question_that_has_to_be_answered():
    first = sent_with(BY_REVENUE, SMALL, is_asked=False)
    assert level_of(first) == NOT_APPLICABLE
    correction = corrected_to(first, LARGE)
    assert missing(correction) == [SHARED]
    with pytest.raises(SurveyError) as refused:
        submit(assessment=correction, by=None, now=NOW + DAY)
    assert refused.value.params == {"codes": [SHARED]}
    save_answer(assessment=correction, question=SHARED, value=AnswerValue(level=4))
    result = submit(assessment=correction, by=None, now=NOW + DAY)
    assert (level_of(result), level_of(first)) == (4, NOT_APPLICABLE)
    assert result.maximum > first.maximum


def test_a_figure_that_was_too_large_closes_it_and_keeps_what_was_said():
    first = sent_with(BY_REVENUE, LARGE, is_asked=True)
    assert level_of(first) == 1
    correction = corrected_to(first, SMALL)
    assert missing(correction) == []
    result = submit(assessment=correction, by=None, now=NOW + DAY)
    assert level_of(result) == NOT_APPLICABLE
    assert result.maximum < first.maximum
    assert answers_of(correction)[SHARED].level == 1


def test_a_number_of_the_profile_that_closes_a_question_is_a_correction():
    """Though no answer is another one, and the size class stays the same."""
    first = sent_with(BY_PROFILE, SMALL, is_asked=True, revenue=60_000_000_000)
    assert level_of(first) == 1
    correction = begin(first)
    change_profile(assessment=correction, now=NOW, by=None, revenue=20_000_000_000)
    correction = Assessment.objects.get(pk=correction.pk)
    result = submit(assessment=correction, by=None, now=NOW + DAY)
    assert level_of(result) == NOT_APPLICABLE
    assert (result.size, result.input_digest) == (first.size, first.input_digest)


def test_a_roadmap_lets_go_of_a_step_of_what_is_no_longer_asked():
    first = sent_with(BY_REVENUE, LARGE, is_asked=True)
    roadmap = make_roadmap_of(first, target=5)
    assert SHARED in planned_levels(roadmap)
    result = submit(assessment=corrected_to(first, SMALL), by=None, now=NOW + DAY)
    roadmap.refresh_from_db()
    assert roadmap.result == result
    client = Client()
    hold(client, result.assessment)
    for page in ("reports:result", "roadmap:roadmap", "roadmap:what_if", "reports:pdf"):
        address = reverse(page, args=[result.public_id])
        assert client.get(address).status_code == 200, page
    assert SHARED not in planned_levels(roadmap)
