"""The floor first, whatever it earns: for every index that is shipped and every size of firm."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.prices import start_of
from indexes.advice.queries import advice_of
from indexes.index.step_facts import StepFacts
from registry.sizes import SIZES
from roadmap.advising.steps import gain_of
from roadmap.planning.plan import (
    LAST_MONTH,
    USUAL,
    Pace,
    Planned,
    Raise,
    bases,
    is_before,
    needed_by,
)
from roadmap.planning.raises import facts_from, raises_of
from roadmap.planning.schedule import planned
from tests.indexes.advice.cases import Asked, asked_at_random
from tests.scoring.paths import REAL, real_index

# What an owner may say a month has: nothing, a little, much.
PACES = st.one_of(
    st.just(USUAL),
    st.builds(Pace, st.integers(1, 400), st.none()),
    st.builds(Pace, st.none(), st.integers(100_000, 10**9)),
)


def of_size(asked: Asked, size: str) -> Advised:
    advised = asked.advised
    firm = replace(advised.firm, size=size)
    parts = (advised.index, advised.levels, advised.advice, firm, advised.without)
    return Advised(*parts)


class Timed:
    """A plan in months, and what of it is needed first."""

    def __init__(self, advised: Advised, target: int, pace: Pace) -> None:
        after = advised.plan(target) or advised.with_floor(advised.levels)
        raises = raises_of(advised, after, gain_of(advised))
        firm = advised.firm
        self.facts = facts_from(advised.index, advised.advice, firm)
        start = start_of(firm)
        self.steps = planned(raises, self.facts, firm.size, pace, start)
        self.below = bases({step.question for step in raises}, self.facts)
        self.first = self._first(raises)

    def _first(self, raises: Sequence[Raise]) -> set[tuple[str, int]]:
        """The floor, and as much of all that any of it builds on as it waits for."""
        floor = [step for step in raises if step.is_first]
        first = {(step.question, step.from_level) for step in floor}
        needed = needed_by(floor, self.below, self.facts)
        for step in raises:
            if step.from_level < needed.get(step.question, 0):
                first.add((step.question, step.from_level))
        return first

    def is_first(self, step: Planned) -> bool:
        return (step.question, step.from_level) in self.first

    def could_begin(self, step: Planned, month: int) -> bool:
        """Whether all that it waits for is finished by then; of its options, begun."""
        facts: StepFacts = self.facts(step.question)
        for other in self.steps:
            is_base = other.question in self.below[step.question]
            if not is_before(other, step, is_base, facts):
                continue
            is_option = other.question == step.question and facts.in_any_order
            there = other.start if is_option else other.finish
            if there > month:
                return False
        return True


def case_of(kind: str, seed: int, size: str, pace: Pace = USUAL) -> Timed:
    asked = asked_at_random(kind, seed)
    return Timed(of_size(asked, size), asked.target, pace)


@pytest.mark.parametrize("kind", REAL)
@given(st.integers(0, 10**6), st.sampled_from([*SIZES, ""]), PACES)
def test_nothing_begins_while_something_of_the_floor_could(kind, seed, size, pace):
    timed = case_of(kind, seed, size, pace)
    needed = [step for step in timed.steps if timed.is_first(step)]
    for other in timed.steps:
        if timed.is_first(other) or other.start == LAST_MONTH:
            continue
        for step in needed:
            if other.start < step.start:
                assert not timed.could_begin(step, other.start), (other, step)


@pytest.mark.parametrize("size", SIZES)
def test_copies_and_antivirus_begin_now_then_updates_and_rules_come_after(size):
    index, advice = real_index("dbi-2021-sme", ""), advice_of("dbi-2021-sme")
    advised = Advised(index, [0] * len(index.codes), advice, Firm(size))
    raises = raises_of(advised, advised.with_floor(advised.levels), gain_of(advised))
    plan = planned(raises, facts_from(index, advice, advised.firm), size)
    starts = {step.question: step.start for step in plan}
    safe = [code for code in starts if not advised.is_by_law(code)]
    assert safe[:2] == ["3.2.8", "4.1.5"]
    assert {*safe[2:]} == {"4.1.1", "4.1.2"}
    now = [step.start for step in plan if step.question in safe[:2]]
    assert now == [0] * 6


@pytest.mark.parametrize("size", SIZES)
def test_the_law_is_about_floors_that_are_not_there_yet(size):
    timed = [case_of("dbi-2025-sme", seed, size) for seed in range(40)]
    mixed = [each for each in timed if 0 < len(each.first) < len(each.steps)]
    assert len(mixed) > 5
