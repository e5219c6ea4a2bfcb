"""The burst: what is measured is how long others wait."""

import io
import urllib.error

import pytest

from performance import load


def test_the_slowest_page_decides():
    measured = load.waited("a page", [0.1, 0.2, 1.5], [0.1])
    assert measured.met is False
    assert "1500 ms" in measured.name
    assert load.waited("a page", [0.1, 0.9], [0.1]).met is True


def test_a_report_is_asked_for_again_when_the_page_says_so(monkeypatch):
    pauses, answers = [], [busy(), busy(), io.BytesIO(b"%PDF-1.7")]

    def urlopen(asked, timeout):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(load.urllib.request, "urlopen", urlopen)
    monkeypatch.setattr(load.time, "sleep", pauses.append)
    assert load.fetch_report("http://127.0.0.1/x.pdf", "sessionid=a")
    assert pauses == [4, 4]


def busy() -> urllib.error.HTTPError:
    headers = {"Retry-After": "4"}
    return urllib.error.HTTPError("x", 503, "busy", headers, io.BytesIO())


def test_a_page_that_is_no_report_is_told(monkeypatch):
    def urlopen(asked, timeout):
        return io.BytesIO(b"<!doctype html>")

    monkeypatch.setattr(load.urllib.request, "urlopen", urlopen)
    assert not load.fetch_report("http://127.0.0.1/x.pdf", "sessionid=a")


def test_the_server_that_hangs_accepts_and_says_nothing():
    with (
        load.silent_port() as port,
        load.socket.create_connection(("127.0.0.1", port)) as line,
    ):
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.recv(1)
