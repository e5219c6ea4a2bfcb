"""The receiver to watch, and the command that starts it."""

import json
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from providers.management.commands.webhook_receiver import secrets_at
from providers.webhooks.line import Rules, post
from providers.webhooks.receiving import Watching, server_of
from providers.webhooks.secrets import headers_of, new_secret
from tests.providers.webhooks.examples import SECRET, make_endpoint

BODY = json.dumps({"type": "lead.accepted", "data": {"state": "accepted"}})
HERE = Rules(allows_open=True, allows_loopback=True)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def send(told):
    """To a receiver that knows one secret; the status it answered with."""
    with server_of(0, Watching(lambda: [SECRET], told.append)) as server:
        listening = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        listening.start()

        def run(secret: str) -> int:
            headers = headers_of("msg_1", BODY, [secret], timezone.now())
            address = f"http://127.0.0.1:{server.server_port}/"
            return post(address, BODY.encode(), headers, HERE).status

        yield run
        server.shutdown()


def test_it_tells_what_came_and_what_came_again(send, told):
    assert [send(SECRET), send(SECRET)] == [204, 204]
    assert told[0] == 'msg_1 lead.accepted {"state": "accepted"}'
    assert told[1].startswith("msg_1 again")


def test_it_tells_what_somebody_else_signed(send, told):
    assert send(new_secret()) == 401
    assert "REFUSED" in told[0]


@pytest.mark.django_db
def test_it_verifies_by_the_webhooks_that_lead_to_it(provider):
    make_endpoint(provider, address="http://localhost:8099/webhook")
    make_endpoint(provider, address="http://127.0.0.1:80990/webhook")
    assert secrets_at(8099) == [SECRET]


def test_in_service_it_does_not_listen():
    with pytest.raises(CommandError):
        call_command("webhook_receiver")
