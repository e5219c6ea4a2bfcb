"""What was written in complaints that are over, and browsers of those who might rate themselves.

That there was a complaint, and how it ended, stays.
"""

from django.db.models import Q, QuerySet

from privacy.retention.batches import deleted
from privacy.retention.tally import Moment
from providers.models import Complaint, ComplaintFile, ComplaintStep, ProviderDevice


def _over(moment: Moment) -> QuerySet[Complaint]:
    ended = Q(ended_at__lt=moment.since)
    # Decided and never appealed it has no end of its own: nobody closes it by hand.
    decided = Q(ended_at__isnull=True, decided_at__lt=moment.since)
    under_way = Q(state__in=Complaint.UNDER_WAY)
    return Complaint.objects.filter(ended | decided).exclude(under_way)


def _words(moment: Moment) -> QuerySet[ComplaintStep]:
    return ComplaintStep.objects.filter(complaint__in=_over(moment))


def _files(moment: Moment) -> QuerySet[ComplaintFile]:
    return ComplaintFile.objects.filter(complaint__in=_over(moment))


def _devices(moment: Moment) -> QuerySet[ProviderDevice]:
    return ProviderDevice.objects.filter(seen_at__lt=moment.since)


DEVICES = deleted(_devices)
COMPLAINTS = (deleted(_words), deleted(_files))
