"""Ending sessions: by another second step, by an administrator; and another key for one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from tests.accounts.addresses import confirmed
from tests.accounts.codes import code_of
from tests.builders import PASSWORD, make_user
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
OWNER = "chu@quan.example"
PAGE = reverse("usersessions_list")


@pytest.fixture
def owner():
    return confirmed(make_user(OWNER))


def signed_in() -> Client:
    client = Client()
    form = {"login": OWNER, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    assert client.get(PAGE).status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def again(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def ended() -> list[tuple]:
    events = AuditEvent.objects.filter(action="account.sessions_ended")
    events = events.order_by("pk")
    return [(event.actor, event.subject, event.details["count"]) for event in events]


def test_another_password_given_again_gives_the_session_another_key(owner):
    client = signed_in()
    before = client.session.session_key
    again(client)
    assert client.session.session_key != before
    assert is_in(client)
    assert UserSession.objects.get().session_key == client.session.session_key
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert not is_in(stolen)


def test_a_wrong_password_given_again_changes_nothing(owner):
    client = signed_in()
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": "sai-mat-khau"})
    assert client.session.session_key == before


def test_setting_up_a_second_step_signs_out_everywhere_else(
    owner, django_capture_on_commit_callbacks
):
    here, elsewhere = signed_in(), signed_in()
    again(here)
    address = reverse("mfa_activate_totp")
    secret = here.get(address).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        here.post(address, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=owner).exists()
    assert is_in(here)
    assert not is_in(elsewhere)
    assert (owner, f"user:{owner.pk}", 1) in ended()


def test_taking_the_second_step_away_signs_out_everywhere_else(owner):
    here, elsewhere = signed_in(), signed_in()
    TOTP.activate(owner, generate_totp_secret())
    again(here)
    here.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=owner).exists()
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_an_administrator_signs_somebody_out_everywhere(owner):
    administrator = make_administrator()
    clients = [signed_in(), signed_in()]
    form = {"action": "sign_out_everywhere", "_selected_action": [owner.pk]}
    administrator.client.post(reverse("admin:accounts_user_changelist"), form)
    assert not any(map(is_in, clients))
    assert ended() == [(administrator.user, f"user:{owner.pk}", 2)]
    assert administrator.client.get("/quan-tri/").status_code == 200


def test_who_runs_the_site_signs_one_or_all_out(owner, capsys):
    confirmed(make_user("khac@quan.example"))
    client = signed_in()
    call_command("end_sessions", OWNER.upper())
    assert not is_in(client)
    client = signed_in()
    call_command("end_sessions", all=True)
    assert not is_in(client)
    assert "1 session" in capsys.readouterr().out
    assert [count for _by, _subject, count in ended()] == [1, 1, 0]
    for wrong in ([], ["la@quan.example"]):
        with pytest.raises(CommandError):
            call_command("end_sessions", *wrong)


def test_an_account_that_is_closed_is_signed_out_at_once(owner):
    client = signed_in()
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert not is_in(client)


def test_another_password_signs_out_everywhere_else(owner):
    here, elsewhere = signed_in(), signed_in()
    form = {"oldpassword": PASSWORD}
    form |= dict.fromkeys(("password1", "password2"), "mot-mat-khau-khac-han")
    here.post(reverse("account_change_password"), form)
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_an_administrator_sees_no_secret_and_takes_a_lost_second_step_away(
    owner, mailoutbox
):
    administrator = make_administrator()
    client, secret = signed_in(), generate_totp_secret()
    second_step = TOTP.activate(owner, secret).instance
    pages = [
        reverse("admin:mfa_authenticator_changelist"),
        reverse("admin:mfa_authenticator_change", args=[second_step.pk]),
    ]
    for page in pages:
        shown = administrator.client.get(page).content.decode()
        assert OWNER in shown
        assert secret not in shown
        assert second_step.data["secret"] not in shown

    gone = reverse("admin:mfa_authenticator_delete", args=[second_step.pk])
    assert administrator.client.post(gone, {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert not is_in(client)
    [event] = AuditEvent.objects.filter(action="user.second_step_removed")
    assert (event.actor, event.subject) == (administrator.user, f"user:{owner.pk}")
    assert [letter.to for letter in mailoutbox] == [[OWNER]]


def test_an_administrator_confirms_an_address_and_changes_none(owner):
    administrator = make_administrator()
    address = owner.emailaddress_set.get()
    address.verified = False
    address.save()
    change = reverse("admin:account_emailaddress_change", args=[address.pk])
    form = {"user": owner.pk, "email": "ke-gian@do.example", "verified": "on"}
    assert administrator.client.post(change, form).status_code == 403

    form = {"action": "make_verified", "_selected_action": [address.pk]}
    administrator.client.post(reverse("admin:account_emailaddress_changelist"), form)
    address.refresh_from_db()
    assert (address.email, address.verified) == (OWNER, True)
    [event] = AuditEvent.objects.filter(action="user.email_confirmed")
    assert (event.actor, event.subject) == (administrator.user, f"user:{owner.pk}")
