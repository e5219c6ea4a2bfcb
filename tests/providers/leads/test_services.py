"""Requests to be contacted: what is agreed to, what is passed on, who sees it, how it ends."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Consent
from accounts.services import give_consent, withdraw_consent
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
    make_membership,
    make_organisation,
    make_provider,
    make_solution,
    make_user,
)
from tests.providers.conftest import address

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
SECRETS = (CONTACT.email, CONTACT.phone)


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
    assert ask().state == Lead.State.NEW


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
    with pytest.raises(ProviderError, match="not_open"):
        decline_lead(lead=lead, reason="Đổi ý", by=None, now=NOW)


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


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_withdrawn_request_shows_the_provider_nothing(
    ask, staff, owner, visit, elsewhere
):
    """Also when the consent was withdrawn on the page of consents, which knows nothing of leads."""
    lead = accept_lead(lead=ask(), by=staff, now=NOW)
    if elsewhere:
        withdraw_consent(consent=lead.consent, by=owner, now=timezone.now())
    else:
        withdraw_lead(lead=lead, by=owner, now=timezone.now())
    for method, data in (("get", None), ("post", {"deed": "contact"})):
        page = visit(method, staff, address("lead", lead), data).content.decode()
        for secret in (
            *SECRETS,
            CONTACT.name,
            "Làm trước Tết",
            "50.000.000",
            "50,000,000",
        ):
            assert secret not in page
    assert not AuditEvent.objects.filter(action="lead.contact_opened").exists()


def test_the_list_tells_of_a_withdrawn_request_neither_budget_nor_age(
    ask, staff, owner, visit
):
    lead = ask()
    aged = visit("get", staff, reverse("providers:leads"))
    assert [one.age for one in aged.context["page"]] != [""]
    withdraw_lead(lead=lead, by=owner, now=timezone.now())
    ended = visit("get", staff, reverse("providers:leads"))
    assert [one.age for one in ended.context["page"]] == [""]
    assert "50.000.000" not in ended.content.decode()


def test_no_copy_of_a_request_stays_in_the_browser(ask, staff, owner, visit):
    lead = ask()
    for person, name in ((staff, "lead"), (owner, "asked")):
        assert "no-store" in visit("get", person, address(name, lead))["Cache-Control"]


def test_withdrawing_twice_is_withdrawing_once(ask, owner):
    lead = ask()
    withdraw_lead(lead=lead, by=owner, now=NOW)
    withdraw_lead(lead=lead, by=owner, now=NOW + timedelta(days=1))
    lead.refresh_from_db()
    assert (lead.state, lead.decided_at) == (Lead.State.WITHDRAWN, NOW)
    assert AuditEvent.objects.filter(action="lead.withdrawn").count() == 1


@pytest.fixture
def people(owner, staff, result):
    """Everybody who might come by."""
    colleague, other_owner = (
        make_user("dongnghiep@quanpho.example"),
        make_user("chu@tiemmay.example"),
    )
    make_membership(colleague, result.organisation, "member")
    make_membership(other_owner, make_organisation(name="Tiệm may An"))
    other_staff = make_user("nv@khac.example")
    make_membership(other_staff, make_provider("Công ty Khác", "khac").organisation)
    follower, association = (
        make_user("canbo@hoi.example"),
        make_organisation("association", "Hội Quán ăn"),
    )
    make_membership(follower, association)
    give_consent(
        enterprise=result.organisation,
        grantee=association,
        purpose="follow",
        items=["answers"],
        text_version="1",
        by=owner,
        now=NOW,
    )
    return {
        "owner": owner,
        "colleague": colleague,
        "other owner": other_owner,
        "provider staff": staff,
        "other provider": other_staff,
        "association with consent": follower,
        "nobody": None,
    }


WHO_MAY = {
    #                          ask  asked lead leads suggestions
    "owner": (200, 200, 404, 404, 200),
    "colleague": (403, 403, 404, 404, 200),
    "other owner": (404, 404, 404, 404, 404),
    "provider staff": (404, 404, 200, 200, 404),
    "other provider": (404, 404, 404, 200, 404),
    "association with consent": (403, 403, 404, 404, 403),
    "nobody": (302, 302, 302, 302, 404),
}


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_see_a_request(ask, people, visit, result, solution, who):
    lead = ask()
    pages = (
        reverse("providers:ask", args=[result.public_id, solution.slug]),
        address("asked", lead),
        address("lead", lead),
        reverse("providers:leads"),
        reverse("providers:suggestions", args=[result.public_id]),
    )
    assert (
        tuple(visit("get", people[who], page).status_code for page in pages)
        == WHO_MAY[who]
    )


@pytest.mark.parametrize(
    "who",
    [
        "colleague",
        "other owner",
        "other provider",
        "association with consent",
        "nobody",
    ],
)
def test_nobody_else_answers_withdraws_or_opens_a_request(ask, people, visit, who):
    lead = ask()
    for action in ("accept", "decline", "contact"):
        answer = visit(
            "post",
            people[who],
            address("lead", lead),
            {"deed": action, "reason": "Không"},
        )
        assert answer.status_code in (302, 404)
    assert visit("post", people[who], address("asked", lead)).status_code in (
        302,
        403,
        404,
    )
    lead.refresh_from_db()
    assert lead.state == Lead.State.NEW


def test_a_provider_lists_its_own_requests_only(ask, people, visit):
    ask()
    lists = {
        who: visit("get", people[who], reverse("providers:leads"))
        for who in ("provider staff", "other provider")
    }
    assert "Quán phở Hòa Bình" in lists["provider staff"].content.decode()
    assert "Quán phở Hòa Bình" not in lists["other provider"].content.decode()


def test_getting_pages_changes_nothing(ask, people, visit, result, solution):
    lead = ask()
    before = (
        AuditEvent.objects.count(),
        list(Lead.objects.values()),
        list(Consent.objects.values()),
    )
    for name, who in (("asked", "owner"), ("lead", "provider staff")):
        visit("get", people[who], address(name, lead))
    visit(
        "get",
        people["owner"],
        reverse("providers:ask", args=[result.public_id, solution.slug]),
    )
    assert (
        AuditEvent.objects.count(),
        list(Lead.objects.values()),
        list(Consent.objects.values()),
    ) == before


def test_a_stored_recommendation_is_made_when_the_owner_asks_first(
    result, solution, owner, ask
):
    assert not result.recommendations.exists()
    ask()
    assert result.recommendations.count() == 1
    recommend(result=result, now=NOW)
    assert result.recommendations.count() == 1
