"""What a step costs a firm, and how much it takes on at first, by its size and its people."""

from pathlib import Path

import pytest

from indexes.advice.advised import LEFT_OF_EFFORT
from indexes.advice.firm import Firm
from indexes.advice.model import QuestionAdvice
from indexes.advice.prices import FEW, STARTS, cost_of, is_dear, scale_of, start_of
from registry.sizes import SIZES

DOCS = Path(__file__).parents[3] / "docs"
COST = {"micro": (1, 5), "small": (2, 12), "medium": (8, 40), "large": (40, 250)}


def costing(cost) -> QuestionAdvice:
    return QuestionAdvice({}, frozenset(), cost, {}, "", "")


@pytest.mark.parametrize(
    ("size", "people", "scale"),
    [
        ("micro", 1, FEW),
        ("micro", 5, FEW),
        ("micro", 6, "micro"),
        ("micro", None, "micro"),
        ("small", 3, "small"),
        ("", 3, ""),
    ],
)
def test_few_people_are_told_apart_only_among_micro_firms(size, people, scale):
    assert scale_of(Firm(size, employees=people)) == scale


@pytest.mark.parametrize(
    ("size", "people", "price"),
    [
        ("micro", 9, (1, 5)),
        ("micro", 2, (1, 3)),
        ("small", 2, (2, 12)),
        ("large", 500, (40, 250)),
        ("", 2, None),
    ],
)
def test_two_people_do_not_pay_what_nine_pay(size, people, price):
    assert cost_of(costing(COST), Firm(size, employees=people)) == price


def test_of_what_nothing_is_said_there_is_no_price():
    assert cost_of(costing({}), Firm("micro", employees=2)) is None
    assert not is_dear(costing({}), Firm("micro"))


def test_a_larger_firm_takes_on_more_and_every_size_is_known():
    assert list(STARTS) == [FEW, *SIZES]
    money = [start.money for start in STARTS.values()]
    things = [start.things for start in STARTS.values()]
    assert money == sorted(set(money))
    assert things == sorted(things)
    assert start_of(Firm()) is None


@pytest.mark.parametrize(("by", "dear"), [(0, False), (1, True)])
@pytest.mark.parametrize("size", SIZES)
def test_dear_is_what_may_cost_more_than_all_that_is_taken_on_at_first(size, by, dear):
    most = STARTS[size].money + by
    assert is_dear(costing({size: (0, most)}), Firm(size)) is dear


def test_where_the_size_is_not_known_nothing_is_dear():
    assert not is_dear(costing(dict.fromkeys(SIZES, (0, 10**12))), Firm())


def test_the_document_tells_the_numbers_that_count():
    text = " ".join((DOCS / "roadmap.md").read_text(encoding="utf-8").split())
    few, micro, small, medium, large = STARTS.values()
    for start in STARTS.values():
        assert f"{start.money // 10**6:,} million" in text
    things = [few.things, micro.things, small.things, medium.things, large.things]
    *others, last = map(str, things)
    assert f"In one month at most {', '.join(others)} and {last} things begin" in text
    *parts, least = map(str, LEFT_OF_EFFORT)
    assert f"{', '.join(parts)} and {least} sixteenths" in text
