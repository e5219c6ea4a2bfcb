"""Whether something may still be done with a review: asked by every write, where it writes."""

from datetime import datetime

from django.utils.timezone import localdate

from accounts.access.reviewing import belongs_to
from accounts.access.scopes import Scope, scope_granted
from accounts.models import Organisation, User
from associations.errors import AssociationError
from associations.models import Assignment, PeriodLock, Review
from survey.models import Result

LEAST = Scope.ANSWERS  # of a consent: below it there is nothing to look at


def scope_of(association: Organisation, result: Result, now: datetime) -> Scope:
    """How far the enterprise lets the association look at this result at this moment."""
    enterprise = result.organisation
    return scope_granted(association, enterprise, result.round_key, now)


def is_locked(association: Organisation, result: Result) -> bool:
    day = localdate(result.answered_at)
    locks = PeriodLock.objects.filter(
        organisation=association, first_day__lte=day, last_day__gte=day
    )
    return locks.exists()


def check_result(association: Organisation, result: Result, now: datetime) -> None:
    """Raises AssociationError: not_shared, replaced, period_locked."""
    if scope_of(association, result, now) < LEAST:
        raise AssociationError("not_shared")
    if result.assessment.replaced_at:
        raise AssociationError("replaced")
    if is_locked(association, result):
        raise AssociationError("period_locked")


def lock_review(review: Review) -> Review:
    """The same, as it stands now, held until the transaction ends."""
    held = Review.objects.select_for_update(of=("self",))
    return held.select_related("association", "organisation").get(pk=review.pk)


def lock_assignment(assignment: Assignment, now: datetime) -> Assignment:
    """One that is still to be worked at, with its review held.

    Raises AssociationError: closed, same_organisation, and those of `check_result`.
    """
    review = lock_review(assignment.review)
    held = Assignment.objects.select_related("reviewer").get(pk=assignment.pk)
    held.review = review
    is_open = held.state in (Assignment.State.WAITING, Assignment.State.ASKING)
    if not is_open or review.state == Review.State.DECIDED:
        raise AssociationError("closed")
    check_reviewer(held.reviewer, review)
    check_result(review.association, review.result, now)
    return held


def check_reviewer(reviewer: User, review: Review) -> None:
    """Raises AssociationError: same_organisation."""
    if belongs_to(reviewer, review.organisation):
        raise AssociationError("same_organisation")
