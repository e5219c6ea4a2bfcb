"""What pages of an account give to be written down, and what can be done with addresses."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import EMAIL, sign_in, speaking
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_key_of_the_app_is_told_whole_to_be_typed_by_hand(person):
    """In a field of a telephone its end would be out of sight."""
    page = sign_in(Client()).get(reverse("mfa_activate_totp"))
    key = page.context["form"].secret
    html = page.content.decode()
    assert re.search(rf"<output [^>]*>{key}</output>", html)
    assert f'value="{key}"' not in html


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "mã khôi phục"), ("en", "recovery codes")]
)
def test_whoever_has_no_telephone_is_told_what_to_type(person, language, words):
    TOTP.activate(person, generate_totp_secret())
    client = sign_in(speaking(Client(), language))
    assert words in client.get(reverse("mfa_authenticate")).content.decode()


def test_recovery_codes_say_what_they_are_for_and_stand_one_a_line(person):
    client = sign_in(speaking(Client(), "vi"))
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes(RecoveryCodes.activate(person).instance).generate_codes()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    html = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "thay cho ứng dụng" in html
    assert ">" + "\n".join(codes) in html


@pytest.mark.parametrize("other", [False, True])
def test_of_one_confirmed_address_nothing_is_left_to_do_but_to_add_another(
    person, other
):
    if other:
        EmailAddress.objects.create(user=person, email="hai@pho.vn", verified=True)
    html = sign_in(Client()).get(reverse("account_email")).content.decode()
    assert EMAIL in html
    for deed in ("action_primary", "action_send", "action_remove"):
        assert (f'name="{deed}"' in html) is other
    assert 'name="action_add"' in html
