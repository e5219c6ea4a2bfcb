"""Sums of ranges: around the middles, narrower than all the least and all the most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.planning.likely import (
    WIDE,
    Price,
    is_bought_together,
    is_narrowed,
    likely_sum,
    middle_of,
    purchases,
    upper,
    usual,
)

RANGES = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("ranges", "together"),
    [
        ([], (0, 0)),
        ([(2, 8)], (2, 8)),
        ([(0, 6), (0, 8)], (0, 12)),
        ([(1, 7), (0, 8)], (3, 13)),
    ],
)
def test_one_range_is_itself_and_several_add_up_like_sides_of_a_triangle(
    ranges, together
):
    assert likely_sum([Price(*pair) for pair in ranges]) == together


@given(RANGES)
def test_it_lies_within_all_the_least_and_all_the_most(ranges):
    least, most = likely_sum([Price(*pair) for pair in ranges])
    if not any(low for low, _high in ranges):
        assert least == 0
    assert sum(low for low, _high in ranges) <= least <= most
    assert most <= sum(high for _low, high in ranges)


@pytest.mark.parametrize(
    ("ranges", "narrowed"),
    [
        ([], False),
        ([(2, 8)], False),
        ([(0, 6), (0, 8)], True),
        # What has a price, and what is free, take nothing from a range beside them.
        ([(2, 8), (5, 5), (0, 0)], False),
    ],
)
def test_a_total_is_explained_only_where_it_is_narrower_than_its_parts(
    ranges, narrowed
):
    assert is_narrowed([Price(*pair) for pair in ranges]) is narrowed


# A tool and what mostly comes with it

MOST = 10**9
A_TOOL = st.tuples(st.integers(0, MOST), st.integers(0, MOST)).map(sorted)


@st.composite
def purchases_drawn(draw) -> tuple[list[Price], list[Price], list[Price]]:
    """A larger tool or none, what comes with it, and other things."""
    larger = [Price(*ends, "larger") for ends in draw(st.lists(A_TOOL, max_size=1))]
    parts = [
        Price(*ends, f"part{number}", "larger")
        for number, ends in enumerate(draw(st.lists(A_TOOL, max_size=4)))
    ]
    others = [
        Price(*ends, f"other{number}")
        for number, ends in enumerate(draw(st.lists(A_TOOL, max_size=4)))
    ]
    return larger, parts, others


@given(purchases_drawn())
def test_at_least_all_that_comes_with_a_tool_is_free_at_most_the_dearer_way_is_taken(
    drawn,
):
    larger, parts, others = drawn
    least, most = likely_sum([*larger, *parts, *others])
    free = likely_sum([*larger, *others])
    assert least == free[0]
    assert free[1] <= most
    # The larger tool at its least, and each of the others bought by itself.
    single = [Price(*part[:2]) for part in parts]
    tool = [Price(price.least, price.least) for price in larger]
    both = [*larger, *others, *single]
    assert most <= sum(price.most for price in both)
    if not others and parts:
        dear = sum(price.most for price in larger)
        assert most == max(dear, likely_sum([*tool, *single])[1])


@given(purchases_drawn())
def test_what_one_thing_more_adds_is_never_less_than_nothing(drawn):
    larger, parts, others = drawn
    bought: list[Price] = []
    for price in (*parts, *larger, *others):
        for cost in (upper, usual):
            assert cost(bought) <= cost([*bought, price])
        bought.append(price)


def test_a_garage_pays_for_its_software_once():
    program = Price(8, 40, "program")
    parts = [Price(2, 12, f"part{number}", "program") for number in range(5)]
    assert purchases([program, *parts]) == [(8, 54)]
    assert purchases([program, parts[0]]) == [(8, 40)], "the dear one brings it"
    # What the firm has already brings them too, or they are bought one by one.
    assert purchases(parts) == [(0, 46)]
    assert parts[0].told == (0, 12)
    assert program.told == (8, 40)
    assert likely_sum([program, *parts]) == (8, 54)
    assert is_bought_together([program, *parts])
    assert not is_bought_together(parts)
    # A step of the owner's own is of no tool, and brings nothing.
    assert not is_bought_together([Price(1, 2, "program"), Price(0, 0)])


@pytest.mark.parametrize(
    ("low", "high", "middle"),
    [
        (2_000_000, 12_000_000, 5_000_000),
        (3_000_000, 60_000_000, 15_000_000),
        # Not wide: its ends say as much.
        (8_000_000, 31_000_000, 0),
        # What may cost nothing has no such middle.
        (0, 5_000_000, 0),
        (0, 0, 0),
    ],
)
def test_a_wide_range_has_a_round_middle(low, high, middle):
    assert middle_of(low, high) == middle


@given(st.integers(1, 10**9), st.integers(WIDE, 100))
def test_the_middle_lies_within_and_is_no_more_exact_than_a_guess(low, times):
    middle = middle_of(low, low * times)
    assert low <= middle <= low * times
    digits = str(middle).rstrip("0")
    assert len(digits) == 1 or digits == "15"
