"""Messages on their way, to a receiver on this machine that takes them, fails or says nothing."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from accounts.models import AuditEvent, Membership
from background.models import Run
from providers.models import WebhookDelivery, WebhookEndpoint, WebhookTry
from providers.webhooks import sending
from providers.webhooks.events import About
from providers.webhooks.line import Rules
from providers.webhooks.secrets import locked, new_secret
from providers.webhooks.services import announce
from tests.builders import make_membership, make_user
from tests.providers.webhooks import receiver as who
from tests.providers.webhooks.examples import SECRET, make_endpoint
from tests.providers.webhooks.receiver import Call, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
State = WebhookDelivery.State
HERE = Rules(allows_open=True, allows_loopback=True, seconds=1)
NOBODY = "http://127.0.0.1:9/"  # nobody listens there


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.setattr(sending, "rules_of_site", lambda: HERE)
    monkeypatch.setattr(sending, "SPREAD", 0)


@pytest.fixture
def endpoint(provider) -> WebhookEndpoint:
    return make_endpoint(provider, address=NOBODY)


def listens(endpoint: WebhookEndpoint, address: str) -> None:
    endpoint.address = address
    endpoint.save(update_fields=["address"])


def tell(endpoint: WebhookEndpoint, number: int = 1) -> WebhookDelivery:
    """Sent where it is asked for, as tests have no worker."""
    about = About("lead", UUID(int=number), "accepted")
    now = timezone.now()
    announce(provider=endpoint.provider, event="lead.accepted", about=about, now=now)
    return WebhookDelivery.objects.order_by("pk").last()


def be_due() -> None:
    """Whatever waits for later is tried now."""
    WebhookEndpoint.objects.update(rests_until=None)
    WebhookDelivery.objects.filter(state=State.WAITING).update(due_at=timezone.now())


def send(endpoint: WebhookEndpoint) -> None:
    sending.ask_for_sending(endpoint.pk, timezone.now())


def verified(call: Call, secret: str = SECRET) -> dict:
    return Webhook(secret).verify(call.body, call.headers)


def test_it_arrives_signed(endpoint):
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        delivery = tell(endpoint)
        [call] = there.calls
    assert verified(call)["data"]["state"] == "accepted"
    assert call.headers["webhook-id"] == f"msg_{delivery.public_id.hex}"
    assert (delivery.state, delivery.tries) == (State.DELIVERED, 1)
    assert WebhookTry.objects.get().status == 204


def test_what_somebody_else_signed_is_not_taken_for_ours(endpoint):
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        tell(endpoint)
        [call] = there.calls
    with pytest.raises(WebhookVerificationError):
        verified(call, new_secret())
    call.body = call.body.replace(b"accepted", b"declined")
    with pytest.raises(WebhookVerificationError):
        verified(call)


def test_while_a_secret_is_turned_over_both_sign(endpoint):
    former = new_secret()
    endpoint.former_secret = locked(former)
    endpoint.former_until = timezone.now() + timedelta(hours=1)
    endpoint.save()
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        tell(endpoint)
        [call] = there.calls
    assert verified(call) == verified(call, former)


def test_a_secret_that_was_turned_over_signs_no_more(endpoint):
    former = new_secret()
    endpoint.former_secret = locked(former)
    endpoint.former_until = timezone.now()
    endpoint.save()
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        tell(endpoint)
        [call] = there.calls
    with pytest.raises(WebhookVerificationError):
        verified(call, former)


class TakesOnlyOnce:
    """As docs/webhooks.md tells: what comes a second time under its number does nothing."""

    def __init__(self) -> None:
        self.effects: dict[str, dict] = {}
        self.times = 0

    def __call__(self, call: Call) -> None:
        content = verified(call)
        self.effects.setdefault(call.headers["webhook-id"], content)
        self.times += 1
        # The first time it is busy after all is done.
        (who.fails if self.times == 1 else who.takes_it)(call)


def test_what_comes_twice_has_its_effect_once(endpoint):
    shop = TakesOnlyOnce()
    with receiver(shop) as there:
        listens(endpoint, there.address)
        tell(endpoint)
        be_due()
        send(endpoint)
    assert shop.times == 2
    assert len(shop.effects) == 1
    assert WebhookDelivery.objects.get().state == State.DELIVERED


def test_what_failed_waits_longer_each_time(endpoint):
    with receiver(who.fails) as there:
        listens(endpoint, there.address)
        waits = []
        delivery = tell(endpoint)
        for _time in range(3):
            delivery.refresh_from_db()
            wait = delivery.due_at - timezone.now()
            waits.append(round(wait.total_seconds(), -1))
            be_due()
            send(endpoint)
    assert waits == [30, 60, 120]


def test_waits_are_spread(monkeypatch):
    monkeypatch.setattr(sending, "SPREAD", 0.25)
    waits = {sending.wait_after(3).total_seconds() for _time in range(50)}
    assert len(waits) > 40
    assert min(waits) >= 90
    assert max(waits) <= 150
    assert sending.wait_after(60) <= timedelta(hours=7.5)


def test_one_that_is_refused_does_not_hold_up_the_others(endpoint):
    def refuses_the_first(call: Call) -> None:
        is_first = json.loads(call.body)["data"]["id"] == str(UUID(int=1))
        (who.fails if is_first else who.takes_it)(call)

    with receiver(refuses_the_first) as there:
        listens(endpoint, there.address)
        tell(endpoint, 1)
        tell(endpoint, 2)
    states = WebhookDelivery.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.WAITING, State.DELIVERED]


def test_where_nobody_answers_all_messages_wait(endpoint):
    for number in range(3):
        tell(endpoint, number)
    endpoint.refresh_from_db()
    assert endpoint.rests_until > timezone.now()
    tries = WebhookDelivery.objects.values_list("tries", flat=True)
    assert sorted(tries) == [0, 0, 1]


def test_once_somebody_answers_again_all_leave(endpoint):
    for number in range(3):
        tell(endpoint, number)
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        be_due()
        send(endpoint)
        assert len(there.calls) == 3
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since) == (0, None)


def test_a_message_is_given_up_after_some_days(endpoint):
    delivery = tell(endpoint)
    WebhookDelivery.objects.update(give_up_at=timezone.now())
    be_due()
    send(endpoint)
    delivery.refresh_from_db()
    assert delivery.state == State.FAILED
    assert delivery.ended_at


def has_failed_for(endpoint: WebhookEndpoint, **time) -> None:
    endpoint.failing_since = timezone.now() - timedelta(**time)
    endpoint.failures = 50
    endpoint.save()


@pytest.fixture
def people(provider) -> None:
    for name, role in (("lan", "manager"), ("an", "officer")):
        user = make_user(f"{name}@sao-mai.example", language="en")
        make_membership(user, provider.organisation, role=Membership.Role(role))


def test_where_nobody_answers_for_long_no_more_is_sent_and_managers_are_told(
    endpoint, people, django_capture_on_commit_callbacks
):
    has_failed_for(endpoint, days=3, minutes=1)
    with django_capture_on_commit_callbacks(execute=True):
        delivery = tell(endpoint)
    endpoint.refresh_from_db()
    assert not endpoint.is_on
    assert endpoint.gave_up_at
    assert delivery.state == State.STOPPED
    [letter] = mail.outbox
    assert letter.to == ["lan@sao-mai.example"]
    assert str(endpoint.public_id) in letter.body
    assert AuditEvent.objects.filter(action="webhook.given_up").count() == 1


def test_a_day_of_silence_is_not_long(endpoint):
    has_failed_for(endpoint, days=1)
    tell(endpoint)
    endpoint.refresh_from_db()
    assert endpoint.is_on


def test_whoever_says_that_it_is_gone_is_asked_no_more(endpoint):
    with receiver(lambda call: call.answer("410 Gone")) as there:
        listens(endpoint, there.address)
        tell(endpoint)
    endpoint.refresh_from_db()
    assert not endpoint.is_on


def test_what_was_announced_while_it_was_switched_off_is_not_sent(endpoint):
    tell(endpoint)
    WebhookEndpoint.objects.update(is_on=False)
    be_due()
    send(endpoint)
    assert WebhookDelivery.objects.get().state == State.STOPPED
    assert WebhookTry.objects.count() == 1


def test_what_nobody_has_in_hand_is_found_again(endpoint):
    tell(endpoint)
    Run.objects.all().delete()
    WebhookEndpoint.objects.update(rests_until=None)
    long_ago = timezone.now() - timedelta(hours=1)
    WebhookDelivery.objects.update(due_at=long_ago)
    with receiver(who.takes_it) as there:
        listens(endpoint, there.address)
        sending.settle_deliveries.enqueue()
        assert len(there.calls) == 1


def test_what_one_worker_has_in_hand_no_other_sends(endpoint):
    tell(endpoint)
    be_due()
    now = timezone.now()
    assert sending._claimed(endpoint.pk, now)
    assert sending._claimed(endpoint.pk, now) is None
    later = now + sending.HELD_FOR
    assert sending._claimed(endpoint.pk, later)


def test_the_log_of_the_site_names_no_address_and_no_secret(endpoint, caplog):
    tell(endpoint)
    assert "127.0.0.1" not in caplog.text
    assert "whsec" not in caplog.text
