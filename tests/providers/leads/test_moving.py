"""How a request comes from one state into another, once, and with what follows on it."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent, Consent
from providers.errors import ProviderError
from providers.leads.clocks import follow_leads
from providers.leads.moving import move, moves_now
from providers.leads.page import shown_state
from providers.leads.queries import leads_at
from providers.leads.services import withdraw_lead
from providers.leads.states import ENTERPRISE, PROVIDER, State
from providers.models import LeadEvent
from tests.builders import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def go(staff, owner):
    """Move a request by whoever works for that side."""
    people = {PROVIDER: staff, ENTERPRISE: owner}

    def run(lead, to, side=PROVIDER, now=LATER, **how):
        return move(lead=lead, to=to, side=side, by=people[side], now=now, **how)

    return run


def names(lead) -> list[str]:
    return list(lead.events.values_list("name", flat=True))


def test_a_request_goes_all_the_way(ask, go):
    lead = ask()
    for to, side in [
        (State.ACCEPTED, PROVIDER),
        (State.TALKING, ENTERPRISE),
        (State.OFFERED, PROVIDER),
        (State.AGREED, ENTERPRISE),
        (State.DELIVERED, PROVIDER),
        (State.CLOSED, ENTERPRISE),
    ]:
        lead = go(lead, to, side)
    assert names(lead) == [
        "lead.asked",
        "lead.accepted",
        "lead.talking",
        "lead.offered",
        "lead.agreed",
        "lead.delivered",
        "lead.closed",
    ]
    assert [event.number for event in lead.events.all()] == list(range(1, 8))
    assert not Consent.objects.get().stands_at(LATER)


def test_every_event_is_in_the_audit_log_too(ask, go):
    lead = go(go(ask(), State.ACCEPTED), State.TALKING)
    of_lead = AuditEvent.objects.filter(subject=f"lead:{lead.public_id}")
    assert sorted(of_lead.values_list("action", flat=True)) == sorted(names(lead))


def test_what_the_table_does_not_know_is_refused_and_says_who_was_faster(ask, go):
    lead = go(ask(), State.ACCEPTED)
    with pytest.raises(ProviderError) as refused:
        go(lead, State.ACCEPTED)
    assert refused.value.code == "moved_on"
    assert refused.value.params == {"state": State.ACCEPTED, "side": PROVIDER}


def test_a_provider_moves_nothing_once_the_consent_has_ended_elsewhere(ask, go):
    lead = ask()
    Consent.objects.update(withdrawn_at=NOW)
    with pytest.raises(ProviderError) as refused:
        go(lead, State.ACCEPTED)
    assert refused.value.params["state"] == State.WITHDRAWN


def test_what_is_asked_for_twice_under_one_key_happens_once(ask, go):
    lead = ask()
    go(lead, State.ACCEPTED, key="a")
    again = go(lead, State.ACCEPTED, key="a")
    assert again.state == State.ACCEPTED
    assert LeadEvent.objects.filter(state=State.ACCEPTED).count() == 1


@pytest.mark.parametrize(
    ("code", "ends", "due"),
    [
        ("wrong_contact", False, date(2026, 11, 30)),
        ("duplicate", True, None),
        ("outside", True, None),
    ],
)
def test_what_came_back_waits_to_be_mended_or_has_ended(ask, go, code, ends, due):
    lead = go(ask(), State.RETURNED, code=code)
    assert (not lead.consent.stands_at(LATER), lead.due_on) == (ends, due)


@pytest.mark.parametrize("code", ["", "no_answer"])
def test_a_request_comes_back_for_a_known_reason_only(ask, go, code):
    with pytest.raises(ProviderError, match="reason_missing"):
        go(ask(), State.RETURNED, code=code)


def test_the_clock_counts_working_days_and_not_the_weekend_or_a_holiday(ask):
    """Asked on Friday 20 November 2026; Tuesday 24 November is a public holiday."""
    lead = ask()
    assert (lead.remind_on, lead.due_on) == (date(2026, 11, 25), date(2026, 11, 26))


def test_a_clock_may_begin_later_than_its_state(ask, go):
    lead = go(go(ask(), State.ACCEPTED), State.OFFERED)
    lead = go(lead, State.AGREED, ENTERPRISE, from_day=date(2026, 12, 31))
    assert lead.due_on == date(2027, 1, 15)


def test_the_first_answer_keeps_its_time(ask, go):
    lead = go(ask(), State.ACCEPTED)
    lead = go(lead, State.TALKING, now=LATER + timedelta(days=1))
    assert (lead.answered_at, lead.moved_at) == (LATER, LATER + timedelta(days=1))


@pytest.mark.parametrize("code", ["duplicate", "outside"])
def test_what_came_back_and_cannot_be_mended_has_ended_for_all(ask, go, owner, code):
    lead = go(ask(), State.RETURNED, code=code)
    for side in (ENTERPRISE, PROVIDER):
        assert list(moves_now(lead, side, lead.state)) == []
    for to in (State.SENT, State.WITHDRAWN):
        with pytest.raises(ProviderError) as refused:
            go(lead, to, ENTERPRISE)
        assert refused.value.params == {"state": State.RETURNED, "side": PROVIDER}
    assert withdraw_lead(lead=lead, by=owner, now=LATER).state == State.RETURNED


def test_what_waits_to_be_mended_is_withdrawn_with_a_consent_that_ended_elsewhere(
    ask, go
):
    lead = go(ask(), State.RETURNED, code="wrong_contact")
    assert leads_at(LATER).get().shown_state == State.RETURNED
    Consent.objects.update(withdrawn_at=LATER)
    assert leads_at(LATER).get().shown_state == State.WITHDRAWN
    lead.refresh_from_db()
    assert shown_state(lead, LATER) == State.WITHDRAWN
    follow_leads.enqueue()
    lead.refresh_from_db()
    assert (lead.state, lead.due_on) == (State.WITHDRAWN, None)


def test_what_came_back_for_good_stays_so_although_its_consent_has_ended(ask, go):
    lead = go(ask(), State.RETURNED, code="duplicate")
    assert leads_at(LATER).get().shown_state == State.RETURNED
    assert shown_state(lead, LATER) == State.RETURNED
    follow_leads.enqueue()
    lead.refresh_from_db()
    assert lead.state == State.RETURNED


def test_words_of_an_earlier_return_are_not_read_as_those_of_a_later_one(ask, go):
    lead = go(ask(), State.RETURNED, code="wrong_contact", reason="Sai số")
    lead = go(lead, State.SENT, ENTERPRISE)
    assert lead.decline_reason == "Sai số"
    assert go(lead, State.RETURNED, code="outside").decline_reason == ""
