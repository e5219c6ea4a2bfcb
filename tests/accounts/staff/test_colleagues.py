"""Roles change and people leave, yet somebody always manages, and nobody is locked out."""

from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from accounts.errors import AccountError
from accounts.models import AuditEvent, Membership
from accounts.services import remove_member
from accounts.sessions.second_step import must_set_up
from accounts.staff.colleagues import (
    GRACE,
    change_role,
    demand_one_step,
    demand_two_steps,
    end_sessions,
    remove_colleague,
)
from accounts.staff.services import invite
from tests.builders import NOW
from tests.personas import Persona, make_persona, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def manager() -> Persona:
    return make_staff()


@pytest.fixture
def officer(manager) -> Persona:
    return make_persona("can-bo@hoi.example", manager.organisation, "officer")


def place_of(persona: Persona) -> Membership:
    return Membership.objects.get(user=persona.user)


def with_second_step(persona: Persona) -> None:
    Authenticator.objects.create(user=persona.user, type="totp", data={})


def test_a_role_changes_and_the_log_says_so(manager, officer):
    change_role(membership=place_of(officer), role="reviewer", by=manager.user, now=NOW)
    assert place_of(officer).role == "reviewer"
    event = AuditEvent.objects.get(action="member.added")
    assert (event.actor, event.details) == (manager.user, {"role": "reviewer"})


def test_the_same_role_again_writes_nothing(manager, officer):
    change_role(membership=place_of(officer), role="officer", by=manager.user, now=NOW)
    assert not AuditEvent.objects.filter(action="member.added").exists()


@pytest.mark.parametrize(
    "deed",
    [partial(change_role, role="officer"), remove_colleague],
    ids=["steps down", "leaves"],
)
def test_the_last_manager_stays(manager, officer, deed):
    terms = {"membership": place_of(manager), "by": manager.user, "now": NOW}
    with pytest.raises(AccountError, match="last_manager"):
        deed(**terms)
    assert place_of(manager).role == "manager"


def test_a_manager_whose_account_is_closed_does_not_count(manager, officer):
    second = make_persona("hai@hoi.example", manager.organisation, is_active=False)
    assert place_of(second).role == "manager"
    with pytest.raises(AccountError, match="last_manager"):
        remove_colleague(membership=place_of(manager), by=manager.user, now=NOW)


def test_one_of_two_managers_can_go(manager, officer):
    change_role(membership=place_of(officer), role="manager", by=manager.user, now=NOW)
    remove_colleague(membership=place_of(manager), by=manager.user, now=NOW)
    assert not manager.user.memberships.exists()


@pytest.mark.parametrize("end", ["removed", "no manager any more"])
def test_whoever_leads_no_more_does_not_come_back_by_a_letter_of_their_own(
    manager, officer, end
):
    second = make_persona("hai@hoi.example", manager.organisation, "manager")
    terms = {"organisation": manager.organisation, "by": second.user, "now": NOW}
    asked = {"email": "rieng@hoi.example", "role": "manager", "language": "vi"}
    own = invite(**terms, **asked)
    others = invite(
        **terms | {"by": manager.user}, **asked | {"email": "x@hoi.example"}
    )
    leaving = {"membership": place_of(second), "by": manager.user, "now": NOW}
    if end == "removed":
        remove_colleague(**leaving)
    else:
        change_role(**leaving, role="reader")
    own.refresh_from_db()
    others.refresh_from_db()
    assert (own.stands(NOW), others.stands(NOW)) == (False, True)


def test_who_is_taken_out_finds_nothing_any_more(manager, officer):
    address = reverse("associations:team", args=[manager.organisation.public_id])
    assert officer.client.get(address).status_code == 200
    membership = place_of(officer)
    for _ in range(2):
        remove_colleague(membership=membership, by=manager.user, now=NOW)
    assert officer.client.get(address).status_code == 404
    assert AuditEvent.objects.filter(action="member.removed").count() == 1


def test_a_colleague_is_signed_out_everywhere_and_the_association_s_log_tells(
    manager, officer
):
    officer.client.get(reverse("own_home"))
    UserSession.objects.update_or_create(
        user=officer.user,
        session_key=officer.client.session.session_key,
        defaults={"ip": "127.0.0.1"},
    )
    end_sessions(membership=place_of(officer), by=manager.user, now=NOW)
    assert "/login/" in officer.client.get(reverse("own_home")).url
    event = AuditEvent.objects.get(action="staff.sessions_ended")
    assert event.organisation == manager.organisation


def test_only_who_has_a_second_step_demands_one_of_others(manager):
    with pytest.raises(AccountError, match="own_step_first"):
        demand_two_steps(organisation=manager.organisation, by=manager.user, now=NOW)


def test_a_second_step_is_asked_for_first_and_needed_later(manager, officer):
    with_second_step(manager)
    now = timezone.now()
    association = manager.organisation
    since = demand_two_steps(organisation=association, by=manager.user, now=now)
    assert since == now + GRACE
    officer.user.refresh_from_db()
    assert not must_set_up(officer.user)
    officer.user.second_step_from = now - timedelta(seconds=1)
    assert must_set_up(officer.user)
    with_second_step(officer)
    assert not must_set_up(officer.user)


def test_demanded_again_the_days_do_not_begin_anew(manager):
    with_second_step(manager)
    terms = {"organisation": manager.organisation, "by": manager.user}
    first = demand_two_steps(now=NOW, **terms)
    assert demand_two_steps(now=NOW + timedelta(days=3), **terms) == first


def test_who_is_past_the_days_is_led_to_set_it_up_and_nowhere_else(manager, officer):
    with_second_step(manager)
    long_ago = timezone.now() - GRACE - timedelta(days=1)
    association = manager.organisation
    demand_two_steps(organisation=association, by=manager.user, now=long_ago)
    address = reverse("associations:team", args=[association.public_id])
    assert officer.client.get(address).url == reverse("mfa_activate_totp")
    assert manager.client.get(address).status_code == 200


@pytest.mark.parametrize("end", ["demanded no more", "left"])
def test_it_is_demanded_no_longer_than_there_is_a_place_that_does(
    manager, officer, end
):
    with_second_step(manager)
    association = manager.organisation
    demand_two_steps(organisation=association, by=manager.user, now=NOW)
    if end == "left":
        remove_member(membership=place_of(officer), by=None, now=NOW)
    else:
        demand_one_step(organisation=association, by=manager.user, now=NOW)
    officer.user.refresh_from_db()
    assert officer.user.second_step_from is None
