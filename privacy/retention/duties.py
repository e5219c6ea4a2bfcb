"""What proves that duties of the law were met: incidents, requests of persons."""

from django.db.models import QuerySet

from accounts.audit.forgetting import OF_INCIDENTS
from privacy.models import AddressLink, Incident, PersonRequest
from privacy.retention.accounts import entries
from privacy.retention.batches import deleted
from privacy.retention.tally import Moment


def _closed_incidents(moment: Moment) -> QuerySet[Incident]:
    return Incident.objects.filter(closed_at__lt=moment.since)


def _closed_requests(moment: Moment) -> QuerySet[PersonRequest]:
    return PersonRequest.objects.filter(closed_at__lt=moment.since)


def _ended_links(moment: Moment) -> QuerySet[AddressLink]:
    return AddressLink.objects.filter(expires_at__lt=moment.since)


# The log of an incident is kept as long as its papers.
INCIDENTS = (deleted(_closed_incidents), entries(OF_INCIDENTS))
REQUESTS = deleted(_closed_requests)
ADDRESS_LINKS = deleted(_ended_links)
