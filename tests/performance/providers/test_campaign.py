"""What is measured of gathering a campaign runs, at a small size, within its queries."""

import pytest

from performance.providers import campaign

pytestmark = pytest.mark.django_db


def test_a_campaign_is_gathered_in_few_queries_and_comes_close_to_its_bound(
    monkeypatch,
):
    monkeypatch.setenv("BENCH_SCALE", "0.001")
    monkeypatch.setattr(campaign, "call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(campaign, "populate", with_few_kinds)
    (measurement,) = campaign.run()
    assert measurement.name.startswith("gather 60 firms × 20")
    assert measurement.met
    assert measurement.beside_name == "the solver"


POPULATE = campaign.populate


def with_few_kinds(*args):
    POPULATE(*args, kinds=10)
