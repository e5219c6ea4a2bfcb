"""What is measured of webhooks runs, at a small size, and all of it comes."""

import pytest

from performance.providers import webhooks

pytestmark = pytest.mark.django_db


def test_all_that_is_announced_is_sent(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    monkeypatch.setattr(webhooks, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(webhooks.services, "ask_for_sending", lambda *_asked: None)
    names = [measurement.name for measurement in webhooks.run()]
    assert names == [
        "announce 10 messages to 10 systems",
        "send 10 messages to a receiver here, one worker",
    ]
