"""The frame's own pages and the switch of languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.held import BEGUN
from assessment.views import bad_request, server_error
from tests.assessment.reading import LANGUAGES, OWN_PAGES, read
from tests.builders import PASSWORD, make_organisation, make_user
from tests.pages import assert_clean_page
from tests.personas import remembering

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", OWN_PAGES)
def test_the_frames_pages_are_clean_in_both_languages(client, address, language):
    response = read(client, address, language)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert_clean_page(response)


def test_who_began_without_an_account_finds_the_way_back(client):
    remembering(client, BEGUN, make_organisation())
    html = read(client, "/", "vi").content.decode()
    assert_clean_page(html)
    assert f'class="button hero__button" href="{reverse("survey:mine")}"' in html
    assert "Làm tiếp phần đang dở" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_frame_mixes_languages(client, language):
    html = read(client, "/", language).content.decode()
    foreign = {
        "vi": ("Sign in", "What you take away", "Skip to"),
        "en": ("Đăng nhập", "nhận được gì", "Đi thẳng"),
    }
    assert not [words for words in foreign[language] if words in html]


def test_the_frame_promises_nothing_artificial(client):
    for language in LANGUAGES:
        text = re.sub(r"<[^>]+>", " ", read(client, "/", language).content.decode())
        assert not re.search(r"\bAI\b", text)
        assert "!" not in text.replace("!doctype", "")


def test_the_operator_is_named_when_there_is_one(client, settings):
    settings.OPERATOR_NAME = "Trung tâm Chuyển đổi số"
    settings.OPERATOR_IS_INVENTED = False
    html = client.get("/").content.decode()
    assert_clean_page(html)
    assert "Trung tâm Chuyển đổi số" in html


@pytest.mark.parametrize("address", OWN_PAGES)
def test_the_operator_of_the_demo_stands_in_words(client, settings, address):
    settings.OPERATOR_NAME = "Trung tâm Thử"
    settings.OPERATOR_IS_INVENTED = True
    assert_clean_page(read(client, address, "vi"))


def test_a_page_works_before_the_fonts_are_built(client, monkeypatch):
    monkeypatch.setattr("assessment.fonts.are_built", lambda: False)
    assert "fonts" not in client.get("/").content.decode()


# Language


def test_the_switch_changes_the_language_and_stays_on_the_page(client):
    read(client, "/", "vi")
    response = client.post(
        "/ngon-ngu/", {"language": "en", "next": "/gioi-thieu/?tu=chan-trang"}
    )
    assert response.headers["Location"] == "/gioi-thieu/?tu=chan-trang"
    assert "About this site" in client.get("/gioi-thieu/").content.decode()


def test_the_switch_leads_to_no_other_host(client):
    response = client.post(
        "/ngon-ngu/", {"language": "en", "next": "https://example.com/"}
    )
    assert response.headers["Location"] == "/"


def test_looking_at_the_switch_changes_nothing(client):
    read(client, "/", "vi")
    client.get("/ngon-ngu/?language=en")
    assert 'lang="vi"' in client.get("/").content.decode()


def test_the_switch_needs_the_forms_token():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/ngon-ngu/", {"language": "en"}).status_code == 403


def test_the_language_is_kept_with_the_account_and_spoken_on_a_new_device(client):
    user = make_user()
    client.force_login(user)
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"
    elsewhere = Client()
    elsewhere.login(email=user.email, password=PASSWORD)
    assert '<html lang="en">' in elsewhere.get("/gioi-thieu/").content.decode()


def test_a_language_that_is_not_offered_is_ignored(client):
    user = make_user()
    client.force_login(user)
    client.post("/ngon-ngu/", {"language": "fr", "next": "/"})
    user.refresh_from_db()
    assert user.language == "vi"


# What needs no request


def test_the_page_for_broken_things_needs_neither_request_nor_database(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        response = server_error(None)
    assert response.status_code == 500
    assert_clean_page(response)


def test_the_page_for_unreadable_requests_needs_no_request():
    response = bad_request(None, ValueError("planted"))
    assert response.status_code == 400
    assert "planted" not in response.content.decode()


# Own home


def test_own_home_is_only_looked_at(client):
    client.force_login(make_user())
    assert client.post("/cua-toi/").status_code == 405


def test_own_home_is_never_stored(client):
    client.force_login(make_user())
    assert "no-store" in client.get("/cua-toi/").headers["Cache-Control"]


def test_own_home_asks_strangers_to_sign_in(client):
    response = client.get("/cua-toi/")
    assert response.status_code == 302
    assert response.url.endswith("?next=/cua-toi/")
