"""The brakes: on signing in as administrator, on changing an address, on repeated tries."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.cache.backends import base, db
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.ratelimit import address_of, give_back, is_limited
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_after_enough_turns_it_is_too_often_for_this_one_alone():
    turns = [is_limited("verify", "10.0.0.1", most=3, seconds=60) for _turn in range(5)]
    assert turns == [False, False, False, True, True]
    assert not is_limited("verify", "10.0.0.2", most=3, seconds=60)
    assert not is_limited("letter", "10.0.0.1", most=3, seconds=60)


def test_an_email_address_counts_as_one_however_it_is_written():
    assert not is_limited("letter", "Chu@Quan.example", most=1, seconds=60)
    assert is_limited("letter", " chu@quan.example", most=1, seconds=60)


def test_a_turn_that_is_given_back_does_not_count():
    turns = []
    for _turn in range(5):
        turns.append(is_limited("check", "10.0.0.1", most=2, seconds=60))
        give_back("check", "10.0.0.1")
    assert turns == [False] * 5
    wrong = [is_limited("check", "10.0.0.1", most=2, seconds=60) for _turn in range(3)]
    assert wrong == [False, False, True]


def test_many_others_do_not_push_out_who_was_too_often_there():
    turns = [is_limited("check", "10.0.0.1", most=1, seconds=60) for _turn in range(2)]
    assert turns == [False, True]
    for other in range(1000):
        is_limited("check", f"10.1.0.{other}", most=1, seconds=60)
    assert is_limited("check", "10.0.0.1", most=1, seconds=60)


@pytest.mark.sql
class TestInTheDatabase:
    """Where all processes count together."""

    @pytest.fixture(autouse=True)
    def _brakes(self, settings):
        settings.CACHES = {"default": settings.CACHES["of_site"]}

    @pytest.fixture
    def later(self, monkeypatch):
        def move(minutes: int) -> None:
            moved = timezone.now() + timedelta(minutes=minutes)
            monkeypatch.setattr(db, "tz_now", lambda: moved)
            clock = SimpleNamespace(time=moved.timestamp)
            monkeypatch.setattr(base, "time", clock)

        return move

    def turns(self, count: int) -> list[bool]:
        return [
            is_limited("check", "10.0.0.1", most=2, seconds=3600)
            for _turn in range(count)
        ]

    def test_turns_are_counted(self):
        assert self.turns(4) == [False, False, True, True]

    def test_that_a_brake_holds_is_logged_once_and_names_nobody(self, caplog):
        assert self.turns(5)[-1]
        [record] = caplog.records
        assert record.levelname == "WARNING"
        line = record.getMessage()
        assert "2 turns" in line
        assert "10.0.0.1" not in line

    def test_an_hour_is_an_hour_for_who_goes_on_trying(self, later):
        assert self.turns(2) == [False, False]
        later(minutes=10)
        assert self.turns(1) == [True]
        later(minutes=55)
        assert self.turns(1) == [True]

    def test_after_the_hour_one_may_begin_anew(self, later):
        assert self.turns(3) == [False, False, True]
        later(minutes=61)
        assert self.turns(3) == [False, False, True]


@pytest.mark.parametrize(("proxies", "expected"), [(0, "10.0.0.9"), (1, "203.0.113.7")])
def test_a_forwarded_address_counts_only_behind_a_proxy(settings, proxies, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7"
    )
    assert address_of(request) == expected


def test_by_a_socket_the_address_is_what_the_proxy_saw(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    seen = {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}
    assert address_of(RequestFactory().get("/", **seen)) == "203.0.113.7"


def test_a_request_without_an_address_is_served():
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="")) == ""


def test_the_administration_has_no_sign_in_of_its_own():
    make_user("quantri@so.example", is_staff=True, is_superuser=True)
    login = reverse("admin:login")
    for answer in (
        Client().get(login),
        Client().post(login, {"username": "quantri@so.example", "password": PASSWORD}),
    ):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


def test_who_signed_in_long_ago_confirms_before_another_address_is_added():
    client = Client()
    client.force_login(make_user("chu@quan.example"))
    answer = client.post(
        reverse("account_email"), {"action_add": "", "email": "ke-gian@do.example"}
    )
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []


def test_the_cookie_of_the_language_is_for_the_server_only():
    answer = Client().post(reverse("set_language"), {"language": "en"})
    cookie = answer.cookies["django_language"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
    ],
)
def test_a_network_of_ipv6_addresses_counts_as_one_visitor(address, counted):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


def too_many_from(*addresses: str) -> bool:
    """Whether the sign-in page tells the last of these that there were too many tries."""
    for address in addresses:
        answer = Client(REMOTE_ADDR=address).post(
            reverse("account_login"), {"login": "ai@do.example", "password": "x"}
        )
    return answer.status_code == 429


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
@pytest.mark.parametrize(
    ("addresses", "is_one_visitor"),
    [
        (("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), True),
        (("2001:db8:1:2::1", "2001:db8:1:3::1"), False),
        (("::ffff:203.0.113.7", "203.0.113.7"), True),
        (("::ffff:203.0.113.7", "::ffff:198.51.100.1"), False),
    ],
)
def test_the_brake_on_signing_in_counts_networks_as_ours_do(addresses, is_one_visitor):
    assert too_many_from(*addresses) is is_one_visitor
