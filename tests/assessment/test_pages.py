"""The frame's own pages: what they say, in both languages, and what travels with them."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.access import HELD
from assessment.front import forget, front
from assessment.views import components
from tests.builders import PASSWORD, make_organisation, make_user
from tests.pages import Page, assert_clean_page
from tests.personas import remembering

pytestmark = pytest.mark.django_db
LANGUAGES = ("vi", "en")
OWN_PAGES = ("/", "/gioi-thieu/")


def read(client: Client, address: str, language: str, **extra):
    client.cookies["django_language"] = language
    return client.get(address, **extra)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", OWN_PAGES)
def test_the_frames_pages_are_clean_in_both_languages(client, address, language):
    response = read(client, address, language)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert_clean_page(response)


def test_the_landing_page_says_what_for_whom_and_how_long_and_has_one_main_button(
    client,
):
    html = read(client, "/", "vi").content.decode()
    for words in (
        "mức chuyển đổi số nào",
        "Trả lời",
        "doanh nghiệp nhỏ và vừa",
        "Không cần tài khoản",
    ):
        assert words in html
    assert len(re.findall(r'class="button\b', html)) == 1


def test_who_began_without_an_account_finds_the_way_back(client):
    remembering(client, HELD, make_organisation())
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
    settings.OPERATOR = "Trung tâm Chuyển đổi số"
    assert "Trung tâm Chuyển đổi số" in client.get("/").content.decode()


def test_the_policy_forbids_inline_code_and_other_hosts(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_pages_carry_their_security_headers(client):
    headers = client.get("/").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in headers["Cache-Control"]


def test_a_page_works_before_the_fonts_are_built(client, monkeypatch):
    monkeypatch.setattr("assessment.fonts.are_built", lambda: False)
    assert "fonts" not in client.get("/").content.decode()


def test_the_components_page_shows_every_component_and_is_clean(rf, client):
    request = rf.get("/giao-dien/")
    request.user, request.session = make_user(), client.session
    with translation.override("vi"):
        response = components(request)
    assert_clean_page(response)
    html = response.content.decode()
    for name in (
        "choice",
        "error-summary",
        "level-badge",
        "table--cards",
        "wizard-bar",
        "dialog",
        "tabs",
        "empty",
    ):
        assert f'class="{name}' in html or f" {name}" in html


def test_the_components_page_is_not_there_for_visitors(client):
    assert client.get("/giao-dien/").status_code == 404


def load(*names):
    for name in names:
        call_command("load_index", f"fixtures/indexes/{name}.yaml", stdout=StringIO())
    forget()


def test_the_front_pages_tell_the_index_that_small_firms_are_offered(client):
    load("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")
    for address in OWN_PAGES:
        html = read(client, address, "vi").content.decode()
        assert_clean_page(html)
        assert "1567/QĐ-BKHCN, 30/06/2025" in html
        assert "14 câu" in html
        assert "tối đa 100 điểm" in html
    html = read(client, "/", "vi").content.decode()
    assert "khoảng 12 phút" in html
    assert "1970" not in html
    assert "trên 100 điểm" in html
    assert "1970/QĐ-BTTTT" in read(client, "/gioi-thieu/", "vi").content.decode(), (
        "can still be answered"
    )


def test_the_front_pages_follow_what_is_published(client):
    load("dbi-2021-sme")
    html = read(client, "/", "vi").content.decode()
    assert "Trả lời 60 câu trong khoảng 15 phút" in html
    assert "6 trụ cột, 60 câu hỏi, tối đa 320 điểm" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("index_id", ["dbi-2021-sme", "dbi-2025-sme"])
def test_the_street_has_a_house_for_each_level_of_the_index_and_names_it(
    client, index_id, language
):
    load(index_id)
    levels = [
        (row["level"], row["name"][language]) for row in front().offered.index.levels
    ]
    html = read(client, "/", language).content.decode()
    assert [int(plate) for plate in re.findall(r's-plate-text">(\d)<', html)] == [
        level for level, _name in levels
    ]
    names = re.findall(r'<li><span class="num">(\d)</span> ([^<]+)</li>', html)
    assert [(int(level), name) for level, name in names] == levels
    assert re.search(rf"(thang|out of) {levels[-1][0]}\s*</h3>", html)
    about = read(client, "/gioi-thieu/", language).content.decode()
    assert ", ".join(f"{level} {name}" for level, name in levels) in about


def test_without_an_index_there_is_no_street_to_be_wrong(client):
    html = read(client, "/", "vi").content.decode()
    assert "street" not in html
    assert "thang" not in html


def test_a_visit_to_the_front_pages_needs_no_query(client, django_assert_num_queries):
    load("dbi-2025-sme")
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")
        client.get("/gioi-thieu/")


def test_the_example_is_read_by_the_engine():
    load("dbi-2025-sme")
    example, told = front().example, front().offered.whole
    assert example.level in {row["level"] for row in told.levels}
    assert len(example.pillars) == len(told.pillars)
    assert 0 < example.points < example.maximum
    assert example.next_level == example.level + 1
    assert example.distance


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


def test_vietnamese_is_spoken_first_whatever_the_browser_is_set_to(client):
    assert (
        client.get("/", headers={"accept-language": "en-US,en;q=0.9"}).headers[
            "Content-Language"
        ]
        == "vi"
    )


def test_a_language_that_is_not_offered_is_ignored(client):
    user = make_user()
    client.force_login(user)
    client.post("/ngon-ngu/", {"language": "fr", "next": "/"})
    user.refresh_from_db()
    assert user.language == "vi"


# Errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_why_and_where_to_go(client, language):
    response = read(client, "/khong-co-trang-nay/", language)
    assert response.status_code == 404
    assert_clean_page(response)
    words = {"vi": "Không có trang này", "en": "This page is not here"}
    assert words[language] in response.content.decode()


def test_a_missing_page_offers_to_come_back_after_signing_in(client):
    html = client.get("/khong-co/?bi-mat=1").content.decode()
    assert "?next=/khong-co/" in html
    assert "bi-mat" not in html.replace('value="/khong-co/?bi-mat=1"', "")


def test_an_old_form_says_that_nothing_was_saved_and_how_to_send_again():
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "vi"
    response = client.post("/ngon-ngu/", {"language": "en"})
    assert response.status_code == 403
    assert_clean_page(response)
    html = response.content.decode()
    assert "chưa được lưu" in html
    assert "nút quay lại" in html


@pytest.mark.urls("tests.assessment.error_urls")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/hong/", 500, {"vi": "Các câu trả lời đã lưu", "en": "answers saved before"}),
        (
            "/khong-duoc/",
            403,
            {"vi": "Chưa có gì thay đổi", "en": "Nothing was changed"},
        ),
        (
            "/kho-hieu/",
            400,
            {"vi": "Không đọc được yêu cầu", "en": "could not be read"},
        ),
    ],
)
def test_error_pages_help_in_the_readers_language(
    client, address, status, words, language
):
    client.raise_request_exception = False
    response = read(client, address, language)
    assert response.status_code == status
    assert words[language] in response.content.decode()
    assert_clean_page(response)
    assert "planted" not in response.content.decode()


# The checker itself


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color:red">',
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<script src="https://cdn.example/x.js"></script>',
        "<style>p{}</style>",
        '<input name="q">',
        '<p id="a"></p><p id="a"></p>',
        '<p aria-describedby="nowhere">',
        '<a href="javascript:x()">',
        '<img src="/x.png">',
    ],
)
def test_the_checker_sees_what_it_is_for(fault):
    with pytest.raises(AssertionError):
        assert_clean_page(fault, fragment=True)


def test_the_checker_lets_a_labelled_control_pass():
    assert (
        Page(
            '<label for="a">A</label><input id="a"><label>B <input></label>'
        ).unlabelled()
        == []
    )


@pytest.mark.urls("tests.assessment.error_urls")
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/khong-duoc/", 403, "Chưa có gì thay đổi"),
        ("/khong-thay/", 404, "Không có trang này"),
    ],
)
def test_what_a_view_refuses_looks_the_same_in_debug_and_leaves_the_log_quiet(
    client, settings, caplog, address, status, words
):
    settings.DEBUG = True
    with caplog.at_level("DEBUG"):
        response = client.get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert_clean_page(response)
    assert not [record for record in caplog.records if record.exc_info]
    assert not [record for record in caplog.records if record.name == "django.request"]
