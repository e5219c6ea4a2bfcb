"""What is sent a second time is answered as it was the first time."""

import re
import threading
from datetime import timedelta
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import posting
from accounts.models import Organisation, Posting
from tests.browser.site import Site
from tests.builders import make_index_version, make_user
from tests.databases import ask, copied_database

SHOP = {"name": "Tiệm may Sao", "sector": "C", "employees": "12", "posting": "one"}


@pytest.fixture
def index(db):
    return make_index_version()


def start(client: Client, **changes: str):
    return client.post(reverse("survey:start"), SHOP | changes)


def test_the_second_send_is_led_where_the_first_was(client, index):
    first, second = start(client), start(client)
    assert second.url == first.url
    assert Organisation.objects.count() == 1


def test_a_browser_that_never_got_the_first_answer_gets_its_cookies_too(index):
    """On a slow line the second tap throws the answer to the first one away."""
    first, second = Client(), Client()
    address = start(first).url
    assert start(second).url == address
    assert second.get(address, follow=True).status_code == 200


def test_what_was_changed_before_it_was_sent_again_is_something_new(client, index):
    assert start(client).url != start(client, name="Tiệm may Trăng").url
    assert Organisation.objects.count() == 2


def test_a_page_with_an_error_is_sent_again_as_it_is(client, index):
    assert "posting" in SHOP
    assert start(client, employees="ba").status_code == 200
    assert not Posting.objects.exists()
    assert start(client, employees="ba").status_code == 200


def test_nobody_gets_the_answer_of_another_account(client, index):
    address = start(client).url
    client.force_login(make_user())
    assert start(client).url != address


def test_a_form_without_an_id_is_sent_as_often_as_one_likes(client, index):
    start(client, posting="")
    start(client, posting="")
    assert Organisation.objects.count() == 2


def test_the_token_may_be_renewed_in_between(client, index):
    first = start(client, csrfmiddlewaretoken="a")
    assert start(client, csrfmiddlewaretoken="b").url == first.url


def test_it_ends_and_is_cleared_away(client, index):
    start(client)
    Posting.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    start(client, posting="two")
    assert Posting.objects.count() == 1


def test_one_whose_worker_was_killed_is_given_up(index):
    began = timezone.now()
    assert posting.begin(key="k", now=began)
    assert not posting.begin(key="k", now=began + timedelta(seconds=30))
    assert posting.begin(key="k", now=began + timedelta(minutes=3))


def test_who_waits_too_long_for_the_first_is_told_calmly(client, index, monkeypatch):
    monkeypatch.setattr(posting, "WAIT", 0.2)
    monkeypatch.setattr(posting, "begin", lambda **_: False)
    assert start(client).status_code == 429
    assert not Organisation.objects.exists()


def test_neither_what_was_typed_nor_a_page_is_kept(client, index):
    start(client)
    kept = Posting.objects.get()
    assert "Sao" not in f"{kept.key} {kept.answer}"
    assert re.fullmatch("[0-9a-f]{64}", kept.key)
    assert set(kept.answer) == {"to", "cookies"}


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_three_taps_at_once_on_two_servers_make_one_enterprise(tmp_path):
    make_index_version()
    with copied_database(tmp_path) as database:
        sites = [Site(tmp_path / name, database) for name in ("a", "b")]
        for site in sites:
            site.start()
        try:
            arrived = tap_three_times(sites)
        finally:
            for site in sites:
                site.remove()
        made = ask(database, "select count(*) from accounts_organisation")
    assert made[0][0] == 1
    assert len(set(arrived)) == 1
    assert re.match(r"/danh-gia/[\w-]+/", arrived[0])


def tap_three_times(sites: list[Site]) -> list[str]:
    """From one page; every tap throws what the one before brings away."""
    jar = CookieJar()
    page = _opened(jar, sites[0].url + "/bat-dau/", None)[1]
    fields = {
        name: re.search(f'name="{name}" value="([^"]+)"', page)[1]
        for name in ("csrfmiddlewaretoken", "posting")
    }
    body = urlencode(SHOP | fields).encode()
    token = next(cookie for cookie in jar if cookie.name == "csrftoken")
    together, arrived = threading.Barrier(3), []

    def tap(site: Site) -> None:
        own = CookieJar()
        own.set_cookie(token)
        together.wait()
        url = _opened(own, site.url + "/bat-dau/", body)[0]
        arrived.append(url.removeprefix(site.url))

    threads = [threading.Thread(target=tap, args=[site]) for site in (*sites, sites[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return arrived


def _opened(jar: CookieJar, address: str, body: bytes | None) -> tuple[str, str]:
    opener = build_opener(HTTPCookieProcessor(jar))
    with opener.open(address, body, timeout=30) as page:
        return page.url, page.read().decode()
