"""Seeded markets of solutions, and the exact best portfolio as scipy's MILP finds it: a judge for ours."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.matching import needs, room
from scoring.rubric import Rubric


@dataclass(frozen=True)
class Market:
    levels: NDArray[np.int64]
    lifts: NDArray[np.int64]
    prices: NDArray[np.int64]
    need: NDArray[np.float64]
    room: NDArray[np.int64]
    budget: int


def market(rubric: Rubric, seed: int, solutions: int | None = None) -> Market:
    """One enterprise and 8 to 40 solutions of 1 to 6 questions, overlapping, priced 2 to 120 million VND."""
    generator = np.random.default_rng(seed)
    count = solutions or int(generator.integers(8, 41))
    questions = len(rubric.questions)
    skill = generator.uniform(0.5, 4)
    levels = np.clip(np.rint(generator.normal(skill, 1.2, questions)), 0, 5).astype(
        np.int64
    )
    lifts = np.zeros((count, questions), np.int64)
    for row in lifts:
        start = int(generator.integers(0, questions))
        near = (
            start + generator.integers(0, 9, int(generator.integers(1, 7)))
        ) % questions
        row[near] = generator.integers(1, 4, near.size)
    prices = generator.integers(2, 121, count) * 1_000_000
    budget = int(prices.sum() * generator.uniform(0.05, 0.6))
    outcome = evaluate(rubric, levels.tolist())
    need = needs(rubric, levels, outcome, distance_to_next(rubric, outcome))
    return Market(levels, lifts, prices, need, room(rubric, levels), budget)


def exact_value(here: Market, most: int | None = None) -> float:
    """The optimum: choose x (solutions, `most` of them) and y (levels gained), y up to the lifts and the room."""
    count, questions = here.lifts.shape
    within_budget = np.concatenate([here.prices / 1e6, np.zeros(questions)])[None, :]
    how_many = np.concatenate([np.ones(count), np.zeros(questions)])[None, :]
    only_lifted = np.hstack([-here.lifts.T, np.eye(questions)])
    found = milp(
        np.concatenate([np.zeros(count), -here.need]),
        integrality=np.concatenate([np.ones(count), np.zeros(questions)]),
        bounds=Bounds(0, np.concatenate([np.ones(count), here.room])),
        constraints=[
            LinearConstraint(within_budget, -np.inf, here.budget / 1e6),
            LinearConstraint(only_lifted, -np.inf, 0),
            LinearConstraint(how_many, 0, count if most is None else most),
        ],
    )
    return float(-found.fun)
