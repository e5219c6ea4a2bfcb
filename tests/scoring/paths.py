"""Seeded cases for the cheapest path, by kind of rubric and of the real indexes; and a judge: trying everything."""

import pathlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.step_costs import Costs, costs_of
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.path import Path
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question


@dataclass(frozen=True)
class Case:
    rubric: Rubric
    levels: list[int]
    target: int
    costs: Costs
    pillar_targets: dict[int, int] = field(default_factory=dict)

    def reached(self, levels: list[int]) -> bool:
        outcome = evaluate(self.rubric, levels)
        there = outcome.pillar_levels
        return outcome.level >= self.target and all(
            there[pillar] is not None and there[pillar] >= level
            for pillar, level in self.pillar_targets.items()
        )

    def led_by(self, path: Path) -> bool:
        """Its steps exist, each starts where the one before ended, they cost what it says, and lead to the target."""
        levels, cost = list(self.levels), Fraction(0)
        for step in path.steps:
            price = self.costs[step.question][step.from_level]
            if (
                levels[step.question] != step.from_level
                or step.to_level != step.from_level + 1
                or price is None
            ):
                return False
            levels[step.question] += 1
            cost += price
        return cost == path.cost and self.reached(levels)

    def tops(self) -> list[int]:
        """How far each question can go: up to a step that does not exist, nowhere if it does not apply."""
        found = []
        for level, row in zip(self.levels, self.costs, strict=True):
            ends = [
                start
                for start, cost in enumerate(row)
                if start >= level and cost is None
            ]
            found.append(level if level < 0 else min(ends, default=len(row)))
        return found


def questions_at_random(
    generator: np.random.Generator, pillars: int, count: int, optional: float
) -> list[Question]:
    owners = [
        *range(pillars),
        *generator.integers(0, pillars, count - pillars).tolist(),
    ]
    return [
        Question(
            f"q{number}",
            pillar,
            tuple(
                np.cumsum(
                    [0, *generator.integers(0, 4, generator.integers(1, 5)), 1]
                ).tolist()
            ),
            bool(generator.random() < optional),
        )
        for number, pillar in enumerate(owners)
    ]


def bands_at_random(generator: np.random.Generator) -> tuple[Band, ...]:
    cuts = sorted(
        generator.choice(
            np.arange(1, 21), int(generator.integers(1, 6)), replace=False
        ).tolist()
    )
    found = [Band(1)]
    for level, cut in enumerate(cuts, start=2):
        share = Fraction(cut, 20)
        inclusive = cut == 20 or generator.random() < 0.5
        found.append(
            Band(level, at_least=share) if inclusive else Band(level, above=share)
        )
    return tuple(found)


def gated(generator: np.random.Generator) -> Rubric:
    """Plain sums, gates on the total and on how many pillars; a lower gate may ask for more pillars."""
    pillars = int(generator.integers(1, 6))
    questions = questions_at_random(
        generator, pillars, int(generator.integers(pillars, 16)), 0
    )
    bands, count = bands_at_random(generator), int(generator.integers(1, 5))
    totals = sorted(
        generator.integers(0, sum(q.maximum for q in questions), count).tolist()
    )
    levels = sorted(generator.integers(1, bands[-1].level + 1, count).tolist())
    gates = [
        Gate(level, total, int(generator.integers(0, pillars + 1)), pillar_level)
        for level, (total, pillar_level) in enumerate(
            zip(totals, levels, strict=True), start=1
        )
    ]
    names = tuple(f"p{number}" for number in range(pillars))
    return Rubric("gated", 1, tuple(questions), names, bands, tuple(reversed(gates)), 0)


def weighted(generator: np.random.Generator, optional: float = 0) -> Rubric:
    """Weights, bands of the total and of pillars, either side of a cut."""
    pillars = int(generator.integers(1, 5))
    questions = questions_at_random(
        generator, pillars, int(generator.integers(pillars, 13)), optional
    )
    weights = tuple(generator.integers(1, 9, pillars).tolist())
    names = tuple(f"p{number}" for number in range(pillars))
    kind = "shrinks" if optional else "refused"
    bands = bands_at_random(generator), bands_at_random(generator)
    return Rubric(
        "weighted",
        1,
        tuple(questions),
        names,
        bands[0],
        (),
        1,
        1,
        kind,
        weights,
        bands[1],
    )


def shrinking(generator: np.random.Generator) -> Rubric:
    return weighted(generator, optional=0.5)


def gated_by_weight(generator: np.random.Generator) -> Rubric:
    """Gates over a weighted total."""
    plain = gated(generator)
    weights = tuple(generator.integers(1, 9, len(plain.pillars)).tolist())
    shares = [Fraction(gate.total_above, plain.maximum) for gate in plain.gates]
    gates = tuple(
        Gate(
            gate.level,
            int(share * sum(weights)),
            gate.pillars_at_least,
            gate.pillar_level,
        )
        for gate, share in zip(plain.gates, shares, strict=True)
    )
    return Rubric(
        "both",
        1,
        plain.questions,
        plain.pillars,
        plain.bands,
        gates,
        0,
        weights=weights,
    )


def tools(generator: np.random.Generator) -> Rubric:
    """Core and industry at 40 and 60: levels of four points, and tools worth 1, 1/2 or 1/3 (units of 1/6)."""
    core = [
        Question(f"c{number}", 0, (0, 6, 12, 18, 24))
        for number in range(int(generator.integers(2, 11)))
    ]
    worth = generator.choice(
        [6, 3, 2], int(generator.integers(3, 25)), p=[0.7, 0.2, 0.1]
    ).tolist()
    owned = [
        Question(f"t{number}", 1, (0, units)) for number, units in enumerate(worth)
    ]
    cuts = (Fraction(1, 10), Fraction(3, 10), Fraction(7, 10), Fraction(9, 10))
    bands = (
        Band(1),
        *(Band(level, at_least=cut) for level, cut in enumerate(cuts, start=2)),
    )
    return Rubric(
        "tools",
        1,
        (*core, *owned),
        ("core", "industry"),
        bands,
        (),
        1,
        6,
        "refused",
        (240, 360),
        bands,
    )


