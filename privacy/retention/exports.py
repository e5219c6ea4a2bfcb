"""Files that associations asked for."""

from django.db.models import QuerySet

from associations.models import Export
from privacy.retention.batches import deleted
from privacy.retention.tally import Moment


def _old(moment: Moment) -> QuerySet[Export]:
    return Export.objects.filter(asked_at__lt=moment.since)


EXPORTS = deleted(_old)
