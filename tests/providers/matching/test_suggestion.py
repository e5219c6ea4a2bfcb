"""One suggestion from codes and numbers to words."""

import pytest
from django.utils import translation

from indexes.index.model import Index
from providers.matching.explain import describe
from tests.builders import index_document
from tests.indexes.frameworks.rows import index_named
from tests.providers.matching.examples import large, match, offer, shop
from tests.providers.matching.kept import (
    SUGGESTION,
    content,
    explained,
    suggested,
    support,
)


@pytest.mark.django_db
def test_lines_speak_of_levels_only_where_the_decision_counts_them():
    offer("nhieu", ("customers.crm", 2), ("it.automation", 1), ("web.brand", 1))
    with translation.override("en"):
        index, result = shop()
        (suggestion,) = describe(match(result), index).suggestions
        assert [gap.line.partition(": ")[2] for gap in suggestion.gaps] == [
            "put to use",
            "",
        ]
        index, result = large()
        lines = [gap.line for gap in describe(match(result), index).suggestions[0].gaps]
    assert any(
        line.startswith("Marketing and brand management: from level 2 to level 3")
        for line in lines
    )


def test_a_suggestion_is_told_wholly():
    suggestion = suggested()
    assert suggestion.slug == "web"
    assert suggestion.provider_slug == "sao-mai"
    assert suggestion.solution == "Website"
    assert suggestion.provider == "Công ty Web Sao Mai"
    assert suggestion.what == "A website is made."
    assert suggestion.kind == "Service"
    assert suggestion.price == "5 million dong to 9 million dong, paid once"
    assert suggestion.delivery == "ready in about 20 days"
    assert suggestion.certificates == ("ISO 9001",)
    assert suggestion.in_portfolio


def test_what_is_not_known_is_not_told():
    suggestion = suggested(delivery_days=None, certificates=[])
    assert suggestion.delivery == ""
    assert suggestion.certificates == ()
    assert (suggestion.reasons, suggestion.left_out) == ((), ())
    assert suggestion.why == ""
    assert suggestion.support == ""


def test_a_gap_says_from_where_to_where_in_words():
    (gap,) = suggested().gaps
    assert gap.code == "1.1.1"
    assert (gap.now_text, gap.then_text) == ("Very little", "Half")
    assert gap.line == "Website: from level 1 to level 3"


def test_a_ratio_without_levels_is_said_by_its_name():
    gap = {"question": "3.1", "from": 0, "to": 2500, "points": 15}
    suggestions = [SUGGESTION | {"gaps": [gap]}]
    with translation.override("en"):
        kept = content(suggestions=suggestions)
        (told,) = describe(kept, index_named("dti-agency")).suggestions
    assert told.gaps[0].line == "Computers"
    assert told.gaps[0].then_text == "About a quarter (25%)"


def test_where_the_index_says_what_to_do_that_is_told_and_not_how_it_stands_then():
    gap = {"question": "4.4", "from": 0, "to": 1, "points": 1}
    index = Index(index_document("dbi-2025-large"), "")
    with translation.override("en"):
        kept = content(suggestions=[SUGGESTION | {"gaps": [gap]}])
        (told,) = describe(kept, index).suggestions
    assert told.gaps[0].then_text.startswith("Issue commitments for the main services")


@pytest.mark.parametrize(
    ("count", "summary"),
    [
        (1, "Could raise 1 of your answers."),
        (2, "Could raise 2 of your answers."),
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
            "Helps with 1 of your 1 step.",
        ),
        (
            {"code": "path", "steps": 2, "of": 5},
            "Helps with 2 of your 5 steps.",
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
            "Was vetted until 19/11/2026, and is not any more.",
        ),
        ({"code": "vetted", "until": None}, "Has not been vetted yet."),
    ],
)
def test_what_a_rule_leaves_out_says_why(fail, words):
    assert suggested(fails=[fail]).left_out == (words,)


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("once", 5_000_000, 5_000_000, "7 million dong"),
        ("year", 5_000_000, 5_000_000, "7 million dong"),
        ("once", 5_000_000, 9_000_000, "from 7 million dong"),
        (
            "month",
            5_000_000,
            5_000_000,
            "7 million dong (5 million dong a month)",
        ),
        (
            "user_month",
            5_000_000,
            6_000_000,
            "from 7 million dong"
            " (5 million dong to 6 million dong for each user and month)",
        ),
    ],
)
def test_the_first_year_is_one_price_for_all(unit, low, high, words):
    price = {"from": low, "to": high, "unit": unit, "yearly": 7_000_000}
    suggestion = suggested(price=price | {"confirmed": None})
    assert suggestion.first_year == words
    assert suggestion.basis


def test_what_is_free_is_said_to_be():
    price = {"from": 0, "to": 0, "unit": "month", "yearly": 0, "confirmed": None}
    assert suggested(price=price).first_year == "no charge"


def test_support_without_a_ceiling_promises_no_amount():
    (words,) = explained(
        suggestions=[SUGGESTION | {"support": support(None, None)}]
    ).support
    assert "no amount is given for enterprises of your size" in words
    assert "million" not in words
    assert suggested(support=support(None, None)).support == ""


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ([], ""),
        (["online"], "Can do the work online."),
        (
            ["online", "path", "sector"],
            "Helps with 2 of your 5 steps."
            " Made for your line of business: Restaurants, cafés, hotels.",
        ),
    ],
)
def test_the_reason_in_one_line_is_the_most_telling(codes, why):
    reasons = {
        "path": {"code": "path", "steps": 2, "of": 5},
        "sector": {"code": "sector", "sector": "I"},
        "online": {"code": "online"},
    }
    assert suggested(why=[reasons[code] for code in codes]).why == why
