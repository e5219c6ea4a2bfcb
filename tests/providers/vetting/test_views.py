"""Vetting in the open: criteria and numbers, for everybody."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from providers.models import Application
from providers.vetting.applications.queries import public_numbers
from providers.vetting.criteria.queries import all_criteria
from tests.builders import make_provider
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import make_applicant, make_association

pytestmark = pytest.mark.django_db
State = Application.State
CRITERIA = all_criteria()["2026-12"]


def page_in(language: str) -> str:
    client = Client()
    client.cookies["django_language"] = language
    page = client.get(reverse("providers:vetting"))
    assert_clean_page(page)
    return " ".join(unescape(page.content.decode()).split())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_criterion_stands_there_in_both_languages(language):
    text = page_in(language)
    for criterion in CRITERIA.criteria:
        assert criterion.about[language] in text
    for gate in CRITERIA.gates:
        assert gate["about"][language] in text
    assert CRITERIA.source[language] in text
    assert CRITERIA.id in text


def test_it_says_how_sure_the_criteria_are():
    assert "assumed" in page_in("en")


def decided(number: int, state: str, took: int, at=None) -> None:
    association = make_association(f"Hội {state} {took}")
    at = at or timezone.now()
    for each in range(number):
        Application.objects.create(
            provider=make_provider(
                f"Nhà {state} {took} {each}", f"{state}{took}-{each}"
            ),
            association=association,
            criteria="2026-12",
            state=state,
            begun_at=at,
            sent_at=at,
            decided_at=at,
            took=took,
        )


def test_the_numbers_are_those_of_the_last_year():
    decided(3, State.ACCEPTED, 10)
    decided(1, State.EXPIRED, 12)
    decided(1, State.DECLINED, 30)
    decided(2, State.DECLINED, 99, at=timezone.now() - timedelta(days=400))
    text = page_in("en")
    assert "4 of 5" in text
    assert "10 working days" in text


def test_before_anything_is_decided_it_says_so():
    assert "Nothing has been decided yet" in page_in("en")


@pytest.mark.parametrize(
    ("took", "median"), [([5], 5), ([5, 9], 7), ([1, 2, 30], 2), ([], None)]
)
def test_the_median_is_that_of_working_days(took, median):
    for days in took:
        decided(1, State.DECLINED, days)
    since = timezone.now() - timedelta(days=365)
    assert public_numbers(since)["median"] == median


def test_what_was_suspended_is_counted_in_the_open():
    decided(2, State.SUSPENDED, 8)
    numbers = public_numbers(timezone.now() - timedelta(days=365))
    assert (numbers["suspended"], numbers["accepted"]) == (2, 2)


def test_who_works_for_a_provider_is_led_on():
    _provider, user = make_applicant()
    client = Client()
    own = reverse("providers:own_vetting")
    assert own not in client.get(reverse("providers:vetting")).content.decode()
    client.force_login(user)
    assert own in client.get(reverse("providers:vetting")).content.decode()
