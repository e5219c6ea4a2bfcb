"""Whose review it is: asked at every request, the consent of the firm among it.

Where the consent was taken back there is nothing any more, not even a page that says so.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access.actions import Action, may, require
from accounts.access.fetching import speak_to
from accounts.access.reviewing import may_review
from accounts.access.scopes import Scope
from accounts.access.visitors import visitor_of
from accounts.models import User
from associations.models import Assignment, Review
from associations.review.findings.queries import hides_others, phase_of
from associations.review.standing import LEAST, scope_of

SEEN = (
    "review__association",
    "review__organisation",
    "review__result__assessment",
    "review__result__index_version",
)


def fetch_assignment(request: HttpRequest, public_id) -> tuple[Assignment, Scope]:
    """What this visitor has to look at, and how far the firm allows it; else 404.

    403 to whoever belongs to the firm.
    """
    visitor = visitor_of(request)
    own = Assignment.objects.filter(reviewer=visitor.user)
    # Whoever should not look, or does no more, sees nothing of it either.
    gone = (Assignment.State.MOVED, Assignment.State.ABSTAINED)
    given = own.exclude(state__in=gone).select_related(*SEEN)
    assignment = get_object_or_404(
        given.defer("review__result__index_version__document"),
        review__public_id=public_id,
    )
    review = assignment.review
    if not may(visitor, phase_of(review).action, review.association):
        raise Http404
    if not may_review(visitor, review.association, review.organisation):
        raise PermissionDenied
    scope = _scope(review)
    speak_to(review.organisation)
    return assignment, scope


def fetch_managed(request: HttpRequest, public_id) -> Review:
    """A review that this visitor leads, as long as the firm allows it to be looked at."""
    reviews = Review.objects.select_related("association", "organisation", "result")
    review = get_object_or_404(
        reviews.select_related("result__assessment"), public_id=public_id
    )
    require(visitor_of(request), Action.MANAGE, review.association)
    _scope(review)
    return review


def fetch_decided(request: HttpRequest, public_id) -> tuple[Review, Scope]:
    """What a review came to, and how far the firm allows it to be looked at.

    403 to whoever is to look at the same result by themself first.
    """
    reviews = Review.objects.select_related(
        "association",
        "organisation",
        "outcome",
        "result__assessment",
        "result__index_version",
    ).defer("result__index_version__document")
    decided = reviews.filter(state=Review.State.DECIDED)
    review = get_object_or_404(decided, public_id=public_id)
    visitor = visitor_of(request)
    require(visitor, Action.STAFF, review.association)
    scope = _scope(review)
    if must_not_see(visitor.user, review.result_id):
        raise PermissionDenied
    return review, scope


def must_not_see(user: User, result: int) -> bool:
    """Whether somebody is to judge this result without knowing what others found in it."""
    own = Assignment.objects.filter(
        reviewer=user,
        review__result=result,
        state__in=(Assignment.State.WAITING, Assignment.State.ASKING),
    )
    return any(map(hides_others, own.select_related("review")))


def _scope(review: Review) -> Scope:
    scope = scope_of(review.association, review.result, timezone.now())
    if scope < LEAST or review.result.assessment.replaced_at:
        raise Http404
    return scope
