"""Writes: what a reviewer says of one answer, and what the firm replies."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from associations.errors import AssociationError
from associations.models import Assignment, Finding
from associations.review.assignments.services import record
from associations.review.email import tell_owners_of_question, tell_reviewer
from associations.review.findings.queries import (
    Verdict,
    findings_of,
    is_asking,
    open_questions,
    questions_for,
)
from associations.review.standing import check_result, lock_assignment, lock_review
from survey.results.branches import Branches
from survey.results.scored import ScoredResult

LONGEST_WORDS = 1000
State = Assignment.State


@transaction.atomic
def record_finding(
    *,
    assignment: Assignment,
    question: str,
    verdict: str,
    level: int | None,
    words: str,
    by: User,
    now: datetime,
) -> Finding:
    """What the reviewer found of one answer; a later finding replaces it, the log keeps both.

    level: the one it should be, where it is not the declared one.
    Raises AssociationError: unknown_question, reason_missing, question_missing, level_missing,
    same_level, other_level, nothing_declared, level_out_of_range, and those of `lock_assignment`.
    """
    held = lock_assignment(assignment, now)
    if question not in questions_for(held.review, findings_of(held)):
        raise AssociationError("unknown_question")
    words = words.strip()[:LONGEST_WORDS]
    branches = Branches(ScoredResult(held.review.result))
    found = _level(branches, question, verdict, level, words)
    finding, _is_new = Finding.objects.update_or_create(
        assignment=held,
        question=question,
        defaults=_said(verdict, found, words, now),
    )
    _go_on(held, now)
    record(
        held.review,
        "review.found",
        by,
        now,
        question=question,
        verdict=str(verdict),
        level=found,
    )
    if verdict == Verdict.ASKED:
        tell_owners_of_question(held.review)
    return finding


def _level(
    branches: Branches,
    question: str,
    verdict: str,
    level: int | None,
    words: str,
) -> int | None:
    """The level that the reviewer gives: the declared one where it is accepted."""
    own = branches.declared(question)
    if verdict == Verdict.ASKED:
        if not words:
            raise AssociationError("question_missing")
        return None
    if verdict == Verdict.ACCEPTED:
        # Picked another level, pressed the wrong button: nobody knows what was meant.
        if level not in (None, own):
            raise AssociationError("other_level")
        # Of what the level of another answer opened nothing may have been declared.
        if own is None:
            raise AssociationError("nothing_declared")
        return own
    if level is None:
        raise AssociationError("level_missing")
    if level == own:
        raise AssociationError("same_level")
    index = branches.index
    rubric = index.rubric.questions[index.places[question]]
    if not 0 <= level < len(rubric.points):
        raise AssociationError("level_out_of_range")
    if not words:
        raise AssociationError("reason_missing")
    return level


def _said(verdict: str, level: int | None, words: str, now: datetime) -> dict:
    said = {"verdict": verdict, "level": level, "words": words, "found_at": now}
    if verdict == Verdict.ASKED:
        # A new question has no reply yet.
        said |= {"reply": "", "replied_at": None, "replied_by": None}
    return said


def _go_on(assignment: Assignment, now: datetime) -> None:
    """It lies with the firm once there is nothing left to do but to wait for a reply."""
    findings = findings_of(assignment)
    codes = questions_for(assignment.review, findings)
    is_waiting = any(is_asking(finding) for finding in findings.values())
    lies_with = State.WAITING
    if is_waiting and not open_questions(codes, findings):
        lies_with = State.ASKING
    if lies_with != assignment.state:
        assignment.state, assignment.waiting_since = lies_with, now
    assignment.began_at = assignment.began_at or now
    assignment.save(update_fields=["state", "waiting_since", "began_at"])


@transaction.atomic
def reply(*, finding: Finding, words: str, by: User, now: datetime) -> Finding:
    """What the firm says to a question; it lies with the reviewer again, who is told.

    Raises AssociationError: reply_missing, not_asked_back, closed, and those of `check_result`.
    """
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise AssociationError("reply_missing")
    review = lock_review(finding.assignment.review)
    held = Finding.objects.select_related("assignment__reviewer").get(pk=finding.pk)
    assignment = held.assignment
    if assignment.state not in (State.WAITING, State.ASKING):
        raise AssociationError("closed")
    check_result(review.association, review.result, now)
    if not is_asking(held):
        raise AssociationError("not_asked_back")
    held.reply, held.replied_at, held.replied_by = words, now, by
    held.save(update_fields=["reply", "replied_at", "replied_by"])
    if assignment.state == State.ASKING:
        assignment.state, assignment.waiting_since = State.WAITING, now
        assignment.save(update_fields=["state", "waiting_since"])
    assignment.review = review
    record(review, "review.replied", by, now, question=held.question)
    tell_reviewer(assignment, "replied")
    return held
