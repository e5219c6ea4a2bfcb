"""Reads of endpoints and of their log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from providers.models import Provider, WebhookDelivery, WebhookEndpoint, WebhookTry
from providers.webhooks.events import TEST
from providers.webhooks.services import MISSED


def endpoints() -> QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.select_related("provider__organisation")


def endpoints_of(providers: Sequence[Provider]) -> QuerySet[WebhookEndpoint]:
    return endpoints().filter(provider__in=providers)


def stands(endpoint: WebhookEndpoint) -> str:
    """As a code of its wording."""
    if endpoint.is_on:
        return "failing" if endpoint.failures else "on"
    return "given_up" if endpoint.gave_up_at else "off"


def log_of(endpoint: WebhookEndpoint, state: str) -> QuerySet[WebhookDelivery]:
    """In one state or in all; what was sent is on its own page."""
    rows = endpoint.deliveries.defer("body")
    return rows.filter(state=state) if state else rows


def missed(endpoint: WebhookEndpoint) -> int:
    """How many messages would be sent again."""
    rows = endpoint.deliveries.filter(state__in=MISSED)
    return rows.exclude(event=TEST).count()


@dataclass(frozen=True)
class Logged:
    delivery: WebhookDelivery
    last: WebhookTry | None


def with_last_tries(deliveries: Iterable[WebhookDelivery]) -> list[Logged]:
    """How each was answered last, for a page at once."""
    rows = list(deliveries)
    tries = WebhookTry.objects.filter(delivery__in=rows).order_by("at", "pk")
    last = {each.delivery_id: each for each in tries}
    return [Logged(row, last.get(row.pk)) for row in rows]
