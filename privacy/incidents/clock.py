"""The 72 hours within which the authority has to know (Law 91/2025/QH15 Art. 23)."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from privacy.models import Incident

TELL_WITHIN = timedelta(hours=72)


class Standing(StrEnum):
    DUE = "due"  # the time runs
    OVERDUE = "overdue"
    TOLD = "told"
    TOLD_LATE = "told_late"
    NOT_NEEDED = "not_needed"  # no harm is possible


def due_at(incident: Incident) -> datetime:
    return incident.detected_at + TELL_WITHIN


def standing_of(incident: Incident, now: datetime) -> Standing:
    due = due_at(incident)
    if incident.notified_at:
        is_late = incident.notified_at > due
        return Standing.TOLD_LATE if is_late else Standing.TOLD
    # As long as nobody knows whether harm is possible, the clock runs.
    if incident.harm == Incident.Harm.NONE:
        return Standing.NOT_NEEDED
    return Standing.OVERDUE if now > due else Standing.DUE


def untold() -> QuerySet[Incident]:
    """Those whose clock runs or has run out, the most urgent first."""
    told = Incident.objects.filter(notified_at__isnull=True)
    return told.exclude(harm=Incident.Harm.NONE).order_by("detected_at", "pk")
