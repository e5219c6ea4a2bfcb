"""The hard rules of matching: what each leaves out, and what it lets pass."""

from datetime import date

import numpy as np
import pytest

from providers.matching.entries import Entries
from providers.matching.rules import (
    FIRM,
    RULES,
    Directory,
    Request,
    yearly_costs,
)
from providers.models import Lead, Provider, Solution
from tests.builders import (
    make_provider,
    make_solution,
)
from tests.providers.matching.examples import full, left_out_by, match, slugs

pytestmark = pytest.mark.django_db


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
    solution = unsaved(price_from=1_000, price_to=2_000, price_unit=unit)
    assert yearly_costs(Entries([solution]), 20).tolist() == [cost]


def test_a_price_per_user_counts_one_user_where_nobody_told_how_many():
    solution = unsaved(price_from=1_000, price_to=2_000, price_unit="user_month")
    assert yearly_costs(Entries([solution]), None).tolist() == [12_000]


def directory(*solutions: Solution, taken: dict[int, int] | None = None) -> Directory:
    """Without lifts: no rule looks at them."""
    entries = Entries(solutions)
    lifts = np.zeros((len(solutions), 0), np.int64)
    return Directory(entries, lifts, yearly_costs(entries, 20), taken or {})


def unsaved(of_provider: dict | None = None, **fields) -> Solution:
    usual = {"online": False, "areas": [], "capacity_per_month": 1, "pk": 7}
    provider = Provider(**usual | (of_provider or {}))
    price = {"price_from": 5_000_000, "price_to": 9_000_000, "price_unit": "once"}
    improves = [{"capability": "web.site", "lift": 2}]
    return Solution(provider=provider, improves=improves, **price | fields)


def passes(rule: str, solution: Solution, taken=None, **request) -> bool:
    asked = Request(day=date(2026, 11, 20), **request)
    (holds,) = RULES[rule](directory(solution, taken=taken), asked)
    return bool(holds)


@pytest.mark.parametrize(
    ("limits", "fact", "holds"),
    [
        ([], "G", True),
        (["G"], "G", True),
        (["A", "G"], "G", True),
        (["A"], "G", False),
        (["A"], "", True),
        ([], "", True),
    ],
)
def test_limits_of_line_size_and_area_are_read_alike(limits, fact, holds):
    assert passes("sector", unsaved(sectors=limits), sector=fact) is holds
    assert passes("size", unsaved(sizes=limits), size=fact) is holds
    assert passes("area", unsaved({"areas": limits}), area=fact) is holds


def test_who_works_online_works_everywhere():
    assert passes("area", unsaved({"online": True, "areas": ["25747"]}), area="26737")


@pytest.mark.parametrize(
    ("budget", "holds"),
    [(None, True), (5_000_000, True), (4_999_999, False), (0, False)],
)
def test_a_budget_reaches_for_the_lower_price_of_the_first_year(budget, holds):
    assert passes("budget", unsaved(), budget=budget) is holds


@pytest.mark.parametrize(
    ("capacity", "taken", "holds"),
    [(1, {}, True), (1, {7: 1}, False), (2, {7: 1}, True), (0, {}, False)],
)
def test_a_provider_takes_as_many_as_it_has_places(capacity, taken, holds):
    solution = unsaved({"capacity_per_month": capacity})
    assert passes("capacity", solution, taken=taken) is holds


@pytest.mark.parametrize(
    ("until", "holds"),
    [(date(2026, 11, 20), True), (date(2026, 11, 19), False), (None, False)],
)
def test_vetting_counts_on_the_day_of_the_request(until, holds):
    assert passes("vetted", unsaved({"vetted_until": until})) is holds


@pytest.mark.parametrize("is_active", [True, False])
def test_what_is_not_offered_any_more_is_not_suggested(is_active):
    assert passes("active", unsaved(is_active=is_active)) is is_active


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_answers_for_every_solution_of_any_directory(rule):
    request = Request(day=date(2026, 11, 20), budget=1)
    assert RULES[rule](directory(), request).shape == (0,)
    assert RULES[rule](directory(unsaved(), unsaved()), request).shape == (2,)


def test_what_cannot_be_changed_gives_way_last():
    assert set(RULES) >= FIRM
    assert list(RULES)[-1] in FIRM
    assert next(iter(RULES)) == "budget"
