"""Links to an address, for whoever has no account."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent
from accounts.tokens import token_hash
from privacy.models import AddressLink
from privacy.requests.errors import RequestError
from privacy.requests.links import (
    end_address_link,
    forget_address_links,
    open_address_link,
    send_address_link,
    standing_link,
    take_back_link,
)
from tests.builders import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "lan@quanpho.example"
SECOND = timedelta(seconds=1)
ENDS = NOW + timedelta(days=1)  # as the letter says


def a_link(token: str = "bi-mat", email: str = ADDRESS, **fields) -> AddressLink:
    usual = {
        "email": email,
        "token_hash": token_hash(token),
        "language": "vi",
        "made_at": NOW,
        "expires_at": ENDS,
    }
    return AddressLink.objects.create(**usual | fields)


def refused(token: str, now) -> str:
    with pytest.raises(RequestError) as error:
        open_address_link(token=token, now=now)
    return error.value.code


def test_one_is_sent_to_whoever_asks_and_nothing_is_looked_up(mailoutbox):
    link = send_address_link(email=ADDRESS, language="en", now=NOW)
    assert (link.email, link.language) == (ADDRESS, "en")
    assert link.expires_at == ENDS
    (letter,) = mailoutbox
    assert letter.to == [ADDRESS]
    assert link.token_hash not in letter.body, "the letter has the secret alone"
    assert not AuditEvent.objects.exists(), "that somebody asked tells of nobody"


def test_older_ones_to_the_same_address_stand_on():
    older = send_address_link(email=ADDRESS, language="vi", now=NOW)
    newer = send_address_link(email=ADDRESS, language="vi", now=NOW + SECOND)
    for link in (older, newer):
        assert standing_link(str(link.public_id), NOW + SECOND) == link


@pytest.mark.parametrize(
    ("ended", "is_kept"),
    [(NOW - SECOND, False), (NOW, False), (NOW + SECOND, True)],
)
def test_with_each_that_is_sent_those_that_ended_are_forgotten(ended, is_kept):
    old = a_link(expires_at=ended)
    send_address_link(email="ba@quan.example", language="vi", now=NOW)
    assert AddressLink.objects.filter(pk=old.pk).exists() is is_kept


@pytest.mark.parametrize(
    ("token", "now", "opens"),
    [
        ("bi-mat", NOW, True),
        ("bi-mat", ENDS - SECOND, True),
        ("bi-mat", ENDS, False),
        ("bi-mat", ENDS + SECOND, False),
        ("khac", NOW, False),
        ("", NOW, False),
    ],
)
def test_it_opens_for_a_day_and_says_the_same_of_one_that_never_was(token, now, opens):
    link = a_link()
    if opens:
        assert open_address_link(token=token, now=now) == link
    else:
        assert refused(token, now) == "link_ended"


def test_opened_again_it_keeps_when_it_was_opened_first():
    a_link()
    first = open_address_link(token="bi-mat", now=NOW)
    again = open_address_link(token="bi-mat", now=NOW + SECOND)
    assert first.opened_at == again.opened_at == NOW
    assert AuditEvent.objects.filter(action="privacy.address_confirmed").count() == 2


def test_the_log_says_that_an_address_was_confirmed_and_not_which():
    link = a_link()
    open_address_link(token="bi-mat", now=NOW)
    event = AuditEvent.objects.get()
    assert event.subject == f"address_link:{link.public_id}"
    assert ADDRESS not in f"{event.subject}{event.details}"


@pytest.mark.parametrize(
    ("now", "stands"),
    [(NOW, True), (ENDS - SECOND, True), (ENDS, False), (ENDS + SECOND, False)],
)
def test_a_browser_that_opened_it_sees_something_as_long_as_it_stands(now, stands):
    link = a_link()
    found = standing_link(str(link.public_id), now)
    assert found == (link if stands else None)


class TestEnded:
    def test_by_its_reader_it_opens_nothing_any_more(self):
        link = a_link()
        open_address_link(token="bi-mat", now=NOW)
        end_address_link(str(link.public_id))
        assert standing_link(str(link.public_id), NOW) is None
        assert refused("bi-mat", NOW) == "link_ended"

    def test_others_to_the_same_address_stay(self):
        link, other = a_link(), a_link("khac")
        end_address_link(str(link.public_id))
        assert AddressLink.objects.get() == other

    def test_of_none_nothing_happens(self):
        link = a_link()
        end_address_link("")
        assert AddressLink.objects.get() == link


class TestTakenBack:
    def test_as_long_as_nobody_opened_it(self):
        link = a_link()
        assert take_back_link(str(link.public_id)) == ADDRESS
        assert not AddressLink.objects.exists()

    def test_once_opened_it_is_its_reader_s(self):
        link = a_link(opened_at=NOW)
        assert take_back_link(str(link.public_id)) == ""
        assert AddressLink.objects.get() == link

    def test_twice_nothing_ends_the_second_time(self):
        link = a_link()
        take_back_link(str(link.public_id))
        assert take_back_link(str(link.public_id)) == ""

    def test_of_none_nothing_ends(self):
        a_link()
        assert take_back_link("") == ""
        assert AddressLink.objects.exists()


@pytest.mark.parametrize(
    ("before", "count"), [(NOW, 0), (ENDS - SECOND, 0), (ENDS, 2), (ENDS + SECOND, 2)]
)
def test_forgotten_are_those_that_ended_and_how_many_is_told(before, count):
    a_link()
    a_link("khac", "ba@quan.example")
    assert forget_address_links(ended_before=before) == count
    assert AddressLink.objects.count() == 2 - count
