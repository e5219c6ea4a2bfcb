"""What one level more takes and gains is the same for a page, a command and a typical firm."""

from fractions import Fraction

import numpy as np
import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.index.step_costs import costs_of
from roadmap.planning.raises import facts_from, gains_from, raises_of
from scoring.evaluate import evaluate
from scoring.groups import points_by_level
from tests.scoring.paths import REAL, ids_of_variants, levels_at_random, real_index

LARGE = real_index("dbi-2025-large", "")
MICRO = Firm("micro")


def advised_at_random(kind: str, seed: int) -> Advised:
    """Groups answered as a whole beside others answered by their criteria."""
    generator = np.random.default_rng(seed)
    index = real_index(kind, ids_of_variants(kind)[0])
    levels = levels_at_random(index.rubric, generator, 0.5)
    return Advised(index, levels, advice_of(kind), MICRO)


def gain_of(advised: Advised):
    rubric = advised.index.rubric
    points = points_by_level(rubric, advised.levels)
    maxima = evaluate(rubric, advised.levels).pillar_maxima
    return gains_from(advised.index, points, maxima)


def test_a_group_takes_the_work_of_all_its_criteria():
    facts = facts_from(LARGE, None, Firm("large"))
    costs = dict(zip(LARGE.codes, costs_of(LARGE), strict=True))
    assert facts("1.1").effort == costs["1.1"][0] > LARGE.step_facts("1.1").effort


@pytest.mark.parametrize(("size", "is_known"), [("large", True), ("", False)])
def test_a_step_costs_what_the_advice_says_for_the_size(size, is_known):
    advice = advice_of("dbi-2025-large")
    facts = facts_from(LARGE, advice, Firm(size))("1.1")
    own = LARGE.step_facts("1.1")
    told = advice.question("1.1").cost["large"] if is_known else (0, 0)
    expected = told if is_known else (own.cost_low, own.cost_high)
    assert (facts.cost_low, facts.cost_high) == expected


@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize("seed", range(4))
def test_the_gains_of_all_steps_are_what_the_total_gains(kind, seed):
    """Also where some groups are answered by their criteria, which are worth parts of them."""
    advised = advised_at_random(kind, seed)
    rubric = advised.index.rubric
    tops = [question.top for question in rubric.questions]
    rows = zip(advised.levels, tops, strict=True)
    after = [top if now >= 0 else now for now, top in rows]
    raises = raises_of(advised, after, gain_of(advised))
    before = evaluate(rubric, advised.levels)
    gained = sum((step.gain for step in raises), Fraction(0))
    units = evaluate(rubric, after).total - before.total
    # A total by weights is kept in whole units, which may round.
    off = gained - Fraction(units, rubric.total_unit)
    assert abs(off) < Fraction(1, rubric.total_unit)
    assert gained > 0


@pytest.mark.parametrize("kind", REAL)
def test_every_level_is_a_raise_and_what_sinks_or_does_not_apply_is_none(kind):
    advised = advised_at_random(kind, 1)
    after = [now + 1 if now == 0 else now - 1 for now in advised.levels]
    raises = raises_of(advised, after, gain_of(advised))
    lowest = [
        code
        for code, now in zip(advised.index.codes, advised.levels, strict=True)
        if now == 0
    ]
    assert [step.question for step in raises] == lowest != []


@pytest.mark.parametrize("kind", REAL)
def test_what_the_floor_needs_is_first(kind):
    advised = advised_at_random(kind, 2)
    after = advised.with_floor(advised.levels)
    raises = raises_of(advised, after, gain_of(advised))
    assert raises
    assert all(step.is_first for step in raises)


def test_a_step_from_the_lowest_levels_costs_its_share_and_one_from_above_the_whole():
    """To name somebody and write it down is not to do it in the whole firm."""
    facts = facts_from(LARGE, advice_of("dbi-2025-large"), Firm("large"))("2.6")
    whole = facts.cost_high
    parts = [facts.cost_from(level)[1] for level in range(4)]
    assert parts == [whole * 30 // 100, whole * 60 // 100, whole, whole]
    assert facts.cost_from(0, 3)[1] == whole * 190 // 100
