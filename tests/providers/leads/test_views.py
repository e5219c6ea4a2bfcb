"""The pages of a request to be contacted: what is typed, what each side reads, the list."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from providers.leads.asking import views
from providers.leads.services import (
    accept_lead,
    withdraw_lead,
)
from providers.models import Lead
from tests.builders import CONTACT, NOW, make_organisation
from tests.providers.conftest import address
from tests.providers.leads.examples import form_data

pytestmark = pytest.mark.django_db


WITHDRAW = {"deed": "withdraw"}
SECRETS = (CONTACT.email, CONTACT.phone)


def test_the_boxes_start_unticked_and_contact_is_filled_in(
    visit, owner, result, solution
):
    page = visit(
        "get", owner, reverse("roadmap:ask", args=[result.public_id, solution.slug])
    ).content.decode()
    assert owner.email in page
    assert "Nguyễn Thị Hòa" in page
    assert page.count('type="checkbox"') > 3
    assert page.count(" checked") == 1, "only whom one came to ask"


def test_the_owner_asks_by_the_page(visit, owner, result, solution):
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])
    answer = visit("post", owner, where, form_data())
    lead = Lead.objects.get()
    assert answer.url == address("asked", lead)
    assert lead.budget == 1_500_000_000
    assert lead.result.recommendations.count() == 1
    page = visit("get", owner, answer.url).content.decode()
    assert "1.500.000.000" in page


@pytest.mark.sql
def test_asking_and_withdrawing_in_turn_writes_to_a_provider_three_times_a_day_at_most(
    visit, owner, result, solution, django_capture_on_commit_callbacks
):
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])
    for _turn in range(3):
        # The letter leaves before its request is taken back: else it never would.
        with django_capture_on_commit_callbacks(execute=True):
            asked = asked_by(visit, owner, where)
        lead = Lead.objects.get(public_id=asked)
        withdraw_lead(lead=lead, by=owner, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        page = visit("post", owner, where, form_data())
    assert "Mai anh/chị thử lại" in page.content.decode()
    assert (
        len(
            [
                letter
                for letter in mail.outbox
                if "get in touch" in letter.subject or "liên hệ" in letter.subject
            ]
        )
        == 3
    )


def asked_by(visit, owner, where) -> str:
    """The public id of the request that this form makes."""
    return visit("post", owner, where, form_data()).url.strip("/").rpartition("/")[2]


@pytest.mark.parametrize("is_asked", [False, True])
def test_the_page_to_ask_looks_for_open_requests_as_often_as_it_needs(
    ask, visit, owner, result, solution, is_asked
):
    lead = ask() if is_asked else None
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])
    with CaptureQueriesContext(connection) as queries:
        page = visit("get", owner, where).content.decode()
    if is_asked:
        assert address("asked", lead) in page
    live = [each for each in queries.captured_queries if "shown_state" in each["sql"]]
    # For what is said of it, and for who else may be asked.
    assert len(live) == 2


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_was_typed_to_one_who_was_asked_meanwhile_is_given_back(
    ask, visit, owner, result, solution, is_sent
):
    ask()
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])
    sent = form_data(message="Máy cũ <còn> dùng được không?") if is_sent else None
    page = visit("post" if is_sent else "get", owner, where, sent).content.decode()
    assert ("“Máy cũ &lt;còn&gt; dùng được không?”" in page) is is_sent
    assert Lead.objects.count() == 1


def test_a_request_made_in_another_window_meanwhile_is_led_to(
    ask, visit, owner, result, solution, monkeypatch
):
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])

    ask_now = views._ask

    def ask_twice(*request):
        ask()
        return ask_now(*request)

    monkeypatch.setattr(views, "_ask", ask_twice)
    page = visit("post", owner, where, form_data()).content.decode()
    assert address("asked", Lead.objects.get()) in page


def test_without_what_is_needed_the_form_says_why_and_loses_nothing(
    visit, owner, result, solution
):
    where = reverse("roadmap:ask", args=[result.public_id, solution.slug])
    page = visit(
        "post",
        owner,
        where,
        form_data(contact_name="", contact_phone="abc", message="Lời nhắn dài"),
    ).content.decode()
    assert 'id="contact_name-error"' in page
    assert "chưa phải số điện thoại" in page
    assert "Lời nhắn dài" in page
    assert "abc" in page
    assert not Lead.objects.exists()


def test_the_provider_sees_pillars_budget_message_and_age(ask, staff, visit):
    lead = ask()
    staff.language = "en"
    staff.save()
    page = visit("get", staff, address("lead", lead)).content.decode()
    age = (timezone.localdate() - NOW.date()).days
    for shown in ("Làm trước Tết", "50,000,000", "Customers", f"{age} day"):
        assert shown in page
    shown, behind = page.split("The same in points")
    assert "20.0%</strong>" in shown
    assert ">2/10<" in behind
    assert ">2/10<" not in shown
    for secret in SECRETS:
        assert secret not in page


def test_declining_without_a_reason_shows_the_error_beside_the_field(ask, staff, visit):
    lead = ask()
    page = visit(
        "post", staff, address("lead", lead), {"deed": "decline", "reason": ""}
    ).content.decode()
    assert 'id="reason-error"' in page
    lead.refresh_from_db()
    assert lead.state == Lead.State.SENT


def test_a_reason_typed_too_late_is_not_lost(ask, staff, owner, visit):
    lead = ask()
    withdraw_lead(lead=lead, by=owner, now=NOW)
    page = visit(
        "post", staff, address("lead", lead), {"deed": "decline", "reason": "Hết chỗ"}
    ).content.decode()
    assert "alert--bad" in page
    assert "Hết chỗ" in page


def test_the_provider_opens_the_contact_by_a_post(ask, staff, owner, visit):
    lead = accept_lead(lead=ask(), by=staff, now=NOW)
    assert (
        CONTACT.email not in visit("get", staff, address("lead", lead)).content.decode()
    )
    assert (
        CONTACT.email
        in visit(
            "post", staff, address("lead", lead), {"deed": "contact"}
        ).content.decode()
    )
    assert (
        AuditEvent.objects.filter(action="lead.contact_opened", actor=staff).count()
        == 1
    )
    assert "chưa mở" not in visit("get", owner, address("asked", lead)).content.decode()


def test_the_owner_withdraws_by_the_page(ask, owner, visit):
    lead = ask()
    assert visit("post", owner, address("asked", lead), WITHDRAW).status_code == 302
    lead.refresh_from_db()
    assert lead.state == Lead.State.WITHDRAWN


@pytest.mark.sql
def test_the_list_of_requests_filters_by_state(ask, staff, visit):
    ask()
    assert (
        "Quán phở Hòa Bình"
        in visit(
            "get", staff, reverse("providers:leads") + "?state=sent"
        ).content.decode()
    )
    assert (
        "Quán phở Hòa Bình"
        not in visit(
            "get", staff, reverse("providers:leads") + "?state=declined"
        ).content.decode()
    )
    assert (
        visit("get", staff, reverse("providers:leads") + "?state=nonsense").status_code
        == 200
    )


def test_the_list_takes_as_many_queries_for_one_request_as_for_many(
    ask, staff, client, django_assert_num_queries
):
    lead = ask()
    client.force_login(staff)
    # Session, user, memberships, providers, count, keys of the page, requests, letters.
    with django_assert_num_queries(8):
        client.get(reverse("providers:leads"))
    for number in range(25):
        copy = Lead.objects.get(pk=lead.pk)
        copy.pk, copy.organisation, copy.public_id = (
            None,
            make_organisation(name=f"Quán {number}"),
            uuid4(),
        )
        copy.save()
    with django_assert_num_queries(8):
        page = client.get(reverse("providers:leads")).context["page"]
    assert (page.paginator.count, len(page.object_list)) == (26, 20)


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
    assert [lead.age for lead in aged.context["page"]] != [""]
    withdraw_lead(lead=lead, by=owner, now=timezone.now())
    ended = visit("get", staff, reverse("providers:leads"))
    assert [lead.age for lead in ended.context["page"]] == [""]
    assert "50.000.000" not in ended.content.decode()


def test_what_a_request_does_not_tell_is_empty_so_that_a_telephone_leaves_it_out(
    ask, staff, owner, visit
):
    lead = ask()
    withdraw_lead(lead=lead, by=owner, now=timezone.now())
    page = visit("get", staff, reverse("providers:leads")).content.decode()
    assert re.search(r'data-label="Budget"\s*></td>', page)


def test_no_copy_of_a_request_stays_in_the_browser(ask, staff, owner, visit):
    lead = ask()
    for person, name in ((staff, "lead"), (owner, "asked")):
        assert "no-store" in visit("get", person, address(name, lead))["Cache-Control"]
