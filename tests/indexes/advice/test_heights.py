"""What leads above where a firm, or what it builds on, stands counts more of its effort."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.model import PURPOSES
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.builders import index_document

NOBODY = Firm()
LARGE = Index(index_document("dbi-2025-large"), "")


@pytest.mark.parametrize(
    ("stands", "expected"), [(1, [1, 6, 18, 54]), (2, [1, 1, 6, 18]), (4, [1, 1, 1, 1])]
)
def test_what_leads_far_beyond_where_the_firm_stands_counts_many_times(
    stands, expected
):
    now = at_levels({}, rest=stands)
    assert evaluate(LARGE.rubric, now).level == stands
    plan = Advised(LARGE, now, advice_of(LARGE.id), NOBODY)
    # It builds on nothing but the whole. The step up to level 2 is the first.
    assert times_its_effort(plan, "2.4") == expected


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        ({"6.1": 4, "6.2": 1}, [1, 1, 1, 2]),
        # A floor is reached whatever is planned.
        ({"6.1": 1, "6.2": 1}, [1, 1, 2, 2]),
        # What has no step, or is not asked, holds nothing back.
        ({"6.1": 5}, [1, 1, 1, 1]),
        ({"6.1": NOT_APPLICABLE}, [1, 1, 1, 1]),
    ],
)
def test_what_leads_above_where_its_base_stands_counts_twice(stands, expected):
    """Everything else stands at level 5, so that nothing leads far beyond the whole."""
    plan = Advised(LARGE, at_levels(stands, rest=5), advice_of(LARGE.id), NOBODY)
    assert times_its_effort(plan, "6.2") == expected


def test_each_further_link_of_the_chain_counts_twice_again():
    """AI on clean data on somebody who owns it."""
    now = at_levels({"6.1": 3, "6.2": 3, "3.4": 1}, rest=5)
    plan = Advised(LARGE, now, advice_of(LARGE.id), NOBODY)
    assert times_its_effort(plan, "3.4") == [1, 1, 4, 4]


def test_what_the_owner_leaves_out_holds_back_nothing_that_builds_on_it():
    now = at_levels({"6.1": 3}, rest=5)
    plan = Advised(LARGE, now, advice_of(LARGE.id), NOBODY, without={"6.1"})
    assert times_its_effort(plan, "6.2") == [1, 1, 1, 1]


def test_a_plan_raises_the_strategy_rather_than_what_builds_on_it_alone():
    """At one level throughout what is waited for rises, and what is above it does not."""
    now = at_levels({}, rest=3)
    plan = Advised(LARGE, now, advice_of(LARGE.id), NOBODY).plan(4)
    assert plan[LARGE.places["2.6"]] >= 3
    for code in LARGE.groups:
        for base in LARGE.step_facts(code).after:
            places = LARGE.places[code], LARGE.places[base]
            if base in LARGE.groups and plan[places[0]] > now[places[0]]:
                assert plan[places[1]] >= 3


@given(
    st.integers(1, 3),
    st.sampled_from(list(permutations(PURPOSES, 2))),
    st.lists(st.integers(-1, 1), min_size=25, max_size=25),
)
def test_no_firm_is_advised_ai_on_data_that_nobody_has_cleaned(rest, wants, apart):
    """Nor to clean what nobody owns, nor to join systems that nobody governs."""
    stands = {}
    for code, more in zip(sorted(LARGE.groups), apart, strict=True):
        stands[code] = max(1, rest + more)
    now = at_levels(stands, rest)
    level = evaluate(LARGE.rubric, now).level
    firm = Firm("large", wants=wants)
    after = Advised(LARGE, now, advice_of(LARGE.id), firm).plan(level + 1)
    for code, base in (("3.4", "6.2"), ("6.2", "6.1"), ("3.2", "3.1"), ("3.2", "3.5")):
        place, below = LARGE.places[code], LARGE.places[base]
        assert after[place] == now[place] or after[below] >= after[place]


def at_levels(stands: dict[str, int], rest: int) -> list[int]:
    """Groups as the index shows them, each answered as a whole."""
    now = [NOT_ANSWERED] * len(LARGE.codes)
    for code in LARGE.groups:
        level = stands.get(code, rest)
        now[LARGE.places[code]] = level if level < 0 else level - 1
    return expand_groups(LARGE.rubric, now)


def times_its_effort(plan: Advised, code: str) -> list[Fraction]:
    place = LARGE.places[code]
    pairs = zip(plan.costs[place], costs_of(LARGE)[place], strict=True)
    return [price / effort for price, effort in pairs]
