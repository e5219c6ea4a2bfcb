"""Matching: one enterprise, all against all, and portfolios judged by the exact optimum."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from performance.frame.timing import Measurement, measure, scaled
from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.matching import needs, rank, room, top_matches
from scoring.portfolio import best_portfolio, value_of
from scoring.rubric import Rubric
from tests.scoring.markets import Market, exact_value, market
from tests.scoring.rubrics import rubric_2021

ENTERPRISES, SOLUTIONS, CASES = 100_000, 2_000, 1_000
BLOCK = 512  # enterprises multiplied at once


def run() -> Iterator[Measurement]:
    yield from ranking()
    yield from portfolios()


def ranking() -> Iterator[Measurement]:
    rubric = rubric_2021()
    here = market(rubric, seed=1, solutions=SOLUTIONS)
    answers = here.levels.tolist()

    # In this order: each draw moves the generator on for the next.
    generator = np.random.default_rng(60)
    quality = generator.uniform(0.5, 1, SOLUTIONS)
    owner = generator.integers(0, SOLUTIONS // 3, SOLUTIONS)
    allowed = generator.random(SOLUTIONS) < 0.5

    def rank_for_one() -> object:
        outcome = evaluate(rubric, answers)
        distance = distance_to_next(rubric, outcome)
        need = needs(rubric, answers, outcome, distance)
        return rank(
            need,
            here.lifts,
            quality,
            allowed,
            owner,
            10,
            open_levels=room(rubric, answers),
        )

    yield measure(
        f"one enterprise × {SOLUTIONS:,}",
        rank_for_one,
        times=50,
        at_most=1e-3,
    )
    yield everybody(generator, here, quality)


def everybody(
    generator: np.random.Generator, here: Market, quality: NDArray[np.float64]
) -> Measurement:
    count = scaled(ENTERPRISES, 100)
    wanted = generator.random((count, 60), np.float32)
    lifts = here.lifts.astype(np.float32)
    # Into one block again and again, as large as what the code under test uses:
    # memory for all products at once would slow the rival down.
    product = np.empty((BLOCK, SOLUTIONS), np.float32)

    def multiply() -> None:
        for start in range(0, count - BLOCK + 1, BLOCK):
            block = wanted[start : start + BLOCK]
            np.matmul(block, lifts.T, out=product)

    return measure(
        f"{count:,} × {SOLUTIONS:,} × 60, top 10",
        lambda: top_matches(wanted, lifts, quality),
        rounds=5,
        at_most=1.0,
        beside=("the product alone", multiply),
    )


@contextmanager
def quiet() -> Iterator[None]:
    """The solver's library prints lines of its own, past Python: they would stand in the table."""
    output = os.dup(1)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)


def judge(here: Market) -> float:
    with quiet():
        return exact_value(here)


def portfolios() -> Iterator[Measurement]:
    rubric = rubric_2021()
    markets = [market(rubric, seed) for seed in range(scaled(CASES, 5))]
    shares = [share_of_optimum(here, rubric) for here in markets]

    # A cycle for each, so that both meet the same markets in the same order.
    ours, exact = cycle(markets), cycle(markets)
    timed = measure(
        f"a portfolio ({len(markets):,} cases)",
        lambda: portfolio_of(next(ours), rubric),
        rounds=9,
        times=min(10, len(markets)),
        beside=("exact (MILP)", lambda: judge(next(exact))),
    )
    yield verdict(timed, shares)


def verdict(timed: Measurement, shares: list[float]) -> Measurement:
    """Judged by the worst case: a mean would hide the enterprise that is advised badly."""
    worst = min(shares)
    mean = sum(shares) / len(shares)
    return replace(
        timed,
        goal=f"≥ 95 % of the optimum: worst {worst:.2%}, mean {mean:.2%}",
        met=worst >= 0.95,
    )


def portfolio_of(here: Market, rubric: Rubric) -> NDArray[np.intp]:
    return best_portfolio(
        here.levels,
        rubric,
        here.lifts,
        here.prices,
        here.need,
        here.budget,
    )


def share_of_optimum(here: Market, rubric: Rubric) -> float:
    chosen = portfolio_of(here, rubric)
    best = judge(here)
    if best <= 0:
        return 1.0  # where nothing can be gained, nothing is lost
    value = value_of(chosen, here.room, here.lifts, here.need)
    return value / best
