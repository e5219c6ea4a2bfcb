"""A provider's own system that is told what happens: `manage.py webhook_receiver` is it."""

from datetime import datetime, timedelta

from accounts.models import Organisation, User
from providers.models import (
    LeadEvent,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookTry,
)
from providers.webhooks.events import About, body_of
from providers.webhooks.receiving import PORT
from providers.webhooks.services import TRIED_FOR, add_endpoint, url_of

State = WebhookDelivery.State
SYSTEM = f"http://127.0.0.1:{PORT}/san-sang-so"
OLD_SYSTEM = "https://he-thong-cu.hu-cau.example/webhook"
SINCE = timedelta(days=60)
TOLD = 8  # messages
SECOND = timedelta(seconds=1)


def tell_systems(staff: User, now: datetime) -> None:
    """One system takes what it is told, one has been silent for long. No message leaves."""
    organisation = Organisation.objects.get(memberships__user=staff)
    provider = organisation.provider
    began = {"provider": provider, "by": staff, "now": now - SINCE}
    old = add_endpoint(address=OLD_SYSTEM, topics=[], **began)
    system = add_endpoint(address=SYSTEM, topics=[], **began)
    events = LeadEvent.objects.filter(lead__provider=provider, at__gt=now - SINCE)
    # The newest, in the order in which they came.
    newest = list(events.select_related("lead").order_by("-at", "-pk")[:TOLD])[::-1]
    for event in newest:
        _told(system, event)
    _fall_silent(old, newest[:1], now)


def _told(system: WebhookEndpoint, event: LeadEvent) -> None:
    message = _message(system, event, State.DELIVERED)
    first = event.at + SECOND
    if event.number % 3 == 0:  # now and then it is busy
        _answer(message, first, status=503)
        first += timedelta(seconds=33)
    _answer(message, first, status=204)


def _fall_silent(
    system: WebhookEndpoint, events: list[LeadEvent], now: datetime
) -> None:
    for event in events:
        message = _message(system, event, State.STOPPED)
        _answer(message, event.at + SECOND, problem="no_such_name")
    system.is_on = False
    system.failures, system.failing_since = 74, now - timedelta(days=12)
    system.gave_up_at = now - timedelta(days=9)
    system.save()


def _message(
    system: WebhookEndpoint, event: LeadEvent, state: State
) -> WebhookDelivery:
    about = About("lead", event.lead.public_id, event.state)
    return WebhookDelivery.objects.create(
        endpoint=system,
        event=event.name,
        body=body_of(event.name, about, url_of(about), event.at),
        state=state,
        due_at=event.at,
        give_up_at=event.at + TRIED_FOR,
        created_at=event.at,
        ended_at=event.at + SECOND,
    )


def _answer(
    message: WebhookDelivery,
    at: datetime,
    status: int | None = None,
    problem: str = "",
) -> None:
    WebhookTry.objects.create(
        delivery=message,
        at=at,
        took=41 if status else 3,
        status=status,
        problem=problem,
    )
    message.tries += 1
    message.save(update_fields=["tries"])
