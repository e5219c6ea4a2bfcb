"""Passwords that were stolen elsewhere are found in a file of their hashes."""

import hashlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.passwords.breached import BreachedValidator, is_in
from assessment.checks import breached_passwords_can_be_read

STOLEN = ["phở bò tái 1975", "correct horse battery", "anh-yêu-em-mãi-mãi"]


def lines(passwords: list[str], end: str = "\r\n") -> bytes:
    hashes = sorted(hashlib.sha1(each.encode()).hexdigest() for each in passwords)
    return "".join(f"{each.upper()}:{7}{end}" for each in hashes).encode()


@given(st.lists(st.text(max_size=12), max_size=40, unique=True), st.text(max_size=12))
def test_exactly_what_is_in_the_file_is_found(passwords, other):
    file = BytesIO(lines(passwords))
    assert all(is_in(file, password) for password in passwords)
    assert is_in(file, other) == (other in passwords)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stolen_password_is_refused(settings, tmp_path, end):
    path = tmp_path / "pwned.txt"
    path.write_bytes(lines(STOLEN, end))
    settings.BREACHED_PASSWORDS = str(path)
    for password in STOLEN:
        with pytest.raises(ValidationError) as refused:
            BreachedValidator().validate(password)
        assert refused.value.code == "password_breached"
    BreachedValidator().validate("phở bò tái 1976")


def test_without_a_file_nothing_is_asked(settings):
    settings.BREACHED_PASSWORDS = ""
    BreachedValidator().validate(STOLEN[0])
    assert breached_passwords_can_be_read(None) == []


def test_a_file_that_is_away_holds_nobody_up_and_is_told(settings, tmp_path, caplog):
    settings.BREACHED_PASSWORDS = str(tmp_path / "away.txt")
    BreachedValidator().validate(STOLEN[0])
    assert "cannot be read" in caplog.text
    assert STOLEN[0] not in caplog.text
    [error] = breached_passwords_can_be_read(None)
    assert error.id == "assessment.E014"
