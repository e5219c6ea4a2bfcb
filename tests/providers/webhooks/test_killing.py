"""A worker that is killed while it sends: no message is lost, and what it had in hand comes twice
under one number.
"""

import os
import signal
from collections import Counter
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler
from django.utils import timezone
from environ import Env

from providers.models import WebhookDelivery
from providers.webhooks import sending, services
from providers.webhooks.events import About
from providers.webhooks.line import Rules
from tests.databases import copied_database
from tests.providers.webhooks.examples import make_endpoint
from tests.providers.webhooks.receiver import Call, receiver

MESSAGES = 4
HERE = Rules(allows_open=True, allows_loopback=True, seconds=5)


class Shop:
    """It takes one message, and is still busy with the second one when its sender dies."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.is_busy, self.go_on = Event(), Event()

    def __call__(self, call: Call) -> None:
        self.numbers.append(call.headers["webhook-id"])
        if len(self.numbers) == 2:
            self.is_busy.set()
            self.go_on.wait(5)
        call.answer("204 No Content")


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost(provider, shop, tmp_path, monkeypatch):
    monkeypatch.setattr(services, "ask_for_sending", lambda *_asked: None)
    with receiver(shop) as there:
        endpoint = make_endpoint(provider, address=there.address)
        for number in range(MESSAGES):
            announced(endpoint, number)
        with copied_database(tmp_path) as url:
            worker = begun(url, endpoint.pk)
            assert shop.is_busy.wait(5)
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            shop.go_on.set()
            # Its hold runs out; another one goes on, as `background` sees to.
            another = begun(url, endpoint.pk, later=2 * sending.HELD_FOR)
            os.waitpid(another, 0)
    came = Counter(shop.numbers)
    announced_numbers = map(sending.number_of, WebhookDelivery.objects.all())
    assert set(came) == set(announced_numbers)
    assert sorted(came.values()) == [1, 1, 1, 2]


def announced(endpoint, number: int) -> None:
    services.announce(
        provider=endpoint.provider,
        event="lead.accepted",
        about=About("lead", UUID(int=number), "accepted"),
        now=timezone.now(),
    )


def begun(url: str, endpoint_id: int, later: timedelta = timedelta()) -> int:
    """A worker in a process of its own, that begins so much later."""
    pid = os.fork()
    if pid:
        return pid
    try:
        here = ConnectionHandler({"default": Env.db_url_config(url)})
        connections["default"] = here["default"]
        while delivery := sending._claimed(endpoint_id, timezone.now() + later):
            sending._send(delivery, HERE)
    finally:
        os._exit(0)
