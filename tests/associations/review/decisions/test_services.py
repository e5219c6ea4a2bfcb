"""What reviewers come to stands beside what was declared, and one appeal ends it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.services import withdraw_consent
from associations.errors import AssociationError
from associations.models import Assignment, Review
from associations.review.assignments.services import assign
from associations.review.decisions.queries import reviewed_proofs
from associations.review.decisions.services import appeal, hand_in, settle
from associations.review.findings.queries import questions_of
from associations.review.findings.services import record_finding
from associations.review.phases.queries import phases
from registry.working_days import after
from survey.evidence.queries import evidence_grades
from survey.models import Result
from survey.results.grades import grades, proofs_of_all
from survey.results.scored import ScoredResult
from tests.associations.review.conftest import Reviewing, assignment_of, make_reviewer
from tests.builders import NOW, actions_logged

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def refused(code: str):
    return pytest.raises(AssociationError, match=f"^{code}")


def ask_for_another(reviewing: Reviewing, review: Review, now=NOW) -> Review:
    return appeal(review=review, words="Có hóa đơn", by=reviewing.owner.user, now=now)


def test_what_was_declared_stays_and_what_was_found_stands_beside_it(reviewing):
    before = Result.objects.values().get(pk=reviewing.result.pk)
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    assert Result.objects.values().get(pk=reviewing.result.pk) == before
    assert review.state == Review.State.DECIDED
    outcome = review.outcome
    assert outcome.total < reviewing.result.total
    assert outcome.pillar_points[0] < reviewing.result.pillar_points[0]
    assert outcome.pillar_points[1:] == reviewing.result.pillar_points[1:]
    assert "review.decided" in actions_logged("review.")


def test_accepted_answers_count_as_checked_and_lowered_ones_do_not(reviewing):
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_2=0)
    grades = evidence_grades(reviewing.result.assessment)
    assert grades == {"1.1.1": 2}
    notes = reviewing.result.assessment.evidence.values_list("verdict", "note")
    assert set(notes) == {("accepted", ""), ("declined", "Chỉ thấy mức 0")}


def test_what_reviewers_accept_raises_the_grade(reviewing):
    """As far as the phase says; of an answer at another level nothing more is proved."""
    assert grade_of(reviewing) == "self_declared"
    review = reviewing.open(phase="whole")
    reviewing.finish(review, reviewing.first)
    assert review.outcome.grade == "reviewer_checked"
    assert grade_of(reviewing) == "reviewer_checked"


def test_a_phase_that_does_not_check_gives_its_own_grade(reviewing, monkeypatch):
    attached = replace(phases()["association.whole"], grade="evidence_attached")
    monkeypatch.setattr(
        "associations.review.decisions.services.phase_of", lambda _review: attached
    )
    review = reviewing.open(phase="whole")
    reviewing.finish(review, reviewing.first)
    assert review.outcome.grade == "evidence_attached"


def grade_of(reviewing: Reviewing) -> str:
    """Of the declared result, as its page tells it."""
    scored = ScoredResult(Result.objects.get(pk=reviewing.result.pk))
    proofs = evidence_grades(scored.result.assessment) | reviewed_proofs(scored.result)
    return grades(scored, proofs_of_all(scored, proofs))[0].name


def test_a_file_that_was_judged_alone_keeps_its_verdict(reviewing):
    files = reviewing.result.assessment.evidence.filter(question="1.1.1")
    files.update(verdict="declined", note="Ảnh mờ")
    review = reviewing.open()
    reviewing.finish(review, reviewing.first)
    assert files.get().note == "Ảnh mờ"


def test_nothing_is_handed_in_before_every_answer_is_judged(reviewing):
    review = reviewing.open()
    reviewing.find(review, reviewing.first, "1.1.1")
    reviewing.find(review, reviewing.first, "1.1.2", "asked", words="Từ bao giờ?")
    with refused("not_finished"):
        hand_in(
            assignment=assignment_of(review, reviewing.first),
            by=reviewing.first.user,
            now=NOW,
        )


def test_the_second_validator_can_validate_once_the_first_is_through(reviewing):
    """Defect of others: a second validator who cannot validate."""
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    assert review.state == Review.State.OPEN
    reviewing.finish(review, reviewing.second, q_1_1_1=2)
    assert review.state == Review.State.DECIDED
    # Of two the lower level counts.
    assert review.outcome.total < reviewing.result.total


def test_two_levels_apart_is_flagged_and_a_third_decides_by_the_middle(
    reviewing, mailoutbox
):
    third = make_reviewer(reviewing.manager, "ba@hoi.example", "Phạm Ba")
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second, q_1_1_1=1)
    assert review.state == Review.State.APART
    assert not hasattr(review, "outcome")
    assert reviewing.manager.user.email in {letter.to[0] for letter in mailoutbox}

    assign(review=review, reviewer=third.user, by=reviewing.manager.user, now=NOW)
    reviewing.finish(review, third, q_1_1_1=2)
    assert review.state == Review.State.DECIDED
    assert review.outcome.total < reviewing.result.total


def test_one_level_apart_is_not_flagged(reviewing):
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second, q_1_1_1=2)
    assert review.state == Review.State.DECIDED


def test_it_may_stand_with_a_reason_though_reviewers_differ(reviewing):
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first)
    reviewing.finish(review, reviewing.second, q_1_1_1=1)
    by = reviewing.manager.user
    with refused("reason_missing"):
        settle(review=review, words=" ", by=by, now=NOW)
    settled = settle(review=review, words="Đã gọi điện hỏi", by=by, now=NOW)
    assert settled.state == Review.State.DECIDED
    with refused("not_apart"):
        settle(review=review, words="Lần nữa", by=by, now=NOW)


def test_an_appeal_goes_to_another_with_a_clock_of_ten_working_days(
    reviewing, mailoutbox
):
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    mailoutbox.clear()
    made = ask_for_another(reviewing, review)
    assert made.due_on == after(localdate(NOW), 10).day
    (assignment,) = made.assignments.all()
    assert assignment.reviewer not in (reviewing.first.user, None)
    told = {letter.to[0] for letter in mailoutbox}
    assert {assignment.reviewer.email, reviewing.manager.user.email} <= told


def test_an_appeal_looks_at_what_was_changed_only_and_is_final(reviewing, mailoutbox):
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    made = ask_for_another(reviewing, review)
    person = made.assignments.get().reviewer
    assignment = made.assignments.get()
    assert questions_of(made) == ["1.1.1"]
    record_finding(
        assignment=assignment,
        question="1.1.1",
        verdict="accepted",
        level=None,
        words="",
        by=person,
        now=NOW,
    )
    hand_in(assignment=assignment, by=person, now=NOW)
    made.refresh_from_db()
    assert made.outcome.total == reviewing.result.total
    assert evidence_grades(reviewing.result.assessment) == {"1.1.1": 2, "1.1.2": 2}
    for decided in (review, made):
        with refused("final"):
            ask_for_another(reviewing, decided)


def test_nobody_appeals_late_or_against_nothing(reviewing):
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    last = after(localdate(NOW), 10).day
    late = NOW + timedelta(days=(last - localdate(NOW)).days + 1)
    with refused("too_late"):
        ask_for_another(reviewing, review, now=late)
    ask_for_another(reviewing, review, now=late - timedelta(days=1))


def test_there_is_nothing_to_appeal_against_where_all_was_accepted(reviewing):
    review = reviewing.open()
    with refused("not_decided"):
        ask_for_another(reviewing, review)
    reviewing.finish(review, reviewing.first)
    with refused("nothing_disputed"):
        ask_for_another(reviewing, review)


def test_an_appeal_waits_for_somebody_where_there_is_nobody_else(reviewing, as_member):
    as_member(reviewing.second)
    as_member(reviewing.manager)
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    made = ask_for_another(reviewing, review)
    assert not made.assignments.exists()


def test_a_withdrawn_consent_ends_it_in_the_middle(reviewing):
    review = reviewing.open()
    reviewing.find(review, reviewing.first, "1.1.1")
    reviewing.find(review, reviewing.first, "1.1.2")
    withdraw_consent(consent=reviewing.consent, by=reviewing.owner.user, now=NOW)
    with refused("not_shared"):
        hand_in(
            assignment=assignment_of(review, reviewing.first),
            by=reviewing.first.user,
            now=NOW,
        )
    assert Assignment.objects.get().state == Assignment.State.WAITING
