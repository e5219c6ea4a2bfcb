"""What is read of recommendations, and who helps with a question."""

from datetime import timedelta

import pytest

from providers.matching.lifts import lifts_of
from providers.matching.plan import Plan, Step
from providers.matching.queries import (
    may_be_asked,
    recommendation_of,
    shown_content,
    shows,
    slugs_named,
    was_suggested,
)
from providers.matching.services import recommend
from providers.models import Recommendation, Solution
from tests.builders import NOW, make_provider, make_result, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def web():
    return make_solution()


def named(
    *slugs: str, near: tuple[str, ...] = (), beside: tuple[str, ...] = ()
) -> dict:
    return {
        "suggestions": [{"solution": slug} for slug in slugs],
        "offers": [{"solution": slug} for slug in beside],
        "near_misses": [{"solution": slug} for slug in near],
    }


@pytest.mark.parametrize(
    ("content", "slugs", "is_shown"),
    [
        (named(), set(), False),
        (named("web"), {"web"}, True),
        (named("kia", near=("web",)), {"kia", "web"}, True),
        (named("kia", near=("web-2",)), {"kia", "web-2"}, False),
        (named("kia", beside=("web",)), {"kia", "web"}, True),
    ],
)
def test_a_recommendation_names_suggestions_helpers_and_near_misses(
    content, slugs, is_shown
):
    assert slugs_named(content) == slugs
    assert shows(content, Solution(slug="web")) is is_shown


@pytest.mark.sql
def test_before_anybody_asks_what_would_be_stored_is_shown(web):
    result = make_result(level=1)
    assert recommendation_of(result) is None
    content, stored = shown_content(result, NOW)
    assert stored is None
    assert shows(content, web)
    assert not Recommendation.objects.exists()


@pytest.mark.sql
def test_what_is_shown_keeps_the_budget_that_was_asked_for_last(web):
    result = make_result(level=1)
    first = recommend(result=result, now=NOW, budget=50_000_000)
    second = recommend(result=result, now=NOW + timedelta(hours=1))
    assert shown_content(result, NOW) == (second.content, second)
    again = NOW + timedelta(hours=2)
    recommend(result=result, now=again, budget=50_000_000)
    assert shown_content(result, NOW) == (first.content, first)


@pytest.mark.sql
def test_prices_and_steps_of_today_are_shown_and_what_was_stored_stays(web):
    result = make_result(level=1)
    stored = recommend(result=result, now=NOW)
    web.price_from -= 1
    web.save()
    plan = Plan([Step("2.1.1", 1, 2)])
    shown, of_then = shown_content(result, NOW, plan)
    assert [step["question"] for step in shown["steps"]] == ["2.1.1"]
    (suggestion,) = shown["suggestions"]
    assert suggestion["price"]["from"] == web.price_from
    assert of_then == stored
    assert stored.content["suggestions"][0]["price"]["from"] == web.price_from + 1


@pytest.mark.sql
def test_what_was_once_suggested_may_be_asked_for(web):
    result = make_result(level=1)
    assert not was_suggested(result, web)
    recommend(result=result, now=NOW)
    assert was_suggested(result, web)
    web.is_active = False
    web.save()
    assert may_be_asked(result, web, NOW)


@pytest.mark.sql
def test_whether_one_may_be_asked_for_takes_one_of_the_directory(web, monkeypatch):
    make_solution(make_provider("Kia", "kia"), "kia")
    read = []

    def noted(index, entries, *more):
        read.append([solution.slug for solution in entries.solutions])
        return lifts_of(index, entries, *more)

    monkeypatch.setattr("providers.matching.match.lifts_of", noted)
    assert may_be_asked(make_result(level=1), web, NOW)
    assert read == [[web.slug]]


@pytest.mark.sql
@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"sectors": ["A"]}, True),
        ({"sectors": ["A"], "sizes": ["large"]}, False),
        ({"is_active": False}, False),
        ({"improves": [{"question": "9.9.9", "lift": 1}]}, False),
    ],
)
def test_what_one_rule_at_most_is_against_may_be_asked_for(fields, may):
    make_solution(slug="hop")
    solution = make_solution(make_provider("Kia", "kia"), "kia", **fields)
    assert may_be_asked(make_result(level=1), solution, NOW) is may
