"""Seeded cases for the cheapest path, and a judge: trying everything.

Cases are of random rubrics of a kind, and of the real indexes.
"""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from itertools import product

import numpy as np
from numpy.random import Generator

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.prerequisites import waits_of
from indexes.index.questions import variant_ids
from indexes.index.step_costs import Costs, costs_of
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.path import Path, cheapest_path
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.kinds import KINDS

REAL = ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")

Drawn = tuple[Rubric, Costs | None, dict[int, list[int]] | None]
"""A rubric, the costs that its index gives, and what its questions wait for."""


@dataclass(frozen=True)
class Case:
    """What a path is asked for."""

    rubric: Rubric
    levels: list[int]
    target: int
    costs: Costs
    pillar_targets: dict[int, int] = field(default_factory=dict)
    waits: dict[int, list[int]] = field(default_factory=dict)

    @property
    def edges(self) -> list[tuple[int, int]]:
        """(base, what waits for it) as far as it still matters."""
        edges: list[tuple[int, int]] = []
        for position, bases in self.waits.items():
            for base in bases:
                if self.levels[position] >= 0 and self.levels[base] == 0:
                    edges.append((base, position))
        return edges

    @cached_property
    def waiting(self) -> set[int]:
        """Every question that waits or is waited for."""
        return {position for edge in self.edges for position in edge}

    def path(self) -> Path | None:
        return cheapest_path(
            self.rubric,
            self.levels,
            self.target,
            self.costs,
            self.pillar_targets,
            self.waits,
        )

    def reached(self, levels: list[int]) -> bool:
        """The target, and those of single pillars."""
        outcome = evaluate(self.rubric, levels)
        for pillar, target in self.pillar_targets.items():
            level = outcome.pillar_levels[pillar]
            if level is None or level < target:
                return False
        if not self.in_order(levels):
            return False
        return outcome.level >= self.target

    def in_order(self, levels: list[int]) -> bool:
        """Nothing rises while what it waits for stands at its lowest level."""
        for base, position in self.edges:
            if levels[position] > self.levels[position] and levels[base] == 0:
                return False
        return True

    def led_by(self, path: Path) -> bool:
        """To the target, by steps that exist, follow each other, and cost what it says."""
        levels, cost = list(self.levels), Fraction(0)
        for step in path.steps:
            stops = self.rubric.questions[step.question].stops
            number = stops.index(step.to_level)
            price = self.costs[step.question][number]
            before = (0, *stops)[number]
            follows = levels[step.question] == step.from_level
            if price is None or not follows or not before <= step.from_level:
                return False
            levels[step.question] = step.to_level
            cost += price
        return cost == path.cost and self.reached(levels)

    def stops(self) -> list[dict[int, Fraction]]:
        """Where each question can go and what the step there costs; itself not among them.

        Up to a step that does not exist; nowhere if it does not apply.
        """
        rows: list[dict[int, Fraction]] = []
        for position, question in enumerate(self.rubric.questions):
            level = self.levels[position]
            row: dict[int, Fraction] = {}
            for stop, cost in zip(question.stops, self.costs[position], strict=True):
                if stop <= level or level < 0:
                    continue
                if cost is None:
                    break
                row[stop] = cost
            rows.append(row)
        return rows


@cache
def _document(name: str) -> dict:
    return read(pathlib.Path(f"fixtures/indexes/{name}.yaml")).data


@cache
def real_index(name: str, variant: str) -> Index:
    """One of the indexes that are shipped."""
    return Index(_document(name), variant)


def ids_of_variants(name: str) -> list[str]:
    """The ids of an index that is shipped; an empty one where it has no variants."""
    return variant_ids(_document(name))


def drawn(kind: str, generator: Generator) -> Drawn:
    """A rubric of this kind; of a real index any variant."""
    if kind in KINDS:
        return KINDS[kind](generator), None, None
    index = real_index(kind, str(generator.choice(ids_of_variants(kind))))
    costs = costs_of(index)
    return index.rubric, costs, waits_of(index, costs)


