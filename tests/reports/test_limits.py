"""Brakes on trying codes, and on files that take work."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.models import User
from reports import limits


def request_of(user=None, address: str = "203.0.113.7"):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return request


def tries(limit, *requests) -> list[bool]:
    return [limit(request) for request in requests]


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(limits, "CODES_A_MINUTE", 2)
    monkeypatch.setattr(limits, "WRONG_A_DAY_FROM_ONE_PLACE", 2)
    monkeypatch.setattr(limits, "WRONG_A_DAY", 3)
    monkeypatch.setattr(limits, "FILES_AN_HOUR", 2)
    monkeypatch.setattr(limits, "FILES_AN_HOUR_FROM_ONE_PLACE", 3)


def test_codes_are_limited_by_the_address_they_come_from():
    here, there = request_of(), request_of(address="203.0.113.8")
    assert tries(limits.too_many_codes, here, here, here) == [False, False, True]
    assert tries(limits.too_many_codes, there) == [False]


def test_an_account_does_not_help_to_try_more_codes():
    person = request_of(User(pk=1))
    assert tries(limits.too_many_codes, person, request_of(), person) == [
        False,
        False,
        True,
    ]


def test_files_are_limited_by_account_wherever_it_is():
    here, there = request_of(User(pk=1)), request_of(User(pk=1), "203.0.113.8")
    assert tries(limits.too_many_files, here, there, here) == [False, False, True]


def test_one_account_does_not_hold_up_another_in_the_same_place():
    first, second = request_of(User(pk=1)), request_of(User(pk=2))
    assert tries(limits.too_many_files, first, first, first) == [False, False, True]
    assert tries(limits.too_many_files, second) == [False]


def test_without_an_account_a_whole_place_counts_together():
    request = request_of()
    assert tries(limits.too_many_files, *[request] * 4) == [False, False, False, True]


def test_codes_and_files_are_counted_apart():
    request = request_of()
    assert tries(limits.too_many_codes, request, request) == [False, False]
    assert tries(limits.too_many_files, request) == [False]


CODE = "K7QM-2FXT-9HJP"


def wrong(*requests, code: str = CODE) -> list[bool]:
    return [limits.too_many_wrong(request, code) for request in requests]


def test_what_does_not_agree_with_a_code_is_limited_by_place():
    here, there = request_of(), request_of(address="203.0.113.8")
    assert wrong(here, here, here) == [False, False, True]
    assert wrong(there) == [False]
    assert wrong(here, code="AAAA-BBBB-CCCC") == [False]


def test_what_does_not_agree_with_a_code_is_limited_over_all_places():
    places = [request_of(address=f"203.0.113.{place}") for place in range(5)]
    assert wrong(*places) == [False, False, False, True, True]


def test_who_is_stopped_in_one_place_uses_up_nothing_of_others():
    here, there = request_of(), request_of(address="203.0.113.8")
    assert wrong(*[here] * 20) == [False, False, *[True] * 18]
    assert wrong(there) == [False]


def test_what_agrees_is_not_counted():
    here, there = request_of(), request_of(address="203.0.113.8")
    for _turn in range(5):
        assert wrong(here, there) == [False, False]
        limits.agreed(here, CODE)
        limits.agreed(there, CODE)
