"""What is advised: the floor first, nothing that does not apply, all in its order."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.absent import THERE, absent_of
from indexes.advice.advised import (
    BY_OWNER,
    FLOOR,
    LEFT_OF_EFFORT,
    NEEDED,
    NO_LAW,
    POINTS,
    SERVES,
    Advised,
    Reason,
)
from indexes.advice.firm import Firm
from indexes.advice.fits import NOT_HERE
from indexes.advice.model import PURPOSES, Advice
from indexes.advice.wanted import wanted_of
from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import index_document
from tests.indexes.advice.examples import ADVICE as ADVICE_AS_WRITTEN
from tests.indexes.advice.examples import alike, example_advice, spoilt
from tests.scoring.paths import real_index

SHOP = Index(index_document("wide"), "shop")
ADVICE = example_advice()
# Groups answered as a whole, so that no criterion counts; every question at its lowest level.
BOTTOM = {"1.1": 0, "1.2": 0, "2.1": 0, "2.2": 0}
TOOLS = {code: 0 for code in SHOP.codes if code.startswith("3.1")}
NOBODY = Firm()
ANYWHERE = Firm(ways={"online": True, "stock": True, "branches": True})


def levels(**changed: int) -> list[int]:
    known = BOTTOM | TOOLS | {code.replace("_", "."): n for code, n in changed.items()}
    return [known.get(code, NOT_APPLICABLE) for code in SHOP.codes]


def advised(firm: Firm = NOBODY, now=None, advice=ADVICE, **options) -> Advised:
    return Advised(SHOP, now or levels(), advice, firm, **options)


def raised(plan: Advised, after: list[int]) -> dict[str, int]:
    rows = zip(SHOP.codes, plan.levels, after, strict=True)
    return {code: then for code, before, then in rows if then > before}


@pytest.mark.parametrize(
    ("ways", "applies"),
    [
        ({}, None),
        ({"stock": True}, True),
        ({"stock": False}, False),
        ({"online": True}, None),
    ],
)
def test_what_is_not_known_is_neither_taken_for_yes_nor_for_no(ways, applies):
    assert advised(Firm(ways=ways)).applies("3.1.s-1") is applies


def test_what_makes_sense_everywhere_applies_to_everybody():
    assert advised().applies("3.1.s-2") is True
    assert advised(advice=None).applies("3.1.s-1") is True


def test_what_is_not_known_is_asked_beside_the_step():
    assert advised().asked_beside("3.1.s-1") == ("stock",)
    assert advised(Firm(ways={"stock": False})).asked_beside("3.1.s-1") == ()
    assert advised().asked_beside("3.1.s-2") == ()


def test_the_floor_is_taken_whatever_it_earns_with_what_it_waits_for():
    plan = advised(now=levels())
    floor = raised(plan, plan.plan(None))
    assert floor == {"1.2": 2, "2.1": 2}


def test_whoever_changes_a_plan_changes_no_other_page():
    shop = advised()
    first = shop.plan(2)
    assert first is not None
    kept = list(first)
    first[:] = [9] * len(first)
    assert shop.plan(2) == kept != shop.plan(3)


def test_a_floor_that_stands_already_asks_for_nothing():
    plan = advised(now=levels(**{"1_2": 2, "2_1": 3}))
    assert raised(plan, plan.plan(None)) == {}


def test_there_is_no_floor_in_what_does_not_apply_or_the_owner_leaves_out():
    plan = advised(Firm(ways={"online": False}), without={"1.2"})
    assert raised(plan, plan.plan(None)) == {}


@pytest.mark.parametrize(
    ("firm", "floor"),
    [
        (Firm(is_household=False), 1),
        (Firm(is_household=True), 0),
        (Firm(is_household=True, revenue=10**9), 0),
        (Firm(is_household=True, revenue=10**9 + 1), 1),
    ],
)
def test_a_floor_of_the_law_holds_for_those_of_whom_the_law_asks_it(firm, floor):
    assert advised(firm).floor_of("1.1.2") == floor


@pytest.mark.parametrize(
    ("size", "floor"), [("micro", 1), ("small", 1), ("medium", 2), ("", 1)]
)
def test_the_floor_is_that_of_the_size_and_without_one_that_of_the_smallest(
    size, floor
):
    by_size = {"micro": 2, "small": 2, "medium": 3, "large": 3}
    document = spoilt(["questions", "1.2"], {"kind": "customers", "floor": by_size})
    plan = advised(Firm(size), advice=Advice(document))
    assert plan.floor_of("1.2") == floor


@pytest.mark.parametrize(
    ("firm", "floor"),
    [
        (Firm("micro", ways={"stock": True}), 2),
        (Firm("large", ways={"stock": True}), 2),
        (Firm("micro", ways={"stock": False}), 1),
        (Firm("micro"), 1),
    ],
)
def test_whoever_works_so_has_a_higher_floor(firm, floor):
    by_size = {"micro": 2, "small": 2, "medium": 2, "large": 3}
    own = {"kind": "customers", "floor": by_size, "floor_where": {"stock": 3}}
    plan = advised(firm, advice=Advice(spoilt(["questions", "1.2"], own)))
    assert plan.floor_of("1.2") == floor


def test_a_law_may_ask_it_of_those_alone_who_work_so():
    own = {"kind": "tool", "ways": [], "floor_where": {"stock": 1}, "law": "records"}
    document = spoilt(["questions", "3.1.s-2"], own)
    firms = {}
    for holds in (True, False):
        firm = Firm(ways={"stock": holds}, wants=("time",))
        plan = advised(firm, advice=Advice(document))
        after = plan.plan(None)
        is_step = "3.1.s-2" in raised(plan, after)
        firms[holds] = (plan.is_by_law("3.1.s-2"), is_step)
        # Others may want it all the same.
        assert "3.1.s-2" not in plan.shut
        assert ("3.1.s-2" in wanted_of(plan, after)) is not holds
        there = advised(
            firm, advice=Advice(document), now=levels(**{"3.1.s-2": 1, "1.2": 2})
        )
        told = dict(absent_of(there, there.levels))
        assert (told.get("3.1.s-2") == THERE) is holds
    assert firms == {True: (True, True), False: (False, False)}


def test_what_costs_more_than_a_firm_takes_on_at_first_counts_twice():
    """A till of 2 million is nothing to a micro firm; one of 30 is."""
    dear = spoilt(["kinds", "tool", "cost"], alike(0, 30_000_000))
    for document, times in ((ADVICE_AS_WRITTEN, 1), (dear, 2)):
        plan = advised(Firm("micro"), advice=Advice(document))
        effort = advised(NOBODY).costs[SHOP.places["3.1.s-1"]][0]
        assert plan.costs[SHOP.places["3.1.s-1"]][0] == effort * times
        assert plan.weight_of("3.1.s-1") == Fraction(1, times)
    large = advised(Firm("large"), advice=Advice(dear))
    assert large.weight_of("3.1.s-1") == 1


def test_the_effort_of_a_question_is_that_of_its_next_step():
    index = real_index("dbi-2021-sme", "")
    advised = Advised(index, [0] * len(index.codes), None, Firm("small"))
    assert max(advised.costs[index.places["1.1.2"]]) > 1
    assert advised.effort_of("1.1.2") == 1
    # Of what rises no further there is none.
    assert advised.effort_of("4.2.3") == 0


def test_a_tool_leads_nowhere_far():
    assert (
        advised(ANYWHERE).costs[SHOP.places["3.1.s-2"]]
        == costs_of(SHOP)[SHOP.places["3.1.s-2"]]
    )


def test_what_does_not_apply_is_never_advised_nor_is_what_builds_on_it():
    # Without stock there is no till, and so no price that builds on the till.
    firm = replace(ANYWHERE, ways={**ANYWHERE.ways, "stock": False})
    for target in SHOP.rubric.levels:
        after = advised(firm).plan(target)
        if after is not None:
            assert not {"3.1.s-1", "3.1.s-3", "3.1.s-4"} & set(
                raised(advised(firm), after)
            )


def test_a_target_that_no_steps_reach_without_what_does_not_apply_has_no_plan():
    firm = replace(ANYWHERE, ways={"online": False, "stock": False, "branches": False})
    assert advised(firm).plan(3) is None
    assert advised(ANYWHERE).plan(2) is not None


def test_the_plan_reaches_its_target_beyond_the_floor():
    plan = advised(ANYWHERE)
    after = plan.plan(2)
    assert evaluate(SHOP.rubric, after).level >= 2
    rows = zip(plan.with_floor(plan.levels), after, strict=True)
    assert all(floor <= then for floor, then in rows)


def test_what_serves_a_want_counts_less_of_its_effort():
    wanted = advised(replace(ANYWHERE, wants=("time",)))
    unwanted = advised(ANYWHERE).costs
    till, stock = SHOP.places["3.1.s-1"], SHOP.places["2.1"]
    assert wanted.costs[till][0] == unwanted[till][0] * Fraction(12, 16)
    assert wanted.costs[stock] == unwanted[stock]
    assert wanted.weight_of("3.1.s-1") == Fraction(16, 12)
    assert wanted.weight_of("2.1") == 1


def test_what_serves_a_want_most_comes_before_what_is_half_as_much_work():
    parts = [Fraction(part, LEFT_OF_EFFORT[0]) for part in LEFT_OF_EFFORT]
    assert parts == sorted(parts, reverse=True)
    most_of_one_want = parts[3]
    assert 2 * most_of_one_want < parts[1] <= 1
    # Both wants served most, and still not free.
    assert len(parts) == 2 * 3 + 1
    assert parts[-1] > 0


def test_what_the_law_does_not_ask_is_not_advised_for_its_points():
    firm = replace(ANYWHERE, is_household=True, revenue=1)
    plan = advised(firm, now=levels(**{"1_1": NOT_APPLICABLE, "1_1_1": 0, "1_1_2": 0}))
    assert set(plan.costs[SHOP.places["1.1.2"]]) == {None}
    unknown = advised(replace(firm, revenue=None))
    assert None not in unknown.costs[SHOP.places["1.1.2"]]


@given(st.lists(st.sampled_from(PURPOSES), max_size=2, unique=True))
def test_what_serves_never_becomes_free(wants):
    for row in advised(Firm(wants=tuple(wants))).costs:
        assert all(cost is None or cost > 0 for cost in row)


def test_every_step_says_why_it_is_there_and_need_comes_before_points():
    plan = advised(replace(ANYWHERE, wants=("time",)))
    after = plan.plan(2)
    reasons = plan.reasons(after)
    assert reasons["1.2", 0] == Reason(FLOOR)
    assert reasons["2.1", 1] == Reason(FLOOR)
    assert {code for code, _level in reasons} == set(raised(plan, after))


def test_a_step_that_another_waits_for_names_it():
    plan = advised(ANYWHERE)
    after = list(plan.levels)
    for code in ("3.1.s-1", "3.1.s-2", "3.1.s-4"):
        after[SHOP.places[code]] = 1
    reasons = plan.reasons(after)
    assert reasons["3.1.s-1", 0] == Reason(NEEDED, ("3.1.s-4",))
    assert reasons["3.1.s-4", 0] == Reason(POINTS)


def test_a_step_that_serves_names_what_the_owner_wants_most_served_first():
    plan = advised(Firm(wants=("know", "sell")))
    after = [*plan.levels]
    after[SHOP.places["1.1"]] = 1
    assert plan.reasons(after)["1.1", 0] == Reason(SERVES, ("sell", "know"))


def test_what_did_not_apply_in_the_result_has_no_reason():
    plan = advised(now=levels(**{"2_1": NOT_APPLICABLE}))
    assert all(code != "2.1" for code, _level in plan.reasons(plan.plan(None)))


def test_what_is_left_out_says_why():
    firm = Firm(ways={"stock": False}, is_household=True, revenue=1)
    now = levels(**{"1_1": NOT_APPLICABLE, "1_1_1": 0, "1_1_2": 0})
    left_out = dict(advised(firm, now=now, without={"2.1"}).left_out())
    assert left_out["3.1.s-1"] == NOT_HERE
    assert left_out["2.1"] == BY_OWNER
    assert left_out["1.1.2"] == NO_LAW
    assert "3.1.s-2" not in left_out


WAYS = st.dictionaries(
    st.sampled_from(["online", "stock", "branches"]), st.booleans(), max_size=3
)


@given(WAYS, st.lists(st.sampled_from(PURPOSES), max_size=2, unique=True))
def test_in_every_plan_nothing_stands_before_what_it_waits_for(ways, wants):
    plan = advised(Firm(ways=ways, wants=tuple(wants)))
    for target in (None, *SHOP.rubric.levels):
        after = plan.plan(target)
        if after is None:
            continue
        for place, bases in plan.waits.items():
            rises = after[place] > plan.levels[place] >= 0
            assert not rises or all(after[base] != 0 for base in bases)
        for code in raised(plan, after):
            assert plan.applies(code) is not False


def test_what_the_level_reached_names_is_needed_for_itself():
    """Not for its points: those of another requirement would not do."""
    index = Index(index_document("essential-eight"))
    start = [1] * len(index.codes)
    for code in ("ML1-RB-04", "ML2-AC-01"):
        start[index.places[code]] = 0
    plan = Advised(index, start, None, NOBODY)
    reasons = plan.reasons(plan.plan(1))
    assert reasons == {("ML1-RB-04", 0): Reason(NEEDED)}
    # At the highest level both are named.
    reasons = plan.reasons([1] * len(index.codes))
    assert {reason.kind for reason in reasons.values()} == {NEEDED}
    # Whoever takes up what the level reached does not name does it for the points.
    more = list(start)
    more[index.places["ML2-AC-01"]] = 1
    assert plan.reasons(more) == {("ML2-AC-01", 0): Reason(POINTS)}
