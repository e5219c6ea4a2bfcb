"""The more of others an account may see, the shorter a browser stays signed in."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import add_member, change_user
from accounts.sessions.length import SEEN, SINCE
from tests.accounts.codes import code_of
from tests.builders import NOW, PASSWORD, make_membership, make_organisation
from tests.personas import (
    Persona,
    make_administrator,
    make_owner,
    make_persona,
    make_provider_staff,
    make_staff,
)

pytestmark = pytest.mark.django_db
WEEK, WORKING_DAY, QUARTER = timedelta(days=7), timedelta(hours=12), timedelta(days=90)


def make_owner_who_works_for_an_association() -> Persona:
    owner = make_owner()
    make_membership(
        owner.user, make_organisation("association", "Hội Cơ khí"), "member"
    )
    return owner


def about(length: timedelta):
    return pytest.approx(length.total_seconds(), abs=20)


def signs_in(persona: Persona) -> Client:
    client = Client()
    client.post(
        reverse("account_login"), {"login": persona.user.email, "password": PASSWORD}
    )
    return client


HERE, TO_WORK = 200, 302  # whoever has one place of work and no enterprise goes there
LENGTHS = [
    (make_owner, QUARTER, HERE),
    (lambda: make_persona("moi@quanpho.example"), QUARTER, HERE),
    (make_staff, WEEK, TO_WORK),
    (make_provider_staff, WEEK, TO_WORK),
    (make_owner_who_works_for_an_association, WEEK, HERE),
    (make_administrator, WORKING_DAY, TO_WORK),
]


@pytest.mark.parametrize(("make", "length", "home"), LENGTHS)
def test_a_session_lasts_as_long_as_the_account_s_place_allows(make, length, home):
    client = signs_in(make())
    assert client.session.get_expiry_age() == about(length)
    assert client.cookies["sessionid"]["max-age"] == about(length)
    response = client.get(reverse("own_home"))
    assert response.status_code == home
    assert not response.get("Location", "").startswith(reverse("account_login"))


def test_a_second_step_lengthens_nothing():
    persona, secret = make_administrator(), generate_totp_secret()
    TOTP.activate(persona.user, secret)
    client = signs_in(persona)
    assert "_auth_user_id" not in client.session
    code = code_of(secret)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" in client.session
    assert client.session.get_expiry_age() == about(WORKING_DAY)


# Without a page for so long, somebody is still signed in, and not any more.
IDLE = [
    (make_owner, timedelta(days=29), timedelta(days=31)),
    (make_staff, timedelta(hours=23), timedelta(hours=25)),
    (make_administrator, timedelta(minutes=55), timedelta(minutes=65)),
]


def comes_back(client: Client, after: timedelta) -> bool:
    """Whether who was away for so long is still signed in."""
    session = client.session
    session[SEEN] -= after.total_seconds()
    session.save()
    client.get(reverse("own_home"))
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("make", "short", "long"), IDLE)
def test_who_opens_nothing_for_too_long_is_signed_out(make, short, long):
    client = signs_in(make())
    assert comes_back(client, short)
    # The page counted: all the time stands there anew.
    assert comes_back(client, short)
    assert not comes_back(client, long)


def test_rights_given_meanwhile_shorten_the_session_that_stands():
    owner = make_owner()
    client = signs_in(owner)
    User.objects.filter(pk=owner.user.pk).update(is_staff=True, is_superuser=True)
    assert comes_back(client, timedelta(minutes=55))
    assert client.session.get_expiry_age() == about(WORKING_DAY)
    assert not comes_back(client, timedelta(minutes=65))


def test_who_signed_in_yesterday_and_gets_rights_signs_in_anew():
    owner = make_owner()
    client = signs_in(owner)
    session = client.session
    session[SINCE] -= timedelta(hours=13).total_seconds()
    session.save()
    assert comes_back(client, timedelta(0))
    User.objects.filter(pk=owner.user.pk).update(is_staff=True)
    assert not comes_back(client, timedelta(0))


def give_the_administration(owner: Persona) -> None:
    owner.user.is_staff = True
    change_user(user=owner.user, fields=["is_staff"], by=None, now=NOW)


def give_an_association(owner: Persona) -> None:
    association = make_organisation("association", "Hội Cơ khí")
    add_member(
        organisation=association, user=owner.user, role="officer", by=None, now=NOW
    )


def give_an_enterprise(owner: Persona) -> None:
    add_member(
        organisation=make_organisation(name="Quán bún"),
        user=owner.user,
        role="member",
        by=None,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("give", "stays"),
    [
        (give_the_administration, False),
        (give_an_association, False),
        (give_an_enterprise, True),
    ],
)
def test_more_to_see_of_others_asks_for_signing_in_anew(give, stays):
    owner = make_owner()
    client = signs_in(owner)
    give(owner)
    client.get(reverse("own_home"))
    assert ("_auth_user_id" in client.session) is stays


def test_what_is_done_meanwhile_lengthens_nothing():
    client = signs_in(make_owner())
    ends = client.session["_session_expiry"]
    assert comes_back(client, timedelta(days=20))
    assert client.session["_session_expiry"] == ends


@pytest.mark.parametrize(("ahead", "stays"), [(20, True), (40, False)])
def test_a_clock_that_is_put_right_lengthens_nothing(ahead, stays):
    """It ran ahead when the last page was opened: that day is still to come."""
    client = signs_in(make_owner())
    assert comes_back(client, timedelta(days=-ahead)) is stays
    assert not stays or comes_back(client, timedelta(days=20))


def test_a_page_soon_after_another_writes_nothing():
    client = signs_in(make_owner())
    seen = client.session[SEEN]
    client.get(reverse("own_home"))
    assert client.session[SEEN] == seen


ENDED = "/dong-y/00000000-0000-4000-8000-000000000000/rut/"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/dong-y/?trang=2", "/dong-y/%3Ftrang%3D2"),
        ("", ENDED),
        ("https://la.example/dong-y/", ENDED),
        ("//la.example/dong-y/", ENDED),
    ],
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_own_page(
    client, came_from, leads_to
):
    response = client.post(ENDED, headers={"referer": came_from})
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/tai-khoan/login/?next={leads_to}",
    )
