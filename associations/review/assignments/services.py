"""Writes: opening a review, giving it to somebody, moving it, abstaining."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.access.reviewing import people_who_may
from accounts.audit.services import record_event
from accounts.models import Organisation, User
from associations.errors import AssociationError
from associations.models import Assignment, Review
from associations.review.assignments.queries import HELD, had_part_in
from associations.review.email import tell_reviewer
from associations.review.findings.queries import questions_of
from associations.review.phases.queries import Phase, phases
from associations.review.standing import (
    check_result,
    check_reviewer,
    lock_assignment,
    lock_review,
)
from survey.models import Result

LONGEST_REASON = 1000
State = Assignment.State


@transaction.atomic
def open_review(
    *,
    result: Result,
    association: Organisation,
    phase: Phase,
    reviewers: Sequence[User],
    by: User,
    now: datetime,
) -> Review:
    """Begin to look at a result, and give it to these people, who are told.

    Raises AssociationError: open_already, not_shared, replaced, period_locked,
    nothing_to_review, and those of `assign`.
    """
    # Of two who begin at once the second finds what the first made.
    Result.objects.select_for_update(of=("self",)).get(pk=result.pk)
    check_result(association, result, now)
    before = Review.objects.filter(association=association, result=result)
    for each in before:
        if each.phase == phase.key or each.state != Review.State.DECIDED:
            raise AssociationError("open_already")
    review = make_review(
        result=result,
        association=association,
        phase=phase,
        by=by,
        now=now,
    )
    if not questions_of(review):
        raise AssociationError("nothing_to_review")
    for reviewer in reviewers:
        assign(review=review, reviewer=reviewer, by=by, now=now)
    return review


def make_review(
    *,
    result: Result,
    association: Organisation,
    phase: Phase,
    by: User | None,
    now: datetime,
    against: Review | None = None,
    words: str = "",
    due_on: date | None = None,
) -> Review:
    """Within the transaction of whoever has asked whether it may be made."""
    review = Review.objects.create(
        association=association,
        organisation=result.organisation,
        result=result,
        phase=phase.key,
        wanted=phase.reviewers,
        against=against,
        words=words,
        appealed_by=by if against else None,
        due_on=due_on,
        opened_at=now,
        opened_by=None if against else by,
    )
    record(review, "review.appealed" if against else "review.opened", by, now)
    return review


@transaction.atomic
def assign(
    *, review: Review, reviewer: User, by: User | None, now: datetime
) -> Assignment:
    """Give it to somebody, who is told; where reviewers were far apart, to one more.

    Raises AssociationError: closed, not_reviewer, same_organisation, had_part,
    assigned_already, enough_reviewers, and those of `check_result`.
    """
    held = lock_review(review)
    if held.state == Review.State.DECIDED:
        raise AssociationError("closed")
    check_result(held.association, held.result, now)
    _check_person(held, reviewer)
    is_apart = held.state == Review.State.APART
    looking = held.assignments.filter(state__in=HELD).count()
    if looking >= held.wanted and not is_apart:
        raise AssociationError("enough_reviewers")
    if is_apart:
        held.state, held.wanted = Review.State.OPEN, looking + 1
        held.save(update_fields=["state", "wanted"])
    assignment = Assignment.objects.create(
        review=held,
        reviewer=reviewer,
        given_at=now,
        given_by=by,
        waiting_since=now,
    )
    record(held, "review.assigned", by, now, reviewer=reviewer.pk)
    tell_reviewer(assignment, "assigned")
    return assignment


def _check_person(review: Review, reviewer: User) -> None:
    phase = phases()[review.phase]
    may_look = people_who_may(phase.action, review.association)
    if not may_look.filter(pk=reviewer.pk).exists():
        raise AssociationError("not_reviewer")
    check_reviewer(reviewer, review)
    if reviewer.pk in had_part_in(review):
        raise AssociationError("had_part")
    # Whoever abstained, or had to pass it on, does not come back to it.
    if review.assignments.filter(reviewer=reviewer).exists():
        raise AssociationError("assigned_already")


@transaction.atomic
def move_assignment(
    *,
    assignment: Assignment,
    reviewer: User,
    by: User,
    now: datetime,
) -> Assignment:
    """Give to somebody else what lies with one who has not begun, or who may no longer look.

    What was found by then stays as history and counts for nothing.
    Raises AssociationError: work_began, and those of `assign`.
    """
    review = lock_review(assignment.review)
    held = Assignment.objects.select_related("reviewer").get(pk=assignment.pk)
    if held.state not in (State.WAITING, State.ASKING):
        raise AssociationError("closed")
    phase = phases()[review.phase]
    still_there = people_who_may(phase.action, review.association)
    is_there = still_there.filter(pk=held.reviewer_id).exists()
    if held.began_at and is_there:
        raise AssociationError("work_began")
    _end(held, State.MOVED, "", now)
    record(review, "review.moved", by, now, reviewer=held.reviewer_id)
    return assign(review=review, reviewer=reviewer, by=by, now=now)


@transaction.atomic
def abstain(*, assignment: Assignment, reason: str, by: User, now: datetime) -> None:
    """Not to look at this one, with a reason; whoever leads the reviews gives it to another.

    Raises AssociationError: reason_missing, closed, and those of `check_result`.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise AssociationError("reason_missing")
    held = lock_assignment(assignment, now)
    _end(held, State.ABSTAINED, reason, now)
    record(held.review, "review.abstained", by, now)


@transaction.atomic
def skip(*, assignment: Assignment, by: User, now: datetime) -> None:
    """To the end of the own queue. Raises as `abstain` does."""
    held = lock_assignment(assignment, now)
    held.waiting_since = now
    held.save(update_fields=["waiting_since"])
    record(held.review, "review.skipped", by, now)


def _end(assignment: Assignment, state: str, reason: str, now: datetime) -> None:
    assignment.state, assignment.reason, assignment.ended_at = state, reason, now
    assignment.save(update_fields=["state", "reason", "ended_at"])


def record(
    review: Review, action: str, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=review.organisation,
        actor=by,
        subject=f"review:{review.public_id}",
        now=now,
        details={"association": str(review.association.public_id), **details},
    )
