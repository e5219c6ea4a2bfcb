"""Requests where nobody does anything: reminded, and then led on, never left silently."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Consent
from providers.errors import ProviderError
from providers.leads.clocks import (
    end,
    follow_leads,
    is_day,
    remind,
    run_out,
)
from providers.leads.moving import move
from providers.leads.services import accept_lead, withdraw_lead
from providers.leads.states import ENTERPRISE, PROVIDER, State
from providers.leads.talks import say_outcome
from providers.models import Lead, LeadEvent
from tests.builders import NOW, make_provider, make_solution

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

ASKED = NOW.date()
SECOND_DAY, LAST_DAY = date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture
def on(monkeypatch, django_capture_on_commit_callbacks):
    """What the worker does on a day, at ten in the morning by Vietnam's clock."""

    def run(day: date, hour: int = 10) -> list[str]:
        mail.outbox.clear()
        moment = datetime(day.year, day.month, day.day, hour - 7, tzinfo=NOW.tzinfo)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        with django_capture_on_commit_callbacks(execute=True):
            follow_leads.enqueue()
        return [letter.to[0] for letter in mail.outbox]

    return run


def state_of(lead) -> str:
    lead.refresh_from_db()
    return lead.state


def test_the_provider_is_reminded_once_on_the_second_working_day(ask, staff, on):
    lead = ask()
    assert on(date(2026, 11, 23)) == []
    assert on(SECOND_DAY) == [staff.email]
    assert on(SECOND_DAY) == on(LAST_DAY) == []
    assert LeadEvent.objects.filter(name="lead.reminded").count() == 1
    assert state_of(lead) == State.SENT


def test_without_an_answer_it_is_released_the_morning_after_and_both_are_told(
    ask, staff, owner, on
):
    lead = ask()
    assert set(on(date(2026, 11, 27))) == {staff.email, owner.email}
    assert state_of(lead) == State.RELEASED
    assert lead.due_on is None
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
    assert on(date(2026, 11, 27)) == []


def test_the_last_day_still_counts_to_its_end(ask, on):
    lead = ask()
    on(LAST_DAY, hour=20)
    assert state_of(lead) == State.SENT


def test_the_owner_of_a_released_request_is_told_who_else_can_help(ask, owner, on):
    other = make_provider("Nhà cung cấp Khác", "khac")
    make_solution(other, "khac")
    ask()
    on(date(2026, 11, 27))
    (letter,) = [each for each in mail.outbox if each.to == [owner.email]]
    assert "Nhà cung cấp Khác" in letter.body


def test_who_was_late_is_told_that_the_time_was_up(ask, staff, on):
    lead = ask()
    on(date(2026, 11, 27))
    with pytest.raises(ProviderError) as refused:
        accept_lead(lead=lead, by=staff, now=NOW + timedelta(days=7))
    assert refused.value.params == {"state": State.RELEASED, "side": "clock"}


@pytest.mark.parametrize(
    ("steps", "then"),
    [
        ([(State.ACCEPTED, PROVIDER)], State.EXPIRED),
        ([(State.ACCEPTED, PROVIDER), (State.OFFERED, PROVIDER)], State.EXPIRED),
    ],
)
def test_what_was_answered_and_then_left_alone_runs_out(ask, on, owner, steps, then):
    lead = ask()
    for to, side in steps:
        lead = move(lead=lead, to=to, side=side, by=None, now=NOW)
    assert owner.email in on(date(2027, 1, 31))
    assert state_of(lead) == then


def test_delivered_work_of_which_nobody_says_more_is_finished_by_itself(ask, on):
    lead = ask()
    for to, side in [
        (State.ACCEPTED, PROVIDER),
        (State.OFFERED, PROVIDER),
        (State.AGREED, ENTERPRISE),
        (State.DELIVERED, PROVIDER),
    ]:
        lead = move(lead=lead, to=to, side=side, by=None, now=NOW)
    on(lead.due_on + timedelta(days=1))
    assert state_of(lead) == State.CLOSED


def test_of_delivered_work_who_has_not_told_the_outcome_is_reminded(
    ask, on, owner, staff
):
    lead = ask()
    for to, side in [
        (State.ACCEPTED, PROVIDER),
        (State.OFFERED, PROVIDER),
        (State.AGREED, ENTERPRISE),
        (State.DELIVERED, PROVIDER),
    ]:
        lead = move(lead=lead, to=to, side=side, by=None, now=NOW)
    outcome = {"said": "done", "words": "", "by": owner, "now": NOW}
    say_outcome(lead=lead, side=ENTERPRISE, **outcome)
    assert on(lead.remind_on) == [staff.email]


def test_a_consent_that_was_taken_back_elsewhere_withdraws_the_request(ask, on):
    lead = ask()
    Consent.objects.update(withdrawn_at=NOW)
    on(ASKED + timedelta(days=1), hour=8)
    assert state_of(lead) == State.WITHDRAWN


def test_after_that_the_provider_can_be_asked_again_at_once(ask):
    ask()
    Consent.objects.update(withdrawn_at=NOW)
    assert ask().state == State.SENT
    assert sorted(Lead.objects.values_list("state", flat=True)) == ["sent", "withdrawn"]


@pytest.mark.parametrize(
    ("hour", "day"), [(6, False), (7, True), (20, True), (21, False)]
)
def test_nobody_is_written_to_in_the_night(hour, day):
    moment = datetime(2026, 11, 25, hour, tzinfo=NOW.tzinfo) - timedelta(hours=7)
    assert is_day(moment) is day


def test_whoever_was_faster_than_the_clock_wins(ask, owner):
    lead = ask()
    late = NOW + timedelta(days=7)
    (found,) = run_out(late)
    withdraw_lead(lead=lead, by=owner, now=late)
    end(found, late)
    remind(found, late)
    assert state_of(lead) == State.WITHDRAWN
    assert not LeadEvent.objects.filter(side="clock").exists()
