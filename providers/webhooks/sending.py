"""Sending what was announced: an endpoint after the other, each message until it arrived.

A message is sent at least once. Whoever takes one on holds it for a while only; if that worker
is killed, it is free again afterwards, and goes out a second time under the same number.
"""

import logging
import random
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from background.enqueuing import enqueue_unless_waiting
from background.performing import Job
from background.policy import doubled
from background.tasks import task
from providers.models import WebhookDelivery, WebhookEndpoint, WebhookTry
from providers.webhooks.ending import GIVEN_UP_AFTER, give_up, stop_waiting
from providers.webhooks.events import TEST
from providers.webhooks.line import Answer, Rules, post, rules_of_site
from providers.webhooks.secrets import headers_of, opened

log = logging.getLogger(__name__)

State = WebhookDelivery.State
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
HELD_FOR = timedelta(minutes=1)  # longer than any try
OVERDUE = timedelta(minutes=10)
A_TURN = 20.0  # seconds; then the messages of others have theirs
SPREAD = 0.25  # of a wait, either way: who failed together does not come back together
# An endpoint that does not answer, or answers so often in vain, is left in peace as a whole.
OFTEN = 3
FIRST_REST = timedelta(seconds=15)
LONGEST_REST = timedelta(hours=1)
GONE = 410  # whoever listened there says so


@task(in_one=False)
def send_deliveries(job: Job, endpoint_id: int) -> None:
    """What is due for one endpoint; it is asked for again when more is due."""
    rules = rules_of_site()
    end = monotonic() + A_TURN
    done = 0
    while monotonic() < end:
        delivery = _claimed(endpoint_id, timezone.now())
        if delivery is None:
            break
        if delivery.endpoint.is_on or delivery.event == TEST:
            _send(delivery, rules)
        else:
            stop_waiting(delivery.endpoint, timezone.now())
        done += 1
        job.say(done, done)
    _ask_for_the_rest(endpoint_id)


@task()
def settle_deliveries(_job: Job) -> None:
    """What is due and has no work asked for, whatever went wrong with it."""
    now = timezone.now()
    overdue = WebhookDelivery.objects.filter(
        ~Q(endpoint__rests_until__gt=now),
        state=State.WAITING,
        due_at__lt=now - OVERDUE,
    )
    for endpoint_id in set(overdue.values_list("endpoint", flat=True)):
        ask_for_sending(endpoint_id, now)


def ask_for_sending(endpoint_id: int, due_at: datetime) -> None:
    """Once for an endpoint, however many wait."""
    with transaction.atomic(savepoint=False):
        enqueue_unless_waiting(send_deliveries, due_at, endpoint_id)


def waiting_for(endpoint_id: int) -> QuerySet[WebhookDelivery]:
    waiting = WebhookDelivery.objects.filter(endpoint=endpoint_id, state=State.WAITING)
    return waiting.order_by("due_at", "pk")


def _claimed(endpoint_id: int, now: datetime) -> WebhookDelivery | None:
    """The oldest that is due, for a while in these hands; None where none is, or it rests."""
    is_awake = ~Q(endpoint__rests_until__gt=now) | Q(event=TEST)
    due = waiting_for(endpoint_id).filter(is_awake, due_at__lte=now)
    related = ("endpoint__provider__organisation",)
    delivery = due.select_related(*related).first()
    if delivery is None:
        return None
    free = WebhookDelivery.objects.filter(
        pk=delivery.pk,
        state=State.WAITING,
        due_at=delivery.due_at,
    )
    until = now + HELD_FOR
    if not free.update(due_at=until, tries=F("tries") + 1):
        return None  # in other hands, which ask for what comes next
    delivery.due_at = until
    delivery.tries += 1
    return delivery


def _ask_for_the_rest(endpoint_id: int) -> None:
    waiting = waiting_for(endpoint_id)
    row = waiting.values_list("due_at", "endpoint__rests_until").first()
    if row is not None:
        ask_for_sending(endpoint_id, max(filter(None, row)))


def _send(delivery: WebhookDelivery, rules: Rules) -> None:
    now = timezone.now()
    endpoint = delivery.endpoint
    secrets = [opened(secret) for secret in secrets_of(endpoint, now)]
    headers = headers_of(number_of(delivery), delivery.body, secrets, now)
    answer = post(endpoint.address, delivery.body.encode(), headers, rules)
    _note(delivery, answer, now)


def number_of(delivery: WebhookDelivery) -> str:
    """As its reader knows it."""
    return f"msg_{delivery.public_id.hex}"


def secrets_of(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """The one of today, and for a while the one before."""
    former = [endpoint.former_secret] if endpoint.is_turning_at(now) else []
    return [endpoint.secret, *former]


@transaction.atomic
def _note(delivery: WebhookDelivery, answer: Answer, began_at: datetime) -> None:
    WebhookTry.objects.create(
        delivery=delivery,
        at=began_at,
        took=answer.took,
        status=answer.status,
        problem=answer.problem,
    )
    if answer.arrived:
        _arrived(delivery, timezone.now())
    else:
        _failed(delivery, answer, timezone.now())


def _arrived(delivery: WebhookDelivery, now: datetime) -> None:
    """Whatever somebody else, who took it over, said of it."""
    of_it = WebhookDelivery.objects.filter(pk=delivery.pk)
    of_it.update(state=State.DELIVERED, ended_at=now)
    if delivery.endpoint.failures:
        WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(
            failures=0,
            failing_since=None,
            rests_until=None,
        )


def _failed(delivery: WebhookDelivery, answer: Answer, now: datetime) -> None:
    """Tried again later, unless it was tried for long enough."""
    if delivery.event != TEST:
        _note_failure(delivery.endpoint, answer, now)
    held = WebhookDelivery.objects.filter(
        pk=delivery.pk,
        state=State.WAITING,
        due_at=delivery.due_at,
    )
    next_at = now + wait_after(delivery.tries)
    if next_at < delivery.give_up_at:
        held.update(due_at=next_at)
    else:
        held.update(state=State.FAILED, ended_at=now)


def _note_failure(endpoint: WebhookEndpoint, answer: Answer, now: datetime) -> None:
    failures = endpoint.failures + 1
    since = endpoint.failing_since or now
    if answer.status == GONE or now - since >= GIVEN_UP_AFTER:
        give_up(endpoint, now)
        return
    rests = answer.status is None or failures >= OFTEN
    rest = spread(doubled(FIRST_REST, failures, LONGEST_REST))
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        failures=failures,
        failing_since=since,
        rests_until=now + rest if rests else None,
    )


def wait_after(tries: int) -> timedelta:
    return spread(doubled(FIRST_WAIT, tries, LONGEST_WAIT))


def spread(wait: timedelta) -> timedelta:
    """Never quite the same."""
    return wait * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311
