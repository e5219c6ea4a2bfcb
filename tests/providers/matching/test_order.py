"""Who helps with each step, in an order that can be told."""

from datetime import timedelta

import pytest

from providers.matching.match import match_of
from providers.matching.order import IN_A_LINE, IN_FULL, helpers_of
from providers.matching.plan import Plan, Step
from providers.matching.services import recommend
from providers.models import Solution
from survey.models import Result
from tests.builders import NOW, make_provider, make_result, make_solution

pytestmark = pytest.mark.django_db

WEBSITE = Plan([Step("1.1.1", 1, 2), Step("1.1.1", 2, 3)])
BOTH = Plan([Step("2.1.1", 1, 2), *WEBSITE.steps])


def helper(name: str, price: int = 5_000_000, lift: int = 2, **fields):
    """Of a provider of its own, for the website."""
    provider = make_provider(name, name, **fields.pop("provider", {}))
    improves = [{"question": "1.1.1", "lift": lift}]
    prices = {"price_from": price, "price_to": price}
    return make_solution(provider, name, **{"improves": improves, **prices, **fields})


def helpers(plan=WEBSITE, budget=None, **of_result):
    match = match_of(make_result(level=1, **of_result), budget, NOW, plan)
    return match, helpers_of(match)


def slugs(match, rows) -> list[str]:
    return [match.slug(row) for row in rows]


def order(plan=WEBSITE) -> list[str]:
    """Of the last aim of the plan."""
    match, of_aims = helpers(plan)
    return slugs(match, of_aims[-1].named)


def test_who_raises_a_step_further_comes_first():
    helper("a-re", price=1, lift=1)
    helper("b-dat", price=9_000_000, lift=2)
    assert order() == ["b-dat", "a-re"]


def test_what_goes_beyond_the_step_is_no_reason_to_come_first():
    helper("a-xa", price=2_000_000, lift=4)
    helper("b-re", price=1_000_000, lift=2)
    assert order() == ["b-re", "a-xa"]


def test_then_who_costs_less_for_each_step_it_helps_with():
    helper("a-mot", price=2_000_000)
    helper(
        "b-ca-hai",
        price=2_700_000,
        improves=[
            {"question": "1.1.1", "lift": 2},
            {"question": "2.1.1", "lift": 1},
        ],
    )
    helper("c-dat", price=9_000_000)
    assert order(WEBSITE) == ["a-mot", "b-ca-hai", "c-dat"]
    assert order(BOTH) == ["b-ca-hai", "a-mot", "c-dat"]


def test_then_who_is_rated_better_and_then_the_lot():
    helper("b-la")
    helper("a-la")
    helper("c-tot", provider={"rating_average": "4.9", "rating_count": 90})
    best, *others = order()
    assert best == "c-tot"
    assert sorted(others) == ["a-la", "b-la"]


@pytest.mark.parametrize(
    ("dearer_by", "is_drawn"), [(0, True), (100_000, True), (100_001, False)]
)
def test_prices_within_the_published_band_are_equal(dearer_by, is_drawn):
    helper("a-re", price=5_000_000)
    helper("b-dat", price=5_000_000 + dearer_by)
    firsts = {order_on(day)[0] for day in range(12)}
    assert firsts == ({"a-re", "b-dat"} if is_drawn else {"a-re"})


def order_on(day: int) -> list[str]:
    """Of one enterprise, days later."""
    result = Result.objects.first() or make_result(level=1)
    match = match_of(result, None, NOW + timedelta(days=day), WEBSITE)
    return slugs(match, helpers_of(match)[-1].named)


def test_the_lot_moves_everybody_also_the_first_of_the_directory():
    names = {f"nha-{number}" for number in range(4)}
    for name in sorted(names):
        helper(name)
    orders = [order_on(day) for day in range(40)]
    for place in range(4):
        assert {order[place] for order in orders} == names


def test_who_was_shown_comes_again_when_all_of_its_band_were():
    for number in range(7):
        helper(f"nha-{number}")
    result = make_result(level=1)
    shown = []
    for day in range(7):
        now = NOW + timedelta(days=day)
        stored = recommend(result=result, now=now, plan=WEBSITE)
        shown += stored.content["steps"][0]["solutions"]
    # Three stand in full each day: after seven days each was there three times.
    for turn in range(3):
        assert len(set(shown[turn * 7 : turn * 7 + 7])) == 7


def test_branches_of_one_company_stand_once_among_the_first():
    for slug in ("goc", "nhanh"):
        branch = helper(slug).provider.organisation
        branch.tax_code = "0312687878" if slug == "goc" else "0312687878-001"
        branch.save()
    helper("khac")
    match, (website,) = helpers()
    assert len(slugs(match, website.first)) == 2
    assert "khac" in slugs(match, website.first)


def test_at_most_three_stand_in_full_and_each_is_of_another_provider():
    provider = make_provider("Nhà đông", "dong")
    for number in range(4):
        make_solution(
            provider, f"a-{number}", improves=[{"question": "1.1.1", "lift": 2}]
        )
    for number in range(9):
        helper(f"b-{number}", price=8_000_000)
    match, (website,) = helpers()
    own, *others = slugs(match, website.first)
    assert own == "a-0"
    assert all(other.startswith("b-") for other in others)
    assert len(website.first) == IN_FULL
    assert slugs(match, website.more)[:3] == ["a-1", "a-2", "a-3"]
    assert len(website.more) == IN_A_LINE
    assert website.others == 13 - IN_FULL - IN_A_LINE


@pytest.mark.parametrize(
    ("fields", "budget"),
    [
        ({"is_active": False}, None),
        ({"sizes": ["large"]}, None),
        ({"sectors": ["A"]}, None),
        ({"provider": {"vetted_until": None}}, None),
        ({"provider": {"capacity_per_month": 0}}, None),
        ({}, 4_000_000),
    ],
)
def test_nobody_helps_against_a_rule(fields, budget):
    helper("kia", **fields)
    _, (website,) = helpers(budget=budget)
    assert website.named == []
    assert website.others == 0


def test_every_aim_stands_in_the_order_of_the_plan_also_where_nobody_helps():
    helper("web")
    _, of_aims = helpers(BOTH)
    named = [(of_aim.aim.question, len(of_aim.first)) for of_aim in of_aims]
    assert named == [("2.1.1", 0), ("1.1.1", 1)]


def test_what_is_free_comes_before_what_costs():
    helper("a-dong", price=1)
    helper("b-khong", price=0)
    assert order() == ["b-khong", "a-dong"]


@pytest.mark.sql
def test_a_directory_of_many_takes_as_many_queries(django_assert_num_queries):
    provider = make_provider()
    result = make_result(level=1)
    many = []
    for number in range(2_000):
        solution = Solution(
            provider=provider,
            slug=f"s-{number:05}",
            name={"vi": "S", "en": "S"},
            what={"vi": "S", "en": "S"},
            kind="software",
            improves=[{"question": "1.1.1", "lift": 1}],
            price_from=number,
            price_to=number,
            price_unit="once",
            index_id=result.index.id,
        )
        many.append(solution)
    Solution.objects.bulk_create(many)
    assert result.organisation, "at hand, as for a page"
    with django_assert_num_queries(5):
        (website,) = helpers_of(match_of(result, None, NOW, WEBSITE))
    assert website.others == 2_000 - 1 - IN_A_LINE
