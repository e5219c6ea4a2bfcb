"""Whoever gets an account chooses its password; no administrator ever knows one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from tests.builders import PASSWORD
from tests.personas import make_administrator, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return make_administrator().client


def test_a_user_is_made_with_an_email_address_and_chooses_the_password(
    client, mailoutbox
):
    fields = {"email": "Moi@HiepHoi.example", "full_name": "", "language": "vi"}
    add = reverse("admin:accounts_user_add")
    assert 'name="password' not in client.get(add).content.decode()
    assert client.post(add, fields).status_code == 302
    user = User.objects.get(email="moi@hiephoi.example")
    assert not user.has_usable_password()

    [letter] = mailoutbox
    assert letter.to == ["moi@hiephoi.example"]
    assert "vừa được mở một tài khoản" in letter.body
    [link] = re.findall(r"https?://[^/\s]+(/\S+/key/\S+)", letter.body)
    visitor = Client()
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    visitor.post(visitor.post(link).url, chosen)
    form = {"login": user.email, "password": PASSWORD}
    visitor.post(reverse("account_login"), form)
    assert visitor.session["_auth_user_id"] == str(user.pk)
    assert Client().post(link).status_code == 410


def test_nobody_chooses_the_password_of_somebody_else(client, mailoutbox):
    owner = make_owner().user
    page = reverse("admin:auth_user_password_change", args=[owner.pk])
    chosen = {"password1": PASSWORD[::-1], "password2": PASSWORD[::-1]}
    assert client.post(page, chosen).status_code == 403
    form = {"action": "send_password_letters", "_selected_action": [owner.pk]}
    client.post(reverse("admin:accounts_user_changelist"), form)
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert [letter.to for letter in mailoutbox] == [[owner.email]]
    [event] = AuditEvent.objects.filter(action="user.password_letter_sent")
    assert (event.actor.is_superuser, event.subject) == (True, f"user:{owner.pk}")
