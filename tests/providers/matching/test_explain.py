"""All that a recommendation says, in both languages."""

import pytest
from django.utils import translation

from providers.matching.content import content_of
from providers.matching.explain import describe
from tests.builders import NOW, make_result
from tests.providers.matching.examples import match, offer, shop
from tests.providers.matching.kept import SUGGESTION, explained, support


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
    assert any("of your " in reason for reason in suggestion.reasons)


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
        page = describe(content, result.index_version.index)
    assert page.suggestions[0].support == "2,5 triệu đồng"
    (line,) = page.support
    assert line.startswith(
        "Thuê, mua giải pháp chuyển đổi số: tối đa 50\u00a0% và 50 triệu đồng một năm"
        " (đã thấy trong văn bản nghị định). Điều kiện: "
    )


def told(*supports) -> tuple[str, ...]:
    facts = [SUGGESTION | {"support": one} for one in supports]
    return explained(suggestions=facts[:1], offers=facts[1:]).support


def test_support_names_what_may_be_paid_of_a_year_and_how_sure_it_is():
    (words,) = told(support(50_000_000, 4_500_000))
    assert words.startswith(
        "Consulting on digital transformation solutions: at most 50%"
        " and 50 million dong a year"
    )
    assert "two sources agree" in words


def test_each_kind_of_support_is_explained_once_for_all_that_is_named():
    other = support(20_000_000, 600_000) | {"item": "dx_solutions"}
    lines = told(support(50_000_000, 1_000), other, support(50_000_000, 7_000_000))
    assert len(lines) == 2
    assert told(None) == ()


def step(**changes) -> dict:
    facts = {
        "question": "1.1.1",
        "from": 1,
        "to": 3,
        "steps": 2,
        "solutions": ["web"],
        "more": [],
        "others": 0,
    }
    return facts | changes


def test_a_step_is_told_with_who_helps_and_what_that_raises():
    (helped,) = explained(steps=[step()]).steps
    assert (helped.question, helped.from_level, helped.to_level) == ("1.1.1", 1, 3)
    assert (helped.steps, helped.others, helped.more) == (2, 0, ())
    (offer,) = helped.offers
    assert offer.suggestion.slug == "web"
    assert offer.raises == "Website: from level 1 to level 3."


def test_what_else_a_helper_raises_is_counted_after_the_step_itself():
    other = {"question": "2.1.1", "from": 1, "to": 2, "points": 1}
    suggestion = SUGGESTION | {"gaps": [other, *SUGGESTION["gaps"]], "points": 3}
    (helped,) = explained(suggestions=[suggestion], steps=[step()]).steps
    assert helped.offers[0].raises == (
        "Website: from level 1 to level 3. Helps with 1 other answer too."
    )


def test_support_names_its_condition():
    bought = support(50_000_000, 4_500_000) | {"item": "dx_solutions"}
    (words,) = told(bought)
    assert "Condition: the solution is published by" in words


def test_a_step_that_earns_nothing_is_told_by_its_name():
    gap = SUGGESTION["gaps"][0] | {"points": 0}
    suggestion = SUGGESTION | {"gaps": [gap], "points": 0}
    (helped,) = explained(suggestions=[suggestion], steps=[step()]).steps
    assert helped.offers[0].raises == "Website."


def test_who_stands_beside_two_steps_is_told_wholly_beside_the_first():
    steps = explained(steps=[step(), step()]).steps
    assert [one.offers[0].is_first for one in steps] == [True, False]


def test_what_stands_beside_no_step_is_left_for_the_rest():
    other = SUGGESTION | {"solution": "kia"}
    page = explained(suggestions=[SUGGESTION, other], steps=[step()])
    assert [suggestion.slug for suggestion in page.beside] == ["kia"]


def test_helpers_that_are_no_suggestion_for_the_whole_are_told_too():
    name = {"vi": "Kia", "en": "Another"}
    other = SUGGESTION | {"solution": "kia", "name": name}
    more = step(solutions=["web"], more=["kia"], others=4)
    (helped,) = explained(offers=[other], steps=[more]).steps
    assert [line.solution for line in helped.more] == ["Another"]
    assert helped.others == 4


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
