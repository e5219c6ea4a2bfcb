"""The cheapest path beside an integer program: what is asked, and when they agree."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from performance import path as measured
from performance.path import (
    in_order,
    judge,
    judge_all,
    one_enterprise,
    paths_upward,
    some_costs,
    verdict,
    widest_variant,
)
from scoring.evaluate import evaluate
from scoring.path import Path, Step
from tests.scoring.kinds import KINDS
from tests.scoring.paths import REAL, Case, case, ids_of_variants, real_index


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")


def test_the_widest_industry_is_asked_most():
    widest = widest_variant("dbi-2025-sme")
    count = len(real_index("dbi-2025-sme", widest).codes)
    others = [
        len(real_index("dbi-2025-sme", name).codes)
        for name in ids_of_variants("dbi-2025-sme")
    ]
    assert count == max(others)


def test_costs_are_by_turns_of_three_kinds_and_fit_the_questions():
    index = real_index("dbi-2021-sme", "")
    generator = np.random.default_rng(3)
    kinds = [some_costs(index, generator, number) for number in range(3)]
    assert kinds[0] != kinds[1] != kinds[2]
    for costs in kinds:
        tops = [len(row) for row in costs]
        assert tops == [question.top for question in index.rubric.questions]


def test_costs_in_money_are_positive():
    index = real_index("dbi-2021-sme", "")
    amounts = some_costs(index, np.random.default_rng(3), 2)
    assert min(min(row) for row in amounts) >= 1


def test_each_kind_of_costs_moves_the_generator_on_alike():
    index = real_index("dbi-2021-sme", "")
    states = []
    for number in range(3):
        generator = np.random.default_rng(3)
        some_costs(index, generator, number)
        states.append(generator.bit_generator.state)
    assert states[0] == states[1] == states[2]


def test_every_way_up_leads_higher():
    ways = list(paths_upward("dbi-2021-sme", "", 0.0))
    assert ways
    for way in ways:
        assert way().steps


def test_one_enterprise_is_measured_against_its_limit():
    measurement = one_enterprise("dbi-2021-sme", words=", in words")
    assert measurement.name.startswith("dbi-2021-sme, in words, ")
    assert measurement.name.endswith("paths")
    assert measurement.limit == measured.ONE
    assert measurement.met == (measurement.median <= measured.ONE)


def test_what_waits_is_measured_against_a_limit_of_its_own():
    measurement = in_order("dbi-2021-sme", "")
    assert "in order" in measurement.name
    assert measurement.limit == measured.ONE_IN_ORDER


@pytest.mark.parametrize("waiting", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_path_and_solver_agree(kind, waiting):
    own, rival, agrees = judge((kind, 1, waiting))
    assert agrees
    assert own > 0
    assert rival > 0


@pytest.fixture
def led() -> tuple:
    """A case of the first kind with steps that lead to its target."""
    kind = next(iter(KINDS))
    for seed in range(50):
        here = case(kind, seed)
        path = here.path()
        if path is not None and path.steps:
            return (kind, seed, False), here, path
    raise AssertionError("none of fifty has a path")


def answers(monkeypatch, path: Path | None) -> None:
    monkeypatch.setattr(measured, "cheapest_path", lambda *_asked, **_named: path)


def dearer_way_of(here: Case) -> Path:
    """All that can be raised, to the top: more than the target asks for."""
    levels = list(here.levels)
    steps, cost = [], Fraction(0)
    for place, question in enumerate(here.rubric.questions):
        for stop, price in zip(question.stops, here.costs[place], strict=True):
            if price is not None and stop > levels[place]:
                steps.append(Step(place, levels[place], stop, Fraction(price)))
                levels[place] = stop
                cost += price
    return Path(tuple(steps), cost, evaluate(here.rubric, levels))


def test_a_path_that_costs_more_than_the_solvers_is_seen(monkeypatch, led):
    asked, here, path = led
    dearer = dearer_way_of(here)
    assert here.led_by(dearer)
    assert dearer.cost > path.cost
    answers(monkeypatch, dearer)
    assert judge(asked)[2] is False


def test_a_path_that_ends_before_the_target_is_seen(monkeypatch, led):
    asked, _here, path = led
    answers(monkeypatch, replace(path, steps=path.steps[:-1]))
    assert judge(asked)[2] is False


def test_no_path_where_the_solver_finds_one_is_seen(monkeypatch, led):
    answers(monkeypatch, None)
    assert judge(led[0])[2] is False


def test_no_path_agrees_with_none(monkeypatch):
    monkeypatch.setattr(measured, "cheapest_path", lambda *_asked, **_named: None)
    monkeypatch.setattr(measured, "best_by_solver", lambda _case: None)
    kind = next(iter(KINDS))
    assert judge((kind, 1, False))[2] is True


def test_a_verdict_is_met_only_when_every_case_agrees():
    agreed = verdict("gates", [(0.1, 1.0, True), (0.3, 3.0, True), (0.2, 2.0, True)])
    assert agreed.met is True
    assert agreed.goal == "as the solver: 3 of 3"
    differing = verdict("gates", [(0.1, 1.0, True), (0.3, 3.0, False)])
    assert differing.met is False
    assert differing.goal == "as the solver: 1 of 2"


def test_a_verdict_stands_beside_the_solver():
    measurement = verdict(
        "gates", [(0.1, 1.0, True), (0.3, 3.0, True), (0.2, 2.0, True)]
    )
    assert measurement.name == "gates (3 cases)"
    assert (measurement.median, measurement.fastest, measurement.slowest) == (
        0.2,
        0.1,
        0.3,
    )
    assert measurement.beside == 2.0
    assert measurement.beside_name == "exact (MILP)"


class Pool:
    """Judges nothing; counts what it is asked."""

    def imap_unordered(self, judge, cases):
        return [(1.0, 2.0, True)] * len(cases)


@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize("waiting", [False, True])
def test_every_real_index_is_judged_by_as_many_cases_as_the_document_says(
    monkeypatch, kind, waiting
):
    monkeypatch.setenv("BENCH_SCALE", "1")
    measurement = judge_all(kind, Pool(), waiting)
    assert measurement.name.endswith("(2,000 cases)")
    assert measurement.goal == "as the solver: 2,000 of 2,000"
