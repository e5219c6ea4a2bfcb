"""What a recommendation names: what passes, what comes closest, what was nearly suggested."""

import pytest

from providers.matching.match import PER_PROVIDER, SHOWN
from providers.matching.rules import RULES, SOFT, UNSEEN
from tests.builders import (
    make_provider,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import left_out_by, match, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in UNSEEN])
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


@pytest.mark.parametrize("rule", UNSEEN)
def test_what_is_no_longer_offered_or_wanted_is_never_a_near_miss(rule):
    make_solution(slug="phu-hop")
    left_out_by(rule)
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


def test_an_answer_at_the_top_is_not_a_gap_and_nothing_is_suggested_for_it():
    make_solution()
    content = match(make_result(level=5))
    assert content["suggestions"] == []
    assert content["useful"] == 0


@pytest.mark.parametrize("rule", SOFT)
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


def test_matching_takes_six_queries_whatever_the_size_of_the_directory(
    django_assert_num_queries,
):
    for number in range(12):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"web-{number}")
    result = make_result(level=1)
    assert result.organisation, "at hand, as for a page"
    # Solutions, providers, places taken, who is hidden or was seen before, and what
    # is said of those that are shown.
    with django_assert_num_queries(6):
        match(result, budget=50_000_000)


def test_two_rules_are_set_aside_where_one_is_not_enough():
    make_solution(
        make_provider(vetted_until=None), "kho", sizes=["large"], sectors=["A"]
    )
    content = match()
    assert set(content["loosened"]) == {"size", "sector", "vetted"}
    assert slugs(content) == ["kho"]
