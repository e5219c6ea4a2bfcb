"""Announcing what happened to those who asked to be told, and what managers do with endpoints."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.site import at_site
from providers.errors import ProviderError
from providers.models import Provider, WebhookDelivery, WebhookEndpoint
from providers.webhooks.ending import record, stop_waiting
from providers.webhooks.events import TEST, About, body_of, topic_of
from providers.webhooks.secrets import locked, new_secret, opened
from providers.webhooks.sending import State, ask_for_sending

TRIED_FOR = timedelta(days=3)
# So long a secret that was turned over signs beside the new one.
TURNING = timedelta(days=3)
SHOWN_FOR = timedelta(minutes=1)
MOST = 10  # endpoints of one provider
# What programs ask for under its id; of other kinds there is no such address.
TOLD_BY_API = ("complaint", "lead", "rating", "webhook")
ENDED = (State.DELIVERED, State.FAILED, State.STOPPED)
MISSED = (State.FAILED, State.STOPPED)


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
    body = body_of(event, about, url_of(about), now)
    WebhookDelivery.objects.bulk_create(
        [_delivery(endpoint, event, body, now) for endpoint in asked]
    )
    for endpoint in asked:
        ask_for_sending(endpoint.pk, now)


def url_of(about: About) -> str:
    """Where the API says more, to whoever has a right to it; nothing of what it does not know."""
    if about.kind not in TOLD_BY_API:
        return ""
    return at_site(f"/api/v1/{about.kind}s/{about.id}")


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


@transaction.atomic
def add_endpoint(
    *,
    provider: Provider,
    address: str,
    topics: Sequence[str],
    by: User,
    now: datetime,
) -> WebhookEndpoint:
    """Switched on, with a secret that is shown once. Raises ProviderError: too_many_webhooks."""
    # Whoever adds another one at the same time waits here.
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    if WebhookEndpoint.objects.filter(provider=provider).count() >= MOST:
        raise ProviderError("too_many_webhooks")
    endpoint = WebhookEndpoint.objects.create(
        provider=provider,
        address=address,
        topics=list(topics),
        secret=locked(new_secret()),
        created_at=now,
    )
    record(endpoint, "added", by, now)
    return endpoint


@transaction.atomic
def change_endpoint(
    *,
    endpoint: WebhookEndpoint,
    address: str,
    topics: Sequence[str],
    is_on: bool,
    by: User,
    now: datetime,
) -> None:
    """Switched off, what is on its way stops; switched on, it begins as if nothing had failed."""
    held = _held(endpoint)
    if held.is_on and not is_on:
        stop_waiting(held, now)
    if held.address != address or not held.is_on:
        held.failures = 0
        held.failing_since = held.rests_until = None
    if is_on:
        held.gave_up_at = None
    held.address, held.topics, held.is_on = address, list(topics), is_on
    held.save()
    record(held, "changed", by, now)


@transaction.atomic
def remove_endpoint(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> None:
    """With its log."""
    record(endpoint, "removed", by, now)
    endpoint.delete()


@transaction.atomic
def show_secret(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> str:
    """Once, and again to whoever taps twice. Raises ProviderError: secret_shown."""
    held = _held(endpoint)
    if held.shown_at and now - held.shown_at > SHOWN_FOR:
        raise ProviderError("secret_shown")
    held.shown_at = held.shown_at or now
    held.save(update_fields=["shown_at"])
    record(held, "secret_shown", by, now)
    return opened(held.secret)


@transaction.atomic
def turn_over(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> None:
    """Another secret, and for a while both sign, so that no message goes unverified.

    One that nobody ever saw is simply exchanged: nobody verifies by it.
    """
    held = _held(endpoint)
    if held.shown_at:
        held.former_secret = held.secret
        held.former_until = now + TURNING
    held.secret, held.shown_at = locked(new_secret()), None
    held.save()
    record(held, "turned_over", by, now)


@transaction.atomic
def end_former(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> None:
    """At once: their system verifies by the new secret, or others know the one before."""
    held = _held(endpoint)
    held.former_secret, held.former_until = "", None
    held.save(update_fields=["former_secret", "former_until"])
    record(held, "former_ended", by, now)


@transaction.atomic
def send_test(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> WebhookDelivery:
    """Sent once, also where all else is switched off."""
    about = About("webhook", endpoint.public_id, "on" if endpoint.is_on else "off")
    body = body_of(TEST, about, url_of(about), now)
    delivery = _delivery(endpoint, TEST, body, now)
    delivery.give_up_at = now
    delivery.save()
    record(endpoint, "tested", by, now)
    ask_for_sending(endpoint.pk, now)
    return delivery


@transaction.atomic
def resend(*, delivery: WebhookDelivery, by: User, now: datetime) -> None:
    """The same message under the same number. Raises ProviderError: webhook_off, on_its_way."""
    endpoint = delivery.endpoint
    if not _held(endpoint).is_on:
        raise ProviderError("webhook_off")
    ended = WebhookDelivery.objects.filter(pk=delivery.pk, state__in=ENDED)
    if not _send_again(ended, now):
        raise ProviderError("on_its_way")
    record(endpoint, "resent", by, now)
    ask_for_sending(endpoint.pk, now)


@transaction.atomic
def resend_missed(*, endpoint: WebhookEndpoint, by: User, now: datetime) -> int:
    """All that did not arrive, oldest first; how many. Raises ProviderError: webhook_off."""
    if not _held(endpoint).is_on:
        raise ProviderError("webhook_off")
    missed = endpoint.deliveries.filter(state__in=MISSED).exclude(event=TEST)
    count = _send_again(missed, now)
    if count:
        record(endpoint, "resent", by, now)
        ask_for_sending(endpoint.pk, now)
    return count


def _send_again(deliveries: QuerySet[WebhookDelivery], now: datetime) -> int:
    return deliveries.update(
        state=State.WAITING,
        tries=0,
        due_at=now,
        give_up_at=now + TRIED_FOR,
        ended_at=None,
    )


def _held(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """As it stands now; nobody else changes it until this is stored."""
    held = WebhookEndpoint.objects.select_for_update(of=("self",))
    return held.select_related("provider__organisation").get(pk=endpoint.pk)
