"""An address with signs that nobody sees is the address that is seen, wherever it is typed."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import EMAIL, speaking
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["lan@pho.example\u200b", "\u202alan@pho.example\u202c"]
)
def test_an_address_with_signs_that_nobody_sees_is_one_account(typed):
    """It was written to and confirmed with them, and then nobody could sign in."""
    fields = {"email": typed, "password1": PASSWORD, "password2": PASSWORD}
    speaking(Client(), "vi").post(reverse("account_signup"), fields)
    user = User.objects.get()
    assert user.email == EmailAddress.objects.get().email == "lan@pho.example"

    EmailAddress.objects.update(verified=True)
    for login in ("lan@pho.example", typed):
        entered = {"login": login, "password": PASSWORD}
        assert Client().post(reverse("account_login"), entered).status_code == 302
    speaking(Client(), "vi").post(reverse("account_signup"), fields)
    assert User.objects.count() == 1


def test_a_forgotten_password_is_found_by_an_address_with_hidden_signs(person):
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": f"{EMAIL}\u200b"})
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert (
        "/dat-lai" in mail.outbox[0].body or "password/reset/key" in mail.outbox[0].body
    )


def test_a_password_with_a_character_that_nobody_types_is_refused_in_vietnamese(person):
    entered = {"login": EMAIL, "password": "a\x00b"}
    page = speaking(Client(), "vi").post(reverse("account_login"), entered)
    assert "Null characters" not in page.content.decode()
    assert "ký tự không đọc được" in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["Quan@Tri.example\u200b", "\u202aquan@tri.example\u202c"]
)
def test_no_account_is_made_that_nobody_could_sign_in_to(typed):
    user = User.objects.create_superuser(typed, PASSWORD)
    assert user.email == "quan@tri.example"
    assert User.objects.get_by_natural_key(typed) == user
