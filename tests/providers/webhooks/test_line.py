"""Calling an address that a stranger chose, against receivers that listen on this machine."""

import socket
import ssl
from dataclasses import replace
from threading import Event
from time import monotonic

import pytest

from providers.webhooks.line import LineError, Rules, post, target_of
from tests.providers.webhooks import receiver as who
from tests.providers.webhooks.authority import NAME, tls_of
from tests.providers.webhooks.receiver import receiver

BODY = b'{"type":"webhook.test"}'
HERE = Rules(allows_open=True, allows_loopback=True)
SOON = replace(HERE, seconds=0.2)


def call(address: str, rules: Rules = HERE):
    return post(address, BODY, {"webhook-id": "msg_1"}, rules)


def test_it_is_posted_as_it_is():
    with receiver(who.takes_it) as there:
        answer = call(there.address)
        [got] = there.calls
    assert (answer.status, answer.problem, answer.arrived) == (204, "", True)
    assert got.head[0] == "POST /webhook HTTP/1.1"
    assert got.body == BODY
    assert got.headers["webhook-id"] == "msg_1"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["host"] == f"127.0.0.1:{there.port}"


def test_whoever_fails_has_answered_but_nothing_arrived():
    with receiver(who.fails) as there:
        answer = call(there.address)
    assert (answer.status, answer.arrived) == (500, False)


@pytest.mark.parametrize("behave", [who.hangs, who.mumbles])
def test_whoever_does_not_come_to_an_end_is_left(behave):
    began = monotonic()
    with receiver(behave) as there:
        answer = call(there.address, SOON)
        took = monotonic() - began
    assert (answer.status, answer.problem) == (None, "too_slow")
    assert took < 1
    assert 200 <= answer.took < 1000


@pytest.mark.parametrize("behave", [who.takes_it_and_mumbles, who.answers_a_gigabyte])
def test_what_is_said_after_the_status_is_not_waited_for(behave):
    began = monotonic()
    with receiver(behave) as there:
        answer = call(there.address, SOON)
        took = monotonic() - began
    assert answer.arrived
    assert took < 1


def test_no_more_than_so_much_is_read():
    with receiver(who.answers_a_gigabyte_of_heads) as there:
        answer = call(there.address)
    assert (answer.status, answer.problem) == (None, "too_long")


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 2", b"HTTP/1.1 200 OK\r\nX-Th"])
def test_whoever_closes_in_between_has_not_answered(said):
    with receiver(who.closes_after(said)) as there:
        answer = call(there.address)
    assert (answer.status, answer.problem) == (None, "cut_off")


def test_where_nobody_listens_nothing_arrives():
    with receiver(who.takes_it) as there:
        pass
    assert call(there.address).problem == "refused"


def test_no_redirect_is_followed():
    with (
        receiver(who.takes_it) as inside,
        receiver(who.redirects_to(inside.address)) as there,
    ):
        answer = call(there.address)
    assert (answer.status, answer.arrived) == (307, False)
    assert not inside.calls


# The address is judged when the line is opened


class Names:
    """A name that means something else each time it is asked."""

    def __init__(self, *meanings: str) -> None:
        self.meanings = list(meanings)

    def __call__(self, _host: str, _port: int) -> list[str]:
        return [self.meanings.pop(0)]


@pytest.fixture
def called(monkeypatch):
    """To which places a line was opened; none leads out of this machine."""
    places = []

    def open_line(place, timeout):
        places.append(place)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", open_line)
    return places


def test_the_address_that_was_judged_is_the_one_that_is_called(called):
    rules = Rules(resolve=Names("93.184.215.14", "127.0.0.1"))
    assert call("https://he-thong.example/", rules).problem == "refused"
    assert called == [("93.184.215.14", 443)]


def test_a_name_that_leads_inside_the_second_time_is_not_called(called):
    rules = Rules(resolve=Names("93.184.215.14", "10.0.0.5"))
    call("https://he-thong.example/", rules)
    assert call("https://he-thong.example/", rules).problem == "not_public"
    assert len(called) == 1


def test_of_several_addresses_only_public_ones_are_called(called):
    names = ["fe80::1", "169.254.169.254", "2606:2800::1", "93.184.215.14"]
    rules = Rules(resolve=lambda *_name: names)
    call("https://he-thong.example/", rules)
    assert called == [("2606:2800::1", 443), ("93.184.215.14", 443)]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0"]
)
def test_in_service_this_machine_is_never_called(called, host):
    assert call(f"https://{host}/", Rules()).problem in {"not_public", "no_such_name"}
    assert not called


def test_where_this_machine_may_be_called_no_other_port_of_others_may(called):
    rules = replace(HERE, resolve=Names("93.184.215.14"))
    assert call("http://he-thong.example:6379/", rules).problem == "not_public"
    assert not called


def test_a_name_that_is_looked_up_for_ever_is_not_waited_for(called):
    over = Event()
    rules = Rules(seconds=0.05, resolve=lambda *_name: over.wait(5) or [])
    assert call("https://he-thong.example/", rules).problem == "too_slow"
    over.set()


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://he-thong.example/", "bad_address"),
        ("https:///webhook", "bad_address"),
        ("https://ten:mat-khau@he-thong.example/", "bad_address"),
        ("https://he-thong.example:port/", "bad_address"),
        ("http://he-thong.example/", "not_https"),
        ("https://he-thong.example:8443/", "bad_port"),
        ("https://he-thong.example:22/", "bad_port"),
    ],
)
def test_some_addresses_are_refused_before_anybody_is_asked(address, problem):
    with pytest.raises(LineError) as error:
        target_of(address, Rules())
    assert error.value.problem == problem


# TLS


def secure(trust: ssl.SSLContext, host: str) -> Rules:
    return replace(HERE, trust=trust, resolve=lambda *_name: ["127.0.0.1"])


def test_its_certificate_has_to_bear_the_name_though_a_number_is_called():
    theirs, trust = tls_of(NAME)
    with receiver(who.takes_it, theirs) as there:
        answer = call(f"https://{NAME}:{there.port}/", secure(trust, NAME))
        other = call(f"https://khac.example:{there.port}/", secure(trust, NAME))
    assert answer.status == 204
    assert (other.status, other.problem) == (None, "tls")
    assert len(there.calls) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_taken():
    theirs, _trust = tls_of(NAME)
    with receiver(who.takes_it, theirs) as there:
        rules = secure(ssl.create_default_context(), NAME)
        answer = call(f"https://{NAME}:{there.port}/", rules)
    assert answer.problem == "tls"
    assert not there.calls
