"""What is measured of the desk runs, at a small size."""

import pytest

from performance.providers import desk

pytestmark = pytest.mark.django_db


def test_the_desk_takes_as_many_queries_with_many_requests_as_with_few(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.001")
    monkeypatch.setattr(desk, "call_command", lambda *_args, **_more: None)
    names = [measurement.name for measurement in desk.run()]
    assert names[0].startswith("desk of 100 requests")
    assert len(names) == 6
