"""A code of the second step counts once, and wrong ones are braked as passwords are."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.conf import settings as of_tests
from django.test import Client
from django.urls import reverse

from accounts.forms import USED_FOR
from accounts.models import User
from assessment import settings as of_site
from tests.accounts.addresses import confirmed
from tests.accounts.codes import codes_of
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
OWNER = "chu@quan.example"


@pytest.fixture
def secret():
    owner = confirmed(make_user(OWNER))
    secret = generate_totp_secret()
    TOTP.activate(owner, secret)
    RecoveryCodes.activate(owner)
    return secret


def signs_in(code: str) -> bool:
    client = Client()
    form = {"login": OWNER, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    client.post(reverse("mfa_authenticate"), {"code": code})
    return "_auth_user_id" in client.session


def test_a_code_of_a_telephone_counts_once(secret):
    _before, now, after = codes_of(secret)
    assert signs_in(now)
    assert not signs_in(now)
    assert not signs_in(f"{now[:3]} {now[3:]}")
    assert signs_in(after)


def test_how_many_codes_around_this_one_count_is_a_setting(secret, settings):
    before, _now, _after = codes_of(secret)
    settings.MFA_TOTP_TOLERANCE = 0
    assert not signs_in(before)
    assert signs_in(codes_of(secret)[0])


def test_it_is_remembered_as_long_as_it_is_good():
    steps_that_are_good = 1 + 2 * of_tests.MFA_TOTP_TOLERANCE
    assert of_tests.MFA_TOTP_PERIOD * steps_that_are_good < USED_FOR


def test_a_recovery_code_counts_once(secret):
    codes = RecoveryCodes.activate(User.objects.get()).generate_codes()
    assert signs_in(codes[0])
    assert not signs_in(codes[0])
    assert signs_in(codes[1])


def test_wrong_codes_are_braked(secret, settings):
    settings.ACCOUNT_RATE_LIMITS = of_site.ACCOUNT_RATE_LIMITS
    wrong = str((int(codes_of(secret)[1]) + 1) % 1_000_000).zfill(6)
    for _try in range(6):
        assert not signs_in(wrong)
    assert not signs_in(codes_of(secret)[1])
