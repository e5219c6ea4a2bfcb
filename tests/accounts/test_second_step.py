"""A code of the second step counts once, however long it would still be good."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.test import Client
from django.urls import reverse

from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_user

OWNER = "chu@quan.example"
SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def secret(db) -> str:
    user = confirmed(make_user(OWNER))
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time of allauth and of the cache."""
    now = [time.time() // 30 * 30]
    for module in (auth, locmem):
        clock = type("Clock", (), {"time": staticmethod(lambda: now[0])})
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr("django.core.cache.backends.base.time", clock)
    return now


def code_at(secret: str, now: float) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, int(now) // 30))


def second_step(code: str) -> bool:
    """Whether somebody who knows the password is let in with it, in a browser of their own."""
    client = Client()
    client.post(reverse("account_login"), {"login": OWNER, "password": PASSWORD})
    client.post(SECOND_STEP, {"code": code})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("later", [0, 15, 33, 59])
def test_a_code_that_somebody_watched_being_typed_opens_nothing(secret, clock, later):
    code = code_at(
        secret, clock[0] + 30
    )  # that of a clock that is fast is good for long
    assert second_step(code)
    clock[0] += later
    assert auth.validate_totp_code(secret, code), "by the clock it would still be good"
    assert not second_step(code)
    assert not second_step(f"{code[:3]} {code[3:]}"), "however it is written"


def test_the_next_code_is_another_one(secret, clock):
    assert second_step(code_at(secret, clock[0]))
    clock[0] += 30
    assert second_step(code_at(secret, clock[0]))


def test_a_wrong_code_uses_up_nothing(secret, clock):
    assert not second_step("000000")
    assert second_step(code_at(secret, clock[0]))


def test_a_used_code_does_not_give_wrong_tries_back(secret, clock, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key"}
    code = code_at(secret, clock[0])
    assert second_step(code)
    for _ in range(6):
        second_step("000000")
        second_step(code)
    clock[0] += 60
    assert not second_step(code_at(secret, clock[0]))


def test_the_code_that_switched_the_second_step_on_does_not_sign_in(db, clock):
    user = confirmed(make_user(OWNER))
    client = Client()
    client.post(reverse("account_login"), {"login": OWNER, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    activate = reverse("mfa_activate_totp")
    client.get(activate)
    secret = client.session["mfa.totp.secret"]
    code = code_at(secret, clock[0])
    client.post(activate, {"code": code})
    assert user.authenticator_set.exists()
    assert not second_step(code)


def test_nothing_that_is_kept_of_a_code_tells_it(secret, clock):
    code = code_at(secret, clock[0])
    second_step(code)
    kept = [key for key in cache._cache if "code-used" in key]
    assert kept
    assert code not in str(kept)