def grouped(generator: np.random.Generator) -> Rubric:
    """Two pillars of groups, each standing for one to three criteria."""
    questions: list[Question] = []
    for pillar in range(2):
        for group in range(int(generator.integers(1, 4))):
            members = tuple(
                f"{pillar}.{group}.{number}"
                for number in range(int(generator.integers(1, 4)))
            )
            questions.append(
                Question(f"{pillar}.{group}", pillar, (0, 1, 2, 3, 4), True, members)
            )
            questions += [
                Question(code, pillar, (0, 1, 2, 3, 4), True) for code in members
            ]
    bands = (
        Band(1),
        *(Band(level, at_least=Fraction(level - 1, 4)) for level in range(2, 6)),
    )
    return Rubric(
        "grouped",
        1,
        tuple(questions),
        ("a", "b"),
        bands,
        (),
        1,
        1,
        "shrinks",
        (5, 4),
        bands,
    )


KINDS: dict[str, Callable[[np.random.Generator], Rubric]] = {
    "gates": gated,
    "weights and bands": weighted,
    "weights and gates": gated_by_weight,
    "not applicable": shrinking,
    "core and tools": tools,
    "groups or criteria": grouped,
}

Drawn = tuple[Rubric, Costs | None]
"""A rubric, and the costs that its index gives."""


@cache
def _document(name: str) -> dict:
    return read(pathlib.Path(f"fixtures/indexes/{name}.yaml")).data


@cache
def real_index(name: str, variant: str) -> Index:
    return Index(_document(name), variant)


def variants_of(name: str) -> list[str]:
    return [
        one["id"] for one in _document(name).get("variants", {}).get("list", ())
    ] or [""]


REAL = ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")


def drawn(kind: str, generator: np.random.Generator) -> Drawn:
    """A rubric of this kind; of a real index any variant."""
    if kind in KINDS:
        return KINDS[kind](generator), None
    index = real_index(kind, str(generator.choice(variants_of(kind))))
    return index.rubric, costs_of(index)


def levels_at_random(
    rubric: Rubric, generator: np.random.Generator, refined: float | None = None
) -> list[int]:
    """Complete answers of some skill; where there are groups, this share of the criteria is refined, or any."""
    skill, missing = generator.uniform(0, 0.9), generator.choice([0, 0.3])
    levels = [
        NOT_APPLICABLE
        if question.may_be_not_applicable
        and not question.stands_for
        and generator.random() < missing
        else int(generator.binomial(question.top, skill))
        for question in rubric.questions
    ]
    if any(question.stands_for for question in rubric.questions):
        refined = generator.choice([0, 0.02, 0.3, 1]) if refined is None else refined
        given = [
            level
            if question.stands_for or generator.random() < refined
            else NOT_ANSWERED
            for level, question in zip(levels, rubric.questions, strict=True)
        ]
        levels = expand_groups(rubric, given)
    return levels


def costs_at_random(rubric: Rubric, generator: np.random.Generator) -> Costs:
    """Dear, cheap, free; in some cases steps that do not exist."""
    dearest = int(generator.choice([1, 5, 40]))
    costs = [
        generator.integers(generator.integers(0, 2), dearest + 1, q.top).tolist()
        for q in rubric.questions
    ]
    closed = generator.choice([0, 0, 0.2])
    costs = [[*row[:-1], None] if generator.random() < closed else row for row in costs]
    return [[None] * len(row) if generator.random() < closed else row for row in costs]


def case(kind: str, seed: int) -> Case:
    """A rubric of this kind, answers of which any apply, costs and a target, if possible a higher level."""
    generator = np.random.default_rng([seed, [*KINDS, *REAL].index(kind)])
    rubric, given = drawn(kind, generator)
    levels = levels_at_random(rubric, generator)
    while (here := evaluate(rubric, levels)).level is None:
        levels = levels_at_random(rubric, generator)
    costs = (
        costs_at_random(rubric, generator)
        if given is None or generator.random() < 0.5
        else given
    )
    higher = [level for level in rubric.levels if level > here.level]
    target = int(generator.choice(higher or rubric.levels))
    wishes = {}
    if generator.random() < 0.3:
        pillar = int(generator.integers(0, len(rubric.pillars)))
        wishes = {
            pillar: int(
                generator.integers(rubric.bands[0].level, rubric.bands[-1].level + 1)
            )
        }
    return Case(rubric, levels, target, costs, wishes)


def cases(kind: str, count: int) -> Iterator[Case]:
    return (case(kind, seed) for seed in range(count))


def best_by_trying(here: Case) -> tuple[int, int, int, int] | None:
    """(cost, questions, sum of their places, steps), the least of all that reach the target."""
    found = []
    for after in product(
        *(
            range(level, most + 1)
            for level, most in zip(here.levels, here.tops(), strict=True)
        )
    ):
        moved = [
            place for place, level in enumerate(after) if level != here.levels[place]
        ]
        cost = sum(
            sum(here.costs[place][here.levels[place] : after[place]]) for place in moved
        )
        if here.reached(list(after)):
            steps = sum(after[place] - here.levels[place] for place in moved)
            found.append((cost, len(moved), sum(moved) + len(moved), steps))
    return min(found, default=None)
