"""Whom to get in touch with, as far as a consent names it; and the calm words after its end."""

import pytest
from django.urls import reverse

from accounts.access.scopes import Scope
from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from tests.builders import NOW
from tests.pages import assert_clean_page
from tests.personas import make_share, make_staff

pytestmark = pytest.mark.django_db


def share(owner, staff, **more):
    return share_results(
        enterprise=owner.organisation,
        association=staff.organisation,
        scope=Scope.AGGREGATE,
        text_version=CURRENT.id,
        by=owner.user,
        now=NOW,
        **more,
    )


def address_of(result):
    return reverse("associations:contact", args=[result.public_id])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_may_be_written_to_is_told_and_the_look_is_noted(
    owner, staff, result, language
):
    share(owner, staff, with_contact=True)
    staff.client.cookies["django_language"] = language
    page = staff.client.get(address_of(result))
    assert_clean_page(page)
    assert owner.user.email in page.content.decode()
    event = AuditEvent.objects.get(action="result.opened")
    assert event.details["part"] == "contact"
    assert event.details["through"] == [str(staff.organisation.public_id)]
    result_page = staff.client.get(reverse("reports:result", args=[result.public_id]))
    assert address_of(result) in result_page.content.decode()


def test_without_the_tick_nothing_is_told(owner, staff, result):
    share(owner, staff)
    assert staff.client.get(address_of(result)).status_code == 403
    result_page = staff.client.get(reverse("reports:result", args=[result.public_id]))
    assert address_of(result) not in result_page.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_after_the_end_the_next_click_says_so_calmly(owner, staff, result, language):
    consent = share(owner, staff, with_contact=True)
    withdraw_consent(consent=consent, by=owner.user, now=NOW)
    staff.client.cookies["django_language"] = language
    page = staff.client.get(reverse("reports:result", args=[result.public_id]))
    assert page.status_code == 404
    assert_clean_page(page)
    words = {
        "vi": "Hiện doanh nghiệp không cho xem phần này",
        "en": "The enterprise does not share this with you now",
    }
    assert words[language] in page.content.decode()
    assert owner.organisation.name not in page.content.decode()


def test_who_was_never_allowed_anything_is_told_of_nothing(owner, staff, result):
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    make_share(owner.organisation, other.organisation)
    page = staff.client.get(reverse("reports:result", args=[result.public_id]))
    assert page.status_code == 404
    assert "Hiện doanh nghiệp không cho xem" not in page.content.decode()
