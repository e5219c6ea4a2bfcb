"""What is read of recommendations, and who helps with a question."""

from datetime import timedelta

import pytest

from providers.matching.match import SHOWN
from providers.matching.queries import (
    helping_solutions,
    is_out_of_date,
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
from tests.providers.matching.examples import (
    offer,
    shop,
)

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_helpers_of_a_question_come_best_first_and_within_the_rules():
    _, result = shop()
    offer("it", ("it.automation", 1))
    offer("nhieu", ("it.automation", 3))
    offer("cung-nhieu", ("it.automation", 3), ("customers.crm", 2))
    offer("het-ban", ("it.automation", 3), is_active=False)
    offer("nganh-khac", ("it.automation", 3), sectors=["A"])
    out = offer("het-han", ("it.automation", 3))
    out.provider.vetted_until = NOW.date() - timedelta(days=1)
    out.provider.save()
    full = offer("kin", ("it.automation", 3))
    full.provider.capacity_per_month = 0
    full.provider.save()
    helpers = helping_solutions(
        result, ["2.2", "7.2.01-10", "7.2.01-01", "khong-co"], NOW
    )
    assert {
        code: [solution.slug for solution in solutions]
        for code, solutions in helpers.items()
    } == {
        "2.2": ["cung-nhieu", "nhieu", "it"],
        "7.2.01-10": ["cung-nhieu"],
        "7.2.01-01": [],
        "khong-co": [],
    }


def test_helpers_take_three_queries_for_any_number_of_questions(
    django_assert_num_queries,
):
    index, result = shop()
    for number in range(8):
        offer(f"so-{number}", ("it.automation", 2))
    assert result.organisation, "at hand, as for a page"
    with django_assert_num_queries(3):
        helpers = helping_solutions(result, index.codes, NOW)
        assert {solution.provider.organisation.name for solution in helpers["2.2"]}
    assert Solution.objects.count() == 8


@pytest.fixture
def web():
    return make_solution()


def named(*slugs: str, near: tuple[str, ...] = ()) -> dict:
    return {
        "suggestions": [{"solution": slug} for slug in slugs],
        "near_misses": [{"solution": slug} for slug in near],
    }


@pytest.mark.parametrize(
    ("content", "slugs", "is_shown"),
    [
        (named(), set(), False),
        (named("web"), {"web"}, True),
        (named("kia", near=("web",)), {"kia", "web"}, True),
        (named("kia", near=("web-2",)), {"kia", "web-2"}, False),
    ],
)
def test_a_recommendation_names_suggestions_and_near_misses(content, slugs, is_shown):
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
def test_what_was_asked_for_last_is_shown(web):
    result = make_result(level=1)
    first = recommend(result=result, now=NOW, budget=50_000_000)
    second = recommend(result=result, now=NOW + timedelta(hours=1))
    assert shown_content(result, NOW) == (second.content, second)
    again = NOW + timedelta(hours=2)
    recommend(result=result, now=again, budget=50_000_000)
    assert recommendation_of(result) == first


@pytest.mark.sql
def test_a_recommendation_is_out_of_date_when_the_answer_would_be_another(web):
    stored = recommend(result=make_result(level=1), now=NOW)
    assert not is_out_of_date(stored, NOW)
    web.price_from -= 1
    web.save()
    assert is_out_of_date(stored, NOW)


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
@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"sectors": ["A"]}, False),
        ({"is_active": False}, False),
        ({"improves": [{"question": "9.9.9", "lift": 1}]}, False),
    ],
)
def test_what_helps_within_every_rule_may_be_asked_for(fields, may):
    solution = make_solution(**fields)
    assert may_be_asked(make_result(level=1), solution, NOW) is may


@pytest.mark.sql
def test_suggested_helpers_come_before_what_raises_a_question_more():
    broad = [{"question": code, "lift": 4} for code in ("1.1.1", "1.1.2", "2.1.1")]
    for number in range(SHOWN):
        name = f"rong-{number}"
        make_solution(make_provider(name, name), name, improves=broad)
    make_solution(
        make_provider("Hẹp", "hep"), "hep", improves=[{"question": "1.1.1", "lift": 4}]
    )
    helpers = helping_solutions(make_result(level=1), ["1.1.1"], NOW)["1.1.1"]
    assert [solution.is_suggested for solution in helpers] == [True] * SHOWN + [False]
    assert helpers[-1].slug == "hep"


@pytest.mark.sql
def test_no_budget_of_a_stored_recommendation_limits_who_helps(web):
    result = make_result(level=1)
    recommend(result=result, now=NOW, budget=1)
    assert helping_solutions(result, ["1.1.1"], NOW) == {"1.1.1": [web]}


def test_nothing_asked_takes_no_query(web, django_assert_num_queries):
    result = make_result(level=1)
    with django_assert_num_queries(0):
        assert helping_solutions(result, [], NOW) == {}
