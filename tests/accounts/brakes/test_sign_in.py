"""Wrong passwords brake whoever tries them, and nobody else."""

import re

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.brakes import sign_in
from accounts.brakes.sign_in import COOKIE, FROM_KNOWN, SALT
from assessment import settings as of_site
from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_user
from tests.databases import copied_database
from tests.served import Browser, Served

OWNER = "chu@quan.example"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.1"
LOGIN = reverse("account_login")
FROM_ONE_PLACE = 5  # in five minutes, as docs/operations.md says
TOO_MANY = "Đăng nhập sai nhiều lần quá"


@pytest.fixture(autouse=True)
def _brakes_of_the_site(settings):
    settings.ACCOUNT_RATE_LIMITS = of_site.ACCOUNT_RATE_LIMITS


@pytest.fixture
def owner(db):
    return confirmed(make_user(OWNER))


def attempt(client: Client, password: str = PASSWORD, login: str = OWNER):
    return client.post(LOGIN, {"login": login, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def at(place: str) -> Client:
    return Client(REMOTE_ADDR=place)


def fail(client: Client, times: int) -> None:
    for _ in range(times):
        attempt(client, "sai-mat-khau-2026")


def set_by_letter(client: Client, mailoutbox) -> str:
    """Another password, by the link that went to the owner."""
    client.post(reverse("account_reset_password"), {"email": OWNER})
    [link] = re.findall(r"https?://[^/\s]+(/\S+/key/\S+)", mailoutbox[0].body)
    form_at = client.post(link).url
    new = "mot-cai-moi-2026"
    client.post(form_at, {"password1": new, "password2": new})
    return new


def known_browser(place: str = HOME) -> Client:
    """The owner has signed in there, and out."""
    browser = at(place)
    attempt(browser)
    assert is_in(browser)
    browser.cookies.pop("sessionid")
    return browser


def test_whoever_tries_too_often_is_stopped_also_with_the_right_password(owner):
    stranger = at(ELSEWHERE)
    fail(stranger, FROM_ONE_PLACE)
    answer = attempt(stranger)
    assert not is_in(stranger)
    assert TOO_MANY in answer.content.decode()


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(owner):
    fail(at(ELSEWHERE), 30)
    browser = at(HOME)
    attempt(browser)
    assert is_in(browser)


def test_who_keeps_trying_from_one_place_uses_up_nothing_of_the_account(
    owner, monkeypatch
):
    monkeypatch.setattr(sign_in, "FROM_UNKNOWN", FROM_ONE_PLACE + 1)
    fail(at(ELSEWHERE), 30)
    browser = at(HOME)
    attempt(browser)
    assert is_in(browser)


def test_a_whole_net_of_strangers_is_stopped_but_not_a_known_browser(owner):
    known = known_browser()
    for number in range(12):
        fail(at(f"198.51.100.{number}"), FROM_ONE_PLACE)
    newcomer = at("192.0.2.1")
    attempt(newcomer)
    assert not is_in(newcomer), "from a new place nothing is tried any more"
    attempt(known)
    assert is_in(known)


def test_whoever_sets_a_password_by_a_letter_gets_in_though_strangers_go_on(
    owner, mailoutbox
):
    net = [at(f"198.51.100.{number}") for number in range(12)]
    for stranger in net:
        fail(stranger, FROM_ONE_PLACE)
    newcomer = at(HOME)
    assert "đặt lại mật khẩu qua thư" in attempt(newcomer).content.decode()
    new = set_by_letter(newcomer, mailoutbox)
    assert not is_in(newcomer), "the letter alone signs nobody in"
    cache.clear()  # the short counts of places
    for stranger in net:
        fail(stranger, FROM_ONE_PLACE)
    other = at("192.0.2.1")
    attempt(other, new)
    assert not is_in(other)
    attempt(newcomer, new)
    assert is_in(newcomer)


def test_a_stranger_at_the_same_place_does_not_lock_a_known_browser_out(owner):
    known = known_browser(ELSEWHERE)
    fail(at(ELSEWHERE), 60)
    attempt(known)
    assert is_in(known)


def test_a_known_browser_has_a_number_of_tries_too(owner, mailoutbox):
    known = known_browser()
    fail(known, FROM_KNOWN)
    attempt(known)
    assert not is_in(known)
    attempt(known, set_by_letter(known, mailoutbox))
    assert is_in(known)


def test_right_passwords_are_not_counted(owner):
    for _ in range(FROM_ONE_PLACE + 3):
        browser = at(HOME)
        attempt(browser)
        assert is_in(browser)


class TestKnownBrowser:
    def test_it_is_known_to_its_own_accounts_only(self, owner):
        confirmed(make_user("khac@quan.example"))
        known = known_browser()
        fail(at(HOME), FROM_ONE_PLACE)
        for _ in range(FROM_ONE_PLACE):
            attempt(known, "sai", "khac@quan.example")
        attempt(known, PASSWORD, "khac@quan.example")
        assert not is_in(known)

    def test_another_password_makes_it_unknown(self, owner):
        known = known_browser()
        owner.set_password("mot-cai-moi-2026")
        owner.save()
        fail(at(HOME), FROM_ONE_PLACE)
        attempt(known, "mot-cai-moi-2026")
        assert not is_in(known)

    @pytest.mark.parametrize("forged", ["", "x", '["a", [[1, "x"]]]'])
    def test_what_we_did_not_sign_is_nothing(self, owner, forged):
        browser = at(HOME)
        browser.cookies[COOKIE] = forged
        fail(browser, FROM_ONE_PLACE)
        attempt(browser)
        assert not is_in(browser)

    def test_a_signature_for_something_else_is_nothing(self, owner):
        browser = at(HOME)
        browser.cookies[COOKIE] = signing.dumps(["a", [[owner.pk, "x"]]], salt="other")
        fail(browser, FROM_ONE_PLACE)
        attempt(browser)
        assert not is_in(browser)

    def test_its_cookie_is_for_the_server_only_and_names_nobody(self, owner):
        browser = at(HOME)
        attempt(browser)
        cookie = browser.cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        name, marks = signing.loads(cookie.value, salt=SALT)
        assert OWNER not in str((name, marks))
        assert owner.password not in str(marks)


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_over_two_workers_the_number_of_wrong_passwords_is_the_stated_one(tmp_path):
    confirmed(make_user(OWNER))
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, "--workers=2") as site,
    ):
        # Each connection may come to either of the two.
        wrong = [
            Browser(site.url).send(LOGIN, {"login": OWNER, "password": "sai"})
            for _ in range(FROM_ONE_PLACE + 2)
        ]
        told = [TOO_MANY in answer.text for answer in wrong]
        assert told == [False] * FROM_ONE_PLACE + [True, True]


# One account, however it is written: each other spelling would be five tries more.
SPELLINGS = (
    OWNER,
    OWNER.upper(),
    f"  {OWNER} ",
    OWNER.title(),
    f"{OWNER}\u00a0",
    f"\t{OWNER.swapcase()}",
    f"{OWNER}\u200b",
)


@pytest.mark.django_db(transaction=True)
def test_over_two_workers_other_spellings_of_an_address_are_no_further_tries(tmp_path):
    confirmed(make_user(OWNER))
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, "--workers=2") as site,
    ):
        wrong = [
            Browser(site.url).send(LOGIN, {"login": spelling, "password": "sai"})
            for spelling in SPELLINGS
        ]
        told = [TOO_MANY in answer.text for answer in wrong]
        assert told == [False] * FROM_ONE_PLACE + [True, True]
        # With a sign that no address has, it is none, and never an error.
        odd = Browser(site.url).send(LOGIN, {"login": f"{OWNER}\0", "password": "sai"})
        assert odd.status in (200, 400, 429)
