"""Everybody sees where they are signed in, and can sign out everywhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.templatetags.sign_in import as_length
from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_user
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db
PAGE = reverse("usersessions_list")
OWNER = "chu@quan.example"
PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537 Edg/140"


def signed_in(agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    form = {"login": OWNER, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    return client


@pytest.fixture
def pair():
    confirmed(make_user(OWNER))
    return signed_in(PHONE), signed_in(DESK)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_browser_is_a_line_and_this_one_is_marked(pair, language):
    phone, _desk = pair
    phone.cookies["django_language"] = language
    answer = phone.get(PAGE)
    assert_clean_page(answer)
    page = answer.content.decode()
    assert "Chrome Android" in page
    assert "Edge Windows" in page
    assert page.count("badge--good") == 1


def test_no_address_is_shown(pair):
    assert "127.0.0.1" not in pair[0].get(PAGE).content.decode()


def test_one_tap_and_the_password_sign_out_all_the_others(pair):
    phone, desk = pair
    assert desk.get(PAGE).status_code == 200
    asked = phone.post(PAGE)
    assert reverse("account_reauthenticate") in asked.url
    assert desk.get(PAGE).status_code == 200

    phone.post(asked.url, {"password": PASSWORD})
    assert reverse("account_login") in desk.get(PAGE).url
    page = phone.get(PAGE)
    assert page.status_code == 200
    assert "Edge Windows" not in page.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Sau 90 ngày", "30 ngày")),
        ("en", ("after 90 days", "30 days")),
    ],
)
def test_it_says_when_one_has_to_sign_in_again(pair, language, words):
    phone, _desk = pair
    phone.cookies["django_language"] = language
    page = phone.get(PAGE).content.decode()
    assert not [word for word in words if word not in page]


def test_hours_are_told_as_hours():
    with translation.override("en"):
        told = [as_length(seconds) for seconds in (60, 3600, 43_180, 86_400, 604_790)]
    assert told == ["1 hour", "1 hour", "12 hours", "24 hours", "7 days"]
