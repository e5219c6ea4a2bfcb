"""The best set within a budget."""

import pytest

from providers.matching.portfolio import SET_SIZE
from tests.builders import (
    make_provider,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import match, offer, priced, shop

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_the_best_set_stays_within_the_budget_and_does_not_count_a_gap_twice():
    make_solution(
        make_provider("A", "a"),
        "a",
        improves=[{"question": "1.1.1", "lift": 4}],
        price_from=30_000_000,
        price_to=30_000_000,
    )
    make_solution(
        make_provider("B", "b"),
        "b",
        improves=[{"question": "1.1.1", "lift": 4}],
        price_from=29_000_000,
        price_to=29_000_000,
    )
    make_solution(
        make_provider("C", "c"),
        "c",
        improves=[{"question": "3.1.1", "lift": 2}],
        price_from=20_000_000,
        price_to=20_000_000,
    )
    result = make_result(level=1)
    content = match(result, budget=50_000_000)
    portfolio = content["portfolio"]
    assert portfolio["solutions"] == ["b", "c"]
    assert portfolio["yearly"] == 49_000_000
    assert portfolio["points"] == 6
    assert portfolio["total"] == result.total + 6
    assert {
        one["solution"] for one in content["suggestions"] if one["in_portfolio"]
    } == {"b", "c"}


def test_what_adds_less_than_two_points_is_left_out_although_there_is_money_for_it():
    priced("tot", 5_000_000, ("1.1.1", 3), ("1.1.2", 2))
    priced("mot-diem", 1_000_000, ("1.1.4", 1))
    priced("trung", 1_000_000, ("1.1.1", 3))
    assert match(budget=50_000_000)["portfolio"]["solutions"] == ["tot"]


def test_a_solution_whose_points_cost_several_times_those_of_the_set_is_left_out():
    priced("tot", 5_000_000, ("1.1.1", 3), ("1.1.2", 3), ("1.1.3", 3))
    priced("dat", 40_000_000, ("1.1.4", 2))
    assert match(budget=50_000_000)["portfolio"]["solutions"] == ["tot"]


def test_a_solution_the_level_hangs_on_stays_in_the_set_whatever_it_adds():
    priced("tot", 5_000_000, ("1.1.1", 3), ("1.1.2", 2))
    priced("mot-diem", 1_000_000, ("3.1.1", 1))
    portfolio = match(budget=50_000_000)["portfolio"]
    assert portfolio["solutions"] == ["tot", "mot-diem"]
    assert portfolio["level"] > portfolio["level_now"]


def test_the_set_says_whether_the_level_stays():
    priced("tot", 5_000_000, ("1.1.1", 3))
    portfolio = match(budget=50_000_000)["portfolio"]
    assert portfolio["level"] == portfolio["level_now"]


def test_without_a_budget_there_is_no_set():
    make_solution()
    assert match()["portfolio"] is None


def test_the_best_set_is_small_enough_to_take_on():
    _, result = shop()
    names = (
        "customers.crm",
        "customers.loyalty",
        "customers.chatbot",
        "supply.stock",
        "supply.orders",
        "data.ai",
    )
    for name in (*names, "people.payroll", "finance.accounting", "customers.feedback"):
        offer(
            name.replace(".", "-").replace("_", "-"),
            (name, 3),
            price_from=100_000,
            price_to=100_000,
        )
    portfolio = match(result, budget=500_000_000)["portfolio"]
    assert len(portfolio["solutions"]) == SET_SIZE
