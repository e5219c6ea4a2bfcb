"""What systems of providers were told."""

from django.db.models import QuerySet

from privacy.retention.batches import deleted
from privacy.retention.tally import Moment
from providers.models import WebhookDelivery


def _old(moment: Moment) -> QuerySet[WebhookDelivery]:
    """Whatever became of it: after three days it is on its way no more."""
    return WebhookDelivery.objects.filter(created_at__lt=moment.since)


MESSAGES = deleted(_old)
