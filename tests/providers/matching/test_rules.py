"""The hard rules of matching: what each leaves out, and what it lets pass."""

from datetime import date

import pytest

from providers.matching.rules import RULES, most_yearly_cost, yearly_cost
from providers.models import Lead, Solution
from tests.builders import (
    make_provider,
    make_solution,
)
from tests.providers.matching.examples import full, left_out_by, match, slugs

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_leaves_out_what_it_is_for(rule):
    make_solution(slug="phu-hop")
    left_out_by(rule)
    content = match(budget=50_000_000, area="26737")
    assert slugs(content) == ["phu-hop"]


def test_the_last_day_of_vetting_still_counts():
    make_solution(make_provider(vetted_until=date(2026, 11, 20)), "web")
    assert not match()["loosened"]


def test_an_area_served_on_site_passes_and_unknown_facts_filter_nothing():
    make_solution(
        make_provider(online=False, areas=["25747"]),
        "web",
        sizes=["small"],
        sectors=["I"],
    )
    assert not match(area="25747")["loosened"]
    assert not match(area="", size="", sector="")["loosened"]


def test_a_declined_request_frees_its_place():
    provider = make_provider()
    make_solution(provider)
    full(provider)
    Lead.objects.update(state=Lead.State.DECLINED)
    assert not match()["loosened"]


@pytest.mark.parametrize(
    ("unit", "cost"),
    [("once", 1_000), ("year", 1_000), ("month", 12_000), ("user_month", 240_000)],
)
def test_prices_are_compared_by_the_first_year(unit, cost):
    solution = Solution(price_from=1_000, price_to=2_000, price_unit=unit)
    assert yearly_cost(solution, 20) == cost
    assert most_yearly_cost(solution, 20) == 2 * cost


def test_a_price_per_user_counts_one_user_where_nobody_told_how_many():
    assert (
        yearly_cost(
            Solution(price_from=1_000, price_to=2_000, price_unit="user_month"), None
        )
        == 12_000
    )
