"""Administrators vet providers, and change nothing else."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffInvitation
from providers.models import Provider
from tests.builders import CONTACT, make_provider
from tests.providers.webhooks.examples import SECRET, make_endpoint, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_an_administrator_vets_and_the_deed_is_recorded(admin_client):
    provider = make_provider("Mới", "moi-nha", vetted_until=None)
    until = timezone.localdate() + timedelta(days=365)
    answer = admin_client.post(
        reverse("admin:providers_provider_change", args=[provider.pk]),
        {
            "vetted_until": until.isoformat(),
            "manager_language": "vi",
            "solutions-TOTAL_FORMS": 0,
            "solutions-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302
    provider.refresh_from_db()
    assert provider.vetted_until == until
    assert (
        provider.organisation.events.get(action="provider.vetted").details["until"]
        == until.isoformat()
    )


def test_nothing_but_the_vetting_can_be_changed(admin_client):
    provider = make_provider(email="cu@sao.example")
    admin_client.post(
        reverse("admin:providers_provider_change", args=[provider.pk]),
        {
            "vetted_until": "2098-01-01",
            "email": "moi@sao.example",
            "capacity_per_month": 99,
            "manager_language": "vi",
            "solutions-TOTAL_FORMS": 0,
            "solutions-INITIAL_FORMS": 0,
        },
    )
    provider.refresh_from_db()
    assert provider.vetted_until == date(2098, 1, 1)
    assert (provider.email, provider.capacity_per_month) == ("cu@sao.example", 10)


@pytest.mark.parametrize("name", ["lead_add", "recommendation_add"])
def test_nothing_is_added_by_hand(admin_client, name):
    assert admin_client.get(reverse(f"admin:providers_{name}")).status_code == 403


def test_a_provider_is_not_deleted_by_hand(admin_client):
    provider = make_provider()
    address = reverse("admin:providers_provider_delete", args=[provider.pk])
    assert admin_client.get(address).status_code == 403


def test_a_request_is_shown_without_contact_or_message(admin_client, ask):
    lead = ask()
    address = reverse("admin:providers_lead_change", args=[lead.pk])
    page = admin_client.get(address).content.decode()
    assert str(lead.public_id) in page
    for secret in (CONTACT.email, CONTACT.phone, CONTACT.name, "Làm trước Tết"):
        assert secret not in page


def test_providers_are_searched_without_accents(admin_client):
    make_provider("Công ty Đồng Xanh", "dong-xanh")
    make_provider("Kia", "kia")
    address = reverse("admin:providers_provider_changelist")
    listed = admin_client.get(address, {"q": "dong xanh"}).context["cl"].queryset
    assert [provider.slug for provider in listed] == ["dong-xanh"]


def test_certificates_are_told_as_words(admin_client):
    provider = make_provider(certificates=["ISO 9001", "HACCP"])
    address = reverse("admin:providers_provider_change", args=[provider.pk])
    page = admin_client.get(address).content.decode()
    assert "ISO 9001, HACCP" in page
    assert "[" not in page.partition("ISO 9001")[0][-40:]


def test_of_webhooks_everything_is_shown_but_the_secret(admin_client):
    endpoint = make_endpoint(make_provider())
    message = make_message(endpoint)
    for kind, row in (("endpoint", endpoint), ("delivery", message)):
        every = reverse(f"admin:providers_webhook{kind}_changelist")
        assert admin_client.get(every).status_code == 200
        one = reverse(f"admin:providers_webhook{kind}_change", args=[row.pk])
        page = admin_client.get(one).text
        assert str(row.public_id) in page
        assert endpoint.secret not in page
        assert SECRET not in page


NEW = {
    "name": "Công ty Web Sao Mai",
    "tax_code": "0312 687 878",
    "manager_language": "en",
}
ADD = reverse("admin:providers_provider_add")


def test_a_provider_is_made_with_its_first_manager_and_without_a_shell(admin_client):
    assert 'name="manager_email"' in admin_client.get(ADD).content.decode()
    typed = NEW | {"manager_email": "QuanLy@sao.example"}
    assert admin_client.post(ADD, typed).status_code == 302
    provider = Provider.objects.get()
    assert provider.slug == "cong-ty-web-sao-mai"
    assert provider.organisation.tax_code == "0312687878"
    invitation = StaffInvitation.objects.get(organisation=provider.organisation)
    assert (invitation.role, invitation.language) == ("manager", "en")
    assert mail.outbox[-1].to == ["quanly@sao.example"]
    # Nobody has vetted it.
    assert provider.vetted_until is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"manager_email": ""}, "manager_email"),
        ({"name": ""}, "name"),
        ({"name": "SAO MÁI", "tax_code": ""}, "name"),
        ({"tax_code": "0100109106"}, "tax_code"),
    ],
)
def test_what_stands_or_is_missing_is_told_beside_its_field(admin_client, typed, field):
    standing = make_provider("Sao Mai").organisation
    standing.tax_code = "0100109106"
    standing.save()
    page = admin_client.post(ADD, NEW | {"manager_email": "a@sao.example"} | typed)
    assert set(page.context["adminform"].form.errors) == {field}
    assert Provider.objects.count() == 1
