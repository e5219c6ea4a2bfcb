"""What is measured of campaigns runs, at a small size, and within its number of queries."""

import re

import pytest

from performance.association import campaigns

pytestmark = pytest.mark.django_db


def test_each_page_is_measured_with_its_queries(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.002")
    monkeypatch.setattr(campaigns, "call_command", lambda *_args, **_more: None)
    names = [measurement.name for measurement in campaigns.run()]
    assert names[0] == "invite 100 members"
    assert names[1].startswith("funnel")
    assert len(names) == 4 + len(campaigns.LISTS)
    assert names[-2].startswith("campaigns")
    assert names[-1].startswith("today")
    queries = [int(re.search(r"(\d+) queries", name)[1]) for name in names[1:]]
    assert max(queries) <= 15
