"""From codes and numbers to words, in both languages."""

import pytest
from django.utils import translation

from indexes.index.model import Index
from providers.matching.content import content_of
from providers.matching.explain import describe
from tests.builders import (
    NOW,
    make_result,
    small_document,
)
from tests.providers.matching.examples import large, match, offer, shop


@pytest.mark.django_db
def test_lines_speak_of_levels_only_where_the_decision_counts_them():
    offer("nhieu", ("customers.crm", 2), ("it.automation", 1), ("web.brand", 1))
    with translation.override("en"):
        index, result = shop()
        (suggestion,) = describe(match(result), index).suggestions
        assert [
            gap.line.partition(": ")[2].split(",")[0] for gap in suggestion.gaps
        ] == [
            "put to use",
            "0.69 points more",
        ]
        index, result = large()
        lines = [gap.line for gap in describe(match(result), index).suggestions[0].gaps]
    assert any(
        line.startswith("Marketing and brand management: from level 2 to level 3")
        for line in lines
    )


@pytest.mark.django_db
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
        (suggestion,) = describe(content, index).suggestions
    assert any("steps that we advise to you" in reason for reason in suggestion.reasons)


@pytest.mark.django_db
def test_the_explanation_says_what_the_decree_could_pay(solution):
    solution.support_item = "dx_solutions"
    solution.save()
    result = make_result(level=1, size="small")
    content = content_of(result, budget=None, now=NOW)
    assert content["suggestions"][0]["support"]["payable"] == 2_500_000, (
        "half of the price that stands beside it"
    )
    with translation.override("vi"):
        (suggestion,) = describe(content, result.index_version.index).suggestions
    assert (
        "tối đa 50\u00a0% và 50 triệu đồng một năm, ở đây nhiều nhất 2,5 triệu đồng"
        in suggestion.support
    )
    assert "đã thấy trong văn bản nghị định" in suggestion.support


SUGGESTION = {
    "solution": "web",
    "provider": "sao-mai",
    "name": {"vi": "Trang web", "en": "Website"},
    "what": {"vi": "Làm trang web.", "en": "A website is made."},
    "provider_name": "Công ty Web Sao Mai",
    "kind": "service",
    "gaps": [{"question": "1.1.1", "from": 1, "to": 3, "points": 2}],
    "points": 2,
    "why": [],
    "price": {
        "from": 5_000_000,
        "to": 9_000_000,
        "unit": "once",
        "yearly": 5_000_000,
        "confirmed": "2026-09-15",
    },
    "delivery_days": 20,
    "certificates": ["ISO 9001"],
    "support": None,
    "fails": [],
    "in_portfolio": True,
}


def content(**changes) -> dict:
    facts = {
        "unit": 1,
        "suggestions": [SUGGESTION],
        "near_misses": [],
        "portfolio": None,
        "loosened": [],
        "blocked": {},
        "budget": None,
        "fictional": False,
    }
    return facts | changes


def explained(**changes):
    """In English, under the small index."""
    with translation.override("en"):
        return describe(content(**changes), Index(small_document()))


def suggested(**changes):
    (suggestion,) = explained(suggestions=[SUGGESTION | changes]).suggestions
    return suggestion


def test_a_suggestion_is_told_wholly():
    suggestion = suggested()
    assert suggestion.slug == "web"
    assert suggestion.provider_slug == "sao-mai"
    assert suggestion.solution == "Website"
    assert suggestion.provider == "Công ty Web Sao Mai"
    assert suggestion.what == "A website is made."
    assert suggestion.kind == "Service"
    assert suggestion.points == "2"
    assert suggestion.price == "5 million dong to 9 million dong, paid once"
    assert suggestion.confirmed == "15/09/2026"
    assert suggestion.delivery == "ready in about 20 days"
    assert suggestion.certificates == ("ISO 9001",)
    assert suggestion.in_portfolio


