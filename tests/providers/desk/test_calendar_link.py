"""A calendar program reads what is due by an address that one makes, renews and ends."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import AuditEvent, Membership
from assessment.secret_addresses import mask
from providers.models import CalendarLink
from tests.builders import make_provider
from tests.personas import Persona, make_persona
from tests.providers.desk.examples import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    return make_provider()


@pytest.fixture
def worker(provider) -> Persona:
    return make_persona("binh@sao.example", provider.organisation, "reader")


@pytest.fixture
def page(worker, provider):
    """What somebody sends there, and the page that comes of it."""
    where = reverse(
        "providers:desk_calendar_link", args=[provider.organisation.public_id]
    )

    def run(**sent) -> str:
        if sent:
            answer = worker.client.post(where, sent, follow=True)
        else:
            answer = worker.client.get(where)
        return answer.content.decode()

    return run


def address_on(page: str) -> str:
    return re.search(r"/lich/[^/<]+/", page)[0]


def test_a_program_reads_it_without_signing_in_and_it_names_no_enterprise(
    page, provider
):
    ask(provider, "Quán phở")
    answer = Client().get(address_on(page(deed="make")))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["status"] == "CONFIRMED"
    assert "Quán phở" not in answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies


def test_the_address_is_shown_once_and_kept_as_a_hash(page):
    address = address_on(page(deed="make"))
    assert "/lich/" not in page().replace("/ban-lam-viec/lich/", "")
    token = address.split("/")[2]
    assert token not in CalendarLink.objects.get().token_hash
    assert token not in mask(f"GET {address}")


@pytest.mark.parametrize("deed", ["make", "end"])
def test_the_one_of_before_shows_nothing_once_it_is_renewed_or_ended(page, deed):
    before = address_on(page(deed="make"))
    after = page(deed=deed)
    assert Client().get(before).status_code == 404
    if deed == "make":
        assert Client().get(address_on(after)).status_code == 200
    else:
        assert not CalendarLink.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="desk.calendar")
    assert len(actions) == 2


@pytest.mark.parametrize("how", ["left", "shut out"])
def test_who_works_there_no_more_has_an_address_that_shows_nothing(page, worker, how):
    address = address_on(page(deed="make"))
    if how == "left":
        Membership.objects.all().delete()
    else:
        worker.user.is_active = False
        worker.user.save()
    gone = Client().get(address)
    never = Client().get("/lich/k0n-bao-gi0-c0/")
    assert gone.status_code == never.status_code == 404


def test_pressed_twice_one_address_stands_the_last_one(page):
    first, last = address_on(page(deed="make")), address_on(page(deed="make"))
    assert CalendarLink.objects.count() == 1
    statuses = [Client().get(address).status_code for address in (first, last)]
    assert statuses == [404, 200]


def test_each_has_an_address_of_its_own(page, provider, worker):
    address = address_on(page(deed="make"))
    other = make_persona("lan@sao.example", provider.organisation, "manager")
    where = reverse(
        "providers:desk_calendar_link", args=[provider.organisation.public_id]
    )
    other.client.post(where, {"deed": "end"})
    assert Client().get(address).status_code == 200


def test_a_program_that_asks_without_end_is_told_to_wait(page, monkeypatch):
    monkeypatch.setattr("providers.desk.views_calendar.AN_HOUR", 1)
    address = address_on(page(deed="make"))
    answers = [Client().get(address).status_code for _again in range(2)]
    assert answers == [200, 429]