def levels_at_random(
    rubric: Rubric, generator: Generator, refined: float | None = None
) -> list[int]:
    """Complete answers of some skill.

    refined: where there are groups, this share of the criteria is; None for any.
    """
    skill, missing = generator.uniform(0, 0.9), generator.choice([0, 0.3])
    levels: list[int] = []
    for question in rubric.questions:
        may_miss = question.may_be_not_applicable and not question.stands_for
        if may_miss and generator.random() < missing:
            levels.append(NOT_APPLICABLE)
        else:
            levels.append(int(generator.binomial(question.top, skill)))

    if not any(question.stands_for for question in rubric.questions):
        return levels
    if refined is None:
        refined = generator.choice([0, 0.02, 0.3, 1])
    for position, question in enumerate(rubric.questions):
        if not question.stands_for and generator.random() >= refined:
            levels[position] = NOT_ANSWERED
    return expand_groups(rubric, levels)


def costs_at_random(rubric: Rubric, generator: Generator) -> Costs:
    """Dear, cheap, free; in some cases steps that do not exist."""
    dearest = int(generator.choice([1, 5, 40]))
    costs: Costs = []
    for question in rubric.questions:
        cheapest = generator.integers(0, 2)
        row = generator.integers(cheapest, dearest + 1, len(question.stops))
        costs.append(row.tolist())

    closed = generator.choice([0, 0, 0.2])
    for row in costs:
        if generator.random() < closed:
            row[-1] = None
    for row in costs:
        if generator.random() < closed:
            row[:] = [None] * len(row)
    return costs


def case(kind: str, seed: int, waiting: bool = False) -> Case:
    """A rubric of this kind, answers of which any apply, costs and a target.

    The target is a higher level, if there is one. waiting: some questions wait for
    others, as those of the index do or at random.
    """
    generator = np.random.default_rng([seed, [*KINDS, *REAL].index(kind)])
    rubric, own_costs, own_waits = drawn(kind, generator)
    levels = levels_at_random(rubric, generator)
    while evaluate(rubric, levels).level is None:
        levels = levels_at_random(rubric, generator)

    costs = own_costs
    if costs is None or generator.random() < 0.5:
        costs = costs_at_random(rubric, generator)
    present = evaluate(rubric, levels).level
    higher = [level for level in rubric.levels if level > present]
    target = int(generator.choice(higher or rubric.levels))
    targets = _pillar_targets(rubric, generator)
    if not waiting:
        return Case(rubric, levels, target, costs, targets)
    waits = own_waits if own_waits and generator.random() < 0.7 else None
    waits = waits or waits_at_random(rubric, generator)
    return Case(rubric, levels, target, costs, targets, waits)


def waits_at_random(rubric: Rubric, generator: Generator) -> dict[int, list[int]]:
    """Without a circle: each waits for none, one or two of those before it."""
    waits: dict[int, list[int]] = {}
    for position in range(1, len(rubric.questions)):
        bases = generator.integers(0, position, int(generator.choice([0, 0, 1, 1, 2])))
        if bases.size:
            waits[position] = bases.tolist()
    return waits


def _pillar_targets(rubric: Rubric, generator: Generator) -> dict[int, int]:
    """In some cases one pillar has a target of its own."""
    if generator.random() >= 0.3:
        return {}
    pillar = int(generator.integers(0, len(rubric.pillars)))
    bands = rubric.bands_of(pillar)
    lowest, highest = bands[0].level, bands[-1].level
    return {pillar: int(generator.integers(lowest, highest + 1))}


def cases(kind: str, count: int, waiting: bool = False) -> Iterator[Case]:
    """The first so many of a kind."""
    return (case(kind, seed, waiting) for seed in range(count))


Verdict = tuple[Fraction, int, int, int]
"""Cost, questions touched, the sum of their places counted from 1, steps."""


def best_by_trying(case: Case) -> Verdict | None:
    """The least of all that reach the target."""
    possible = zip(case.levels, case.stops(), strict=True)
    ranges = [(level, *stops) for level, stops in possible]
    reaching = filter(case.reached, map(list, product(*ranges)))
    return min((verdict_of(case, after) for after in reaching), default=None)


def verdict_of(case: Case, after: list[int]) -> Verdict:
    """Of going to these levels."""
    cost = steps = 0
    touched: list[int] = []
    for position, stops in enumerate(case.stops()):
        passed = [stop for stop in stops if stop <= after[position]]
        if passed:
            touched.append(position + 1)
            cost += sum(stops[stop] for stop in passed)
            steps += len(passed)
    return Fraction(cost), len(touched), sum(touched), steps
