"""Signing up takes as long for an address with an account: the slow work is done for each."""

from typing import ClassVar

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import EMAIL
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(password)
        return super().encode(password, salt)


@pytest.mark.parametrize("email", [EMAIL, "chua-co@quanpho.example"])
def test_a_password_is_hashed_once_whether_the_address_has_an_account_or_not(
    person, settings, email
):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    before = person.password
    CountingHasher.hashed.clear()
    form = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    answer = Client().post(reverse("account_signup"), form)
    assert answer.url == reverse("account_email_verification_sent")
    assert CountingHasher.hashed == [PASSWORD]
    person.refresh_from_db()
    assert person.password == before
    assert EmailAddress.objects.filter(email=email).count() == 1
