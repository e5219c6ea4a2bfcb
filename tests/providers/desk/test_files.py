"""What a provider takes along: a calendar that names nobody, and tables that do no harm."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from accounts.models import AuditEvent
from providers.leads.services import decline_lead
from providers.models import Lead
from tests.builders import NOW, make_provider
from tests.personas import make_persona
from tests.providers.desk.examples import TODAY, ask, ask_many

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

BAD = "=HYPERLINK(1)"


@pytest.fixture
def provider():
    return make_provider()


@pytest.fixture
def worker(provider, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return make_persona("binh@sao.example", provider.organisation, "reader")


@pytest.fixture
def fetch(worker, provider):
    def run(name: str):
        of = [provider.organisation.public_id]
        return worker.client.get(reverse(f"providers:{name}", args=of))

    return run


def events(answer) -> dict[str, tuple]:
    told = {}
    for event in Calendar.from_ical(answer.content).walk("VEVENT"):
        day = event["dtstart"].dt
        told[str(event["uid"])] = (day, str(event["status"]), int(event["sequence"]))
    return told


def test_the_calendar_has_what_is_due_and_names_no_enterprise(provider, fetch):
    lead = ask(provider, "Quán phở", due_on=TODAY + timedelta(days=2))
    ask(provider, "Quán chờ", state="offered", moved_at=NOW - timedelta(days=90))
    answer = fetch("desk_calendar")
    assert "no-store" in answer["Cache-Control"]
    ((name, (day, status, _sequence)),) = events(answer).items()
    assert name.startswith(str(lead.public_id))
    assert (day, status) == (TODAY + timedelta(days=2), "CONFIRMED")
    assert "Quán".encode() not in answer.content


def test_read_in_once_more_what_was_answered_goes(provider, worker, fetch):
    lead = ask(provider)
    (before,) = events(fetch("desk_calendar")).values()
    later = NOW + timedelta(hours=1)
    decline_lead(lead=lead, reason="Không nhận được", by=worker.user, now=later)
    (after,) = events(fetch("desk_calendar")).values()
    assert (before[1], after[1]) == ("CONFIRMED", "CANCELLED")
    assert after[2] > before[2]


def test_both_tables_say_the_same_and_run_nothing(provider, fetch):
    ask(provider, BAD, budget=5_000_000)
    ask(provider, "Quán trà", asked_at=NOW - timedelta(days=1))
    heads, *rows = csv.reader(StringIO(fetch("desk_csv").content.decode("utf-8-sig")))
    assert [row[0] for row in rows] == [f"'{BAD}", "Quán trà"]
    book = CalamineWorkbook.from_filelike(BytesIO(fetch("desk_xlsx").content))
    told = book.get_sheet_by_index(0).to_python()
    assert told[0] == heads
    # What looks like a formula stays a text there.
    assert (told[1][0], told[1][6]) == (BAD, 5_000_000)
    assert told[1][3] == TODAY


def test_of_a_request_that_ended_the_tables_tell_no_more_than_that_it_was(
    provider, fetch
):
    ask(provider, "Quán thôi", state="declined", due_on=None, budget=7_654_321)
    content = fetch("desk_csv").content.decode()
    assert "Quán thôi" in content
    assert "7654321" not in content


def test_no_table_holds_whom_to_call_and_that_it_was_taken_is_noted(provider, fetch):
    ask(provider, contact_name="Nguyễn Thị Hòa", contact_email="hoa@quan.example")
    assert "hoa@quan.example" not in fetch("desk_csv").content.decode()
    event = AuditEvent.objects.get(action="leads.table_taken")
    assert event.organisation == provider.organisation


def test_many_rows_take_no_more_queries_than_few(
    provider, fetch, django_assert_max_num_queries
):
    ask_many(provider, 300)
    with django_assert_max_num_queries(13):
        lines = fetch("desk_csv").content.decode().strip().splitlines()
    assert len(lines) == Lead.objects.count() + 1 == 301
