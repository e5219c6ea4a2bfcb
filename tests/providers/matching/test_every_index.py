"""Matching under the indexes in force: tools, choices, groups, weights, and the cheapest way up."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import translation

from accounts.access import Scope
from indexes.index.questions import level_of_options
from providers.leads.describe import weak_pillars
from providers.matching.content import content_of
from providers.matching.explain import describe
from providers.matching.lifts import lifts_of
from providers.matching.match import match_of
from providers.matching.portfolio import SET_SIZE
from providers.matching.queries import helping_solutions
from providers.models import Solution
from reports.gather.whole import contents_of
from reports.wording.results import share
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from survey.models import Answer
from tests.builders import (
    NOW,
    make_assessment,
    make_provider,
    make_result,
    make_solution,
    make_version_of,
)

pytestmark = pytest.mark.django_db


def shop(levels=None, **chosen):
    """A retail shop that uses nothing, but for `levels` by code and options picked (q_2_5=["social"])."""
    version = make_version_of("dbi-2025-sme")
    index = version.index_in("retail")
    picked = {
        name.removeprefix("q_").replace("_", "."): options
        for name, options in chosen.items()
    }
    given = dict.fromkeys(index.codes, 0) | (levels or {})
    given |= {
        code: level_of_options(index.questions[code], options)
        for code, options in picked.items()
    }
    assessment = make_assessment(index_version=version, variant="retail", sector="G")
    for code, options in picked.items():
        Answer.objects.create(
            assessment=assessment,
            question=code,
            level=given[code],
            chosen=options,
            changed_at=NOW,
        )
    return index, make_result(assessment, levels=[given[code] for code in index.codes])


def large(groups=1, **criteria):
    """A large firm that answered by groups; pillars with a criterion told (q_1_4_3=2) are refined wholly."""
    version = make_version_of("dbi-2025-large")
    index = version.index
    told = {
        name.removeprefix("q_").replace("_", "."): level
        for name, level in criteria.items()
    }
    given = {
        code: groups if code in index.groups else None for code in index.codes
    } | told
    assessment = make_assessment(index_version=version, sector="C", size="large")
    return index, make_result(assessment, levels=index.vector(given))


def offer(slug, *improves, **fields):
    parts = [{"capability": name, "lift": lift} for name, lift in improves]
    return make_solution(make_provider(slug, slug), slug, improves=parts, **fields)


def lifts(index, result, solution, **chosen):
    levels = np.frombuffer(bytes(result.levels), np.int8).astype(np.int64)
    picked = {
        name.removeprefix("q_").replace("_", "."): options
        for name, options in chosen.items()
    }
    row = lifts_of(index, [solution], levels, picked)[0]
    return {index.codes[place]: int(row[place]) for place in np.flatnonzero(row)}


def match(result, **more):
    return content_of(result, now=NOW, **{"budget": None, **more})


def test_a_tool_is_put_to_use_by_a_lift_of_two_and_not_by_a_little_help():
    index, result = shop()
    assert lifts(index, result, offer("ca", ("customers.loyalty", 3))) == {
        "7.2.01-16": 1
    }
    assert lifts(index, result, offer("mot-chut", ("customers.loyalty", 1))) == {}


def test_one_capability_speaks_to_every_index():
    solution = offer("crm", ("customers.crm", 2))
    index, result = shop()
    assert lifts(index, result, solution) == {"7.2.01-10": 1}
    old = make_version_of("dbi-2021-sme").index
    assert lifts_of(old, [solution], np.zeros(60, np.int64), {})[0].nonzero()[
        0
    ].tolist() == [old.codes.index("3.2.7")]


def test_a_question_named_by_its_code_counts_for_its_own_index_only():
    solution = make_solution(
        improves=[{"question": "2.2", "lift": 1}], index_id="dbi-2025-sme"
    )
    index, result = shop()
    assert lifts(index, result, solution) == {"2.2": 1}
    solution.index_id = "dbi-2021-sme"
    assert lifts(index, result, solution) == {}


def test_an_option_that_is_picked_already_is_not_brought_again():
    solution = offer("kenh", ("web.site", 3), ("office.email", 2))
    index, result = shop(q_2_5=["social"])
    assert lifts(index, result, solution, q_2_5=["social"])["2.5"] == 2
    index, result = shop(q_2_5=["email", "social"])
    assert lifts(index, result, solution, q_2_5=["email", "social"])["2.5"] == 1
    index, result = shop(q_2_5=["email", "website"])
    assert "2.5" not in lifts(index, result, solution, q_2_5=["email", "website"])
    index, result = shop(q_2_5=["none"])
    assert lifts(index, result, solution, q_2_5=["none"])["2.5"] == 2


@pytest.mark.sql
def test_options_are_read_from_the_answers_of_the_result():
    offer("kenh", ("web.site", 3))
    assert match(shop(q_2_5=["website"])[1])["suggestions"] == []
    (one,) = match(shop(q_2_5=["email"])[1])["suggestions"]
    assert [gap["question"] for gap in one["gaps"]] == ["2.5"]


def test_nothing_is_raised_beyond_what_the_index_advises():
    cloud = offer("dam-may", ("it.cloud", 3))
    index, result = shop(q_2_1=[])
    assert lifts(index, result, cloud, q_2_1=[])["2.1"] == 1
    index, result = shop(q_2_1=["google"])
    assert "2.1" not in lifts(index, result, cloud, q_2_1=["google"])
    self_rating = make_solution(
        improves=[{"question": "2.6", "lift": 2}], index_id="dbi-2025-sme"
    )
    assert lifts(index, result, self_rating) == {}


def test_a_group_rises_by_the_mean_of_its_criteria_when_half_of_them_rise():
    index, result = large()
    assert lifts(index, result, offer("rong", ("customers.journey", 2)))["1.2"] == 2
    assert "1.4" not in lifts(index, result, offer("hep", ("customers.feedback", 4)))
    assert lifts(index, result, offer("nua", ("web.brand", 1)))["2.1"] == 1


def test_criteria_of_a_firm_that_answered_by_groups_are_no_gaps_and_groups_none_of_one_that_refined():
    offer("du-lieu", ("data.protection", 2))
    for result, code in ((large()[1], "1.4"), (large(q_1_4_3=0)[1], "1.4.3")):
        (one,) = match(result)["suggestions"]
        first = [
            gap["question"] for gap in one["gaps"] if gap["question"].startswith("1.")
        ]
        assert code in first
        assert ("1.4" in first) == (code == "1.4")


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
    (one,) = content["suggestions"]
    levels = np.frombuffer(result.levels, np.int8).tolist()
    for gap in one["gaps"]:
        assert (
            levels[index.codes.index(gap["question"])] == gap["from"] != NOT_APPLICABLE
        )
        levels[index.codes.index(gap["question"])] = gap["to"]
    rises = evaluate(index.rubric, levels).total - result.total
    assert one["points"] == pytest.approx(rises, abs=len(one["gaps"]) + 1)
    assert content["unit"] == result.total_unit
    with translation.override("en"):
        (told,) = describe(content, index).suggestions
    assert 0 < float(told.points) < 30


def test_weak_pillars_are_told_by_the_points_that_count_in_the_total():
    index, result = shop({"7.2.01-01": 1})
    with translation.override("en"):
        told = weak_pillars(index.rubric.pillars, result, index)
        assert sum(float(pillar.maximum) for pillar in told) == pytest.approx(
            100, abs=0.05
        )
        assert float(told[-1].points) > 1, "one tool of a list that weighs 60"
        shown = contents_of(result, scope=Scope.OWN).pillars
        assert [f"{pillar.points}/{pillar.maximum}" for pillar in told] == [
            share(pillar.points, pillar.maximum) for pillar in shown
        ]


def test_lines_speak_of_levels_only_where_the_decision_counts_them():
    offer("nhieu", ("customers.crm", 2), ("it.automation", 1), ("web.brand", 1))
    with translation.override("en"):
        index, result = shop()
        (told,) = describe(match(result), index).suggestions
        assert [gap.line.partition(": ")[2].split(",")[0] for gap in told.gaps] == [
            "put to use",
            "0.69 points more",
        ]
        index, result = large()
        lines = [gap.line for gap in describe(match(result), index).suggestions[0].gaps]
    assert any(
        line.startswith("Marketing and brand management: from level 2 to level 3")
        for line in lines
    )


def test_what_lies_on_the_easiest_way_up_comes_before_an_equal_gap_beside_it():
    _, result = shop()
    offer("a-mot", ("customers.loyalty", 2))
    offer("b-hai", ("customers.crm", 2))
    content = match(result)
    told = {
        one["solution"]: [why for why in one["why"] if why["code"] == "path"]
        for one in content["suggestions"]
    }
    on_path = [slug for slug, reasons in told.items() if reasons]
    assert [one["solution"] for one in content["suggestions"]][
        : len(on_path)
    ] == on_path
    for reasons in told.values():
        for reason in reasons:
            assert 1 <= reason["steps"] <= reason["of"]


def test_the_reason_says_how_many_steps_of_the_way_up_it_helps_with():
    _, result = shop()
    offer(
        "tat-ca",
        *[
            (name, 3)
            for name in ("sales.pos_hardware", "finance.cashless", "finance.invoices")
        ],
    )
    content = match(result)
    index = result.index_version.index_in("retail")
    with translation.override("en"):
        (told,) = describe(content, index).suggestions
    assert any("steps of your easiest way up" in reason for reason in told.reasons)


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
    found = match_of(result, None, NOW)
    ahead = {found.index.codes[place] for place in np.flatnonzero(found.path)}
    (one,) = match(result)["suggestions"]
    told = [gap["question"] in ahead for gap in one["gaps"]]
    assert told == sorted(told, reverse=True)
    assert any(told)
    assert not all(told)


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
    found = helping_solutions(
        result, ["2.2", "7.2.01-10", "7.2.01-01", "khong-co"], NOW
    )
    assert {
        code: [one.slug for one in solutions] for code, solutions in found.items()
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
    with django_assert_num_queries(3):
        found = helping_solutions(result, index.codes, NOW)
        assert {one.provider.organisation.name for one in found["2.2"]}
    assert Solution.objects.count() == 8
