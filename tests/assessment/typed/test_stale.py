"""A form whose token went stale comes back with what was typed; nothing is sent by itself."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from tests.builders import PASSWORD, PDF, make_index_version
from tests.pages import assert_clean_page
from tests.personas import make_owner
from tests.survey.wizard import Fields

HERE, ELSEWHERE = {"Origin": "http://testserver"}, {"Origin": "https://evil.example"}
SHOP = {"name": "Tiệm <Sao>", "sector": "C", "employees": "12"}
STALE = {"csrfmiddlewaretoken": "a" * 64}


@pytest.fixture
def browser(db) -> Client:
    make_index_version()
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("survey:start"))
    return browser


def start(browser: Client, data: dict, headers: dict = HERE):
    return browser.post(reverse("survey:start"), data, headers=headers)


def sent_again(page: str) -> dict[str, list[str]]:
    return Fields(page.partition("<main")[2]).sent


def test_one_tap_sends_what_was_typed(browser):
    refused = start(browser, SHOP | STALE)
    assert refused.status_code == 403
    assert_clean_page(refused)
    assert not Organisation.objects.exists()
    again = start(browser, sent_again(refused.content.decode()))
    assert again.status_code == 302
    assert Organisation.objects.get().name == "Tiệm <Sao>"


def test_it_is_told_what_was_typed(browser):
    page = start(browser, SHOP | STALE | {"posting": "an-id"}).content.decode()
    told = page.partition("<details")[2]
    assert "Tiệm &lt;Sao&gt;" in told
    assert "an-id" not in told


def test_signed_in_from_a_second_tab_the_first_ones_form_can_be_sent(browser):
    first_tab = Fields(browser.get(reverse("survey:start")).content.decode()).sent
    make_owner("lan@pho.example")
    second_tab = Fields(browser.get(reverse("account_login")).content.decode()).sent
    browser.post(
        reverse("account_login"),
        second_tab | {"login": "lan@pho.example", "password": PASSWORD},
        headers=HERE,
    )
    refused = start(browser, first_tab | SHOP)
    assert refused.status_code == 403
    assert start(browser, sent_again(refused.content.decode())).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        ELSEWHERE,
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        HERE | {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_what_another_site_sends_is_never_offered(browser, headers):
    refused = start(browser, SHOP | STALE, headers)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "Sao" not in page
    assert "posting" not in page
    assert "<form" not in page.partition("<main")[2]


def test_what_bears_no_token_at_all_came_from_no_page_of_ours(browser):
    assert "Sao" not in start(browser, SHOP).content.decode()


def test_over_https_without_origin_and_referrer_nothing_is_offered(browser):
    refused = browser.post(reverse("survey:start"), SHOP | STALE, secure=True)
    assert "Sao" not in refused.content.decode()


def test_a_password_is_typed_again_and_stands_in_no_page(browser):
    data = {"login": "lan@pho.example", "password": "bi-mat-lam"} | STALE
    refused = browser.post(reverse("account_login"), data, headers=HERE)
    page = refused.content.decode()
    assert "bi-mat-lam" not in page
    assert 'value="lan@pho.example"' in page
    assert re.search('type="password" id="again-password" name="password"', page)
    assert_clean_page(refused)


def test_a_file_is_chosen_again(browser):
    file = SimpleUploadedFile("so.pdf", PDF, "application/pdf")
    page = start(browser, SHOP | STALE | {"file": file}).content.decode()
    assert 'type="file" id="again-file" name="file"' in page
    assert 'enctype="multipart/form-data"' in page
