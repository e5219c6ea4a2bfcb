"""Requests to be contacted: what is agreed to, what is passed on, how it ends."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import AuditEvent, Consent
from providers.errors import ProviderError
from providers.leads.services import (
    CONSENT_TEXT,
    accept_lead,
    decline_lead,
    open_contact,
    withdraw_lead,
)
from providers.matching.match import SHOWN
from providers.matching.services import recommend
from providers.models import Lead
from tests.builders import (
    CONTACT,
    NOW,
    make_provider,
    make_solution,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_asking_keeps_the_proof_of_what_was_agreed_to(ask, result, provider, owner):
    lead = ask()
    consent = lead.consent
    assert (consent.enterprise, consent.grantee, consent.purpose) == (
        result.organisation,
        provider.organisation,
        "contact",
    )
    assert consent.items == ["contact", "pillars"]
    assert (consent.text_version, consent.given_by, consent.given_at) == (
        CONSENT_TEXT,
        owner,
        NOW,
    )
    assert lead.weak_pillars
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {
        "consent.given",
        "lead.asked",
    }


def test_nothing_is_passed_on_without_consent(ask):
    """Spain's Kit Digital: services assigned without consent."""
    with pytest.raises(ProviderError, match="consent_missing"):
        ask(items=["pillars"])
    assert not Lead.objects.exists()
    assert not Consent.objects.exists()
    assert not mail.outbox


def test_pillars_stay_home_when_their_box_is_not_ticked(ask):
    lead = ask(items=["contact"])
    assert lead.weak_pillars == []
    assert lead.consent.items == ["contact"]


def test_a_provider_is_asked_once_while_a_request_is_open(ask):
    first = ask()
    with pytest.raises(ProviderError, match="already_asked"):
        ask()
    accept_lead(lead=first, by=None, now=NOW)
    with pytest.raises(ProviderError, match="already_asked"):
        ask()
    assert Lead.objects.count() == Consent.objects.count() == 1


def test_after_a_refusal_the_enterprise_may_ask_again(ask):
    decline_lead(lead=ask(), reason="Hết chỗ", by=None, now=NOW)
    assert ask().state == Lead.State.SENT


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"vetted_until": None}, "not_vetted"),
        ({"capacity_per_month": 0}, "full_this_month"),
    ],
)
def test_a_provider_that_cannot_take_it_is_not_asked(ask, provider, change, code):
    for name, value in change.items():
        setattr(provider, name, value)
    provider.save()
    with pytest.raises(ProviderError, match=code):
        ask()
    assert not Consent.objects.exists()


def test_what_helps_within_every_rule_can_be_asked_for_although_the_list_was_full(
    ask, provider
):
    for number in range(SHOWN):
        best = make_provider(f"Nhà {number}", f"nha-{number}")
        make_solution(
            best, f"tot-{number}", improves=[{"question": "1.1.1", "lift": 4}]
        )
    least = make_solution(provider, "it", improves=[{"question": "1.1.2", "lift": 1}])
    assert ask(solution=least).solution == least


def test_what_another_rule_leaves_out_cannot_be_asked_for(ask, provider):
    with pytest.raises(ProviderError, match="not_suggested"):
        ask(
            solution=make_solution(
                make_provider("Kia", "kia"), "kia", sectors=["A"], sizes=["large"]
            )
        )


def test_only_what_helps_can_be_asked_for(ask, provider):
    elsewhere = make_solution(
        provider, "khac", improves=[{"question": "9.9.9", "lift": 1}]
    )
    with pytest.raises(ProviderError, match="not_suggested"):
        ask(solution=elsewhere)


def test_declining_ends_the_consent_and_keeps_the_reason(ask):
    lead = decline_lead(lead=ask(), reason="  Tháng này hết chỗ  ", by=None, now=NOW)
    lead.consent.refresh_from_db()
    assert lead.decline_reason == "Tháng này hết chỗ"
    assert lead.consent.withdrawn_at == NOW


def test_declining_needs_a_reason(ask):
    lead = ask()
    with pytest.raises(ProviderError, match="reason_missing"):
        decline_lead(lead=lead, reason="   ", by=None, now=NOW)


def test_a_decision_is_made_once(ask):
    lead = ask()
    accept_lead(lead=lead, by=None, now=NOW)
    with pytest.raises(ProviderError, match="moved_on"):
        accept_lead(lead=lead, by=None, now=NOW)


def test_contact_details_open_after_acceptance_only_and_each_opening_is_recorded(
    ask, staff, owner
):
    lead = ask()
    with pytest.raises(ProviderError, match="contact_closed"):
        open_contact(lead=lead, by=staff, now=NOW)
    accept_lead(lead=lead, by=staff, now=NOW)
    assert open_contact(lead=lead, by=staff, now=NOW) == CONTACT
    assert open_contact(lead=lead, by=staff, now=NOW) == CONTACT
    opened = AuditEvent.objects.filter(action="lead.contact_opened", actor=staff)
    assert opened.count() == 2
    assert all(CONTACT.email not in str(event.details) for event in opened)


def test_withdrawing_twice_is_withdrawing_once(ask, owner):
    lead = ask()
    withdraw_lead(lead=lead, by=owner, now=NOW)
    withdraw_lead(lead=lead, by=owner, now=NOW + timedelta(days=1))
    lead.refresh_from_db()
    assert (lead.state, lead.moved_at) == (Lead.State.WITHDRAWN, NOW)
    assert AuditEvent.objects.filter(action="lead.withdrawn").count() == 1


def test_a_stored_recommendation_is_made_when_the_owner_asks_first(
    result, solution, owner, ask
):
    assert not result.recommendations.exists()
    ask()
    assert result.recommendations.count() == 1
    recommend(result=result, now=NOW)
    assert result.recommendations.count() == 1
