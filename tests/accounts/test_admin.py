"""The administration: people and organisations are managed, proof is only read."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Membership, User
from tests.builders import NOW, PASSWORD, make_organisation
from tests.personas import make_administrator, make_owner, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return make_administrator().client


@pytest.fixture
def consent():
    return make_share(make_owner().organisation, make_staff().organisation)


def test_a_user_is_made_with_an_email_address(client):
    fields = {"email": "Moi@HiepHoi.example", "full_name": "", "language": "vi"}
    answer = client.post(reverse("admin:accounts_user_add"), fields | {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert User.objects.get(email="moi@hiephoi.example").check_password(PASSWORD)


def test_an_organisation_gets_its_members_in_place(client):
    association = make_organisation("association", "Hội Cơ khí")
    person = User.objects.create_user("nhanvien@cokhi.example")
    fields = {
        "name": "Hội Cơ khí Sài Gòn",
        "tax_code": "",
        "sector": "",
        "area": "",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-user": str(person.pk),
        "memberships-0-role": "member",
        "memberships-0-since_0": "20/11/2026",
        "memberships-0-since_1": "10:00:00",
    }
    answer = client.post(reverse("admin:accounts_organisation_change", args=[association.pk]), fields)
    assert answer.status_code == 302, answer.context["errors"]
    association.refresh_from_db()
    assert (association.kind, association.search_key) == ("association", "hoi co khi sai gon")
    assert Membership.objects.get(organisation=association).user == person


@pytest.mark.parametrize("kind", ["consent", "auditevent"])
def test_proof_can_be_read_and_not_touched(client, consent, kind):
    AuditEvent.objects.create(at=NOW, deed="test")
    listing = client.get(reverse(f"admin:accounts_{kind}_changelist"))
    assert listing.status_code == 200
    pk = consent.pk if kind == "consent" else AuditEvent.objects.first().pk
    assert client.get(reverse(f"admin:accounts_{kind}_change", args=[pk])).status_code == 200
    assert client.post(reverse(f"admin:accounts_{kind}_change", args=[pk]), {}).status_code == 403
    assert client.post(reverse(f"admin:accounts_{kind}_delete", args=[pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse(f"admin:accounts_{kind}_add")).status_code == 403


@pytest.mark.parametrize("name", ["accounts_user", "accounts_organisation", "associations_affiliation"])
def test_every_list_opens_and_searches(client, consent, name):
    assert client.get(reverse(f"admin:{name}_changelist"), {"q": "hoi"}).status_code == 200
