"""`manage.py make_administrator`: the first one signs in without any letter."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.management.commands import make_administrator as command
from accounts.models import User
from tests.builders import actions_logged, make_user

pytestmark = pytest.mark.django_db
EMAIL = "quantri@thanhpho.example"
PASSWORD = "mot-cau-dai-kho-doan"


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the prompt, one after the other."""

    def set_typed(*passwords: str) -> None:
        answers = iter(passwords)
        monkeypatch.setattr(command, "getpass", lambda _prompt: next(answers))

    return set_typed


def make(email: str = EMAIL) -> None:
    call_command("make_administrator", email, stdout=StringIO())


def is_let_in() -> bool:
    client = Client()
    form = {"login": EMAIL, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    return client.get(reverse("admin:index")).status_code == 200


def test_the_first_administrator_signs_in_without_a_letter(typed):
    typed(PASSWORD, PASSWORD)
    make(" Quantri@Thanhpho.example\u200b")
    assert User.objects.get().email == EMAIL
    assert is_let_in()
    assert mail.outbox == []
    assert actions_logged("user.") == ["user.created"]


def test_an_account_that_is_there_becomes_one(typed):
    make_user(EMAIL)
    typed(PASSWORD, PASSWORD)
    make()
    assert User.objects.count() == 1
    assert is_let_in()


@pytest.mark.parametrize(
    ("email", "passwords", "told"),
    [
        ("quantri", (PASSWORD,), "email"),
        (EMAIL, ("ngan",), "10"),
        (EMAIL, (PASSWORD, PASSWORD + "x"), "not the same"),
    ],
)
def test_what_cannot_be_is_told_and_makes_nobody(typed, email, passwords, told):
    typed(*passwords)
    with pytest.raises(CommandError, match=told):
        make(email)
    assert not User.objects.exists()
