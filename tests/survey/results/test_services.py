"""Submitting: the outcome of a round is frozen once, and only where nothing is open."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from survey.answers.progress import missing, progress_of
from survey.answers.queries import answers_of
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.scored import ScoredResult
from survey.results.services import submit
from tests.builders import (
    NOW,
    levels_of,
    make_answers,
    make_assessment,
    make_result,
    make_user,
    make_version_of,
    save_answer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def save(draft, question: str, level: int) -> None:
    given = AnswerValue(level=level)
    save_answer(assessment=draft, question=question, value=given, by=None, now=NOW)


def submitted(draft, by=None, now=NOW) -> Result:
    return submit(assessment=draft, by=by, now=now)


def refusal_of(draft) -> SurveyError:
    with pytest.raises(SurveyError) as refusal:
        submitted(draft)
    assert not Result.objects.exists()
    return refusal.value


@pytest.fixture
def draft():
    draft = make_assessment(sector="G", area="25747")
    make_answers(draft, level=3, q_3_1_2=5)
    return draft


def test_nothing_is_submitted_with_gaps():
    """VN-B counts an unanswered question as level 3 and lets gaps be submitted."""
    draft = make_assessment()
    save(draft, "1.1.1", 4)
    refusal = refusal_of(draft)
    left = ["1.1.2", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"]
    assert refusal.code == "incomplete"
    assert refusal.params["codes"] == missing(draft) == left


def test_a_copied_answer_that_nobody_has_confirmed_is_a_gap(draft):
    draft.answers.filter(question="2.2.1").update(to_confirm=True)
    assert refusal_of(draft).params["codes"] == ["2.2.1"]


def test_a_share_whose_figure_was_taken_back_is_a_gap(draft):
    draft.answers.filter(question="2.1.2").update(numerator=Decimal(30))
    assert refusal_of(draft).params["codes"] == ["2.1.2"]


def test_where_the_questions_hang_on_the_industry_it_has_to_be_chosen():
    draft = make_assessment(index_version=make_version_of("wide"))
    assert refusal_of(draft).code == "variant_missing"


def test_the_outcome_is_frozen_in_numbers(draft):
    result = submitted(draft)
    assert (result.total, result.maximum) == (28, 40)
    assert (result.answered, result.level) == (7, 3)
    assert result.pillar_points == [6, 9, 13]
    assert result.pillar_maxima == [10, 15, 15]
    assert result.pillar_levels == [3, 3, 5]


def test_the_levels_and_points_of_each_question_are_frozen_too(draft):
    scored = ScoredResult(Result.objects.get(pk=submitted(draft).pk))
    assert scored.levels == [3, 3, 3, 3, 3, 3, 5]
    assert scored.units == (3, 3, 3, 3, 3, 3, 10)


def test_the_profile_is_frozen_with_the_outcome(draft):
    result = submitted(draft)
    assert (result.sector, result.area, result.size) == ("G", "25747", "small")
    assert len(result.input_digest) == 64
    assert result.rescored_from is None


def test_the_round_is_closed_and_the_log_says_by_whom(draft):
    owner = make_user()
    result = submitted(draft, by=owner)
    # In the hands of who called, and in the database.
    for assessment in (draft, Assessment.objects.get(pk=draft.pk)):
        assert assessment.state == Assessment.State.SUBMITTED
        assert assessment.submitted_at == NOW
    event = AuditEvent.objects.get(action="assessment.submitted")
    assert (event.actor, event.subject) == (owner, f"result:{result.public_id}")


def test_submitting_twice_gives_one_result(draft):
    stale = Assessment.objects.get(pk=draft.pk)
    first = submitted(draft)
    assert submitted(stale, now=NOW + timedelta(seconds=1)) == first
    assert Result.objects.count() == 1
    assert AuditEvent.objects.filter(action="assessment.submitted").count() == 1


def test_submitting_again_gives_the_first_reading_whatever_stands_beside_it(draft):
    first = submitted(draft)
    later = NOW + timedelta(days=1)
    make_result(draft, engine_version="99", created_at=later)
    assert submitted(draft) == first


def test_a_ratio_is_judged_by_the_figures_of_the_moment_of_submission(draft):
    draft.answers.filter(question="2.1.1").update(numerator=Decimal(20), level=0)
    assert ScoredResult(submitted(draft)).level("2.1.1") == 5


def test_answers_of_a_branch_that_was_left_never_count_and_come_back_with_it():
    """GlobaLeaks and WikiEduDashboard count such answers, or lose them."""
    draft = make_assessment()
    make_answers(draft, level=5)
    assert levels_of(draft)["1.1.2"] == 5
    save(draft, "1.1.1", 0)
    assert levels_of(draft)["1.1.2"] == -2
    assert answers_of(draft)["1.1.2"].level == 5
    assert progress_of(draft).total == 6
    save(draft, "1.1.1", 2)
    assert levels_of(draft)["1.1.2"] == 5
    save(draft, "1.1.1", 0)
    result = submitted(draft)
    assert (result.total, result.maximum, result.answered) == (30, 35, 6)
    assert ScoredResult(result).levels == [0, -2, 5, 5, 5, 5, 5]
