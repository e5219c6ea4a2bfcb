"""A verdict copied into a correction proves the answer that was looked at, and no other."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent
from scoring.grade import ATTACHED, CHECKED
from survey.answers.figures import save_figure
from survey.answers.values import AnswerValue
from survey.evidence.queries import evidence_grades
from survey.evidence.services import review_evidence
from survey.models import Assessment, Evidence
from survey.results.services import submit
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_evidence,
    save_answer,
)
from tests.personas import make_staff
from tests.survey.corrections.mended import SLIP, begin, send

pytestmark = pytest.mark.django_db

OTHER = "1.1.2"
LATER = NOW + timedelta(days=1)
SHARE = "2.1.1"


def accept(evidence: Evidence) -> None:
    staff = make_staff()
    review_evidence(
        evidence=evidence,
        verdict=Evidence.Verdict.ACCEPTED,
        note="Rõ ràng",
        by=staff.user,
        reviewer=staff.organisation,
        now=NOW,
    )


def sent_with_proof(question: str, draft: Assessment | None = None) -> Assessment:
    """A round at level 2 whose answer to the question was looked at and accepted."""
    if draft is None:
        sent = send(level=2).assessment
    else:
        sent = submit(assessment=draft, by=None, now=NOW).assessment
    accept(make_evidence(sent, question))
    return sent


def corrected(sent: Assessment, question: str, level: int) -> Assessment:
    correction = begin(sent.results.get())
    value = AnswerValue(level=level)
    save_answer(assessment=correction, question=question, value=value)
    submit(assessment=correction, by=None, now=LATER)
    return correction


def test_a_corrected_answer_is_not_proved_by_what_a_reviewer_saw_of_the_first():
    sent = sent_with_proof(SLIP)
    correction = corrected(sent, SLIP, level=3)
    assert evidence_grades(correction) == {SLIP: ATTACHED}
    copy = correction.evidence.get()
    verdict = (copy.verdict, copy.note, copy.reviewed_by, copy.reviewed_for)
    assert verdict == ("", "", None, None)
    assert copy.reviewed_at is None
    assert evidence_grades(sent) == {SLIP: CHECKED}, "the first result stays as it was"


def test_what_was_not_corrected_stays_proved():
    correction = corrected(sent_with_proof(SLIP), OTHER, level=3)
    assert evidence_grades(correction) == {SLIP: CHECKED}
    assert correction.evidence.get().note == "Rõ ràng"


def test_corrected_and_corrected_back_it_is_proved_as_before():
    sent = sent_with_proof(SLIP)
    correction = begin(sent.results.get())
    for code, level in ((SLIP, 3), (SLIP, 2), (OTHER, 3)):
        save_answer(
            assessment=correction, question=code, value=AnswerValue(level=level)
        )
    submit(assessment=correction, by=None, now=LATER)
    assert evidence_grades(correction) == {SLIP: CHECKED}


def test_a_share_of_another_whole_is_another_answer_though_its_level_stays():
    draft = make_assessment(employees=20)
    make_answers(draft, level=2)
    save_answer(assessment=draft, question=SHARE, value=AnswerValue(numerator=10))
    sent = sent_with_proof(SHARE, draft)
    correction = begin(sent.results.get())
    save_figure(assessment=correction, name="employees", value=19, by=None, now=LATER)
    submit(assessment=correction, by=None, now=LATER)
    levels = [each.answers.get(question=SHARE).level for each in (sent, correction)]
    assert levels[0] == levels[1]
    assert evidence_grades(correction) == {SHARE: ATTACHED}


def test_that_it_waits_for_a_look_again_is_written_down():
    correction = corrected(sent_with_proof(SLIP), SLIP, level=3)
    event = AuditEvent.objects.get(action="evidence.to_review_again")
    assert event.subject == f"evidence:{correction.evidence.get().public_id}"
    assert event.details == {"question": SLIP}
