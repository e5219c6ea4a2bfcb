"""Advice beside an integer program: what is asked, and when they agree."""

import pytest

from indexes.advice.advised import Advised
from performance import advice as measured
from performance.advice import evened, hardest, judge, one_firm, plans
from tests.indexes.advice.cases import Asked
from tests.scoring.paths import REAL, real_index


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")


def test_one_firm_is_measured_against_its_limit():
    measurement = one_firm("dbi-2025-sme", "retail")
    assert measurement.name.startswith("dbi-2025-sme/retail, ")
    assert measurement.name.endswith("plans")
    assert measurement.limit == measured.ONE
    assert measurement.met == (measurement.slowest <= measured.ONE)


def test_plans_are_asked_for_and_some_are_found():
    found = [work() for work in plans("dbi-2021-sme", "")]
    assert len(found) >= 3
    assert any(after is not None for after in found)


def test_the_hardest_firms_stand_alike_in_everything():
    index = real_index("dbi-2021-sme", "")
    answered = [2] * (len(index.codes) - 1)
    assert set(evened(index, [*answered, -2], 1)[:-1]) <= {0, 1}
    assert evened(index, [*answered, -2], 1)[-1] == -2
    measurement = hardest("dbi-2021-sme", "")
    assert measurement.name.endswith("hardest plans")
    assert measurement.limit == measured.ONE


def test_the_fastest_way_stands_beside_the_plan(monkeypatch):
    asked = []
    for way in ("plan", "cheapest"):
        monkeypatch.setattr(
            Advised, way, lambda _self, target, way=way: asked.append(way)
        )
    measurement = hardest("dbi-2025-sme", "retail", both=True)
    assert measurement.limit == 2 * measured.ONE
    assert asked == ["plan", "cheapest"] * (len(asked) // 2)
    assert len(asked) >= 6


@pytest.mark.parametrize("kind", REAL)
def test_plan_and_solver_agree(kind):
    own, rival, agrees = judge((kind, 3))
    assert agrees
    assert own > 0
    assert rival > 0


def test_a_plan_that_is_not_the_cheapest_is_seen(monkeypatch):
    monkeypatch.setattr(Asked, "price", lambda *_plan: (10**6, 0))
    assert judge(("dbi-2025-sme", 0))[2] is False
