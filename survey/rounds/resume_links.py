"""Links that carry a secret: to go on with a draft elsewhere, to show a result. Only hashes of tokens are kept."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.access import is_claimed
from accounts.email import send_email
from accounts.models import User
from accounts.services import record_event
from accounts.tokens import token_hash
from language.texts import language
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment, ResumeLink

RESUME_FOR = timedelta(days=30)


def send_resume_link(
    *,
    assessment: Assessment,
    email: str,
    now: datetime,
    build_url: Callable[[str], str],
) -> ResumeLink:
    """Email a link to go on with this draft, good for 30 days, in the active language.

    build_url(token) gives the absolute address. The email address is used once and not kept.
    Raises SurveyError: submitted, claimed (such a link would open nothing), letter_not_sent.
    """
    if assessment.state != Assessment.State.DRAFT:
        raise SurveyError("submitted", assessment=str(assessment.public_id))
    if is_claimed(assessment.organisation):
        raise SurveyError("claimed", assessment=str(assessment.public_id))
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        link = ResumeLink.objects.create(
            assessment=assessment,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + RESUME_FOR,
        )
        record_event(
            action="resume_link.sent",
            organisation=assessment.organisation,
            actor=None,
            subject=f"assessment:{assessment.public_id}",
            now=now,
        )
    _send(assessment, email, build_url(token), link.expires_at)
    return link


def _send(assessment: Assessment, email: str, url: str, expires_at: datetime) -> None:
    context = {
        "enterprise": assessment.organisation.name,
        "url": url,
        "expires_at": expires_at,
        "progress": progress_of(assessment),
    }
    if not send_email("survey/email/resume", email, language(), context):
        raise SurveyError("letter_not_sent")


@transaction.atomic
def open_resume_link(
    *, token: str, now: datetime, by: User | None = None
) -> Assessment:
    """The draft behind a link, to go on with; recorded. SurveyError `link_expired` (also for none), or `claimed`."""
    links = ResumeLink.objects.select_related(
        "assessment__organisation", "assessment__index_version"
    )
    link = (
        links.defer("assessment__index_version__document")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if link is None:
        raise SurveyError("link_expired")
    if is_claimed(link.assessment.organisation):
        raise SurveyError("claimed", assessment=str(link.assessment.public_id))
    if link.expires_at <= now:
        raise SurveyError("link_expired")
    record_event(
        action="resume_link.opened",
        organisation=link.assessment.organisation,
        actor=by,
        subject=f"assessment:{link.assessment.public_id}",
        now=now,
    )
    return link.assessment
