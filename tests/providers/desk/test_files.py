"""What a provider takes along: a calendar that names nobody, and tables that do no harm."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from providers.desk.due import OURS, THEIRS
from providers.desk.wording import TO_DO
from providers.leads.services import decline_lead
from providers.models import Lead
from providers.wording import STATES
from tests.builders import NOW, make_provider, make_solution
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


def told_of(answer) -> list[dict[str, str]]:
    """Each event by what a calendar shows of it."""
    names = ("summary", "description", "url", "status", "transp")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return [{name: str(event.get(name, "")) for name in names} for event in events]


@pytest.mark.parametrize("state", OURS)
def test_an_event_says_what_is_to_do_for_what_and_leads_to_its_page(
    state, provider, fetch
):
    solution = make_solution(provider)
    lead = ask(provider, state=state, solution=solution)
    (event,) = told_of(fetch("desk_calendar"))
    page = reverse("providers:lead", args=[lead.public_id])
    assert event["summary"] == str(TO_DO[state])
    assert event["url"].endswith(page)
    assert event["description"] == f"Giải pháp web\n{event['url']}"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")


@pytest.mark.parametrize("state", THEIRS)
def test_what_waits_for_the_enterprise_since_lately_is_over_in_the_calendar(
    state, provider, fetch
):
    ask(provider, state=state)
    (event,) = told_of(fetch("desk_calendar"))
    assert event["status"] == "CANCELLED"
    assert event["summary"] not in {str(words) for words in TO_DO.values()}


def test_what_moved_after_midnight_stands_on_the_day_of_the_city(provider, fetch):
    """At one in the morning of the 20th it is still the 19th in Greenwich."""
    night = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
    ask(provider, state="declined", due_on=None, moved_at=night)
    ((day, _status, _sequence),) = events(fetch("desk_calendar")).values()
    assert day == date(2026, 11, 20)


def test_the_calendar_forgets_what_ended_a_month_ago(provider, fetch):
    ended = {"state": "declined", "due_on": None}
    ask(provider, "Quán mới", moved_at=NOW - timedelta(days=29), **ended)
    ask(provider, "Quán cũ", moved_at=NOW - timedelta(days=31), **ended)
    assert len(told_of(fetch("desk_calendar"))) == 1


def test_the_calendar_has_nothing_of_another_provider(provider, fetch):
    ask(make_provider("Khác", "khac"))
    assert told_of(fetch("desk_calendar")) == []


def test_where_the_consent_ended_elsewhere_the_calendar_has_nothing_to_do(
    provider, fetch
):
    lead = ask(provider)
    withdraw_consent(consent=lead.consent, by=None, now=NOW)
    (event,) = told_of(fetch("desk_calendar"))
    assert (event["status"], event["description"]) == ("CANCELLED", "")


def rows_read(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_row_says_all_that_is_told_of_a_request_that_goes_on(provider, fetch):
    lead = ask(
        provider,
        state="talking",
        solution=make_solution(provider),
        answered_at=NOW,
        budget=45_000_000,
    )
    lead.result.sector, lead.result.size, lead.result.area = "I", "small", "26737"
    lead.result.save()
    _heads, row = rows_read(fetch("desk_csv"))
    assert row == [
        "Quán phở Hòa Bình",
        "Giải pháp web",
        str(STATES["talking"]),
        *["20/11/2026"] * 3,
        "45000000",
        "Quán ăn, quán cà phê, khách sạn",
        "Doanh nghiệp nhỏ",
        "Phường Tân Định",
    ]


@pytest.mark.parametrize("state", ["closed", "released", "expired", "withdrawn"])
def test_of_what_ended_a_row_keeps_whom_what_and_when_alone(state, provider, fetch):
    lead = ask(provider, state=state, due_on=None, budget=45_000_000)
    lead.result.sector, lead.result.size, lead.result.area = "I", "small", "26737"
    lead.result.save()
    _heads, row = rows_read(fetch("desk_csv"))
    assert (row[0], row[2]) == ("Quán phở Hòa Bình", str(STATES[state]))
    assert row[6:] == ["", "", "", ""]


def test_the_table_is_in_the_language_of_the_reader(provider, worker, fetch):
    ask(provider, state="talking")
    worker.user.language = "en"
    worker.user.save()
    heads, row = rows_read(fetch("desk_csv"))
    assert (heads[0], row[2]) == ("Enterprise", "in talks")


def test_the_newest_request_stands_first(provider, fetch):
    ask(provider, "Quán cũ", asked_at=NOW - timedelta(days=3))
    ask(provider, "Quán mới")
    assert [row[0] for row in rows_read(fetch("desk_csv"))[1:]] == [
        "Quán mới",
        "Quán cũ",
    ]


def test_a_table_of_no_requests_has_its_heads(fetch):
    (heads,) = rows_read(fetch("desk_csv"))
    assert len(heads) == 10
    book = CalamineWorkbook.from_filelike(BytesIO(fetch("desk_xlsx").content))
    assert book.get_sheet_by_index(0).to_python() == [heads]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_whoever_takes_a_table_is_written_down_with_its_form(form, worker, fetch):
    answer = fetch(f"desk_{form}")
    assert f"yeu-cau-2026-11-20.{form}" in answer["Content-Disposition"]
    event = AuditEvent.objects.get(action="leads.table_taken")
    assert (event.actor, event.details) == (worker.user, {"form": form})
