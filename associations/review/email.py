"""Letters of reviews, to firms and to reviewers: none tells what was written or found."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.access.scopes import widest_consent
from accounts.email import send_email
from accounts.models import Consent, Organisation, User
from accounts.ratelimit import is_limited
from accounts.site import at_site
from associations.email import tell_owners
from associations.models import Assignment, Finding, Review
from associations.review.phases.queries import phases
from associations.review.standing import LEAST
from survey.models import Assessment

ONE_LETTER_IN = 3600  # seconds: a reviewer goes through many files at one sitting
FOLDER = "associations/review/email"


def tell_owners_of_review(*, assessment: Assessment, reviewer: Organisation) -> None:
    """That an association has looked at evidence; one letter for many files."""
    if is_limited(
        "evidence-reviewed", str(assessment.public_id), most=1, seconds=ONE_LETTER_IN
    ):
        return

    url = at_site(reverse("survey:evidence", args=[assessment.public_id]))
    tell_owners(f"{FOLDER}/reviewed", assessment.organisation, reviewer, url)


def tell_owners_of_question(review: Review) -> None:
    """That a reviewer asks; one letter for all that is asked until they have replied."""
    asked = Finding.objects.filter(
        assignment__review=review,
        verdict=Finding.Verdict.ASKED,
        replied_at__isnull=True,
    )
    if asked.count() == 1:
        _tell_owners("asked", review)


def tell_owners_of_outcome(review: Review) -> None:
    is_final = phases()[review.phase].is_appeal
    _tell_owners("final" if is_final else "decided", review)


def _tell_owners(letter: str, review: Review) -> None:
    result = review.result.public_id
    url = at_site(reverse("associations:reviews_of_result", args=[result]))
    tell_owners(f"{FOLDER}/{letter}", review.organisation, review.association, url)


def tell_reviewer(assignment: Assignment, letter: str) -> None:
    """That somebody has something to review, or that the firm has replied."""
    review, person = assignment.review, assignment.reviewer
    consent = _consent_to(review)
    if consent is None or person is None or not person.is_active:
        return
    url = at_site(reverse("associations:review", args=[review.public_id]))
    context = {"association": review.association.name, "url": url, "due": review.due_on}
    if not phases()[review.phase].is_blind:
        context["enterprise"] = review.organisation.name
    _tell_staff(letter, person, context, consent)


def tell_managers(review: Review, letter: str) -> None:
    """Whoever leads the reviews: that a firm appeals, or that reviewers are far apart."""
    association, consent = review.association, _consent_to(review)
    if consent is None:
        return
    address = reverse("associations:reviews", args=[association.public_id])
    context = {
        "association": association.name,
        "enterprise": review.organisation.name,
        "url": at_site(address),
        "due": review.due_on,
    }
    for person in people_who_may(Action.MANAGE, association):
        _tell_staff(letter, person, context, consent)


def _consent_to(review: Review) -> Consent | None:
    """What lets the association look at it. Taken back, no letter leaves that was written."""
    result, now = review.result, timezone.now()
    firm = review.organisation
    consent = widest_consent(review.association, firm, result.round_key, now)
    if consent is None or consent.scope < LEAST:
        return None
    return consent


def _tell_staff(
    letter: str,
    person: User,
    context: Mapping[str, object],
    consent: Consent,
) -> None:
    send_email(
        f"{FOLDER}/{letter}",
        person.email,
        person.language,
        context,
        under=consent,
    )
