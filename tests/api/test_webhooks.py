"""Webhooks of a provider, set up by a program of whoever manages it."""

import pytest

from accounts.models import ApiAnswer
from providers.models import WebhookEndpoint
from providers.webhooks.secrets import opened
from tests.api.programs import Program, make_program
from tests.builders import make_provider
from tests.personas import make_persona

pytestmark = pytest.mark.django_db
ADDRESS = "https://crm.khach.example/nghe"


@pytest.fixture
def program() -> Program:
    provider = make_provider()
    manager = make_persona("quanly@sao.example", provider.organisation, "manager")
    return make_program(manager.user, "webhooks:write")


def add(program, key="", **terms):
    body = {"provider": "sao-mai", "address": ADDRESS, "topics": ["lead"], **terms}
    headers = {"Idempotency-Key": key} if key else {}
    return program.ask("POST", "/webhooks", body, **headers)


def test_one_is_set_up_with_a_secret_that_is_told_once(program):
    made = add(program, key="a-1")
    assert made.status_code == 201, made.content
    endpoint = WebhookEndpoint.objects.get()
    assert made.json()["secret"] == opened(endpoint.secret)
    # What is sent again is answered without it, and it is kept nowhere in plain.
    assert "secret" not in add(program, key="a-1").json()
    assert made.json()["secret"] not in ApiAnswer.objects.get().content
    one = program.get(f"/webhooks/{endpoint.public_id}").json()
    assert (one["topics"], one["stands"]) == (["lead"], "on")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://crm.khach.example/", "not_https"),
        ("https://10.0.0.7/", "not_public"),
        ("https://crm.khach.example:8443/", "bad_port"),
        ("https://", "bad_address"),
    ],
    ids=["open", "inside", "port", "none"],
)
def test_an_address_that_may_not_be_called_is_refused(program, address, code):
    answer = add(program, address=address)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/address", code)
    assert error["detail"]


def test_it_is_switched_off_turned_over_and_taken_away(program):
    path = f"/webhooks/{add(program).json()['id']}"
    off = program.ask("PATCH", path, {"is_on": False}).json()
    assert (off["is_on"], off["address"]) == (False, ADDRESS)
    before = opened(WebhookEndpoint.objects.get().secret)
    assert program.ask("POST", f"{path}/secret").json()["secret"] != before
    gone = program.ask("DELETE", path)
    assert (gone.status_code, gone.content) == (204, b"")
    assert program.get(path).status_code == 404


def test_what_was_sent_is_listed_and_sent_again(program):
    path = f"/webhooks/{add(program).json()['id']}"
    sent = program.ask("POST", f"{path}/test")
    assert sent.status_code == 202
    [message] = program.get(f"{path}/messages").json()["items"]
    assert message["id"] == sent.json()["id"]
    again = program.ask("POST", f"{path}/messages/{message['id']}")
    assert again.status_code in {202, 409}
