"""The operator sets an association up without a shell and without JSON."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import AuditEvent, Organisation, StaffInvitation
from associations.models import AssociationProfile
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
ADD = reverse("admin:associations_associationprofile_add")
TYPED = {
    "name": "Hội Cơ khí",
    "name_en": "Mechanics",
    "about_vi": "Thợ giỏi",
    "sectors": ["C", "F"],
    "email": "vp@hoi.example",
    "manager_email": "QuanLy@hoi.example",
    "manager_language": "en",
}


@pytest.fixture
def client():
    return make_administrator().client


def test_an_association_is_made_and_its_manager_asked_by_a_letter(client):
    assert 'name="about_vi"' in client.get(ADD).content.decode()
    assert client.post(ADD, TYPED).status_code == 302
    association = Organisation.objects.get(kind="association")
    assert association.association.sectors == ["C", "F"]
    invitation = StaffInvitation.objects.get(organisation=association)
    assert (invitation.role, invitation.language) == ("manager", "en")
    assert mail.outbox[-1].to == ["quanly@hoi.example"]


@pytest.mark.parametrize("field", ["name", "manager_email"])
def test_what_is_missing_is_told_beside_its_field_and_nothing_is_made(client, field):
    page = client.post(ADD, TYPED | {field: ""})
    assert set(page.context["adminform"].form.errors) == {field}
    assert not Organisation.objects.filter(kind="association").exists()


def test_it_is_changed_in_the_same_fields_without_another_letter(client):
    client.post(ADD, TYPED)
    profile = AssociationProfile.objects.get()
    change = reverse("admin:associations_associationprofile_change", args=[profile.pk])
    page = client.get(change)
    assert page.context["adminform"].form.initial["about_vi"] == "Thợ giỏi"
    changed = TYPED | {"manager_email": "", "about_vi": "Thợ giỏi hơn"}
    assert client.post(change, changed).status_code == 302
    profile.refresh_from_db()
    assert profile.about == {"vi": "Thợ giỏi hơn"}
    assert StaffInvitation.objects.count() == 1
    assert client.get(reverse("admin:associations_associationprofile_changelist"))


def test_it_is_written_down_who_made_it(client):
    client.post(ADD, TYPED)
    (event,) = AuditEvent.objects.filter(action="organisation.created")
    assert event.actor.is_superuser
    assert AuditEvent.objects.filter(action="staff.invited").exists()


def test_an_administrator_writes_as_cleanly_as_everybody(client):
    client.post(
        ADD, TYPED | {"name": "Hội  Cơ khí\u200b", "email": "a@hoi.example\u200b"}
    )
    profile = AssociationProfile.objects.get()
    assert (profile.organisation.name, profile.email) == ("Hội Cơ khí", "a@hoi.example")
