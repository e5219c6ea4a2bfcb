"""Links by email to go on with a draft elsewhere. Only hashes of their tokens are kept."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.audit.services import record_event
from accounts.email import lost_letters, send_email
from accounts.held import is_claimed
from accounts.models import Organisation, User
from accounts.tokens import token_hash
from language.texts import language
from survey.answers.progress import progress_of
from survey.answers.services import record_about
from survey.errors import SurveyError
from survey.models import Assessment, PendingClaim, ResumeLink

RESUME_FOR = timedelta(days=30)


def send_resume_link(
    *,
    assessment: Assessment,
    email: str,
    now: datetime,
    build_url: Callable[[str], str],
) -> ResumeLink:
    """Email a link to go on with this draft, good for 30 days, in the active language.

    build_url(token) gives the absolute address. The email address is used once and not kept,
    so whichever it is, it ends the links sent before: one of them may have gone astray.
    Raises SurveyError: submitted, claimed (such a link would open nothing), letter_not_sent.
    """
    if assessment.state != Assessment.State.DRAFT:
        raise SurveyError("submitted", assessment=str(assessment.public_id))
    if is_claimed(assessment.organisation):
        raise SurveyError("claimed", assessment=str(assessment.public_id))

    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        close_links(assessment.organisation, now)
        link = ResumeLink.objects.create(
            assessment=assessment,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + RESUME_FOR,
        )
        record_about(assessment, "resume_link.sent", None, now)

    # After the transaction: no row is locked while a mail server takes its time.
    _send(assessment, email, build_url(token), link)
    return link


def _send(assessment: Assessment, email: str, url: str, link: ResumeLink) -> None:
    context = {
        "enterprise": assessment.organisation.name,
        "url": url,
        "expires_at": link.expires_at,
        "progress": progress_of(assessment),
    }
    is_on_its_way = send_email(
        "survey/email/resume",
        email,
        language(),
        context,
        about=assessment.organisation,
        tracked_as=_tracked_as(link),
    )
    if not is_on_its_way:
        raise SurveyError("letter_not_sent")


def _tracked_as(link: ResumeLink) -> str:
    return f"resume_link:{link.pk}"


def is_last_letter_lost(enterprise: Organisation, links: Sequence[ResumeLink]) -> bool:
    """Of its open links, newest first: whether the letter with the newest never left."""
    if not links:
        return False
    return _tracked_as(links[0]) in lost_letters(enterprise.pk)


@transaction.atomic
def end_resume_links(
    *,
    enterprise: Organisation,
    is_begun_here: bool,
    by: User | None,
    now: datetime,
) -> None:
    """No link sent for the enterprise opens it any more.

    is_begun_here: asked for in the browser it began in, which shuts out every browser that
    came by a link, and what these asked to be put into an account.
    """
    locked = Organisation.objects.select_for_update().get(pk=enterprise.pk)
    closed = close_links(locked, now)
    if is_begun_here:
        locked.links_ended += 1
        locked.save(update_fields=["links_ended"])
        enterprise.links_ended = locked.links_ended
        asked_for = PendingClaim.objects.filter(organisation=locked)
        asked_for.filter(binds_at__isnull=False).delete()
    record_event(
        action="resume_links.ended",
        organisation=locked,
        actor=by,
        subject=f"organisation:{locked.public_id}",
        now=now,
        details={"links": closed, "shut_out": is_begun_here},
    )


def close_links(enterprise: Organisation, now: datetime) -> int:
    """How many were open until now. Browsers that opened one go on."""
    return open_links(enterprise, now).update(expires_at=now)


def open_links(enterprise: Organisation, now: datetime) -> QuerySet[ResumeLink]:
    of_enterprise = ResumeLink.objects.filter(assessment__organisation=enterprise)
    return of_enterprise.filter(expires_at__gt=now).order_by("-created_at", "-pk")


@transaction.atomic
def open_resume_link(
    *, token: str, now: datetime, by: User | None = None
) -> Assessment:
    """The draft behind a link, to go on with; recorded.

    Raises SurveyError: link_expired, which says no more where there never was one; claimed.
    """
    link = _links().filter(token_hash=token_hash(token)).first()
    if link is None:
        raise SurveyError("link_expired")
    if _was_open_until_claimed(link):
        raise SurveyError("claimed", assessment=str(link.assessment.public_id))
    if link.expires_at <= now:
        raise SurveyError("link_expired")

    record_about(link.assessment, "resume_link.opened", by, now)
    return link.assessment


def _was_open_until_claimed(link: ResumeLink) -> bool:
    """Claiming ends all links: whoever holds one shall hear why, and sign in.

    One that had ended before may have gone astray: its reader learns nothing.
    """
    claimed_at = link.assessment.organisation.claimed_at
    return claimed_at is not None and link.expires_at >= claimed_at


def _links() -> QuerySet[ResumeLink]:
    links = ResumeLink.objects.select_related(
        "assessment__organisation", "assessment__index_version"
    )
    return links.defer("assessment__index_version__document")
