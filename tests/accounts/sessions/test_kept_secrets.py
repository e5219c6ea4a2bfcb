"""A copy of the database holds no secret of a second step in the open."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken

from accounts.sessions.kept_secrets import SecondStepAdapter
from tests.builders import make_user

OLD, NEW = "khoa-cu-" + "a" * 50, "khoa-moi-" + "b" * 50


@pytest.mark.django_db
def test_neither_the_secret_of_a_telephone_nor_that_of_the_codes_is_kept_as_it_is():
    user, secret = make_user("chu@quan.example"), generate_totp_secret()
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).generate_codes()
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not [code for code in codes if code in kept]
    assert len(codes) == 10
    assert RecoveryCodes.activate(user).generate_codes() == codes


def test_after_the_key_was_changed_what_was_kept_before_is_still_read(settings):
    settings.SECRET_KEY = OLD
    kept = SecondStepAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert SecondStepAdapter().decrypt(kept) == "JBSWY3DP"
    kept_anew = SecondStepAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondStepAdapter().decrypt(kept_anew) == "JBSWY3DP"


def test_what_no_key_opens_is_never_an_empty_secret(settings):
    settings.SECRET_KEY = OLD
    kept = SecondStepAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY = NEW
    with pytest.raises(InvalidToken):
        SecondStepAdapter().decrypt(kept)


def test_what_was_changed_in_the_database_is_not_taken():
    kept = SecondStepAdapter().encrypt("JBSWY3DP")
    middle = len(kept) // 2
    other = "A" if kept[middle] != "A" else "B"
    with pytest.raises(InvalidToken):
        SecondStepAdapter().decrypt(kept[:middle] + other + kept[middle + 1 :])
