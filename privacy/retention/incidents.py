"""Incidents whose papers are kept long enough."""

from django.db.models import QuerySet

from privacy.models import Incident
from privacy.retention.batches import deleted
from privacy.retention.tally import Moment


def _closed(moment: Moment) -> QuerySet[Incident]:
    return Incident.objects.filter(closed_at__lt=moment.since)


INCIDENTS = deleted(_closed)
