"""The best set within a budget."""

from unittest.mock import Mock

import pytest

from providers.matching.match import match_of
from providers.matching.portfolio import (
    SET_SIZE,
    outcome_with,
    points_of,
    portfolio_facts,
    portfolio_of,
)
from providers.models import Solution
from scoring.evaluate import evaluate
from tests.builders import (
    NOW,
    make_provider,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import match, offer, priced, shop

pytestmark = pytest.mark.django_db


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
        suggestion["solution"]
        for suggestion in content["suggestions"]
        if suggestion["in_portfolio"]
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


@pytest.mark.sql
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


def matched(budget=50_000_000):
    return match_of(make_result(level=1), budget, NOW)


def rows_of(match, *slugs: str) -> list[int]:
    order = [solution.slug for solution in match.directory.entries.solutions]
    return [order.index(slug) for slug in slugs]


def test_points_of_a_set_are_those_of_the_raised_answers():
    priced("a", 1_000_000, ("1.1.1", 2))
    priced("b", 1_000_000, ("1.1.1", 1), ("1.1.2", 3))
    match = matched()
    assert points_of(match, rows_of(match, "a")) == 2
    assert points_of(match, rows_of(match, "b")) == 4
    assert points_of(match, rows_of(match, "a", "b")) == 6
    assert points_of(match, []) == 0


def test_no_set_lifts_an_answer_beyond_the_top():
    priced("a", 1_000_000, ("1.1.1", 3))
    priced("b", 1_000_000, ("1.1.1", 3))
    match = matched()
    both = rows_of(match, "a", "b")
    assert points_of(match, both) == 4
    assert outcome_with(match, both).total == match.outcome.total + 4


def test_the_facts_of_a_set_are_what_it_costs_and_does_together():
    priced("a", 1_000_000, ("1.1.1", 3))
    priced("b", 2_000_000, ("1.1.2", 3))
    match = matched()
    facts = portfolio_facts(match, rows_of(match, "b", "a"))
    assert facts["solutions"] == ["b", "a"]
    assert facts["yearly"] == 3_000_000
    assert facts["points"] == 6
    assert facts["total"] == match.outcome.total + 6
    assert facts["level_now"] == match.outcome.level
    assert portfolio_facts(match, []) is None


@pytest.mark.parametrize("budget", [0, 999_999])
def test_too_small_a_budget_buys_nothing(budget):
    priced("a", 1_000_000, ("1.1.1", 3))
    match = matched(budget)
    assert portfolio_of(match) == []


def test_a_set_and_what_is_left_of_it_without_each_are_evaluated_once(monkeypatch):
    priced("a", 1_000_000, ("1.1.1", 3))
    priced("b", 1_000_000, ("1.1.2", 3))
    match = matched()
    counted = Mock(side_effect=evaluate)
    monkeypatch.setattr("providers.matching.portfolio.evaluate", counted)
    assert len(portfolio_of(match)) == 2
    # What a point of the set costs; then all of it, and without one or the other.
    assert counted.call_count == 1 + 3


def test_what_costs_nothing_is_taken_with_any_budget():
    priced("cho", 0, ("1.1.1", 3))
    match = matched(0)
    assert portfolio_of(match) == rows_of(match, "cho")


def test_a_set_holds_what_is_best_for_its_price_although_it_is_not_the_best():
    priced("dat", 60_000_000, ("1.1.1", 4), ("1.1.2", 4))
    priced("re", 2_000_000, ("1.1.1", 3))
    match = matched(10_000_000)
    assert portfolio_of(match) == rows_of(match, "re")


@pytest.mark.sql
def test_only_what_is_allowed_is_picked():
    priced("a", 1_000_000, ("1.1.1", 3))
    priced("b", 1_000_000, ("1.1.2", 3))
    Solution.objects.filter(slug="a").update(is_active=False)
    match = matched()
    assert portfolio_of(match) == rows_of(match, "b")


def test_the_best_ranked_comes_first():
    priced("it", 1_000_000, ("1.1.1", 2))
    priced("nhieu", 1_000_000, ("1.1.2", 4), ("2.1.1", 4))
    match = matched()
    assert portfolio_of(match) == rows_of(match, "nhieu", "it")
