"""Who invites colleagues, and as what: nobody lets somebody in who may do more than they."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access.actions import RIGHTS, roles_to_give
from accounts.access.visitors import Visitor
from accounts.held import Held
from accounts.models import ROLES_OF, Organisation, StaffInvitation
from tests.builders import make_work
from tests.personas import Persona, make_persona, make_provider_staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Persona:
    return make_staff(role="officer")


def address(persona: Persona, name: str = "invite_colleague", *args) -> str:
    return reverse(f"associations:{name}", args=[persona.organisation.public_id, *args])


def invite(persona: Persona, role: str, email: str = "moi@hoi.example", **sent):
    asked = {"email": email, "role": role, "language": "vi", **sent}
    return persona.client.post(address(persona), asked)


def of_manager(officer: Persona, role: str = "manager") -> StaffInvitation:
    """An invitation that a manager sent."""
    until = timezone.now() + timedelta(days=3)
    organisation = officer.organisation
    return make_work(organisation, email="moi@hoi.example", role=role, expires_at=until)


@pytest.mark.parametrize("role", ["officer", "reader"])
def test_an_officer_invites_whoever_may_no_more_than_it_may(officer, role):
    assert invite(officer, role).status_code == 302
    invitation = StaffInvitation.objects.get()
    assert (invitation.role, invitation.invited_by) == (role, officer.user)
    page = officer.client.get(address(officer, "team")).content.decode()
    assert "moi@hoi.example" in page


@pytest.mark.parametrize("role", ["manager", "reviewer", "owner"])
def test_an_officer_makes_nobody_more_than_it_is(officer, role):
    page = invite(officer, role)
    assert "role" in page.context["form"].errors
    assert not StaffInvitation.objects.exists()


def test_what_a_manager_offered_is_nothing_for_an_officer(officer):
    invitation = of_manager(officer)
    assert "moi@hoi.example" not in (
        officer.client.get(address(officer, "team")).content.decode()
    )
    for name in ("invite_again", "end_invitation"):
        where = address(officer, name, invitation.public_id)
        assert officer.client.post(where).status_code == 404
    page = invite(officer, "reader")
    assert "email" in page.context["form"].errors
    invite(officer, "reader", "khac@hoi.example", thay=str(invitation.public_id))
    invitation.refresh_from_db()
    assert (invitation.role, invitation.ended_at) == ("manager", None)


def test_an_officer_ends_and_sends_again_what_it_could_have_sent(officer):
    invitation = of_manager(officer, "reader")
    officer.client.post(address(officer, "invite_again", invitation.public_id))
    invitation.refresh_from_db()
    assert invitation.invited_by == officer.user
    officer.client.post(address(officer, "end_invitation", invitation.public_id))
    invitation.refresh_from_db()
    assert invitation.ended_at


@pytest.mark.parametrize("role", ["reviewer", "reader"])
def test_who_only_reads_or_reviews_invites_nobody(role):
    persona = make_staff(role=role)
    assert invite(persona, "reader").status_code == 403
    page = persona.client.get(address(persona, "team")).content.decode()
    assert address(persona) not in page


def test_an_officer_of_a_provider_invites_there_too():
    officer = make_provider_staff()
    where = reverse("providers:invite_colleague", args=[officer.organisation.public_id])
    asked = {"email": "moi@sao.example", "role": "officer", "language": "vi"}
    assert officer.client.post(where, asked).status_code == 302
    refused = officer.client.post(where, asked | {"role": "manager"})
    assert "role" in refused.context["form"].errors


def test_no_role_can_be_given_by_whoever_lacks_a_right_of_it():
    for kind, roles in ROLES_OF.items():
        place = Organisation(pk=1, kind=kind)
        for role in roles:
            visitor = Visitor(None, {1: role}, Held(), frozenset())
            given = roles_to_give(visitor, place)
            assert role in given
            assert all(RIGHTS[each] <= RIGHTS[role] for each in given)
        stranger = Visitor(None, {}, Held(), frozenset())
        assert roles_to_give(stranger, place) == []


def test_who_was_an_officer_lets_nobody_in_by_an_older_letter(officer):
    invite(officer, "officer")
    manager = make_persona("ql@hoi.example", officer.organisation, "manager")
    membership = officer.organisation.memberships.get(user=officer.user)
    where = address(manager, "remove_colleague", membership.pk)
    manager.client.post(where)
    assert not StaffInvitation.objects.get().stands(timezone.now())
