"""What happens to complaints where nobody does anything (fixtures/background/schedule.yaml)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from background.performing import Job
from background.tasks import task
from providers.complaints.email import remind
from providers.complaints.moving import locked
from providers.complaints.services import find_office, pass_on
from providers.models import Complaint

ONE_DAY = timedelta(days=1)


@task(in_one=False)
def follow_complaints(job: Job) -> None:
    """Every hour: each complaint in a transaction of its own."""
    now = timezone.now()
    for key in due_keys(now):
        with job.part():
            follow(key, now)


def due_keys(now: datetime) -> list[int]:
    today = timezone.localdate(now)
    unanswered = Q(state=Complaint.State.OPEN, answer_by__lt=today)
    to_remind = Q(remind_on__lte=today)
    without = Q(association__isnull=True)
    waiting = Complaint.objects.filter(state__in=Complaint.UNDER_WAY)
    found = waiting.filter(unanswered | to_remind | without).order_by("pk")
    return list(found.values_list("pk", flat=True))


@transaction.atomic
def follow(key: int, now: datetime) -> None:
    """Asked anew under a lock: somebody may have acted in this very moment."""
    complaint = locked(Complaint(pk=key))
    today = timezone.localdate(now)
    if complaint.state not in Complaint.UNDER_WAY:
        return
    if complaint.association is None:
        find_office(complaint, now)
    if complaint.state == Complaint.State.OPEN and complaint.answer_by < today:
        complaint = pass_on(complaint=complaint, now=now)
    elif complaint.remind_on and complaint.remind_on <= today:
        remind(complaint)
        complaint.remind_on = _next_reminder(complaint, today)
        complaint.save(update_fields=["remind_on"])


def _next_reminder(complaint: Complaint, today: date) -> date | None:
    """Once more on the day after it should have been decided, and then every week."""
    # An answer that does not come is no trouble to us: an officer decides without it.
    if complaint.state == Complaint.State.OPEN:
        return None
    late = complaint.decide_by + ONE_DAY
    return late if late > today else today + ONE_DAY * 7
