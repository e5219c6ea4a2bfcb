"""The page on which a customer answers: by its link alone, and once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tokens import token_hash
from providers.models import Reference
from tests.builders import NOW
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import make_association, make_sent

pytestmark = pytest.mark.django_db
ANSWERS = {"used": "yes", "kept": "yes", "again": "yes"}
SECRET = "mot-bi-mat"


@pytest.fixture
def customer() -> Reference:
    sent, _user = make_sent(make_association())
    reference = sent.references.first()
    reference.token_hash = token_hash(SECRET)
    # Links have their days, and pages go by the clock on the wall.
    reference.save()
    return reference


@pytest.fixture(autouse=True)
def _at_that_time(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def browser(customer) -> Client:
    """In which the button of the letter's page was pressed."""
    browser = Client()
    opened = browser.post(reverse("providers:customer_link", args=[SECRET]))
    assert opened.url == page_of(customer)
    return browser


def page_of(customer: Reference) -> str:
    return reverse("providers:customer", args=[customer.public_id])


def test_three_questions_are_asked_with_who_reads_them(browser, customer):
    page = browser.get(page_of(customer))
    assert_clean_page(page)
    text = page.content.decode()
    assert text.count("<fieldset") == 3
    assert customer.application.association.name in text
    assert "Nhà cung cấp không biết anh/chị nói gì" in text


def test_answers_are_kept_and_the_page_ends(browser, customer):
    answered = browser.post(page_of(customer), ANSWERS)
    assert answered.url == reverse("home")
    customer.refresh_from_db()
    assert customer.answers == ANSWERS
    assert browser.get(page_of(customer)).status_code == 410
    assert browser.post(page_of(customer), ANSWERS).status_code == 410


def test_an_answer_that_is_missing_is_said_beside_its_question(browser, customer):
    page = browser.post(page_of(customer), {"used": "yes", "kept": "yes"})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["again"]
    assert page.context["form"]["used"].value() == "yes"
    customer.refresh_from_db()
    assert customer.answered_at is None


def test_an_answer_that_nobody_offered_is_refused(browser, customer):
    page = browser.post(page_of(customer), ANSWERS | {"kept": "perhaps"})
    assert list(page.context["form"].errors) == ["kept"]


def test_another_browser_finds_nothing(customer):
    assert Client().get(page_of(customer)).status_code == 404


def test_a_link_that_was_used_opens_nothing_more(browser, customer):
    browser.post(page_of(customer), ANSWERS)
    again = Client().post(reverse("providers:customer_link", args=[SECRET]))
    assert again.status_code == 410


def test_it_is_asked_in_english_too(browser, customer):
    browser.cookies["django_language"] = "en"
    text = browser.get(page_of(customer)).content.decode()
    assert "Do you use what this provider offers?" in text
