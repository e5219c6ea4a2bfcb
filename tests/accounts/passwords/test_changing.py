"""Setting and changing passwords: what is asked for, and what it never passes by."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
OWNER = "chu@quan.example"
NEW = "mot-mat-khau-khac-han"
FIELD = re.compile(r"<input[^>]*name=\"(?:\w*password\d?)\"[^>]*>")


@pytest.fixture
def owner():
    return confirmed(make_user(OWNER))


def sign_in(client: Client, password: str):
    form = {"login": OWNER, "password": password}
    return client.post(reverse("account_login"), form)


def change(client: Client, old: str, new: str) -> None:
    form = {"oldpassword": old, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), form)


def test_another_password_takes_the_present_one(client, owner):
    sign_in(client, PASSWORD)
    for old, new in [("sai-mat-khau", NEW), ("", NEW), (PASSWORD, "sansangso2026")]:
        change(client, old, new)
        owner.refresh_from_db()
        assert owner.check_password(PASSWORD)
    change(client, PASSWORD, NEW)
    owner.refresh_from_db()
    assert owner.check_password(NEW)


def test_a_forgotten_password_set_anew_does_not_pass_by_the_second_step(
    client, owner, mailoutbox
):
    TOTP.activate(owner, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": OWNER})
    [link] = re.findall(r"https?://[^/\s]+(/\S+/key/\S+)", mailoutbox[0].body)
    form_at = client.post(link).url
    client.post(form_at, {"password1": NEW, "password2": NEW})
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert sign_in(client, NEW).url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_deactivate_totp"])
def test_a_second_step_is_changed_only_after_the_password_again(client, owner, name):
    if name == "mfa_deactivate_totp":
        TOTP.activate(owner, generate_totp_secret())
    client.force_login(owner)
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert answer.status_code == 302
        assert "reauthenticate" in answer.url
    assert owner.authenticator_set.exists() == (name == "mfa_deactivate_totp")


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_change_password"]
)
def test_a_password_is_masked_and_may_be_pasted(client, owner, name):
    if name == "account_change_password":
        sign_in(client, PASSWORD)
    fields = FIELD.findall(client.get(reverse(name)).content.decode())
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(?:current|new)-password"', field)
        assert "maxlength" not in field
        assert "onpaste" not in field
