"""What every answer carries: a language, headers that keep it private, our error pages."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from assessment.middleware import (
    LoginRequiredMiddleware,
    chosen_language,
    cleaned_request,
    closed_to_other_sites,
    own_error_pages,
    privacy_headers,
)
from language.texts import address
from tests.pages import assert_clean_page

# The language


def answer(_request) -> HttpResponse:
    return HttpResponse(translation.get_language())


def language_of(rf, cookie: str | None = None, account: str | None = None) -> str:
    """The language in which somebody is answered."""
    request = rf.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    if cookie is not None:
        request.COOKIES["django_language"] = cookie
    request.user = AnonymousUser()
    if account is not None:
        request.user = SimpleNamespace(is_authenticated=True, language=account)
    response = chosen_language(answer)(request)
    language = response.content.decode()
    assert response.headers["Content-Language"] == request.LANGUAGE_CODE == language
    return language


def test_who_comes_after_a_household_business_is_no_household(rf):
    def answer_household(_request) -> HttpResponse:
        address(is_household=True)
        return answer(_request)

    request = rf.get("/")
    request.user = AnonymousUser()
    response = chosen_language(answer_household)(request)
    assert response.content.decode() == "vi-hkd"
    assert response.headers["Content-Language"] == "vi"
    assert translation.get_language() == "vi"


@pytest.mark.parametrize(
    ("cookie", "account", "language"),
    [
        (None, None, "vi"),
        ("en", None, "en"),
        (None, "en", "en"),
        ("vi", "en", "vi"),  # chosen in this browser
        ("fr", None, "vi"),  # not offered
        ("fr", "en", "vi"),
        (None, "", "vi"),
    ],
)
def test_the_browsers_choice_comes_before_the_accounts_and_else_vietnamese(
    rf, cookie, account, language
):
    assert language_of(rf, cookie, account) == language


def test_a_page_that_says_its_language_itself_is_left_alone(rf):
    def english(_request) -> HttpResponse:
        return HttpResponse(headers={"Content-Language": "en"})

    request = rf.get("/")
    request.user = AnonymousUser()
    response = chosen_language(english)(request)
    assert response.headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_vietnamese_is_spoken_first_whatever_the_browser_is_set_to(client):
    assert (
        client.get("/", headers={"accept-language": "en-US,en;q=0.9"}).headers[
            "Content-Language"
        ]
        == "vi"
    )


# Headers


@pytest.mark.django_db
def test_the_policy_forbids_inline_code_and_other_hosts(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_pages_carry_their_security_headers(client):
    headers = client.get("/").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in headers["Cache-Control"]


class Session(dict):
    """What the middleware asks of one."""

    def __init__(self, *, accessed: bool, **kept: str) -> None:
        super().__init__(kept)
        self.accessed = accessed


def headers_of(rf, session: Session, **headers: str) -> dict:
    request = rf.get("/")
    request.session = session
    response = privacy_headers(lambda _request: HttpResponse(headers=headers))(request)
    return response.headers


def test_a_page_of_a_person_is_stored_by_nobody_else(rf):
    control = headers_of(rf, Session(accessed=True))["Cache-Control"]
    assert set(control.split(", ")) == {"private", "no-cache"}


def test_a_page_of_an_account_is_stored_nowhere(rf):
    session = Session(accessed=True, _auth_user_id="1")
    control = headers_of(rf, session)["Cache-Control"]
    assert set(control.split(", ")) == {"private", "no-cache", "no-store"}


def test_a_page_for_everybody_may_be_stored(rf):
    assert "Cache-Control" not in headers_of(rf, Session(accessed=False))


def test_a_page_that_says_itself_how_it_is_stored_is_left_alone(rf):
    headers = headers_of(rf, Session(accessed=True), **{"Cache-Control": "max-age=60"})
    assert headers["Cache-Control"] == "max-age=60"


# Of a page, of a file, and of what is not there.
ANSWERS = ["/", "/static/assessment/frame.js", "/khong-co/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_is_closed_to_other_sites(client, address):
    answer = client.get(address)
    answer.close()  # a file would stay open
    headers = answer.headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    rules = set(headers["Content-Security-Policy"].split("; "))
    assert rules >= {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_a_method_that_no_page_has_is_refused(client, method):
    answer = client.generic(method, "/", headers={"x-secret": "khong-ke-lai"})
    assert answer.status_code == 405
    assert b"khong-ke-lai" not in answer.content


def test_a_page_may_permit_itself_more(rf):
    permitted = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})
    response = closed_to_other_sites(lambda _request: permitted)(rf.get("/"))
    assert response.headers["Permissions-Policy"] == "camera=(self)"


# What a view refuses


@pytest.mark.django_db
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


def test_what_breaks_is_left_to_the_page_for_broken_things(rf):
    handle = own_error_pages(answer)
    assert handle.process_exception(rf.get("/"), RuntimeError("planted")) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(Http404("không có"), 404), (PermissionDenied("không"), 403)]
)
def test_what_is_missing_or_refused_has_a_page_of_ours(rf, client, error, status):
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), client.session
    response = own_error_pages(answer).process_exception(request, error)
    assert response.status_code == status


# A session that has ended


def sent_to(rf, method: str, path: str, referer: str = "") -> str:
    """Where somebody without a session is led."""
    headers = {"referer": referer} if referer else {}
    request = rf.generic(method, path, headers=headers)
    request.user = AnonymousUser()
    middleware = LoginRequiredMiddleware(answer)
    return middleware.process_view(request, answer, (), {}).url


def test_who_asks_for_a_page_comes_back_to_it(rf):
    assert sent_to(rf, "GET", "/lo-trinh/").endswith("?next=/lo-trinh/")


def test_who_pressed_a_button_comes_back_to_the_page_with_the_button(rf):
    url = sent_to(rf, "POST", "/gui/", "http://testserver/lo-trinh/?phan=2")
    assert url.endswith("?next=/lo-trinh/%3Fphan%3D2")


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/lo-trinh/"])
def test_a_page_that_is_not_ours_is_never_come_back_to(rf, referer):
    assert sent_to(rf, "POST", "/gui/", referer).endswith("?next=/gui/")


# What is sent


def seen_by_a_view(request: HttpRequest) -> HttpRequest:
    cleaned = cleaned_request(lambda request: request)
    handled = cleaned(request)
    cleaned.process_view(handled, None, (), {})
    return handled


def test_a_view_sees_what_was_sent_without_hidden_signs(rf):
    sent = {"name": ["Ph\u200bở", "a\x00b"], "note": "một\r\nhai"}
    request = seen_by_a_view(rf.post("/?ten=Ph%E2%80%8B%E1%BB%9F%00", sent))
    assert request.GET["ten"] == "Phở"
    assert request.POST.getlist("name") == ["Phở", "ab"]
    assert request.POST["note"] == "một\nhai"


def test_a_password_is_left_as_it_is_typed(rf):
    sent = {"login": "a@b.vn\u200b", "password": "m\u200bật\u00a0khẩu"}
    request = seen_by_a_view(rf.post("/", sent))
    assert request.POST["login"] == "a@b.vn"
    assert request.POST["password"] == "m\u200bật\u00a0khẩu"


def test_what_is_clean_already_is_handed_on_as_it_came(rf):
    request = rf.post("/?a=1", {"b": "Phở"})
    get, post = request.GET, request.POST
    assert seen_by_a_view(request).GET is get
    assert request.POST is post


def test_a_file_comes_through(rf):
    file = SimpleUploadedFile("a.txt", b"Ph\xe2\x80\x8b")
    request = seen_by_a_view(rf.post("/", {"file": file, "note": "a\u200b"}))
    assert request.FILES["file"].read() == b"Ph\xe2\x80\x8b"
    assert request.POST["note"] == "a"
