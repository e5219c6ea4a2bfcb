"""Whoever signs up, or reads about data, is told who takes it and where to complain."""

import pytest
from django.urls import reverse

from registry.files import registry

pytestmark = pytest.mark.django_db
PAGES = ("account_signup", "about")


@pytest.fixture
def named(settings):
    settings.OPERATOR_NAME = "Trung tâm Chuyển đổi số"
    settings.OPERATOR_ADDRESS = "5 Lê Lợi"
    settings.OPERATOR_COMPLAINTS = "khieu-nai@trungtam.example"
    settings.OPERATOR_RESPONSIBLE = "Bà Lê Thị Sáu"
    settings.OPERATOR_RESPONSIBLE_EMAIL = "du-lieu@trungtam.example"
    settings.OPERATOR_IS_INVENTED = False
    return settings


def page(client, name: str, language: str = "vi") -> str:
    client.cookies["django_language"] = language
    return client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_names_operator_law_rights_complaints_and_who_is_responsible(
    client, named, name, language
):
    text = page(client, name, language)
    for part in (
        named.OPERATOR_NAME,
        named.OPERATOR_ADDRESS,
        "91/2025/QH15",
        "356/2025/NĐ-CP",
        'href="mailto:khieu-nai@trungtam.example"',
        "Bà Lê Thị Sáu",
        'href="mailto:du-lieu@trungtam.example"',
        {"vi": "rút lại", "en": "withdraw"}[language],
    ):
        assert part in text
    assert "bản dùng thử: đơn vị" not in text


@pytest.mark.parametrize("name", PAGES)
def test_the_demo_says_that_its_operator_is_invented(client, name):
    assert "Đây là bản dùng thử: đơn vị" in page(client, name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_where_nobody_is_named(client, named, name):
    named.OPERATOR_NAME = ""
    assert "mailto:" not in page(client, name)


def test_complaints_may_go_to_a_page(client, named):
    named.OPERATOR_COMPLAINTS = "https://trungtam.example/khieu-nai"
    assert 'href="https://trungtam.example/khieu-nai"' in page(client, "about")


def test_the_terms_of_rights_are_those_that_are_counted(client):
    terms = registry("request_terms")
    days = {kind: term["days"] for kind, term in terms["kinds"].items()}
    assert (terms["acknowledge"], terms["counted"]) == (2, "working_days")
    assert {days["view"], days["copy"], days["correct"]} == {10}
    assert {days["object"], days["restrict"], days["withdraw"]} == {15}
    assert days["delete"] == 20
    told = "10 ngày làm việc, phản đối và rút lại 15, xóa 20"
    assert told in page(client, "about")
