"""An administrator gives an account another address: the old one opens nothing, and is told."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import EMAIL, sign_in
from tests.builders import PASSWORD, make_user
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
NEW = "moi@quanpho.example"


def give(user: User, email: str) -> int:
    page = reverse("admin:accounts_user_change", args=[user.pk])
    form = {"email": email, "full_name": "", "language": "vi", "is_active": "on"}
    return make_administrator().client.post(page, form).status_code


def is_let_in(email: str) -> bool:
    client = Client()
    form = {"login": email, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    return "_auth_user_id" in client.session


def test_only_the_address_given_by_an_administrator_opens_the_account(
    person, mailoutbox
):
    EmailAddress.objects.create(user=person, email="hai@quanpho.example", verified=True)
    browser = sign_in(Client())
    mailoutbox.clear()
    assert give(person, "Moi@QuanPho.example") == 302
    kept = person.emailaddress_set.values_list("email", "verified", "primary")
    assert list(kept) == [(NEW, True, True)]
    assert browser.get(reverse("account_email")).status_code == 302
    told = sorted(letter.to[0] for letter in mailoutbox)
    assert told == [EMAIL, "hai@quanpho.example"]
    assert all(NEW in letter.body for letter in mailoutbox)

    assert not is_let_in(EMAIL)
    assert is_let_in(NEW)
    mailoutbox.clear()
    for email in (EMAIL, NEW):
        Client().post(reverse("account_reset_password"), {"email": email})
    reset = [letter.to for letter in mailoutbox if "/key/" in letter.body]
    assert reset == [[NEW]]


def test_an_address_that_somebody_else_has_confirmed_is_not_given(person, mailoutbox):
    other = make_user("khac@quanpho.example")
    EmailAddress.objects.create(user=other, email=NEW, verified=True)
    assert give(person, NEW) == 200
    person.refresh_from_db()
    assert person.email == EMAIL
    assert mailoutbox == []
