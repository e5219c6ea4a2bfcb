from datetime import datetime

from django.utils import timezone

from providers.models import Provider, WebhookDelivery, WebhookEndpoint
from providers.webhooks.secrets import locked
from tests.builders import NOW

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def make_endpoint(provider: Provider, **fields) -> WebhookEndpoint:
    """Told everything, at an address that nobody has."""
    facts = {
        "address": "https://he-thong.example/san-sang-so",
        "secret": locked(SECRET),
        "created_at": NOW,
    }
    return WebhookEndpoint.objects.create(provider=provider, **facts | fields)


def make_message(endpoint: WebhookEndpoint, **fields) -> WebhookDelivery:
    """It did not arrive, and is over."""
    facts = {
        "event": "lead.accepted",
        "body": '{"type":"lead.accepted"}',
        "state": WebhookDelivery.State.FAILED,
        "tries": 1,
        "due_at": NOW,
        "give_up_at": NOW,
        "created_at": NOW,
        "ended_at": NOW,
    }
    return WebhookDelivery.objects.create(endpoint=endpoint, **facts | fields)


def make_try(delivery: WebhookDelivery, at: datetime | None = None, **fields) -> None:
    delivery.outcomes.create(at=at or timezone.now(), took=35, **fields)
