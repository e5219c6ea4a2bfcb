"""An owner shares with an association, sees what it opened, and takes it back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.audit.services import record_events
from accounts.models import AuditEvent, Consent
from associations.consents.queries import consents_given
from associations.consents.texts import CURRENT
from associations.models import Affiliation
from providers.leads.services import accept_lead, open_contact
from tests.builders import (
    NOW,
    make_assessment,
    make_lead,
    make_membership,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_user,
)
from tests.personas import make_affiliation, make_colleague, make_share, make_staff

pytestmark = pytest.mark.django_db


def share_url(result):
    return reverse("associations:share", args=[result.public_id])


def filled(staff, scope=1, **changes):
    form = {
        "association": str(staff.organisation.public_id),
        "scope": str(scope),
        "lasting": "den-khi-rut",
        "agree": "on",
        "text_version": CURRENT.id,
    }
    return {
        name: value for name, value in (form | changes).items() if value is not None
    }


def test_sharing_records_whom_what_and_the_wording(owner, staff, result):
    answer = owner.client.post(share_url(result), filled(staff, scope=2))
    assert answer.url == reverse("associations:consents")
    consent = Consent.objects.get()
    assert (consent.enterprise, consent.grantee) == (
        owner.organisation,
        staff.organisation,
    )
    assert (consent.items, consent.text_version, consent.given_by) == (
        ["aggregate", "grade", "pillars"],
        CURRENT.id,
        owner.user,
    )
    assert not Affiliation.objects.exists(), "sharing is not joining"


def test_nothing_is_ticked_beforehand(owner, staff, result):
    make_share(owner.organisation, staff.organisation, "answers")
    page = owner.client.get(share_url(result)).content.decode()
    assert " checked" not in page
    for text in CURRENT.scopes.values():
        assert text.seen["vi"] in page
    assert CURRENT.rights["vi"] in page


@pytest.mark.parametrize("left_out", ["association", "scope", "lasting", "agree"])
def test_without_a_choice_or_consent_nothing_is_shared_and_the_rest_stays_typed(
    owner, staff, result, left_out
):
    answer = owner.client.post(share_url(result), filled(staff, **{left_out: None}))
    assert answer.status_code == 200
    assert left_out in answer.context["form"].errors
    assert not Consent.objects.exists()
    assert answer.content.decode().count(" checked") == 3


def test_an_outdated_wording_has_to_be_read_again(owner, staff, result):
    answer = owner.client.post(
        share_url(result), filled(staff, text_version="share-2020-01")
    )
    assert "text_version" in answer.context["form"].errors
    assert not Consent.objects.exists()
    page = answer.content.decode()
    assert f'name="text_version" value="{CURRENT.id}"' in page
    assert "checked" in page, "what was chosen stays"
    assert not re.search(r'name="agree"[^>]*checked', page)


def test_after_reading_the_wording_in_force_it_can_be_agreed_to(owner, staff, result):
    shown = owner.client.post(
        share_url(result), filled(staff, text_version="share-2020-01")
    ).context["form"]
    again = {
        name: shown[name].value()
        for name in ("association", "scope", "lasting", "text_version")
    }
    assert (
        owner.client.post(share_url(result), {**again, "agree": "on"}).status_code
        == 302
    )
    assert Consent.objects.get().text_version == CURRENT.id


def test_an_organisation_that_is_no_association_cannot_be_chosen(owner, staff, result):
    provider = make_organisation("provider", "Phần mềm Sao Mai")
    answer = owner.client.post(
        share_url(result), filled(staff, association=str(provider.public_id))
    )
    assert "association" in answer.context["form"].errors


@pytest.mark.sql
def test_another_scope_withdraws_the_old_consent_and_gives_a_new_one(
    owner, staff, result
):
    owner.client.post(share_url(result), filled(staff, scope=3))
    owner.client.post(share_url(result), filled(staff, scope=1))
    new, old = Consent.objects.order_by("-pk")
    assert (new.items, new.withdrawn_at) == (["aggregate", "grade"], None)
    assert old.withdrawn_at is not None


@pytest.mark.sql
def test_withdrawing_closes_the_results_at_once_and_keeps_the_proof(
    owner, staff, result
):
    consent = make_share(owner.organisation, staff.organisation, "answers")
    page = reverse("reports:result", args=[result.public_id])
    assert staff.client.get(page).status_code == 200
    owner.client.post(reverse("associations:withdraw", args=[consent.public_id]))
    assert staff.client.get(page).status_code == 404
    kept = Consent.objects.get()
    assert kept.withdrawn_at is not None
    assert kept.items == sorted(CURRENT.scopes[Scope.ANSWERS].items)
    assert list(
        AuditEvent.objects.filter(action__startswith="consent.").values_list(
            "action", flat=True
        )
    ) == [
        "consent.withdrawn",
        "consent.given",
    ]


def test_leaving_an_association_ends_its_access(owner, staff, result):
    """Of `ours to have`, the seventh: leaving ends access."""
    make_share(owner.organisation, staff.organisation, "answers")
    ids = [owner.organisation.public_id, staff.organisation.public_id]
    owner.client.post(reverse("associations:leave", args=ids))
    assert (
        staff.client.get(reverse("reports:result", args=[result.public_id])).status_code
        == 404
    )
    assert Affiliation.objects.get().state == "ended"
    assert Consent.objects.get().withdrawn_at is not None


def test_coming_back_opens_nothing_by_itself(owner, staff, result):
    make_share(owner.organisation, staff.organisation, "answers")
    ids = [owner.organisation.public_id, staff.organisation.public_id]
    owner.client.post(reverse("associations:leave", args=ids))
    owner.client.post(share_url(result), filled(staff, scope=1))
    answers = reverse("reports:answers", args=[result.public_id])
    assert staff.client.get(answers).status_code == 403
    assert Affiliation.objects.get().state == "ended"


def test_belonging_alone_shows_nothing(owner, staff, result):
    """Defect 6 of the peers: any association sees every firm."""
    make_affiliation(owner.organisation, staff.organisation)
    assert (
        staff.client.get(reverse("reports:result", args=[result.public_id])).status_code
        == 404
    )


def test_a_consent_to_one_association_says_nothing_to_another(owner, staff, result):
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    make_share(owner.organisation, staff.organisation, "answers")
    assert (
        other.client.get(reverse("reports:result", args=[result.public_id])).status_code
        == 404
    )


def test_a_colleague_sees_the_consents_but_cannot_give_or_withdraw(
    owner, staff, result
):
    colleague = make_colleague(owner)
    consent = make_share(owner.organisation, staff.organisation)
    page = colleague.client.get(reverse("associations:consents")).content.decode()
    assert staff.organisation.name in page
    withdraw = reverse("associations:withdraw", args=[consent.public_id])
    assert withdraw not in page
    assert colleague.client.post(withdraw).status_code == 403
    assert colleague.client.post(share_url(result), filled(staff)).status_code == 403
    assert Consent.objects.get().withdrawn_at is None


def test_the_consents_page_tells_who_opened_what(owner, staff, result):
    make_share(owner.organisation, staff.organisation, "pillars")
    staff.client.get(reverse("reports:result", args=[result.public_id]))
    owner.client.cookies["django_language"] = "en"
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert "Opened 1 time" in page
    assert staff.user.email not in page


def openings(enterprise):
    """How often each grantee opened something, by its name."""
    (page,) = consents_given([enterprise], timezone.now())
    return {allowed.consent.grantee.name: allowed.opened for allowed in page.in_force}


@pytest.mark.sql
@pytest.mark.parametrize("gone", ["membership", "account"])
def test_what_was_opened_stays_known_after_whoever_opened_it_has_left(
    owner, staff, result, gone
):
    make_share(owner.organisation, staff.organisation, "pillars")
    staff.client.get(reverse("reports:result", args=[result.public_id]))
    staff.client.get(reverse("reports:pdf", args=[result.public_id]))
    staff.user.memberships.all().delete() if gone == "membership" else staff.user.delete()
    assert openings(owner.organisation) == {staff.organisation.name: 2}


def test_an_opening_counts_for_the_association_that_could_see_so_much_and_no_other(
    owner, staff, result
):
    """One officer of three associations: one was shown the total, one the pillars, one nothing."""
    total, bare = (
        make_organisation("association", "Hội Tổng"),
        make_organisation("association", "Hội Không"),
    )
    for association in (total, bare):
        make_membership(staff.user, association, "member")
    make_share(owner.organisation, staff.organisation, "pillars")
    make_share(owner.organisation, total, "aggregate")
    staff.client.get(reverse("reports:result", args=[result.public_id]))
    assert openings(owner.organisation) == {staff.organisation.name: 1, "Hội Tổng": 0}
    assert AuditEvent.objects.get(action="result.opened").details["through"] == [
        str(staff.organisation.public_id)
    ]


def test_one_opening_long_ago_is_not_forgotten_behind_the_many_of_another(
    owner, staff, result
):
    """Nobody is said to have opened nothing who did."""
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    for persona in (staff, other):
        make_share(owner.organisation, persona.organisation, "pillars")
    staff.client.get(reverse("reports:result", args=[result.public_id]))
    later = {
        "at": timezone.now(),
        "action": "result.opened",
        "organisation": owner.organisation,
    }
    later["details"] = {
        "part": "result",
        "through": [str(other.organisation.public_id)],
    }
    record_events(AuditEvent(**later) for _time in range(300))
    assert openings(owner.organisation) == {
        staff.organisation.name: 1,
        other.organisation.name: 300,
    }


def test_an_opening_from_before_is_told_by_who_works_there_today(owner, staff, result):
    make_share(owner.organisation, staff.organisation, "pillars")
    old = {
        "organisation": owner.organisation,
        "actor": staff.user,
        "details": {"part": "result"},
    }
    record_events([AuditEvent(at=timezone.now(), action="result.opened", **old)])
    assert openings(owner.organisation) == {staff.organisation.name: 1}


def test_contact_details_opened_stay_known_after_the_provider_s_employee_has_left(
    owner, result
):
    result = make_result(make_assessment(owner.organisation, round=2), level=1)
    provider, employee = make_provider(), make_user("nv@sao.example")
    make_membership(employee, provider.organisation, "member")
    lead = make_lead(result, make_solution(provider), owner.user)
    accept_lead(lead=lead, by=employee, now=NOW)
    open_contact(lead=lead, by=employee, now=NOW)
    employee.delete()
    assert openings(owner.organisation) == {provider.organisation.name: 1}


def test_reading_the_consents_page_takes_as_many_queries_for_many_consents(
    owner, staff, result, django_assert_num_queries
):
    def count_with(number: int) -> int:
        for n in range(number):
            make_share(
                owner.organisation,
                make_organisation("association", f"Hội {number}-{n}"),
            )
        with django_assert_num_queries(10, exact=False) as taken:
            owner.client.get(reverse("associations:consents"))
        return len(taken)

    assert count_with(1) == count_with(12)


def test_withdrawing_the_consent_behind_a_request_ends_the_request(owner, result):
    result = make_result(make_assessment(owner.organisation, round=2), level=1)
    solution = make_solution()
    lead = make_lead(result, solution, owner.user)
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert solution.provider.organisation.name in page
    owner.client.post(reverse("associations:withdraw", args=[lead.consent.public_id]))
    lead.refresh_from_db()
    assert lead.state == "withdrawn"
    assert Consent.objects.get().withdrawn_at is not None
