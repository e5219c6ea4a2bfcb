"""Money as a roadmap tells it: two digits, and what the decree could pay of it."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from language.formats import money
from registry.supports import support_for, supports
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.subsidies import (
    Cost,
    about,
    funds_of,
    money_range,
    other_help,
    share_of,
    terms_of_support,
)
from tests.roadmap.planning.written import most_written

MILLION = 1_000_000
AMOUNTS = st.integers(0, 10**12)
HELP = "dx_solutions"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, ""),
        (5 * MILLION, 5 * MILLION, "5 triệu đồng"),
        (0, 15_400_000, "0 – 15 triệu đồng"),
        (33 * MILLION, 194 * MILLION, "33 – 190 triệu đồng"),
        (460 * MILLION, 1_860 * MILLION, "460 triệu đồng – 1,9 tỷ đồng"),
        (994 * MILLION, 996 * MILLION, "990 triệu đồng – 1 tỷ đồng"),
        (14_240 * MILLION, 45_220 * MILLION, "14 – 45 tỷ đồng"),
    ],
)
def test_estimates_are_told_with_two_digits_and_the_unit_once_where_it_is_the_same(
    low, high, words
):
    with translation.override("vi"):
        assert money_range(low, high) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "còn khoảng 0 – 2 triệu đồng"), ("en", "still about 0 – 2 million")],
)
def test_an_estimate_from_nothing_reads_well_after_about(language, words):
    with translation.override(language):
        cost = money_range(0, 2 * MILLION)
        assert (gettext("still about %(cost)s") % {"cost": cost}).startswith(words)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(0, 0), (7, 7), (99, 99), (104, 100), (105, 110), (995, 1000), (149_999, 150_000)],
)
def test_an_amount_has_two_digits(amount, rounded):
    assert about(amount) == rounded


@given(AMOUNTS)
def test_an_amount_with_two_digits_is_off_by_no_more_than_a_twentieth(amount):
    rounded = about(amount)
    assert abs(rounded - amount) * 20 <= amount
    assert about(rounded) == rounded


# What the decree could pay


def cost_of(low: int, high: int, year: int = 2026) -> Cost:
    return Cost(HELP, year, Price(low, high))


def test_a_share_is_its_part_of_the_most_that_a_step_costs():
    support = support_for(HELP, "small")
    share = share_of(HELP, "small", MILLION)
    assert share.most == MILLION * support.rate_percent // 100
    assert share.rate == support.rate_percent
    with translation.override("vi"):
        assert share.name == support.name["vi"]


def test_what_is_paid_never_passes_the_ceiling_of_a_year_however_many_steps_there_are():
    ceiling = support_for(HELP, "small").ceiling
    share = share_of(HELP, "small", 10 * ceiling)
    (fund,) = funds_of([cost_of(0, 10 * ceiling)] * 3, "small")
    with translation.override("vi"):
        assert share.most_words == share.ceiling_words == fund.most == fund.ceiling


@given(AMOUNTS, st.sampled_from(["micro", "small", "medium"]))
def test_a_share_is_never_more_than_the_cost_or_the_ceiling(high, size):
    share = share_of(HELP, size, high)
    assert (share is None) == (high == 0)
    if share:
        assert share.most <= min(high, share.support.ceiling)


@pytest.mark.parametrize(
    ("item", "size", "high"),
    [
        ("", "small", MILLION),
        ("no_such_help", "small", MILLION),
        (HELP, "large", MILLION),
        (HELP, "", MILLION),
        (HELP, "small", 0),
    ],
    ids=["no help", "unknown help", "a large firm", "no known size", "costs nothing"],
)
def test_where_the_decree_has_nothing_nothing_is_promised(item, size, high):
    assert share_of(item, size, high) is None
    assert funds_of([Cost(item, 2026, Price(0, high))], size) == []


def test_a_fund_sums_its_steps_and_leaves_the_others_to_theirs():
    costs = [
        cost_of(MILLION, 2 * MILLION),
        Cost("", 2026, Price(5 * MILLION, 6 * MILLION)),
        cost_of(3 * MILLION, 5 * MILLION),
    ]
    (fund,) = funds_of(costs, "small")
    support = support_for(HELP, "small")
    prices = [cost.price for cost in costs if cost.item]
    assert (fund.low, fund.high) == likely_sum(prices)
    assert fund.rate == support.rate_percent
    with translation.override("vi"):
        assert fund.name == support.name["vi"]
        assert fund.cost == "4,4 – 6,6 triệu đồng"
        assert fund.confidence


def test_a_ceiling_is_for_a_year_so_over_two_years_both_are_told():
    ceiling = support_for(HELP, "small").ceiling
    costs = [cost_of(0, 10 * ceiling, year) for year in (2027, 2026, 2027)]
    (fund,) = funds_of(costs, "small")
    assert [year.number for year in fund.years] == [2026, 2027]
    with translation.override("en"):
        assert [year.most for year in fund.years] == [fund.ceiling] * 2
        assert fund.most == money(2 * ceiling)
        both = likely_sum([Price(0, 10 * ceiling)] * 2)
        assert fund.years[1].cost == money_range(*both)


def test_within_one_year_the_sum_says_it_all():
    (fund,) = funds_of([cost_of(0, MILLION)] * 2, "small")
    assert fund.years == []


@given(st.lists(st.tuples(AMOUNTS, st.integers(2026, 2029)), min_size=1))
def test_what_is_paid_is_never_more_than_the_part_of_the_cost_nor_the_years_allow(
    steps,
):
    costs = [cost_of(0, high, year) for high, year in steps]
    for fund in funds_of(costs, "small"):
        paid = sum(year.paid for year in fund.by_year.values())
        assert paid * 100 <= fund.high * fund.rate
        assert paid <= len(fund.by_year) * fund.support.ceiling


@given(AMOUNTS, st.sampled_from(["micro", "small", "medium"]))
def test_a_share_as_written_is_never_more_than_half_of_the_cost_as_written(high, size):
    share = share_of(HELP, size, high)
    if share is None:
        return
    with translation.override("en"):
        cost = most_written(money_range(0, high))
        assert 2 * most_written(share.most_words) <= cost


# Some of them come with "a", or with each other.
PRICES = st.builds(
    lambda ends, tool, larger: Price(*sorted(ends), tool, larger),
    st.tuples(AMOUNTS, AMOUNTS),
    st.sampled_from("abc"),
    st.sampled_from(["", "a", "d"]),
)
COSTS = st.lists(
    st.builds(
        Cost,
        st.sampled_from([*supports(), ""]),
        st.integers(2026, 2029),
        PRICES,
    ),
    min_size=1,
)


@given(COSTS, st.sampled_from(["micro", "small", "medium"]))
def test_no_support_as_written_is_more_than_half_of_what_stands_beside_it(costs, size):
    """Neither of its own steps, nor of a year, nor all of it of the whole."""
    with translation.override("en"):
        funds = funds_of(costs, size)
        for fund in funds:
            assert 2 * most_written(fund.most) <= most_written(fund.cost)
            for year in fund.years:
                assert 2 * most_written(year.most) <= most_written(year.cost)
        together = sum(most_written(fund.most) for fund in funds)
        whole = money_range(*likely_sum([cost.price for cost in costs]))
        assert 2 * together <= most_written(whole)


def test_no_steps_need_no_fund():
    assert funds_of([], "small") == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_without_an_amount_and_what_holds_for_all_are_said_in_words(language):
    with translation.override(language):
        texts = [*other_help(), *terms_of_support()]
    assert len(texts) == len(set(texts))
    assert all(texts)
    assert not any("voucher" in text for text in texts)
    # Each begins as a sentence does; what holds for all is one.
    assert all(text[0].isupper() for text in texts)
    assert all(text.endswith(".") for text in terms_of_support())
