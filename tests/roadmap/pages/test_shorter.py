"""What takes longer than anybody keeps at it, and the smaller plan that fits."""

import pytest
from django.utils import translation

from roadmap.pages.shorter import levels_in_time, long_of
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.plan import LONG, USUAL, Pace
from roadmap.planning.position import Position, Target
from roadmap.planning.subsidies import money_range
from scoring.evaluate import evaluate
from tests.builders import index_document
from tests.roadmap.positions import position_at

LITTLE = Pace(money=100_000)


@pytest.fixture
def shop() -> Position:
    document = index_document("dbi-2025-sme")
    return position_at(0, document, variant="food-beverage", size="micro")


def long_to(position: Position, level: int, pace: Pace = LITTLE):
    after = position.plan(Target(level))
    return long_of(position, Target(level), after, (), pace)


def test_what_is_done_in_time_is_not_long(shop):
    assert long_to(shop, 2, USUAL) is None


def test_with_little_money_a_month_it_is_said_how_long_and_with_how_much(shop):
    with translation.override("en"):
        says = long_to(shop, 2, Pace(money=150_000)).says
    assert says.startswith("With 150,000 dong a month all of this takes about ")


def test_nobody_is_told_of_months_beyond_twenty_years(shop):
    with translation.override("en"):
        assert long_to(shop, 4).says.endswith("takes more than 20 years.")


def test_without_a_budget_the_time_alone_is_said():
    position = position_at(1, index_document("dbi-2025-large"), size="large")
    long = long_to(position, 3, USUAL)
    with translation.override("en"):
        assert long_to(position, 3, USUAL).says.startswith("All of this takes about ")
    assert long.shorter.level == 2 or long.shorter.steps


def test_the_next_level_down_that_is_in_time_comes_first(shop):
    shorter = long_to(shop, 4, Pace(money=1_000_000)).shorter
    assert shorter.level in (2, 3)
    assert shorter.level_name
    after = shop.plan(Target(shorter.level))
    assert (
        long_of(shop, Target(shorter.level), after, (), Pace(money=1_000_000)) is None
    )
    assert shorter.finish <= LONG


def test_where_no_level_is_in_time_the_first_steps_are(shop):
    shorter = long_to(shop, 2).shorter
    assert shorter.level is None
    assert shorter.finish <= LONG
    whole = shop.plan(Target(2))
    part = levels_in_time(shop, whole, (), LITTLE)
    raises = shop.raises(part)
    assert 0 < len(raises) == shorter.steps < len(shop.raises(whole))
    assert evaluate(shop.index.rubric, part).level < 2
    # By themselves they are in time as well.
    assert long_of(shop, Target(), part, (), LITTLE) is None


def test_the_first_steps_hold_all_that_they_wait_for(shop):
    after = shop.plan(Target(4))
    for money in (100_000, 300_000, 900_000):
        part = levels_in_time(shop, after, (), Pace(money=money))
        for place, bases in shop.advised().waits.items():
            if part[place] > shop.levels[place]:
                assert all(part[base] for base in bases)


def test_what_is_offered_instead_says_what_its_steps_cost_together():
    position = position_at(2, index_document("dbi-2025-large"), size="large")
    shorter = long_to(position, 4, USUAL).shorter
    assert shorter.level is None
    part = levels_in_time(position, position.plan(Target(4)), (), USUAL)
    costs = []
    for step in position.raises(part):
        facts = position.facts(step.question)
        costs.append(Price(facts.cost_low, facts.cost_high))
    assert shorter.cost == money_range(*likely_sum(costs))
    assert "tỷ đồng" in shorter.cost


def test_where_nothing_is_done_in_time_nothing_is_suggested():
    position = position_at(1, index_document("dbi-2025-large"), size="large")
    assert long_to(position, 2, LITTLE).shorter is None
