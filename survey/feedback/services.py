"""Keeping what visitors say at the end, for as long as the page promises."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from survey.models import Feedback


def keep_feedback(
    *, useful: str, missing: str, language: str, index_id: str, now: datetime
) -> Feedback:
    """Bound to nobody, so nothing of it stands in the log of an enterprise either."""
    return Feedback.objects.create(
        useful=useful,
        missing=missing,
        language=language,
        index_id=index_id,
        day=timezone.localdate(now),
    )


@transaction.atomic
def delete_feedback(*, feedback: Feedback, by: User, now: datetime) -> None:
    """Before its time: where somebody wrote what should not be kept."""
    record_event(
        action="feedback.deleted",
        organisation=None,
        actor=by,
        subject=f"feedback:{feedback.pk}",
        now=now,
    )
    feedback.delete()