def test_what_is_not_known_is_not_told():
    price = SUGGESTION["price"] | {"confirmed": None}
    suggestion = suggested(price=price, delivery_days=None, certificates=[])
    assert (suggestion.confirmed, suggestion.delivery) == ("", "")
    assert suggestion.certificates == ()
    assert (suggestion.reasons, suggestion.left_out) == ((), ())
    assert suggestion.support == ""


def test_a_gap_says_from_where_to_where_in_words():
    (gap,) = suggested().gaps
    assert (gap.code, gap.name, gap.level, gap.then) == ("1.1.1", "Website", 1, 3)
    assert (gap.now_text, gap.then_text) == ("Very little", "Half")
    assert gap.line == "Website: from level 1 to level 3, 2 points more"


@pytest.mark.parametrize(
    ("points", "unit", "words"),
    [
        (1, 1, "1 point more"),
        (2, 1, "2 points more"),
        (4, 4, "1 point more"),
        (1, 4, "0.25 points more"),
    ],
)
def test_one_point_is_said_in_the_singular_and_a_part_of_it_in_the_plural(
    points, unit, words
):
    gap = {"question": "1.1.1", "from": 1, "to": 3, "points": points}
    suggestions = [SUGGESTION | {"gaps": [gap]}]
    (suggestion,) = explained(suggestions=suggestions, unit=unit).suggestions
    assert suggestion.gaps[0].line.endswith(words)


@pytest.mark.parametrize(
    ("count", "summary"),
    [
        (1, "Could add up to 2 points by raising 1 answer."),
        (2, "Could add up to 2 points by raising 2 answers."),
    ],
)
def test_a_summary_counts_the_answers(count, summary):
    assert suggested(gaps=SUGGESTION["gaps"] * count).summary == summary


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            {"code": "sector", "sector": "I"},
            "Made for your line of business: Restaurants, cafés, hotels.",
        ),
        (
            {"code": "size", "size": "small"},
            "Made for enterprises of your size: Small enterprise.",
        ),
        ({"code": "near", "area": "26737"}, "Works in your area: Tan Dinh Ward."),
        ({"code": "online"}, "Can do the work online."),
        (
            {"code": "lacking_pillar", "pillars": ["1"], "level": 2},
            "Raises a pillar you need at level 2 for the next level: Customers.",
        ),
        (
            {"code": "rating", "average": 4.55, "count": 1},
            "Rated 4.6 of 5 by 1 customer.",
        ),
        (
            {"code": "rating", "average": 4.0, "count": 12},
            "Rated 4.0 of 5 by 12 customers.",
        ),
        (
            {"code": "path", "steps": 1, "of": 1},
            "Helps with 1 of the 1 step that we advise to you.",
        ),
        (
            {"code": "path", "steps": 2, "of": 5},
            "Helps with 2 of the 5 steps that we advise to you.",
        ),
    ],
)
def test_what_speaks_for_a_solution_is_a_sentence(reason, words):
    assert suggested(why=[reason]).reasons == (words,)


def test_several_lacking_pillars_are_named_as_a_list():
    reason = {"code": "lacking_pillar", "pillars": ["1", "2", "3"], "level": 2}
    (words,) = suggested(why=[reason]).reasons
    assert words.count(",") == 1
    assert " and " in words


