"""A change that locks an owner out is told to the address the account had until then."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import EMAIL, sign_in, speaking
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "mot-mat-khau-khac-2026"


def change_password(client: Client) -> None:
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )


def change_address(client: Client) -> None:
    person = EmailAddress.objects.get(email=EMAIL).user
    EmailAddress.objects.create(user=person, email="moi@quanpho.example", verified=True)
    client.post(
        reverse("account_email"), {"action_primary": "", "email": "moi@quanpho.example"}
    )


def remove_address(client: Client) -> None:
    person = EmailAddress.objects.get(email=EMAIL).user
    EmailAddress.objects.create(user=person, email="cu@quanpho.example", verified=True)
    client.post(
        reverse("account_email"), {"action_remove": "", "email": "cu@quanpho.example"}
    )


def lines_of(letter) -> set[str]:
    text = re.sub(r"^- .*: ", "", f"{letter.subject}\n{letter.body}", flags=re.M)
    return {line for line in text.splitlines() if re.search(r"[^\W\d_]{3}", line)} - {
        "Unspecified"
    }  # the browser


@pytest.mark.parametrize("change", [change_password, change_address, remove_address])
def test_a_change_of_the_account_is_told_in_the_reader_s_language(person, change):
    told = {}
    for language in ("vi", "en"):
        person.set_password(PASSWORD)
        person.save()
        person.emailaddress_set.exclude(email=EMAIL).delete()
        person.emailaddress_set.update(primary=True)
        mail.outbox.clear()
        client = sign_in(speaking(Client(), language))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        change(client)
        (letter,) = mail.outbox
        assert letter.to == [EMAIL], "where the owner still reads"
        assert "127.0.0.1" in letter.body
        assert PASSWORD not in letter.body
        assert NEW not in letter.body
        told[language] = lines_of(letter)
    same = {
        line
        for line in told["vi"] & told["en"]
        if "Sẵn Sàng Số" not in line and "http" not in line
    }
    assert not same
