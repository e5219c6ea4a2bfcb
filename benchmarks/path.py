"""The cheapest path: one enterprise, and every kind of rubric judged by an integer program."""

import time
from collections.abc import Iterator

import numpy as np

from benchmarks.matching import quiet
from benchmarks.timing import Measurement, measure, scaled
from scoring.path import cheapest_path
from tests.scoring.paths import KINDS, Case, best_by_solver, cases
from tests.scoring.rubrics import rubric_2021

CASES = 2_000


def run() -> Iterator[Measurement]:
    yield from one_enterprise()
    for kind in KINDS:
        yield judged(kind)


def one_enterprise() -> Iterator[Measurement]:
    rubric, generator = rubric_2021(), np.random.default_rng(3)
    for name, dearest in (("every step costs 1", 1), ("efforts 1 to 5", 5), ("amounts in VND", 200_000_000)):
        costs = generator.integers(1, dearest + 1, (60, 5)).tolist()
        weak = generator.integers(0, 3, 60).tolist()
        for target in (3, 5):
            yield measure(
                f"2021, to level {target}, {name}",
                lambda: cheapest_path(rubric, weak, target, costs),  # noqa: B023 - measured before the next turn
                times=5,
                at_most=20e-3,
            )


def judged(kind: str) -> Measurement:
    count = scaled(CASES, 20)
    spent, rival, agreed = [], [], 0
    for here in cases(kind, count):
        begun = time.perf_counter()
        path = cheapest_path(here.rubric, here.levels, here.target, here.costs, here.pillar_targets)
        spent.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        best = judge(here)
        rival.append(time.perf_counter() - begun)
        agreed += (path and (path.cost, path.questions)) == best
    return Measurement(
        name=f"{kind} ({count:,} cases)",
        median=float(np.median(spent)),
        fastest=min(spent),
        slowest=max(spent),
        goal=f"as the solver: {agreed:,} of {count:,}",
        met=agreed == count,
        beside=float(np.median(rival)),
        beside_name="exact (MILP)",
    )


def judge(here: Case) -> tuple[int, int] | None:
    with quiet():
        return best_by_solver(here)
