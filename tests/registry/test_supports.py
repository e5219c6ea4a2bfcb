"""What the State could pay, for whom, and how sure that is."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from language.formats import money
from registry.sizes import size_names
from registry.supports import (
    conditions,
    in_kind,
    most_of,
    rounded_down,
    support_for,
    supports,
    unpriced,
)


def test_support_has_a_ceiling_and_says_how_sure_it_is():
    support = support_for("dx_solutions", "micro")
    assert support.rate_percent == 50
    assert support.ceiling == 20_000_000
    assert support.confidence == "official_excerpt"
    assert set(support.name) == {"vi", "en"}


@pytest.mark.parametrize(
    ("size", "rate", "ceiling"),
    [
        ("micro", 100, 50_000_000),
        ("small", 50, 100_000_000),
        ("medium", 30, 150_000_000),
    ],
)
def test_advisers_are_paid_in_a_part_that_depends_on_the_size(size, rate, ceiling):
    support = support_for("general_consulting", size)
    assert (support.rate_percent, support.ceiling) == (rate, ceiling)


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ("dx_solutions", "large"),
        ("dx_solutions", ""),
        ("?", "micro"),
        ("training", "micro"),
        ("free_shared_platforms", "micro"),
    ],
)
def test_what_the_decree_names_no_part_of_a_price_for_is_not_paid(item, size):
    assert support_for(item, size) is None


def test_every_kind_of_help_is_known_for_the_sizes_it_names():
    for item, row in supports().items():
        assert set(row["ceiling"]) <= set(size_names())
        for size in row["ceiling"]:
            assert 0 < support_for(item, size).rate_percent <= 100


def test_what_is_asked_for_a_kind_of_help_is_there_in_both_languages():
    condition = support_for("general_consulting", "micro").condition
    assert condition["en"] == "only with an adviser of the network"
    assert condition["vi"] == "chỉ khi dùng tư vấn viên trong mạng lưới"
    assert support_for("ip_consulting", "micro").condition is None


def test_every_condition_is_said_in_both_languages():
    named = {item for item, row in supports().items() if "condition_en" in row}
    assert named == {"dx_solutions", "general_consulting"}
    for item in named:
        assert set(support_for(item, "micro").condition) == {"vi", "en"}


def test_courses_and_what_is_free_stand_beside_without_an_amount():
    names = [row["en"] for row in unpriced()]
    assert names == [
        "Start-up and management training",
        "Free shared platforms and accounting software",
    ]


def test_help_in_kind_and_its_conditions_are_there_in_words():
    for texts in (in_kind(), conditions()):
        assert len(texts) > 3
        for text in texts:
            assert text["vi"] != text["en"]
    assert any("never an award" in text["en"] for text in conditions())


def test_no_voucher_and_no_amount_of_the_city_is_promised():
    texts = str([supports(), unpriced(), in_kind(), conditions()])
    assert "voucher" not in texts
    # Ceilings are numbers, of the decree; what is told in words names no money.
    assert not re.search(r"\d+ (triệu|tỷ|million|billion)", texts)


# What could be paid beside a price

ITEMS = st.sampled_from(["dx_solutions", "dx_consulting", "general_consulting"])
SIZES = st.sampled_from(["micro", "small", "medium"])
PRICES = st.integers(0, 10**11)
UNITS = {"million": 10**6, "billion": 10**9}


def read(written: str) -> int:
    """An amount as `money` writes it in English, in VND."""
    number, *unit, _dong = written.split()
    factor = UNITS[unit[0]] if unit else 1
    return round(float(number.replace(",", "")) * factor)


@given(PRICES, ITEMS, SIZES)
def test_what_is_written_is_never_more_than_half_of_the_price_written_beside_it(
    price, item, size
):
    most = most_of(support_for(item, size), price)
    if most is None:
        return
    with translation.override("en"):
        assert 2 * read(money(most)) <= read(money(price))


@given(PRICES, ITEMS, SIZES)
def test_no_more_is_paid_than_the_part_and_the_ceiling_of_the_decree(price, item, size):
    support = support_for(item, size)
    most = most_of(support, price)
    assert (most is None) == (support.ceiling is None)
    if most is not None:
        assert most <= support.ceiling
        assert 100 * most <= support.rate_percent * price


@pytest.mark.parametrize(
    ("price", "most"),
    [(0, 0), (2_400_000, 1_200_000), (1_234_567, 610_000), (10**9, 50_000_000)],
)
def test_half_of_a_price_is_paid_up_to_the_ceiling(price, most):
    assert most_of(support_for("dx_solutions", "small"), price) == most


@given(PRICES)
def test_an_amount_rounded_down_has_two_digits_and_loses_less_than_a_tenth(amount):
    rounded = rounded_down(amount)
    assert rounded <= amount
    assert 10 * (amount - rounded) <= amount
    assert str(rounded)[2:].strip("0") == ""
