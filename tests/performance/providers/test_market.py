"""Providers in a small market: what is measured of sharing and of a campaign."""

import numpy as np
import pytest

from performance.providers import market
from performance.providers.market import allocating, lots_of, simulated, verdict


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(market, "PROVIDERS", 40)


def test_a_lot_shares_out_what_numbers_heap_up():
    by_number, directory = simulated(150, is_drawn=False)
    by_lot, _same = simulated(150, is_drawn=True)
    told = [
        verdict(month, directory, is_drawn, 0.001)
        for month, is_drawn in ((by_number, False), (by_lot, True))
    ]
    heaped, shared = (
        market.gini(market.exposure(month.lists, 40)) for month in (by_number, by_lot)
    )
    assert shared < heaped
    assert told[1].met
    assert "the lot costs" in told[1].goal


def test_a_draw_gives_each_a_place_of_its_own():
    assert sorted(lots_of(3, np.arange(9))) == list(range(9))


def test_a_campaign_comes_close_to_its_bound_and_beats_the_greedy_way():
    (measurement,) = allocating(80, 12)
    assert measurement.met
    assert "greedy" in measurement.goal
