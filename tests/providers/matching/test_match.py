"""What is suggested, what is left out, and that the numbers are scoring's own."""

from datetime import date, timedelta

import numpy as np
import pytest

from providers.matching.content import content_of
from providers.matching.match import PER_PROVIDER, SHOWN
from providers.matching.rules import RULES, most_yearly_cost, yearly_cost
from providers.matching.services import recommend
from providers.models import Lead, Recommendation, Solution
from scoring.evaluate import evaluate
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def match(result=None, budget=None, **of_result):
    return content_of(
        result or make_result(level=1, **of_result), budget=budget, now=NOW
    )


def slugs(content, part="suggestions"):
    return [one["solution"] for one in content[part]]


def full(provider):
    """Take all places of this month."""
    enterprise = make_organisation(name="Tiệm may An")
    result = make_result(make_assessment(enterprise))
    from_consent = {
        "enterprise": enterprise,
        "grantee": provider.organisation,
        "purpose": "contact",
        "items": ["contact"],
    }
    consent = enterprise.consents_given.model.objects.create(
        **from_consent, text_version="1", given_at=NOW
    )
    Lead.objects.create(
        organisation=enterprise,
        provider=provider,
        result=result,
        consent=consent,
        contact_name="An",
        asked_at=NOW,
    )
    provider.capacity_per_month = 1
    provider.save()


LEFT_OUT = {
    "budget": {"price_from": 60_000_000, "price_to": 70_000_000},
    "capacity": {},
    "area": {},
    "size": {"sizes": ["large"]},
    "sector": {"sectors": ["A", "B"]},
    "vetted": {},
    "active": {"is_active": False},
}
PROVIDER = {
    "area": {"online": False, "areas": ["25747"]},
    "vetted": {"vetted_until": NOW.date() - timedelta(days=1)},
}


def left_out_by(rule):
    provider = make_provider("Công ty Kia", "kia", **PROVIDER.get(rule, {}))
    if rule == "capacity":
        full(provider)
    return make_solution(
        provider, "kia", improves=[{"question": "1.1.1", "lift": 3}], **LEFT_OUT[rule]
    )


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_leaves_out_what_it_is_for(rule):
    make_solution(slug="phu-hop")
    left_out_by(rule)
    content = match(budget=50_000_000, area="26737")
    assert slugs(content) == ["phu-hop"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "active"])
def test_a_near_miss_has_exactly_one_reason(rule):
    make_solution(slug="phu-hop")
    left_out_by(rule)
    (near,) = match(budget=50_000_000, area="26737")["near_misses"]
    assert near["solution"] == "kia"
    assert [fail["code"] for fail in near["fails"]] == [rule]


def test_what_two_rules_leave_out_is_no_near_miss():
    make_solution(slug="phu-hop")
    make_solution(make_provider("Kia", "kia"), "kia", sizes=["large"], sectors=["A"])
    assert match()["near_misses"] == []


def test_what_is_no_longer_offered_is_never_a_near_miss():
    make_solution(slug="phu-hop")
    left_out_by("active")
    assert match()["near_misses"] == []


def test_a_worse_solution_is_no_near_miss_when_the_list_is_full():
    for number in range(SHOWN):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"tot-{number}")
    make_solution(
        make_provider("Kia", "kia"),
        "kem",
        improves=[{"question": "1.1.1", "lift": 1}],
        sizes=["large"],
    )
    assert match()["near_misses"] == []


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


def test_at_most_two_solutions_of_one_provider_are_suggested():
    provider = make_provider()
    for number in range(4):
        make_solution(provider, f"web-{number}")
    make_solution(make_provider("Kia", "kia"), "kia")
    content = match()
    assert len(slugs(content)) == PER_PROVIDER + 1
    assert "kia" in slugs(content)


def test_many_good_ratings_come_before_one_perfect_one():
    make_solution(make_provider("Mới", "moi", rating_average=5, rating_count=1), "moi")
    make_solution(
        make_provider("Quen", "quen", rating_average="4.6", rating_count=80), "quen"
    )
    assert slugs(match()) == ["quen", "moi"]


