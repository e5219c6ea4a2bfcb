"""Incidents whose papers are kept long enough."""

from django.db.models import QuerySet

from accounts.audit.forgetting import OF_INCIDENTS
from privacy.models import Incident
from privacy.retention.accounts import entries
from privacy.retention.batches import deleted
from privacy.retention.tally import Moment


def _closed(moment: Moment) -> QuerySet[Incident]:
    return Incident.objects.filter(closed_at__lt=moment.since)


# The log of an incident is kept as long as its papers.
INCIDENTS = (deleted(_closed), entries(OF_INCIDENTS))
