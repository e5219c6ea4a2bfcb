"""The facts kept for and against a solution: points, gaps, reasons."""

import json
from datetime import date

import numpy as np
import pytest

from providers.matching.facts import facts_of
from providers.matching.match import match_of
from providers.models import Solution
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import (
    NOW,
    make_provider,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import large, match, offer, shop

pytestmark = pytest.mark.django_db


def test_points_of_a_suggestion_are_what_scoring_gives_for_the_raised_answers():
    solution = make_solution(
        improves=[{"question": "1.1.1", "lift": 9}, {"question": "3.1.1", "lift": 1}]
    )
    result = make_result(level=3)
    rubric = result.index_version.index.rubric
    levels = np.frombuffer(result.levels, np.int8).tolist()
    (suggestion,) = match(result)["suggestions"]
    for gap in suggestion["gaps"]:
        position = [question.code for question in rubric.questions].index(
            gap["question"]
        )
        assert gap["from"] == levels[position]
        levels[position] = gap["to"]
    assert {gap["question"] for gap in suggestion["gaps"]} == {
        part["question"] for part in solution.improves
    }
    assert (
        suggestion["points"]
        == evaluate(rubric, levels).total - result.total
        == sum(gap["points"] for gap in suggestion["gaps"])
    )


@pytest.mark.parametrize("firm", [shop, large])
def test_points_of_a_suggestion_are_points_of_the_total(firm):
    offer(
        "nhieu",
        ("customers.crm", 2),
        ("customers.loyalty", 2),
        ("customers.journey", 2),
    )
    index, result = firm()
    content = match(result)
    (suggestion,) = content["suggestions"]
    levels = np.frombuffer(result.levels, np.int8).tolist()
    for gap in suggestion["gaps"]:
        assert (
            levels[index.codes.index(gap["question"])] == gap["from"] != NOT_APPLICABLE
        )
        levels[index.codes.index(gap["question"])] = gap["to"]
    rises = evaluate(index.rubric, levels).total - result.total
    assert suggestion["points"] == pytest.approx(rises, abs=len(suggestion["gaps"]) + 1)
    assert content["unit"] == result.total_unit


def test_what_lies_on_the_easiest_way_up_comes_before_an_equal_gap_beside_it():
    _, result = shop()
    offer("a-mot", ("customers.loyalty", 2))
    offer("b-hai", ("customers.crm", 2))
    suggestions = match(result)["suggestions"]
    on_path = []
    for suggestion in suggestions:
        reasons = [why for why in suggestion["why"] if why["code"] == "path"]
        if reasons:
            on_path.append(suggestion["solution"])
        for reason in reasons:
            assert 1 <= reason["steps"] <= reason["of"]
    assert [suggestion["solution"] for suggestion in suggestions][
        : len(on_path)
    ] == on_path


def test_the_answers_on_the_way_up_are_named_first():
    _, result = shop()
    names = (
        "data.ai",
        "it.automation",
        "sales.pos_hardware",
        "finance.cashless",
        "finance.invoices",
    )
    offer("tat-ca", *[(name, 3) for name in names])
    of_shop = match_of(result, None, NOW)
    ahead = {of_shop.index.codes[place] for place in np.flatnonzero(of_shop.path)}
    (suggestion,) = match(result)["suggestions"]
    is_ahead = [gap["question"] in ahead for gap in suggestion["gaps"]]
    assert is_ahead == sorted(is_ahead, reverse=True)
    assert any(is_ahead)
    assert not all(is_ahead)


def facts(provider: dict | None = None, of_result: dict | None = None, **fields):
    """Of the only solution of the directory."""
    make_solution(make_provider(**provider or {}), **fields)
    result = make_result(level=1, **of_result or {})
    return facts_of(match_of(result, 50_000_000, NOW), 0)


def codes(reasons: list[dict]) -> list[str]:
    return [reason["code"] for reason in reasons]


def test_names_and_prices_are_kept_as_they_are():
    kept = facts(delivery_days=20, price_confirmed=date(2026, 9, 15))
    assert kept["solution"] == "web"
    assert kept["provider"] == "sao-mai"
    assert kept["name"] == {"vi": "Giải pháp web", "en": "Solution web"}
    assert kept["provider_name"] == "Công ty Web Sao Mai"
    assert kept["delivery_days"] == 20
    assert kept["price"] == {
        "from": 5_000_000,
        "to": 9_000_000,
        "unit": "once",
        "yearly": 5_000_000,
        "confirmed": "2026-09-15",
    }


def test_facts_are_plain_values_that_go_into_json():
    kept = facts(support_item="dx_solutions", sizes=["large"])
    assert json.loads(json.dumps(kept)) == kept


def test_gaps_say_from_where_to_where_and_what_it_earns():
    kept = facts(improves=[{"question": "1.1.1", "lift": 2}])
    assert kept["gaps"] == [{"question": "1.1.1", "from": 1, "to": 3, "points": 2}]
    assert kept["points"] == 2


@pytest.mark.parametrize(
    ("provider", "of_result", "fields", "code"),
    [
        ({}, {}, {"sectors": ["I"]}, "sector"),
        ({}, {}, {"sizes": ["small"]}, "size"),
        ({"areas": ["26737"]}, {"area": "26737"}, {}, "near"),
        ({}, {}, {}, "online"),
        ({"rating_average": "4.6", "rating_count": 80}, {}, {}, "rating"),
        ({}, {}, {}, "path"),
    ],
)
def test_each_reason_is_told_where_it_holds(provider, of_result, fields, code):
    improves = [{"question": each, "lift": 4} for each in ("1.1.1", "1.1.2", "2.1.1")]
    kept = facts(provider, of_result, improves=improves, **fields)
    assert code in codes(kept["why"])


@pytest.mark.parametrize(
    ("provider", "fields"),
    [
        ({"online": False}, {}),
        ({"online": False, "areas": ["25747"]}, {"sectors": ["A"], "sizes": ["large"]}),
    ],
    ids=["made for everybody", "made for others"],
)
def test_what_is_no_reason_is_not_told(provider, fields):
    told = codes(facts(provider, **fields)["why"])
    assert not {"sector", "size", "near", "online", "rating"} & set(told)


def test_who_works_near_need_not_work_online():
    provider = {"areas": ["26737"], "online": True}
    told = codes(facts(provider, {"area": "26737"})["why"])
    assert "near" in told
    assert "online" not in told


@pytest.mark.parametrize(
    ("size", "payable"),
    [
        ("micro", 2_500_000),
        ("small", 2_500_000),
        ("large", None),
        ("", None),
    ],
)
def test_support_depends_on_the_size_of_the_enterprise(size, payable):
    support = facts(of_result={"size": size}, support_item="dx_solutions")["support"]
    assert (support and support["payable"]) == payable


def test_a_household_business_is_promised_no_support():
    make_solution(make_provider(), support_item="dx_solutions")
    result = make_result(level=1, size="micro")
    assert facts_of(match_of(result, None, NOW), 0)["support"]["payable"] > 0
    result.organisation.is_household = True
    assert facts_of(match_of(result, None, NOW), 0)["support"] is None


def test_support_pays_no_more_than_its_ceiling():
    dear = {"price_from": 800_000_000, "price_to": 900_000_000}
    support = facts(**dear, support_item="dx_solutions")["support"]
    assert support["payable"] == support["ceiling"] == 50_000_000


@pytest.mark.parametrize("unit", Solution.Unit.values)
def test_support_is_never_more_than_half_of_the_cost_that_stands_beside_it(unit):
    fact = facts(price_unit=unit, price_to=9_000_000, support_item="dx_solutions")
    assert 0 < 2 * fact["support"]["payable"] <= fact["price"]["yearly"]


def test_support_that_names_no_amount_promises_none():
    support = facts(of_result={"size": "micro"}, support_item="dx_consulting")[
        "support"
    ]
    assert support["ceiling"] is None
    assert support["payable"] is None


def test_without_an_item_of_the_registry_there_is_no_support():
    assert facts()["support"] is None


@pytest.mark.parametrize(
    ("provider", "fields", "fails"),
    [
        ({}, {}, []),
        (
            {},
            {"price_from": 60_000_000, "price_to": 60_000_000},
            [{"code": "budget", "yearly": 60_000_000, "budget": 50_000_000}],
        ),
        ({"capacity_per_month": 0}, {}, [{"code": "capacity", "capacity": 0}]),
        (
            {"online": False, "areas": ["25747"]},
            {},
            [{"code": "area", "area": "26737"}],
        ),
        (
            {},
            {"sizes": ["large"]},
            [{"code": "size", "size": "small", "sizes": ["large"]}],
        ),
        (
            {},
            {"sectors": ["A"]},
            [{"code": "sector", "sector": "I", "sectors": ["A"]}],
        ),
        (
            {"vetted_until": date(2026, 1, 1)},
            {},
            [{"code": "vetted", "until": "2026-01-01"}],
        ),
        ({"vetted_until": None}, {}, [{"code": "vetted", "until": None}]),
        ({}, {"is_active": False}, [{"code": "active"}]),
    ],
)
def test_each_rule_that_fails_is_told_with_the_fact_that_did(provider, fields, fails):
    assert facts(provider, {"area": "26737"}, **fields)["fails"] == fails


def test_every_rule_that_fails_is_told():
    kept = facts(
        {"vetted_until": None}, sizes=["large"], sectors=["A"], is_active=False
    )
    assert set(codes(kept["fails"])) == {"size", "sector", "vetted", "active"}
