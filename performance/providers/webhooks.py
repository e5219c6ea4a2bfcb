"""Announcing to systems of providers, and sending it all to a receiver on this machine.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator
from time import perf_counter
from uuid import UUID

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from performance.frame.timing import Measurement, measured_once, scaled
from providers.models import Provider, WebhookDelivery
from providers.webhooks import sending, services
from providers.webhooks.events import About
from providers.webhooks.line import Rules
from tests.builders import make_provider
from tests.providers.webhooks.examples import make_endpoint
from tests.providers.webhooks.receiver import receiver, takes_it

MESSAGES, SYSTEMS = 1_000, 10
MOST_SECONDS = 60.0
HERE = Rules(allows_open=True, allows_loopback=True)


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with receiver(takes_it) as there, transaction.atomic():
        providers = [_with_system(number, there.address) for number in range(SYSTEMS)]
        messages = scaled(MESSAGES, SYSTEMS)
        yield announcing(providers, messages)
        yield sending_all(messages)
        if len(there.calls) != messages:
            raise AssertionError(f"{len(there.calls)} of {messages} came")
        transaction.set_rollback(True)


def _with_system(number: int, address: str) -> Provider:
    provider = make_provider(f"Hệ thống {number}", f"he-thong-{number}")
    make_endpoint(provider, address=address)
    return provider


def announcing(providers: list[Provider], messages: int) -> Measurement:
    """Without what is done by workers: asking them stands beside it."""
    started = perf_counter()
    with transaction.atomic():
        for number in range(messages):
            services.announce(
                provider=providers[number % len(providers)],
                event="lead.accepted",
                about=About("lead", UUID(int=number), "accepted"),
                now=timezone.now(),
            )
    took = perf_counter() - started
    name = f"announce {messages:,} messages to {len(providers)} systems"
    return measured_once(name, took, MOST_SECONDS)


def sending_all(messages: int) -> Measurement:
    """By one worker, each signed, sent, answered and written down."""
    started = perf_counter()
    for endpoint in sorted(set(_waiting().values_list("endpoint", flat=True))):
        while delivery := sending._claimed(endpoint, timezone.now()):
            sending._send(delivery, HERE)
    took = perf_counter() - started
    name = f"send {messages:,} messages to a receiver here, one worker"
    return measured_once(name, took, MOST_SECONDS)


def _waiting():
    return WebhookDelivery.objects.filter(state=WebhookDelivery.State.WAITING)
