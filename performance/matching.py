"""Matching: one enterprise, everybody against everything, and portfolios judged by the exact optimum."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from performance.timing import Measurement, measure, scaled
from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.matching import needs, rank, room, top_matches
from scoring.portfolio import best_portfolio, value_of
from tests.scoring.markets import Market, exact_value, market
from tests.scoring.rubrics import rubric_2021

ENTERPRISES, SOLUTIONS, CASES = 100_000, 2_000, 1_000


def run() -> Iterator[Measurement]:
    yield from ranking()
    yield from portfolios()


def ranking() -> Iterator[Measurement]:
    rubric = rubric_2021()
    here = market(rubric, seed=1, solutions=SOLUTIONS)
    generator = np.random.default_rng(60)
    quality = generator.uniform(0.5, 1, SOLUTIONS)
    owner = generator.integers(0, SOLUTIONS // 3, SOLUTIONS)
    allowed = generator.random(SOLUTIONS) < 0.5
    answers = here.levels.tolist()

    def one() -> object:
        outcome = evaluate(rubric, answers)
        need = needs(rubric, answers, outcome, distance_to_next(rubric, outcome))
        return rank(
            need,
            here.lifts,
            quality,
            allowed,
            owner,
            10,
            open_levels=room(rubric, answers),
        )

    yield measure(f"one enterprise × {SOLUTIONS:,}", one, times=50, at_most=1e-3)
    count = scaled(ENTERPRISES, 100)
    wanted = generator.random((count, 60), np.float32)
    lifts = here.lifts.astype(np.float32)
    product = np.empty((512, SOLUTIONS), np.float32)

    def multiply() -> None:
        for start in range(0, count - 511, 512):
            np.matmul(wanted[start : start + 512], lifts.T, out=product)

    yield measure(
        f"{count:,} × {SOLUTIONS:,} × 60, top 10",
        lambda: top_matches(wanted, lifts, quality),
        rounds=5,
        at_most=1.0,
        beside=("the product alone", multiply),
    )


@contextmanager
def quiet() -> Iterator[None]:
    """The solver's library prints lines of its own, past Python: they would stand in the table."""
    kept = os.dup(1)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def judge(here: Market) -> float:
    with quiet():
        return exact_value(here)


def portfolios() -> Iterator[Measurement]:
    rubric = rubric_2021()
    markets = [market(rubric, seed) for seed in range(scaled(CASES, 5))]
    shares = []
    for here in markets:
        chosen = best_portfolio(
            here.levels, rubric, here.lifts, here.prices, here.need, here.budget
        )
        best = judge(here)
        shares.append(
            value_of(chosen, here.room, here.lifts, here.need) / best
            if best > 0
            else 1.0
        )
    sample = iter(markets * 100)
    judged = iter(markets * 100)

    def ours() -> object:
        here = next(sample)
        return best_portfolio(
            here.levels, rubric, here.lifts, here.prices, here.need, here.budget
        )

    timed = measure(
        f"a portfolio ({len(markets):,} cases)",
        ours,
        rounds=9,
        times=min(10, len(markets)),
        beside=("exact (MILP)", lambda: judge(next(judged))),
    )
    worst, mean = min(shares), sum(shares) / len(shares)
    yield Measurement(
        name=timed.name,
        median=timed.median,
        fastest=timed.fastest,
        slowest=timed.slowest,
        goal=f"≥ 95 % of the optimum: worst {worst:.2%}, mean {mean:.2%}",
        met=worst >= 0.95,
        beside=timed.beside,
        beside_name=timed.beside_name,
    )
