"""Questions that earn no points and what was answered."""

from copy import deepcopy
from uuid import uuid4

import pytest

from accounts.access.scopes import Scope
from survey.answers.values import CLEARED
from survey.models import Answer, Result
from survey.results.queries import results
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_result,
    make_version_of,
)
from tests.reports.reading import gathered

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_a_question_without_points_that_nobody_answered_is_told_as_not_answered(
    answered,
):
    answered.assessment.answers.filter(question__in=["2.3", "2.4"]).delete()
    answered.assessment.answers.filter(question="2.5").update(to_confirm=True)
    told = {one.code: one.answer for one in gathered(answered).unscored}
    assert told.pop("2.5").endswith("(chép từ kỳ trước, chưa xác nhận)")
    assert told == {"2.3": "Chưa trả lời", "2.4": "Chưa trả lời"}


@pytest.mark.sql
def test_what_was_cleared_because_it_is_asked_otherwise_now_is_not_called_copied(
    answered,
):
    changed = answered.assessment.answers.filter(question="2.5")
    changed.update(to_confirm=True, state=CLEARED, chosen=[])
    told = {one.code: one.answer for one in gathered(answered).unscored}
    assert told["2.5"] == "Chưa trả lời"


def test_what_the_profile_tells_stands_among_the_answers_with_its_unit(enterprise):
    draft = make_assessment(
        enterprise, make_version_of("dbi-2025-sme"), variant="retail", revenue=None
    )
    Answer.objects.create(
        assessment=draft, question="4.1", chosen=[], text="Mặt bằng", changed_at=NOW
    )
    result = make_result(draft)
    told = {one.code: one.answer for one in gathered(result).unscored}
    assert list(told) == ["1.1", "1.2", "4.1", "4.2", "5.1", "6.1"]
    assert (told["1.1"], told["1.2"], told["4.1"]) == (
        "20 người",
        "Chưa trả lời",
        "Điều khác: Mặt bằng",
    )
    for_others = gathered(result, scope=Scope.EVIDENCE).unscored
    assert [one.code for one in for_others] == ["4.1", "4.2", "5.1", "6.1"], (
        "the exact revenue is for nobody else"
    )


def test_without_kept_answers_nothing_is_said_to_be_unanswered(enterprise):
    assert (
        gathered(
            make_result(
                make_assessment(enterprise, make_version_of("wide"), variant="farm")
            )
        ).unscored
        == ()
    )


def test_who_may_not_see_answers_sees_none_of_those_without_points(answered):
    for scope in (Scope.AGGREGATE, Scope.PILLARS):
        assert gathered(answered, scope=scope).unscored == ()
    assert len(gathered(answered, scope=Scope.ANSWERS).unscored) == 3


def test_read_anew_it_tells_what_was_asked_when_it_was_answered(answered):
    """The newer version asks in other words, and one of the questions no more."""
    document = deepcopy(answered.index_version.document)
    document["index"]["version"] += 1
    questions = document["pillars"][1]["questions"]
    gone = next(one for one in questions if one["code"] == "2.5")
    gone |= {"code": "2.6"}
    next(one for one in questions if one["code"] == "2.3")["options"] = [
        {"id": "time", "name": {"vi": "Thiếu giờ", "en": "Time"}},
        {"id": "space", "name": {"vi": "Thiếu chỗ", "en": "Space"}},
    ]
    anew = Result.objects.get(pk=answered.pk)
    anew.pk, anew.public_id, anew.verification_code, anew.rescored_from = (
        None,
        uuid4(),
        "READ-ANEW",
        answered,
    )
    anew.index_version = make_index_version(document)
    anew.save()
    assert gathered(results().get(pk=anew.pk)).unscored == gathered(answered).unscored
