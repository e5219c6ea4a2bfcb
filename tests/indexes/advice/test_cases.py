"""The plan of every firm: as cheap as an integer program's, and nothing in it to spare."""

from collections.abc import Iterator

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.rules import NOT_ANSWERED
from tests.indexes.advice.cases import Asked, asked_at_random
from tests.scoring.paths import REAL, ids_of_variants, real_index

every_index = pytest.mark.parametrize("kind", REAL)


@every_index
def test_beyond_the_floor_an_integer_program_finds_nothing_cheaper_than_the_plan(kind):
    """A sample; `make bench` judges 2,000 firms of every index."""
    for seed in range(60):
        asked = asked_at_random(kind, seed)
        after = asked.advised.plan(asked.target)
        assert asked.is_best(after), seed


@every_index
def test_of_firms_at_random_nothing_in_a_plan_is_spare(kind):
    plans = 0
    for seed in range(60):
        asked = asked_at_random(kind, seed)
        after = asked.advised.plan(asked.target)
        if after is not None:
            plans += 1
            assert asked.case.reached(after), seed
            assert asked.spare(after) == [], seed
    assert plans > 20


@every_index
def test_nothing_is_both_advised_and_left_out(kind):
    for seed in range(60):
        asked = asked_at_random(kind, seed)
        after = asked.advised.plan(asked.target) or asked.floor
        raised = {code for code, _level in asked.advised.reasons(after)}
        assert raised.isdisjoint(dict(asked.advised.left_out())), seed


def test_firms_at_random_are_of_every_sort():
    asked = [asked_at_random("dbi-2025-sme", seed) for seed in range(60)]
    firms = [each.advised.firm for each in asked]
    assert {len(firm.wants) for firm in firms} == {0, 1, 2}
    assert {firm.is_household for firm in firms} == {True, False}
    known = {holds for firm in firms for holds in firm.ways.values()}
    assert known == {True, False}
    assert len({each.advised.index.variant for each in asked}) > 15
    assert any(each.advised.without for each in asked)
    assert any(each.floor != each.advised.levels for each in asked)


VARIANTS = [(name, variant) for name in REAL for variant in ids_of_variants(name)]
# How a firm may work: not known, none of what is asked, all of it.
WORKING = (None, False, True)
WANTED = (), ("sell", "time"), ("safe",)


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_from_the_bottom_to_every_level_of_every_industry_nothing_is_spare(
    name, variant
):
    reached = 0
    for asked in from_the_bottom(name, variant):
        after = asked.advised.plan(asked.target)
        if after is not None:
            reached += 1
            assert asked.case.reached(after)
            assert asked.spare(after) == []
    # Whoever works in every way can climb at least to the next level.
    assert reached >= 6


def from_the_bottom(name: str, variant: str) -> Iterator[Asked]:
    """To every higher level, by groups and by criteria where there are both."""
    index = real_index(name, variant)
    ways = advice_of(name).asked_of(variant)
    for levels in lowest(index):
        here = evaluate(index.rubric, levels).level
        for target in index.rubric.levels:
            if target <= here:
                continue
            for holds, wants in zip(WORKING, WANTED, strict=True):
                known = {} if holds is None else dict.fromkeys(ways, holds)
                firm = Firm(ways=known, wants=wants)
                yield Asked(Advised(index, levels, advice_of(name), firm), target)


def lowest(index: Index) -> Iterator[list[int]]:
    if not index.groups:
        yield [0] * len(index.codes)
        return
    for by_groups in (True, False):
        levels = []
        for code in index.codes:
            levels.append(0 if (code in index.groups) == by_groups else NOT_ANSWERED)
        yield expand_groups(index.rubric, levels)


def test_there_are_at_least_the_272_cases_of_every_index_industry_and_level():
    count = sum(1 for case in VARIANTS for _ in from_the_bottom(*case))
    assert count >= 272


def test_a_step_too_many_is_seen():
    asked = next(from_the_bottom("dbi-2025-sme", "retail"))
    after = asked.advised.plan(asked.target)
    place = asked.advised.index.places["3.1"]
    after[place] = 4
    assert "3.1" in asked.spare(after)


def test_a_plan_that_costs_too_much_is_seen():
    asked = asked_at_random("dbi-2025-sme", 0)
    after = asked.advised.plan(asked.target)
    assert asked.is_best(after)
    place = after.index(0)
    dearer = [*after]
    dearer[place] = 1
    assert not asked.is_best(dearer)
    assert not asked.is_best(None)
