"""Invented enterprises: plausible, of different names, the same for the same seed."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.demo.population import (
    MILLION,
    _area_weights,
    _rounded,
    demo_file,
    make_firms,
    pick,
)
from registry.areas import areas
from tests.assessment.demo.facts import make_firm


def test_enterprises_differ_in_name_and_mostly_are_small(population):
    firms, _, _ = population
    assert len({firm.name for firm in firms}) == 300
    sizes = Counter(firm.size for firm in firms)
    assert sizes["micro"] + sizes["small"] > 250
    assert 0 < sizes["large"] < 15
    assert min(firm.employees for firm in firms) >= 1


def test_the_same_seed_makes_the_same_enterprises():
    first = make_firms(np.random.default_rng(7), 20)
    second = make_firms(np.random.default_rng(7), 20)
    assert first == second


def test_another_seed_makes_other_enterprises():
    first = make_firms(np.random.default_rng(7), 20)
    second = make_firms(np.random.default_rng(8), 20)
    assert first != second


def test_no_enterprise_is_made_when_none_is_asked_for():
    assert make_firms(np.random.default_rng(7), 0) == []


def test_every_enterprise_stands_in_a_ward_that_exists(population):
    firms, _, _ = population
    assert {firm.area for firm in firms} <= set(areas())


def test_every_enterprise_has_a_trade_of_the_files(population):
    firms, _, _ = population
    trades = set(demo_file("names")["sectors"])
    assert {firm.sector for firm in firms} <= trades
    assert trades <= set(demo_file("population")["sectors"])


def test_capital_is_a_part_of_the_revenue(population):
    firms, _, _ = population
    for firm in firms:
        # Ten million is the least of either, so the smallest may be equal.
        assert 10 * MILLION <= firm.capital <= firm.revenue


def test_an_owner_has_a_family_name_a_middle_name_and_a_given_name(population):
    firms, _, _ = population
    people = demo_file("population")["people"]
    for firm in firms[:50]:
        family = firm.person.split()[0]
        assert family in people["family"]
        assert len(firm.person.split()) >= 3


def test_the_legal_form_fits_the_size(population):
    firms, _, _ = population
    forms = demo_file("names")["legal_forms"]
    for firm in firms:
        fitting = [form["text"] for form in forms if firm.size in form["sizes"]]
        assert firm.name.startswith(tuple(fitting)), firm


@pytest.mark.parametrize(
    ("employees", "revenue", "size"),
    [
        (5, 2_000_000_000, "micro"),
        (20, 8_000_000_000, "small"),
        (600, 900_000_000_000, "large"),
    ],
)
def test_the_size_of_an_enterprise_follows_from_its_numbers(employees, revenue, size):
    firm = make_firm(employees=employees, revenue=revenue, capital=revenue)
    assert firm.size == size


# One of several


def test_a_choice_of_no_weight_is_never_made():
    rng = np.random.default_rng(1)
    weights = {"never": 0, "always": 3}
    assert {pick(rng, weights) for _ in range(50)} == {"always"}


def test_a_choice_is_made_as_often_as_its_weight_says():
    rng = np.random.default_rng(1)
    counts = Counter(pick(rng, {"a": 1, "b": 3}) for _ in range(4000))
    assert 0.7 < counts["b"] / 4000 < 0.8


def test_a_choice_is_the_key_itself_and_not_a_copy_of_numpy():
    chosen = pick(np.random.default_rng(1), {(1, 2): 1.0})
    assert chosen == (1, 2)


# Numbers as people tell them


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0, 10_000_000),
        (4_000_000, 10_000_000),
        (14_900_000, 10_000_000),
        (16_000_000, 20_000_000),
        (1_234_567_890, 1_200_000_000),
        (98_765_432_100, 99_000_000_000),
    ],
)
def test_an_amount_is_told_to_two_figures_and_never_below_ten_million(amount, told):
    assert _rounded(amount) == told


@given(st.integers(min_value=0, max_value=10**13))
def test_a_told_amount_is_near_the_true_one(amount):
    told = _rounded(amount)
    assert told % (10 * MILLION) == 0
    # Two figures leave at most a twentieth; below a hundred million half a step.
    assert abs(told - amount) <= max(10 * MILLION, amount / 20)


def test_wards_are_weighted_by_the_province_they_came_from():
    weights = _area_weights()
    assert set(weights) == set(areas())
    assert min(weights.values()) >= 0
    assert sum(weights.values()) > 0


def test_some_wards_hold_enough_to_stand_on_the_map_by_themselves(population):
    firms, _, _ = population
    wards = Counter(firm.area for firm in firms)
    large = [ward for ward, count in wards.items() if count >= 10]
    assert len(large) >= 7
    assert len(wards) > 50
