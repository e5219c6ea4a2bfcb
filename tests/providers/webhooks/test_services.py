"""Announcing: rows of what is to be sent, in the transaction of what happened."""

import json
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction

from providers.models import WebhookDelivery
from providers.webhooks.events import About
from providers.webhooks.services import TOLD_BY_API, announce, url_of
from tests.builders import NOW, make_provider
from tests.providers.webhooks.examples import make_endpoint

LEAD = About("lead", UUID(int=7), "accepted")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_sent(monkeypatch):
    silent = "providers.webhooks.services.ask_for_sending"
    monkeypatch.setattr(silent, lambda *_asked: None)


def accepted(provider) -> None:
    announce(provider=provider, event="lead.accepted", about=LEAD, now=NOW)


def test_each_endpoint_that_asked_is_told(provider):
    asked = make_endpoint(provider, topics=["lead"])
    everything = make_endpoint(provider)
    make_endpoint(provider, topics=["complaint"])
    make_endpoint(provider, is_on=False)
    make_endpoint(make_provider("Khác", "khac"))
    accepted(provider)
    told = WebhookDelivery.objects.values_list("endpoint", flat=True)
    assert set(told) == {asked.pk, everything.pk}


def test_no_more_is_told_than_that_something_happened(provider, settings):
    settings.SITE_URL = "https://san.example"
    make_endpoint(provider)
    accepted(provider)
    assert json.loads(WebhookDelivery.objects.get().body) == {
        "type": "lead.accepted",
        "timestamp": "2026-11-20T03:00:00.000+00:00",
        "data": {
            "kind": "lead",
            "id": str(LEAD.id),
            "state": "accepted",
            "url": f"https://san.example/api/v1/leads/{LEAD.id}",
        },
    }


@pytest.mark.parametrize(
    ("kind", "id", "state"),
    [
        ("lead", UUID(int=7), "gọi cho Lan"),
        ("0909 123 456", UUID(int=7), "accepted"),
        ("lead", "lan@pho.example", "accepted"),
    ],
)
def test_there_is_no_place_for_words_of_anybody(kind, id, state):
    with pytest.raises((ValueError, TypeError)):
        About(kind, id, state)


def test_what_did_not_happen_is_not_told(provider):
    make_endpoint(provider)
    with transaction.atomic():
        accepted(provider)
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()


def test_of_what_the_api_does_not_tell_no_address_stands_there(provider):
    make_endpoint(provider)
    about = About("provider", UUID(int=7), "own")
    announce(provider=provider, event="pause.begun", about=about, now=NOW)
    data = json.loads(WebhookDelivery.objects.get().body)["data"]
    assert data == {"kind": "provider", "id": str(about.id), "state": "own"}


def test_the_api_knows_each_address_that_is_told(client):
    known = client.get("/api/v1/openapi.json", secure=True).json()["paths"]
    for kind in TOLD_BY_API:
        place = urlsplit(url_of(About(kind, LEAD.id, "open"))).path
        assert place.replace(str(LEAD.id), "{id}") in known


def test_where_nobody_asked_it_costs_one_query(provider, django_assert_num_queries):
    with django_assert_num_queries(1):
        accepted(provider)


def test_an_event_of_no_topic_is_a_mistake_of_ours(provider):
    with pytest.raises(ValueError):
        announce(provider=provider, event="party.begun", about=LEAD, now=NOW)
