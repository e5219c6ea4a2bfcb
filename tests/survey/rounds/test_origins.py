"""From where an enterprise is begun: marks that tell nothing but that two are alike."""

import re

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from accounts.models import AuditEvent, Organisation
from survey.models import Assessment, Origin
from survey.rounds.origins import COOKIE, LONGEST, device_of, origin_of
from survey.rounds.retention import KEPT_FOR, forget_drafts
from tests.builders import NOW, make_index_version

START = {"name": "Quán phở Hòa Bình", "sector": "I", "employees": "12"}
ADDRESS = "203.0.113.77"


def network_of(address: str) -> str:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return origin_of(request, "x").network


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("203.0.113.7", "203.0.113.200", True),  # another address overnight
        ("203.0.113.7", "203.0.114.7", False),
        ("203.0.113.7", "::ffff:203.0.113.9", True),  # IPv4 behind a proxy with IPv6
        ("2001:db8:1:a::1", "2001:db8:1:b::2", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
    ],
)
def test_addresses_of_one_block_have_one_mark(first, second, alike):
    assert (network_of(first) == network_of(second)) is alike


def test_an_address_that_cannot_be_told_has_no_mark():
    request = RequestFactory().post("/")
    request.META["REMOTE_ADDR"] = ""
    assert origin_of(request, "").network == ""
    assert origin_of(request, "").device == ""


def test_marks_tell_no_address_and_are_worth_nothing_without_the_key():
    mark = network_of(ADDRESS)
    assert re.fullmatch(r"[0-9a-f]{32}", mark)
    with override_settings(SECRET_KEY="another" * 8):
        assert network_of(ADDRESS) != mark


def test_a_network_and_a_browser_of_the_same_letters_have_two_marks():
    request = RequestFactory().post("/", REMOTE_ADDR=ADDRESS)
    origin = origin_of(request, "203.0.113.0/24")
    assert origin.network != origin.device


def test_a_browser_keeps_its_mark_and_a_new_one_gets_its_own():
    request = RequestFactory().post("/")
    first, second = device_of(request), device_of(request)
    assert first != second
    request.COOKIES[COOKIE] = first
    assert device_of(request) == first
    request.COOKIES[COOKIE] = "x" * 4000
    assert len(device_of(request)) == LONGEST


def begin(client: Client, **fields) -> Organisation:
    make_index_version()
    page = client.post(
        reverse("survey:start"), {**START, **fields}, REMOTE_ADDR=ADDRESS
    )
    assert page.status_code == 302
    return Organisation.objects.latest("pk")


@pytest.mark.django_db
class TestBeginning:
    def test_two_of_one_browser_are_alike_and_of_two_browsers_in_the_network_only(
        self, client
    ):
        first, second = begin(client), begin(client, name="Quán hai")
        other = begin(Client(), name="Quán ba")
        assert first.origin.device == second.origin.device != other.origin.device
        assert first.origin.network == second.origin.network == other.origin.network

    def test_the_cookie_is_set_by_beginning_and_by_nothing_before(self, client):
        make_index_version()
        client.get(reverse("home"))
        client.get(reverse("survey:start"))
        client.post(reverse("survey:start"), {**START, "only_size": "1"})
        assert COOKIE not in client.cookies
        begin(client)
        cookie = client.cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not Origin.objects.filter(device__contains=cookie.value).exists()

    def test_neither_address_nor_cookie_is_kept_anywhere(self, client):
        enterprise = begin(client)
        kept = [*Origin.objects.values_list(), *AuditEvent.objects.values_list()]
        kept += Organisation.objects.filter(pk=enterprise.pk).values_list()
        kept += Assessment.objects.values_list()
        text = str([kept, dict(client.session)])
        assert "203.0.113" not in text
        assert client.cookies[COOKIE].value not in text

    def test_it_goes_with_a_draft_that_nobody_comes_back_to(self, client):
        begin(client)
        Assessment.objects.update(changed_at=NOW)
        forget_drafts(untouched_since=NOW + KEPT_FOR, now=NOW + 2 * KEPT_FOR)
        assert not Origin.objects.exists()