def test_points_of_a_suggestion_are_what_scoring_gives_for_the_raised_answers():
    solution = make_solution(
        improves=[{"question": "1.1.1", "lift": 9}, {"question": "3.1.1", "lift": 1}]
    )
    result = make_result(level=3)
    rubric = result.index_version.index.rubric
    levels = np.frombuffer(result.levels, np.int8).tolist()
    (one,) = match(result)["suggestions"]
    for gap in one["gaps"]:
        position = [question.code for question in rubric.questions].index(
            gap["question"]
        )
        assert gap["from"] == levels[position]
        levels[position] = gap["to"]
    assert {gap["question"] for gap in one["gaps"]} == {
        part["question"] for part in solution.improves
    }
    assert (
        one["points"]
        == evaluate(rubric, levels).total - result.total
        == sum(gap["points"] for gap in one["gaps"])
    )


def test_an_answer_at_the_top_is_not_a_gap_and_nothing_is_suggested_for_it():
    make_solution()
    content = match(make_result(level=5))
    assert content["suggestions"] == []
    assert content["useful"] == 0


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


def priced(slug, price, *improves):
    parts = [{"question": code, "lift": lift} for code, lift in improves]
    make_solution(
        make_provider(slug, slug),
        slug,
        improves=parts,
        price_from=price,
        price_to=price,
    )


def test_a_solution_that_adds_less_than_two_points_to_the_set_is_left_out_although_there_is_money_for_it():
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


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "active"])
def test_the_list_is_never_empty_and_names_the_rule_that_blocks_most(rule):
    left_out_by(rule)
    content = match(budget=50_000_000, area="26737")
    assert content["loosened"] == [rule]
    assert content["blocked"][rule] == 1
    assert slugs(content) == ["kia"]
    assert [fail["code"] for fail in content["suggestions"][0]["fails"]] == [rule]


def test_the_rule_named_is_the_one_that_opens_most():
    for number in range(3):
        make_solution(
            make_provider(f"Lớn {number}", f"lon-{number}"),
            f"lon-{number}",
            sizes=["large"],
        )
    make_solution(
        make_provider("Dat", "dat"), "dat", price_from=90_000_000, price_to=90_000_000
    )
    content = match(budget=50_000_000)
    assert content["loosened"] == ["size"]
    assert len(slugs(content)) == 3


def test_what_another_rule_leaves_out_as_well_is_not_counted_as_blocked_by_the_first():
    make_solution(
        make_provider("Dat", "dat"), "dat", price_from=90_000_000, price_to=90_000_000
    )
    dear = {"price_from": 90_000_000, "price_to": 90_000_000}
    make_solution(
        make_provider("Cu", "cu", vetted_until=None), "chua-tham-dinh", **dear
    )
    make_solution(make_provider("La", "la"), "nganh-khac", sectors=["A"], **dear)
    make_solution(make_provider("Nghi", "nghi"), "nghi", is_active=False, **dear)
    content = match(budget=50_000)
    assert content["loosened"] == ["budget"]
    assert content["blocked"]["budget"] == 1


def test_two_rules_are_set_aside_where_one_is_not_enough():
    make_solution(
        make_provider(vetted_until=None), "kho", sizes=["large"], sectors=["A"]
    )
    content = match()
    assert set(content["loosened"]) == {"size", "sector", "vetted"}
    assert slugs(content) == ["kho"]


def test_a_stored_recommendation_stays_as_it_was_when_the_directory_changes():
    solution = make_solution()
    result = make_result(level=1)
    stored = recommend(result=result, now=NOW)
    was = stored.content
    solution.name, solution.price_from, solution.price_to = (
        {"vi": "Khác", "en": "Other"},
        1,
        2,
    )
    solution.save()
    solution.provider.vetted_until = None
    solution.provider.save()
    stored.refresh_from_db()
    assert stored.content == was
    again = recommend(result=result, now=NOW + timedelta(days=1))
    assert again.pk != stored.pk
    assert result.recommendations.count() == 2


def test_asked_again_with_nothing_changed_the_same_recommendation_is_kept():
    make_solution()
    result = make_result(level=1)
    first = recommend(result=result, now=NOW, budget=50_000_000)
    recommend(result=result, now=NOW, budget=60_000_000)
    again = recommend(result=result, now=NOW + timedelta(hours=1), budget=50_000_000)
    assert again.pk == first.pk
    assert Recommendation.objects.count() == 2
    assert result.recommendations.first() == first


def test_matching_takes_two_queries_whatever_the_size_of_the_directory(
    django_assert_num_queries,
):
    for number in range(12):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    result = make_result(level=1)
    with django_assert_num_queries(2):
        match(result, budget=50_000_000)
