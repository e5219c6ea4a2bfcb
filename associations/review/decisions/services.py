"""Writes: handing in, what several reviewers come to, the reviewed result, and the appeal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from associations.errors import AssociationError
from associations.models import Assignment, Finding, Review, ReviewedResult
from associations.review.assignments.queries import (
    HELD,
    had_part_in,
    reviewers_of,
)
from associations.review.assignments.services import assign, make_review, record
from associations.review.decisions.queries import last_day_to_appeal
from associations.review.email import tell_managers, tell_owners_of_outcome
from associations.review.findings.queries import (
    JUDGED,
    disputed,
    findings_of,
    phase_of,
    questions_for,
)
from associations.review.phases.queries import phases
from associations.review.standing import check_result, lock_assignment, lock_review
from registry.working_days import after
from scoring.agreement import is_far_apart, middle_level
from scoring.evaluate import ENGINE_VERSION
from survey.evidence.queries import evidence_by_question, evidence_grades
from survey.evidence.services import review_evidence
from survey.models import Evidence
from survey.results.branches import Branches
from survey.results.freeze import frozen_columns
from survey.results.grades import grades, proofs_of_all
from survey.results.scored import ScoredResult

LONGEST_WORDS = 1000
State = Assignment.State


@dataclass
class Found:
    """Of one answer, by everybody who handed in."""

    levels: list[int] = field(default_factory=list)
    # Reasons for another level than the declared one.
    reasons: list[str] = field(default_factory=list)


@transaction.atomic
def hand_in(*, assignment: Assignment, by: User, now: datetime) -> Review:
    """The reviewer is through; once all are, the review is decided, or they are far apart.

    Raises AssociationError: not_finished with `codes`, and those of `lock_assignment`.
    """
    held = lock_assignment(assignment, now)
    review = held.review
    findings = findings_of(held)
    missing = []
    for code in questions_for(review, findings):
        if code not in findings or findings[code].verdict not in JUDGED:
            missing.append(code)
    if missing:
        raise AssociationError("not_finished", codes=missing)
    held.state, held.ended_at = State.DONE, now
    held.save(update_fields=["state", "ended_at"])
    record(review, "review.handed_in", by, now)
    _conclude(review, by, now)
    return review


def _conclude(review: Review, by: User, now: datetime) -> None:
    looking = list(review.assignments.filter(state__in=HELD))
    is_done = all(each.state == State.DONE for each in looking)
    if not is_done or len(looking) < review.wanted:
        return
    found = _found(review)
    # Who was asked because two differed decides by the middle: it is not asked again.
    is_first = review.wanted == phase_of(review).reviewers
    if is_first and far_apart(review, found):
        review.state = Review.State.APART
        review.save(update_fields=["state"])
        record(review, "review.far_apart", by, now)
        tell_managers(review, "apart")
        return
    _decide(review, found, by, now)


def _found(review: Review) -> dict[str, Found]:
    found: dict[str, Found] = {}
    handed_in = Finding.objects.filter(
        assignment__review=review,
        assignment__state=State.DONE,
        verdict__in=JUDGED,
    )
    for finding in handed_in.order_by("found_at", "pk"):
        of_answer = found.setdefault(finding.question, Found())
        of_answer.levels.append(finding.level)
        if finding.verdict == Finding.Verdict.ADJUSTED:
            of_answer.reasons.append(finding.words)
    return found


def far_apart(review: Review, found: Mapping[str, Found]) -> list[str]:
    """Answers on which reviewers are far apart, where levels have a sentence each."""
    questions = review.result.index.questions
    apart = []
    for code, of_answer in found.items():
        has_sentences = "linear" not in questions[code] and questions[code]["anchors"]
        if has_sentences and is_far_apart(of_answer.levels):
            apart.append(code)
    return apart


@transaction.atomic
def settle(*, review: Review, words: str, by: User, now: datetime) -> Review:
    """Let it stand, with a reason, though reviewers are far apart: the middle counts.

    Raises AssociationError: reason_missing, not_apart, and those of `check_result`.
    """
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise AssociationError("reason_missing")
    held = lock_review(review)
    if held.state != Review.State.APART:
        raise AssociationError("not_apart")
    check_result(held.association, held.result, now)
    held.settled = words
    held.save(update_fields=["settled"])
    _decide(held, _found(held), by, now)
    return held


def _decide(
    review: Review, found: Mapping[str, Found], by: User, now: datetime
) -> None:
    """The reviewed result is frozen beside the declared one, which stays as it is."""
    declared = ScoredResult(review.result)
    branches = Branches(declared)
    middle = {code: middle_level(each.levels) for code, each in found.items()}
    levels = branches.levels(middle)
    rubric = declared.index.rubric
    [columns] = frozen_columns(rubric, np.array([levels], rubric.level_dtype))
    outcome = ReviewedResult(
        review=review,
        engine_version=ENGINE_VERSION,
        created_at=now,
        **columns,
    )
    _judge_files(review, found, branches, by, now)
    proofs = evidence_grades(review.result.assessment)
    proofs |= dict.fromkeys(found, phase_of(review).proof)
    scored = ScoredResult(outcome)
    outcome.grade = grades(scored, proofs_of_all(scored, proofs))[0].name
    outcome.save(force_insert=True)
    review.state, review.decided_at = Review.State.DECIDED, now
    review.save(update_fields=["state", "decided_at"])
    record(review, "review.decided", by, now, level=outcome.level)
    tell_owners_of_outcome(review)


def _judge_files(
    review: Review,
    found: Mapping[str, Found],
    branches: Branches,
    by: User,
    now: datetime,
) -> None:
    """What was found of an answer holds for the files beside it that nobody judged alone."""
    files = evidence_by_question(review.result.assessment)
    is_appeal = phase_of(review).is_appeal
    for code, of_answer in found.items():
        declared = branches.declared(code)
        is_proved = declared is None or middle_level(of_answer.levels) >= declared
        verdict = Evidence.Verdict.ACCEPTED if is_proved else Evidence.Verdict.DECLINED
        note = "" if is_proved else of_answer.reasons[-1]
        for evidence in files.get(code, []):
            if evidence.verdict and not is_appeal:
                continue
            review_evidence(
                evidence=evidence,
                verdict=verdict,
                note=note,
                by=by,
                reviewer=review.association,
                now=now,
            )


@transaction.atomic
def appeal(*, review: Review, words: str, by: User, now: datetime) -> Review:
    """The firm asks for another reviewer, once; whoever has the least to do gets it.

    Raises AssociationError: reason_missing, not_decided, final, too_late, nothing_disputed,
    and those of `check_result`.
    """
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise AssociationError("reason_missing")
    held = lock_review(review)
    if held.state != Review.State.DECIDED:
        raise AssociationError("not_decided")
    phase = phase_of(held)
    if phase.is_appeal or Review.objects.filter(against=held).exists():
        raise AssociationError("final")
    check_result(held.association, held.result, now)
    today = localdate(now)
    if today > last_day_to_appeal(held):
        raise AssociationError("too_late")
    if not disputed(held):
        raise AssociationError("nothing_disputed")
    made = make_review(
        result=held.result,
        association=held.association,
        phase=phases()[phase.appeal],
        by=by,
        now=now,
        against=held,
        words=words,
        due_on=after(today, phase.answered_in).day,
    )
    _give_to_another(made, now)
    tell_managers(made, "appealed")
    return made


def _give_to_another(review: Review, now: datetime) -> None:
    """Where there is nobody else, whoever leads the reviews is told and finds somebody."""
    had_part = had_part_in(review)
    people: Sequence[User] = reviewers_of(review.association, phase_of(review))
    for person in people:
        if person.pk in had_part:
            continue
        try:
            with transaction.atomic():
                assign(review=review, reviewer=person, by=None, now=now)
        except AssociationError as error:
            # Those who belong to the firm cannot look; the next one may.
            if error.code != "same_organisation":
                raise
            continue
        return
