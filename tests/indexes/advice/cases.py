"""Seeded firms under the indexes that are shipped, with the advice beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from indexes.advice.advised import LEFT_OF_EFFORT, Advised
from indexes.advice.firm import Firm
from indexes.advice.model import PURPOSES, Advice
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from registry.sizes import SIZES
from scoring.evaluate import evaluate
from tests.scoring.cheaper import is_anything_cheaper
from tests.scoring.paths import (
    REAL,
    Case,
    ids_of_variants,
    levels_at_random,
    real_index,
)
from tests.scoring.solver import best_by_solver

# Prices of steps are of this part; the integer program wants whole numbers.
WHOLE = LEFT_OF_EFFORT[0]


@dataclass(frozen=True)
class Asked:
    """What advice is asked for: the way to an overall level."""

    advised: Advised
    target: int

    @cached_property
    def floor(self) -> list[int]:
        return self.advised.with_floor(self.advised.levels)

    @cached_property
    def case(self) -> Case:
        """The way beyond the floor, as the judges of paths take it."""
        costs = []
        for row in self.advised.costs:
            costs.append([None if cost is None else int(cost * WHOLE) for cost in row])
        return Case(
            rubric=self.advised.index.rubric,
            levels=self.floor,
            target=self.target,
            costs=costs,
            waits=self.advised.waits,
        )

    def price(self, after: Sequence[int]) -> tuple[int, int]:
        """(cost, questions touched) beyond the floor."""
        rows = zip(self.case.costs, self.floor, after, strict=True)
        prices = [sum(row[low:high]) for row, low, high in rows if high > low >= 0]
        return sum(prices), len(prices)

    def is_best(self, after: Sequence[int] | None) -> bool:
        """An integer program finds nothing cheaper; where there is no plan, no way at all."""
        if after is None:
            return best_by_solver(self.case) is None
        if is_anything_cheaper(self.case, *self.price(after)):
            return False
        return self.case.reached(list(after))

    def spare(self, after: Sequence[int]) -> list[str]:
        """Steps without which the target is reached: no floor, and nothing waits for them."""
        spare = []
        case = self.case
        for place, code in enumerate(self.advised.index.codes):
            if after[place] <= self.floor[place]:
                continue
            fewer = [*after]
            fewer[place] -= 1
            # Reached means in order too: what others wait for is not there for its points.
            if case.reached(fewer):
                spare.append(code)
        return spare


def asked_at_random(kind: str, seed: int) -> Asked:
    """Any firm with any answers; the target is a higher level, if there is one."""
    generator = np.random.default_rng([seed, REAL.index(kind), 7])
    index = real_index(kind, str(generator.choice(ids_of_variants(kind))))
    levels = levels_at_random(index.rubric, generator)
    while evaluate(index.rubric, levels).level is None:
        levels = levels_at_random(index.rubric, generator)
    advice = advice_of(kind)
    firm = firm_at_random(advice, index, generator)
    without = _left_out(index, generator)
    present = evaluate(index.rubric, levels).level
    higher = [level for level in index.rubric.levels if level > present]
    target = int(generator.choice(higher or index.rubric.levels))
    return Asked(Advised(index, levels, advice, firm, without), target)


def firm_at_random(advice: Advice, index: Index, generator: Generator) -> Firm:
    ways = {}
    for way in advice.asked_of(index.variant):
        held = generator.choice(["yes", "no", "not known"])
        if held != "not known":
            ways[way] = bool(held == "yes")
    wants = generator.permutation(PURPOSES)[: generator.integers(0, 3)]
    return Firm(
        size=str(generator.choice([*SIZES, ""])),
        revenue=int(generator.choice([10**8, 10**10])),
        is_household=bool(generator.random() < 0.3),
        ways=ways,
        wants=tuple(map(str, wants)),
        employees=generator.choice([None, 1, 4, 40]),
    )


def _left_out(index: Index, generator: Generator) -> set[str]:
    """In some cases the owner says of a few that they are not for the firm."""
    count = int(generator.choice([0, 0, 3]))
    return set(map(str, generator.choice(index.codes, count)))
