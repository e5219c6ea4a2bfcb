"""Drafts that nobody came back to are not kept for ever, where no account ever had them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.audit.services import record_event
from registry.retention import kept_for
from survey.models import Assessment

KEPT_FOR = kept_for("drafts")


@dataclass(frozen=True)
class Forgotten:
    """How many were deleted."""

    drafts: int
    enterprises: int
    files: int


def forget_drafts(*, untouched_since: datetime, now: datetime) -> Forgotten:
    """Delete unclaimed drafts that nobody has touched since, with their files.

    An enterprise goes with its last assessment. Results are never touched.
    """
    drafts = enterprises = files = 0
    keys = list(left_behind(untouched_since, now).values_list("pk", flat=True))
    for key in keys:
        # Each in a transaction of its own: no lock is held longer than one draft takes.
        forgotten = _forget(key, untouched_since, now)
        drafts += forgotten.drafts
        enterprises += forgotten.enterprises
        files += forgotten.files
    return Forgotten(drafts, enterprises, files)


def left_behind(since: datetime, now: datetime) -> QuerySet[Assessment]:
    """Unclaimed drafts that nobody has touched since."""
    drafts = Assessment.objects.filter(
        state=Assessment.State.DRAFT, organisation__claimed_at__isnull=True
    )
    untouched = drafts.filter(changed_at__lt=since)
    untouched = untouched.exclude(evidence__uploaded_at__gte=since)
    # Whoever was sent a link was promised that it works.
    return untouched.exclude(resume_links__expires_at__gt=now)


@transaction.atomic
def _forget(key: int, since: datetime, now: datetime) -> Forgotten:
    # Asked once more under a lock: somebody may have come back in this very moment.
    locked = left_behind(since, now).select_for_update()
    draft = locked.select_related("organisation").filter(pk=key).first()
    if draft is None:
        return Forgotten(0, 0, 0)

    enterprise = draft.organisation
    subject = f"assessment:{draft.public_id}"
    files = draft.evidence.filter(removed_at__isnull=True).count()
    draft.delete()
    is_last = not enterprise.assessments.exists()
    gone = {"chain": str(enterprise.pk)} if is_last else {}
    if is_last:
        enterprise.delete()

    record_event(
        action="draft.forgotten",
        organisation=None if is_last else enterprise,
        actor=None,
        subject=subject,
        now=now,
        details={"files": files, **gone},
    )
    return Forgotten(drafts=1, enterprises=int(is_last), files=files)
