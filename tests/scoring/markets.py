"""Seeded markets of solutions, and the exact best portfolio as scipy finds it: a judge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.matching import needs, room
from scoring.rubric import Rubric

MILLION = 1_000_000

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Market:
    """One enterprise and the solutions it can choose from.

    levels, need, room: (Q,). lifts: (S, Q). prices: (S,) VND. budget: VND.
    """

    levels: Ints
    lifts: Ints
    prices: Ints
    need: NDArray[np.float64]
    room: Ints
    budget: int


def market(rubric: Rubric, seed: int, solutions: int | None = None) -> Market:
    """8 to 40 solutions of 1 to 6 questions, overlapping, priced 2 to 120 million VND."""
    generator = np.random.default_rng(seed)
    count = solutions or int(generator.integers(8, 41))
    questions = len(rubric.questions)
    skill = generator.uniform(0.5, 4)
    drawn = np.rint(generator.normal(skill, 1.2, questions))
    levels = np.clip(drawn, 0, 5).astype(np.int64)

    lifts = np.zeros((count, questions), np.int64)
    for row in lifts:
        _lift_neighbours(row, generator)
    prices = generator.integers(2, 121, count) * MILLION
    budget = int(prices.sum() * generator.uniform(0.05, 0.6))

    outcome = evaluate(rubric, levels.tolist())
    need = needs(rubric, levels, outcome, distance_to_next(rubric, outcome))
    return Market(levels, lifts, prices, need, room(rubric, levels), budget)


def _lift_neighbours(row: Ints, generator: np.random.Generator) -> None:
    """Questions near each other, as what a solution is good for mostly is."""
    start = int(generator.integers(0, row.size))
    offsets = generator.integers(0, 9, int(generator.integers(1, 7)))
    near = (start + offsets) % row.size
    row[near] = generator.integers(1, 4, near.size)


def exact_value(market: Market, most: int | None = None) -> float:
    """The optimum, with at most `most` solutions.

    Variables: which solutions are taken, and how many levels each question gains, up to
    the lifts of what is taken and up to the room.
    """
    count, questions = market.lifts.shape
    no_solution, no_gain = np.zeros(count), np.zeros(questions)
    prices = np.concatenate([market.prices / MILLION, no_gain])
    how_many = np.concatenate([np.ones(count), no_gain])
    gained_beyond_lifts = np.hstack([-market.lifts.T, np.eye(questions)])

    solution = milp(
        np.concatenate([no_solution, -market.need]),
        integrality=how_many,
        bounds=Bounds(0, np.concatenate([np.ones(count), market.room])),
        constraints=[
            LinearConstraint(prices[None, :], -np.inf, market.budget / MILLION),
            LinearConstraint(gained_beyond_lifts, -np.inf, 0),
            LinearConstraint(how_many[None, :], 0, count if most is None else most),
        ],
    )
    return float(-solution.fun)
