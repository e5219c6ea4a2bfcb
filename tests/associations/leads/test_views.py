"""Officers see how requests of members go, where the owners let them, and nothing that was said."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Consent
from accounts.services import withdraw_consent
from associations.belonging.services import leave
from associations.consents.queries import consents_given
from associations.consents.sentences import opening_told
from associations.leads.queries import leads_followed
from associations.models import Affiliation
from providers.leads.following import let_follow
from providers.leads.services import Shown
from providers.models import Lead
from tests.builders import (
    CONTACT,
    make_lead,
    make_membership,
    make_organisation,
    make_provider,
    make_solution,
)
from tests.personas import Persona, make_affiliation, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Persona:
    return make_staff(role="officer")


@pytest.fixture
def lead(owner, officer, result) -> Lead:
    """Asked of a provider, with everything ticked and written."""
    make_affiliation(owner.organisation, officer.organisation)
    lead = make_lead(
        result,
        make_solution(make_provider("Công ty Web Sao Mai", "sao-mai"), "web"),
        owner.user,
        items=["contact", "aggregate", "pillars", "named_answers"],
        shown=Shown(answers=("1.1.1",)),
        budget=12_345_678,
        message="Chị gọi sau năm giờ",
    )
    followed_by(officer, lead, owner)
    return lead


def followed_by(officer: Persona, lead: Lead, owner: Persona) -> None:
    now = timezone.now()
    associations = [officer.organisation]
    let_follow(lead=lead, associations=associations, by=owner.user, now=now)


def listed(officer: Persona, **asked) -> str:
    where = reverse("associations:leads", args=[officer.organisation.public_id])
    return officer.client.get(where, asked).content.decode()


def set_lead(lead: Lead, **values) -> None:
    Lead.objects.filter(pk=lead.pk).update(**values)


def test_it_is_told_whom_a_member_asked_and_how_it_stands(officer, lead):
    page = listed(officer)
    for told in ("Quán phở Hòa Bình", "Công ty Web Sao Mai", "chờ trả lời"):
        assert told in page
    for kept in (CONTACT.name, CONTACT.email, CONTACT.phone, "12.345.678", "năm giờ"):
        assert kept not in page


def test_what_was_asked_and_said_is_not_even_read(officer, lead):
    row = leads_followed(officer.organisation, timezone.now()).get()
    assert {"message", "budget", "contact_phone", "shown"} <= row.get_deferred_fields()


def test_what_no_owner_let_it_follow_is_not_there(officer, lead):
    lead.followers.all().delete()
    assert "Quán phở" not in listed(officer)
    assert "Quán phở" not in listed(officer, xem="xong")


@pytest.mark.parametrize("how", ["withdrawn", "left", "ended", "ran out"])
def test_once_it_may_not_any_more_nothing_of_it_is_left(how, owner, officer, lead):
    consent, now = Consent.objects.get(purpose="leads"), timezone.now()
    if how == "withdrawn":
        withdraw_consent(consent=consent, by=owner.user, now=now)
    elif how == "left":
        leave(
            association=officer.organisation,
            enterprise=owner.organisation,
            by=owner.user,
            now=now,
        )
    elif how == "ended":
        # Whatever became of the consent.
        Affiliation.objects.update(state=Affiliation.State.ENDED)
    else:
        Consent.objects.filter(pk=consent.pk).update(expires_at=now)
    assert "Quán phở" not in listed(officer)


def test_another_association_sees_nothing(owner, officer, lead):
    other = make_staff("Hội Dệt may", "nv@detmay.example", role="officer")
    make_affiliation(owner.organisation, other.organisation)
    assert "Quán phở" not in listed(other)


@pytest.mark.parametrize(
    ("kind", "code", "theirs", "is_rival"),
    [
        ("provider", "", "", True),
        ("enterprise", "0314409058-002", "0314409058", True),
        ("enterprise", "0314409058", "0314409059", False),
        ("enterprise", "", "", False),
        ("association", "", "", False),
    ],
)
def test_who_belongs_to_a_provider_besides_is_told_nothing(
    kind, code, theirs, is_rival, owner, officer, lead
):
    make_organisation("provider", "Nhà khác", tax_code=theirs)
    elsewhere = make_organisation(kind, "Nơi thứ hai", tax_code=code)
    make_membership(officer.user, elsewhere, "reader")
    for asked in ({}, {"xem": "xong"}):
        page = listed(officer, **asked)
        assert ("Anh/chị cũng thuộc một nhà cung cấp" in page) is is_rival
    assert ("Quán phở" in listed(officer)) is not is_rival
    looks = AuditEvent.objects.filter(action="leads.course_seen")
    assert looks.exists() is not is_rival


def test_what_is_overdue_stands_first_then_what_is_due_next(
    owner, officer, lead, result
):
    today = timezone.localdate()
    set_lead(lead, due_on=today + timedelta(days=5))
    days = {"som": 1, "tre": -2}
    for slug, left in days.items():
        solution = make_solution(make_provider(f"Nhà {slug}", slug), slug)
        other = make_lead(result, solution, owner.user)
        set_lead(other, due_on=today + timedelta(days=left))
        followed_by(officer, other, owner)
    page = listed(officer)
    order = [page.index(name) for name in ("Nhà tre", "Nhà som", "Sao Mai")]
    assert order == sorted(order)
    assert page.count("badge--bad") == 1


def test_who_was_left_without_an_answer_stands_first_for_a_month(officer, lead):
    now = timezone.now()
    set_lead(lead, state="released", due_on=None, moved_at=now - timedelta(days=9))
    assert "một cuộc gọi có thể giúp" in listed(officer)
    set_lead(lead, moved_at=now - timedelta(days=31))
    assert "Quán phở" not in listed(officer)
    assert "Quán phở" in listed(officer, xem="xong")


def test_a_request_whose_contact_was_taken_back_is_over(owner, officer, lead):
    withdraw_consent(consent=lead.consent, by=owner.user, now=timezone.now())
    assert "Quán phở" not in listed(officer)
    assert "Quán phở" in listed(officer, xem="xong")


def test_what_came_back_is_settled_once_its_clock_has_ended(officer, lead):
    set_lead(lead, state="returned")
    assert "Quán phở" in listed(officer)
    set_lead(lead, due_on=None)
    assert "Quán phở" not in listed(officer)
    assert "Quán phở" in listed(officer, xem="xong")


def test_the_owner_reads_who_looked_and_at_what(owner, officer, lead):
    listed(officer)
    now = timezone.now() + timedelta(seconds=1)
    (page,) = consents_given([owner.organisation], now)
    by_purpose = {each.consent.purpose: each for each in page.in_force}
    assert by_purpose["contact"].opened == 0
    followed = by_purpose["leads"]
    assert followed.opened == 1
    told = opening_told(followed.openings[0], officer.organisation, now)
    assert "xem các yêu cầu gửi nhà cung cấp" in told


# Session, user, memberships, association, keys, requests; what is noted of the look.
QUERIES = 9


@pytest.mark.sql
def test_many_requests_take_as_many_queries_as_one(
    owner, officer, lead, django_assert_num_queries
):
    where = reverse("associations:leads", args=[officer.organisation.public_id])
    officer.client.get(where)
    with django_assert_num_queries(QUERIES):
        officer.client.get(where)
    for number in range(20):
        firm = make_organisation(name=f"Quán {number}")
        make_affiliation(firm, officer.organisation)
        copy = Lead.objects.get(pk=lead.pk)
        copy.pk, copy.public_id, copy.organisation = None, firm.public_id, firm
        copy.save()
        followed_by(officer, copy, owner)
    with django_assert_num_queries(QUERIES):
        page = officer.client.get(where).context["page"]
    assert len(page.object_list) == 21
