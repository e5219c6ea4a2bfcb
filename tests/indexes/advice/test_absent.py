"""What one would look for in a plan and does not find, each with the reason that is true."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexes.advice.absent import (
    DEAR,
    LATER,
    LAW_OPEN,
    NEXT,
    SKIPPED,
    THERE,
    absent_of,
)
from indexes.advice.advised import BY_OWNER, NO_LAW, Advised
from indexes.advice.firm import Firm
from indexes.advice.fits import NOT_HERE
from indexes.advice.prices import is_beyond
from indexes.advice.queries import advice_of
from indexes.advice.wanted import wanted_of
from tests.indexes.advice.cases import asked_at_random
from tests.scoring.paths import REAL, real_index

INDEX = real_index("dbi-2025-sme", "food-beverage")
WAYS = dict.fromkeys(("seats", "takeaway", "delivery", "branches", "shifts"), True)
QUAN = Firm(size="micro", employees=6, ways=WAYS, wants=("sell",))
TILL, ORDERS, INVOICES = "7.2.13-01", "7.2.13-03", "7.2.13-22"
SAFETY, CHANNELS = "2.4", "2.5"


def plan_of(firm: Firm = QUAN, without=(), **levels: int) -> Advised:
    """Everything at its lowest but for these."""
    now = [0] * len(INDEX.codes)
    for code, level in levels.items():
        now[INDEX.places[code]] = level
    return Advised(INDEX, now, advice_of(INDEX.id), firm, without)


def absent(plan: Advised, target: int | None = 2, money=None) -> dict[str, str]:
    return dict(absent_of(plan, plan.plan(target), money))


def test_what_is_there_in_full_is_said_to_be_there():
    plan = plan_of(**{TILL: 1, INVOICES: 1})
    told = absent(plan)
    assert told[TILL] == told[INVOICES] == THERE


def test_of_the_floor_as_much_as_is_needed_is_enough():
    told = absent(plan_of(**{SAFETY: 2, TILL: 1, INVOICES: 1}))
    assert told[SAFETY] == THERE


def test_what_is_obvious_and_not_needed_for_the_level_can_wait():
    told = absent(plan_of(replace(QUAN, wants=())))
    assert told[CHANNELS] == LATER
    # What it serves is what the owner wants, and so it is a step.
    assert CHANNELS not in absent(plan_of(), target=3)


def test_what_is_dear_at_first_is_told_as_that():
    """A website that takes orders, up to nine and a half million, for a shop of three."""
    shop = Firm(size="micro", employees=3)
    index = real_index("dbi-2025-sme", "retail")
    plan = Advised(index, [0] * len(index.codes), advice_of(index.id), shop)
    assert absent(plan)["7.2.01-05"] == DEAR


def test_by_a_budget_of_the_owner_a_year_of_it_decides():
    said = advice_of(INDEX.id).question(ORDERS)
    assert said.cost["micro"][1] == 5_000_000
    assert is_beyond(said, QUAN, 400_000)
    assert not is_beyond(said, QUAN, 500_000)
    assert absent(plan_of(replace(QUAN, wants=())), money=100_000)[ORDERS] == DEAR
    assert absent(plan_of(replace(QUAN, wants=())), money=900_000)[ORDERS] == LATER


def test_what_does_not_fit_is_told_whether_anybody_looks_for_it_or_not():
    ways = {**WAYS, "takeaway": False, "delivery": False}
    told = absent(plan_of(replace(QUAN, ways=ways)))
    assert told[ORDERS] == NOT_HERE
    assert told["7.2.13-09"] == NOT_HERE
    assert list(told).index(ORDERS) < list(told).index("7.2.13-09")


def test_what_the_owner_and_the_law_say_is_told():
    assert absent(plan_of(without=[CHANNELS]))[CHANNELS] == BY_OWNER
    cart = replace(QUAN, is_household=True, revenue=500_000_000)
    assert absent(plan_of(cart))[INVOICES] == NO_LAW


def test_where_the_law_may_ask_the_revenue_is_what_is_missing():
    household = replace(QUAN, is_household=True, wants=())
    # Where it is a step for its points, there is nothing to explain.
    assert absent(plan_of(household), target=None)[INVOICES] == LAW_OPEN


def test_a_plan_for_points_alone_says_what_it_leaves_undone():
    plan = plan_of()
    after = plan.cheapest(2)
    told = dict(absent_of(plan, after))
    assert after[INDEX.places[SAFETY]] == 0
    assert told[SAFETY] == SKIPPED


def test_what_serves_the_first_wish_is_told_beside_the_plan_or_is_too_dear():
    plan = plan_of(replace(QUAN, wants=("safe",)), **{SAFETY: 5})
    assert wanted_of(plan, plan.plan(2)) == ["7.2.13-11"]
    told = absent(plan)
    serving = [code for code in told if plan.of(code).serves.get("safe", 0) >= 2]
    assert set(serving) == {SAFETY, "7.2.13-08"}
    assert told["7.2.13-08"] == DEAR


@pytest.mark.parametrize("kind", REAL)
# There a step of the floor waits for one that the firm leaves out.
@example(59)
@given(st.integers(0, 10**6))
def test_no_step_is_ever_told_as_absent_and_every_reason_is_true(kind, seed):
    asked = asked_at_random(kind, seed)
    advised = asked.advised
    after = advised.plan(asked.target) or asked.floor
    levels, places = advised.levels, advised.index.places
    told = absent_of(advised, after)
    assert len(dict(told)) == len(told), "each once"
    for code, why in told:
        place = places[code]
        assert levels[place] == after[place] >= 0, code
        floor = advised.floor_of(code)
        if why == THERE:
            assert levels[place] >= max(floor, 1)
        if why in (DEAR, LATER, NEXT):
            assert advised.applies(code) is not False
            assert advised.can_rise(levels, place)
            assert not floor
    # Of a plan that is advised nothing of the floor is left undone.
    assert SKIPPED not in dict(told).values()


@pytest.mark.parametrize("kind", REAL)
@given(st.integers(0, 10**6))
def test_nothing_that_anybody_would_look_for_is_passed_over_in_silence(kind, seed):
    asked = asked_at_random(kind, seed)
    advised = asked.advised
    after = advised.plan(asked.target) or asked.floor
    told = {*dict(absent_of(advised, after)), *wanted_of(advised, after)}
    for code, place in advised.index.places.items():
        said, level = advised.of(code), advised.levels[place]
        looked_for = said.floor or said.obvious or advised.floor_of(code)
        if level < 0 or not looked_for or after[place] > level:
            continue
        # But for what the index advises to nobody, or what needs something that is shut.
        is_step = advised.can_rise(advised.levels, place)
        assert code in told or (not level and not is_step), code
