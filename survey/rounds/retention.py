"""What nobody came back to is not kept for ever: drafts of enterprises that never belonged to an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.services import record_event
from survey.models import Assessment

KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Forgotten:
    """How many were deleted."""

    drafts: int
    enterprises: int
    files: int


def forget_drafts(*, untouched_since: datetime, now: datetime) -> Forgotten:
    """Delete unclaimed drafts that nobody has touched since, with their files; results are never touched.

    An enterprise goes with its last assessment.
    """
    keys = list(_left_behind(untouched_since, now).values_list("pk", flat=True))
    gone = [one for key in keys if (one := _forget(key, untouched_since, now))]
    return Forgotten(
        len(gone), sum(one.enterprises for one in gone), sum(one.files for one in gone)
    )


def _left_behind(since: datetime, now: datetime) -> QuerySet[Assessment]:
    drafts = Assessment.objects.filter(
        state=Assessment.State.DRAFT, organisation__claimed_at__isnull=True
    )
    untouched = drafts.filter(changed_at__lt=since).exclude(
        evidence__uploaded_at__gte=since
    )
    return untouched.exclude(
        resume_links__expires_at__gt=now
    )  # whoever was sent a link was promised that it works


@transaction.atomic
def _forget(key: int, since: datetime, now: datetime) -> Forgotten | None:
    """Looked at once more under a lock: somebody may have come back in this very moment."""
    draft = (
        _left_behind(since, now)
        .select_for_update()
        .select_related("organisation")
        .filter(pk=key)
        .first()
    )
    if draft is None:
        return None
    enterprise, subject = draft.organisation, f"assessment:{draft.public_id}"
    files = draft.evidence.filter(removed_at__isnull=True).count()
    draft.delete()
    is_last = not enterprise.assessments.exists()
    if is_last:
        enterprise.delete()
    record_event(
        action="draft.forgotten",
        organisation=None if is_last else enterprise,
        actor=None,
        subject=subject,
        now=now,
        details={"files": files},
    )
    return Forgotten(1, int(is_last), files)