@pytest.mark.parametrize(
    ("fail", "words"),
    [
        (
            {"code": "budget", "yearly": 60_000_000, "budget": 50_000_000},
            "Costs 60 million dong in the first year,"
            " above your budget of 50 million dong.",
        ),
        (
            {"code": "capacity", "capacity": 3},
            "Full this month: takes 3 new requests a month.",
        ),
        (
            {"code": "area", "area": "26737"},
            "Works on site only, and not in Tan Dinh Ward.",
        ),
        (
            {"code": "size", "size": "small", "sizes": ["micro"]},
            "Made for another size of enterprise: Micro-enterprise.",
        ),
        (
            {"code": "sector", "sector": "G", "sectors": ["I"]},
            "Made for other lines of business: Restaurants, cafés, hotels.",
        ),
        (
            {"code": "vetted", "until": "2026-11-19"},
            "The vetting ran out on 19/11/2026.",
        ),
        ({"code": "vetted", "until": None}, "Has not been vetted yet."),
    ],
)
def test_what_a_rule_leaves_out_says_why(fail, words):
    assert suggested(fails=[fail]).left_out == (words,)


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("once", 5_000_000, 5_000_000, ""),
        ("year", 5_000_000, 5_000_000, ""),
        ("once", 5_000_000, 9_000_000, "7 million dong (the lower price, paid once)"),
        (
            "month",
            5_000_000,
            5_000_000,
            "7 million dong (12 months at the lower price)",
        ),
        (
            "user_month",
            5_000_000,
            5_000_000,
            "7 million dong (12 months at the lower price for each of your employees)",
        ),
    ],
)
def test_the_cost_of_the_first_year_is_said_where_it_is_not_the_price(
    unit, low, high, words
):
    price = {"from": low, "to": high, "unit": unit, "yearly": 7_000_000}
    assert suggested(price=price | {"confirmed": None}).yearly == words


def support(ceiling, payable):
    return {
        "item": "dx_consulting",
        "rate": 50,
        "ceiling": ceiling,
        "payable": payable,
        "confidence": "two_sources",
    }


def test_support_names_what_may_be_paid_and_how_sure_it_is():
    words = suggested(support=support(50_000_000, 4_500_000)).support
    assert words.startswith(
        "Decree 80, “Consulting on digital transformation solutions”: at most 50%"
        " and 50 million dong a year, here up to 4.5 million dong"
    )
    assert "two sources agree" in words
    assert words.endswith("awards nothing: the supporting body decides.")


def test_support_names_its_condition():
    bought = support(50_000_000, 4_500_000) | {"item": "dx_solutions"}
    words = suggested(support=bought).support
    assert "Condition: the solution is published by" in words


def test_support_without_a_ceiling_promises_no_amount():
    words = suggested(support=support(None, None)).support
    assert "no amount is given for enterprises of your size" in words
    assert "million" not in words


def test_nothing_loosened_says_nothing_of_rules():
    suggestions = explained()
    assert (suggestions.loosened, suggestions.blocked) == ((), 0)
    assert suggestions.budget == ""
    assert suggestions.portfolio is None


def test_rules_set_aside_are_named_and_the_first_is_counted():
    blocked = {"size": 4, "vetted": 1}
    suggestions = explained(loosened=["size", "vetted"], blocked=blocked)
    assert suggestions.loosened[0] == "the size of enterprise they are made for"
    assert len(suggestions.loosened) == 2
    assert suggestions.blocked == 4


@pytest.mark.parametrize(
    ("level", "level_now", "name", "stays"),
    [
        (2, 1, "Started", False),
        (2, 2, "Started", True),
        (None, None, "", False),
        (0, 0, "Not started", True),
    ],
)
def test_the_best_set_says_which_level_it_brings(level, level_now, name, stays):
    portfolio = {
        "solutions": ["web"],
        "yearly": 5_000_000,
        "points": 2,
        "total": 9,
        "level": level,
        "level_now": level_now,
    }
    description = explained(portfolio=portfolio, budget=50_000_000).portfolio
    assert (description.names, description.cost) == (("Website",), "5 million dong")
    assert (description.points, description.total) == ("2", "9")
    assert (description.level, description.level_name) == (level, name)
    assert description.level_stays is stays


def test_an_older_recommendation_does_not_say_whether_the_level_stays():
    portfolio = {"solutions": [], "yearly": 0, "points": 0, "total": 9, "level": 2}
    assert not explained(portfolio=portfolio).portfolio.level_stays


def test_near_misses_are_told_like_suggestions():
    fails = [{"code": "capacity", "capacity": 3}]
    suggestions = explained(suggestions=[], near_misses=[SUGGESTION | {"fails": fails}])
    (near,) = suggestions.near_misses
    assert near.solution == "Website"
    assert near.left_out
