"""Pages for what went wrong: they say what happened to the answers, and where to go."""

import pytest
from django.test import Client

from tests.assessment.reading import LANGUAGES, read
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


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
