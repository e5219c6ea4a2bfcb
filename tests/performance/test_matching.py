"""Portfolios judged by the exact optimum, and a solver that keeps quiet."""

import os

import pytest

from performance import matching
from performance.frame.timing import Measurement
from performance.matching import judge, portfolio_of, quiet, share_of_optimum, verdict
from scoring.portfolio import value_of
from tests.scoring.markets import market
from tests.scoring.rubrics import rubric_2021


@pytest.fixture(scope="module")
def rubric():
    return rubric_2021()


def test_what_a_library_prints_past_python_is_not_seen(capfd):
    with quiet():
        os.write(1, b"Presolving model\n")
    os.write(1, b"the table\n")
    assert capfd.readouterr().out == "the table\n"


def test_output_comes_back_also_after_an_error(capfd):
    with pytest.raises(ZeroDivisionError), quiet():
        raise ZeroDivisionError
    os.write(1, b"the table\n")
    assert capfd.readouterr().out == "the table\n"


@pytest.mark.parametrize("seed", range(4))
def test_no_portfolio_is_worth_more_than_the_optimum(rubric, seed):
    here = market(rubric, seed)
    chosen = portfolio_of(here, rubric)
    value = value_of(chosen, here.room, here.lifts, here.need)
    assert value <= judge(here) + 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_a_portfolio_stays_within_the_budget(rubric, seed):
    here = market(rubric, seed)
    chosen = portfolio_of(here, rubric)
    assert here.prices[chosen].sum() <= here.budget


@pytest.mark.parametrize("seed", range(4))
def test_a_share_is_a_part_of_the_optimum(rubric, seed):
    share = share_of_optimum(market(rubric, seed), rubric)
    assert 0.9 <= share <= 1 + 1e-9


def test_where_nothing_can_be_gained_nothing_is_lost(rubric, monkeypatch):
    monkeypatch.setattr(matching, "judge", lambda _market: 0.0)
    assert share_of_optimum(market(rubric, 1), rubric) == 1.0


@pytest.mark.parametrize(
    ("shares", "met", "goal"),
    [
        ([1.0, 0.94, 1.0], False, "worst 94.00%, mean 98.00%"),
        ([1.0, 0.95, 1.0], True, "worst 95.00%, mean 98.33%"),
        ([1.0], True, "worst 100.00%, mean 100.00%"),
    ],
)
def test_portfolios_are_judged_by_the_worst_of_them(shares, met, goal):
    timed = Measurement("a portfolio", 0.002, 0.001, 0.003, beside=0.02)
    measurement = verdict(timed, shares)
    assert measurement.met is met
    assert measurement.goal == f"≥ 95 % of the optimum: {goal}"
    assert (measurement.median, measurement.ratio) == (timed.median, timed.ratio)
