"""Announcing what happened to those who asked to be told, and what managers do with endpoints."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.site import at_site
from providers.models import Provider, WebhookDelivery, WebhookEndpoint
from providers.webhooks.events import About, body_of, topic_of
from providers.webhooks.sending import ask_for_sending

TRIED_FOR = timedelta(days=3)
API = "/api/v1"


@transaction.atomic(savepoint=False)
def announce(*, provider: Provider, event: str, about: About, now: datetime) -> None:
    """Write what is to be sent to each endpoint that asked for it; a worker sends it.

    Within the transaction of what happened: the two stand or fall together. event: of a topic
    and a verb, "lead.accepted". Costs one query where nobody asked.
    """
    topic = topic_of(event)
    endpoints = WebhookEndpoint.objects.filter(provider=provider, is_on=True)
    asked = [each for each in endpoints if topic in (each.topics or [topic])]
    if not asked:
        return
    url = at_site(f"{API}/{about.kind}s/{about.id}")
    body = body_of(event, about, url, now)
    WebhookDelivery.objects.bulk_create(
        [_delivery(endpoint, event, body, now) for endpoint in asked]
    )
    for endpoint in asked:
        ask_for_sending(endpoint.pk, now)


def _delivery(
    endpoint: WebhookEndpoint, event: str, body: str, now: datetime
) -> WebhookDelivery:
    return WebhookDelivery(
        endpoint=endpoint,
        event=event,
        body=body,
        due_at=now,
        give_up_at=now + TRIED_FOR,
        created_at=now,
    )
