"""Seeded cases for the cheapest path, by kind of rubric, and two judges: scipy's MILP, and trying everything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question, Rubric, Rule
from tests.scoring.rubrics import rubric_2021


@dataclass(frozen=True)
class Case:
    rubric: Rubric
    levels: list[int]
    target: int
    costs: list[list[int | None]]
    pillar_targets: dict[int, int] = field(default_factory=dict)

    def reached(self, levels: list[int]) -> bool:
        outcome = evaluate(self.rubric, levels)
        there = outcome.pillar_levels
        return outcome.level >= self.target and all(
            there[pillar] is not None and there[pillar] >= level for pillar, level in self.pillar_targets.items()
        )

    def tops(self) -> list[int]:
        """How far each question can go: up to a step that does not exist, nowhere if it does not apply."""
        found = []
        for level, row in zip(self.levels, self.costs, strict=True):
            ends = [start for start, cost in enumerate(row) if start >= level and cost is None]
            found.append(level if level < 0 else min(ends, default=len(row)))
        return found


def questions_at_random(generator: np.random.Generator, pillars: int, count: int, optional: float) -> list[Question]:
    owners = [*range(pillars), *generator.integers(0, pillars, count - pillars).tolist()]
    return [
        Question(
            f"q{number}",
            pillar,
            tuple(np.cumsum([0, *generator.integers(0, 4, generator.integers(1, 5)), 1]).tolist()),
            bool(generator.random() < optional),
        )
        for number, pillar in enumerate(owners)
    ]


def bands_at_random(generator: np.random.Generator) -> tuple[Band, ...]:
    cuts = sorted(generator.choice(np.arange(1, 21), int(generator.integers(1, 6)), replace=False).tolist())
    found = [Band(1)]
    for level, cut in enumerate(cuts, start=2):
        share = Fraction(cut, 20)
        inclusive = cut == 20 or generator.random() < 0.5
        found.append(Band(level, at_least=share) if inclusive else Band(level, above=share))
    return tuple(found)


def gated(generator: np.random.Generator) -> Rubric:
    """Plain sums, gates on the total and on how many pillars; a lower gate may ask for more pillars."""
    pillars = int(generator.integers(1, 6))
    questions = questions_at_random(generator, pillars, int(generator.integers(pillars, 16)), 0)
    bands, count = bands_at_random(generator), int(generator.integers(1, 5))
    totals = sorted(generator.integers(0, sum(q.maximum for q in questions), count).tolist())
    levels = sorted(generator.integers(1, bands[-1].level + 1, count).tolist())
    gates = [
        Gate(level, total, int(generator.integers(0, pillars + 1)), pillar_level)
        for level, (total, pillar_level) in enumerate(zip(totals, levels, strict=True), start=1)
    ]
    names = tuple(f"p{number}" for number in range(pillars))
    return Rubric("gated", 1, tuple(questions), names, bands, tuple(reversed(gates)), 0)


def weighted(generator: np.random.Generator, optional: float = 0) -> Rubric:
    """Weights, bands of the total and of pillars, either side of a cut."""
    pillars = int(generator.integers(1, 5))
    questions = questions_at_random(generator, pillars, int(generator.integers(pillars, 13)), optional)
    weights = tuple(generator.integers(1, 9, pillars).tolist())
    names = tuple(f"p{number}" for number in range(pillars))
    kind = "shrinks" if optional else "refused"
    bands = bands_at_random(generator), bands_at_random(generator)
    return Rubric("weighted", 1, tuple(questions), names, bands[0], (), 1, 1, kind, weights, bands[1])


def shrinking(generator: np.random.Generator) -> Rubric:
    return weighted(generator, optional=0.5)


def gated_by_weight(generator: np.random.Generator) -> Rubric:
    """Gates over a weighted total."""
    plain = gated(generator)
    weights = tuple(generator.integers(1, 9, len(plain.pillars)).tolist())
    shares = [Fraction(gate.total_above, plain.maximum) for gate in plain.gates]
    gates = tuple(
        Gate(gate.level, int(share * sum(weights)), gate.pillars_at_least, gate.pillar_level)
        for gate, share in zip(plain.gates, shares, strict=True)
    )
    return Rubric("both", 1, plain.questions, plain.pillars, plain.bands, gates, 0, weights=weights)


def tools(generator: np.random.Generator) -> Rubric:
    """Core and industry at 40 and 60: levels of four points, and tools worth 1, 1/2 or 1/3 (units of 1/6)."""
    core = [Question(f"c{number}", 0, (0, 6, 12, 18, 24)) for number in range(int(generator.integers(2, 11)))]
    worth = generator.choice([6, 3, 2], int(generator.integers(3, 25)), p=[0.7, 0.2, 0.1]).tolist()
    owned = [Question(f"t{number}", 1, (0, units)) for number, units in enumerate(worth)]
    cuts = (Fraction(1, 10), Fraction(3, 10), Fraction(7, 10), Fraction(9, 10))
    bands = (Band(1), *(Band(level, at_least=cut) for level, cut in enumerate(cuts, start=2)))
    return Rubric("tools", 1, (*core, *owned), ("core", "industry"), bands, (), 1, 6, "refused", (240, 360), bands)


def grouped(generator: np.random.Generator) -> Rubric:
    """Two pillars of groups, each standing for one to three criteria."""
    questions: list[Question] = []
    for pillar in range(2):
        for group in range(int(generator.integers(1, 4))):
            members = tuple(f"{pillar}.{group}.{number}" for number in range(int(generator.integers(1, 4))))
            questions.append(Question(f"{pillar}.{group}", pillar, (0, 1, 2, 3, 4), True, members))
            questions += [Question(code, pillar, (0, 1, 2, 3, 4), True) for code in members]
    bands = (Band(1), *(Band(level, at_least=Fraction(level - 1, 4)) for level in range(2, 6)))
    return Rubric("grouped", 1, tuple(questions), ("a", "b"), bands, (), 1, 1, "shrinks", (5, 4), bands)


KINDS: dict[str, Callable[[np.random.Generator], Rubric]] = {
    "2021": lambda generator: rubric_2021(),
    "gates": gated,
    "weights and bands": weighted,
    "weights and gates": gated_by_weight,
    "not applicable": shrinking,
    "core and tools": tools,
    "groups or criteria": grouped,
}


def case(kind: str, seed: int) -> Case:
    """A rubric of this kind, answers, costs (dear, cheap, free, no step) and a target, if possible a higher level."""
    generator = np.random.default_rng([seed, list(KINDS).index(kind)])
    rubric = KINDS[kind](generator)
    skill = generator.uniform(0, 0.9)
    levels = [
        NOT_APPLICABLE
        if question.may_be_not_applicable and not question.stands_for and generator.random() < 0.3
        else int(generator.binomial(question.top, skill))
        for question in rubric.questions
    ]
    if any(question.stands_for for question in rubric.questions):
        given = [
            level if question.stands_for or generator.random() < 0.3 else NOT_ANSWERED
            for level, question in zip(levels, rubric.questions, strict=True)
        ]
        levels = expand_groups(rubric, given)
    dearest = int(generator.choice([1, 5, 40]))
    costs = [generator.integers(generator.integers(0, 2), dearest + 1, q.top).tolist() for q in rubric.questions]
    closed = generator.choice([0, 0, 0.2])
    costs = [[*row[:-1], None] if generator.random() < closed else row for row in costs]
    costs = [[None] * len(row) if generator.random() < closed else row for row in costs]
    here = evaluate(rubric, levels)
    higher = [level for level in rubric.levels if here.level is not None and level > here.level]
    target = int(generator.choice(higher or rubric.levels))
    wishes = {}
    if generator.random() < 0.3:
        pillar = int(generator.integers(0, len(rubric.pillars)))
        wishes = {pillar: int(generator.integers(rubric.bands[0].level, rubric.bands[-1].level + 1))}
    return Case(rubric, levels, target, costs, wishes)


def cases(kind: str, count: int) -> Iterator[Case]:
    """The first cases in which anything applies."""
    seed = 0
    while count:
        found = case(kind, seed)
        seed += 1
        if evaluate(found.rubric, found.levels).level is not None:
            count -= 1
            yield found


def best_by_solver(here: Case) -> tuple[int, int] | None:
    """(cost, questions touched) of the cheapest path as an integer program finds it; None when there is none."""
    if here.target <= here.rubric.otherwise:
        free = Rule(here.target, Fraction(-1), False, 0, here.rubric.bands[0].level)
        return _solved(here, free)
    found = [_solved(here, rule) for rule in here.rubric.rules if rule.level >= here.target]
    return min((one for one in found if one), default=None)


def _solved(here: Case, rule: Rule) -> tuple[int, int] | None:
    """Variables: one per step (a later step needs the one before), one per question, one per pillar at its level."""
    rubric, outcome = here.rubric, evaluate(here.rubric, here.levels)
    steps = [(place, level) for place, most in enumerate(here.tops()) for level in range(here.levels[place], most)]
    questions, pillars = len(rubric.questions), len(rubric.pillars)
    width = len(steps) + questions + pillars
    rows: list[tuple[dict[int, float], float]] = []  # coefficients, and what their sum must be at least

    worth = [
        0 if not whole else Fraction(rubric.weights[pillar], whole) if rubric.weights else Fraction(1)
        for pillar, whole in enumerate(outcome.pillar_maxima)
    ]
    applies = [pillar for pillar in range(pillars) if outcome.pillar_maxima[pillar]]
    full = sum(worth[pillar] * outcome.pillar_maxima[pillar] for pillar in applies)
    common = np.lcm.reduce([Fraction(one).denominator for one in worth], dtype=object)
    gains = [
        rubric.questions[place].points[level + 1] - rubric.questions[place].points[level] for place, level in steps
    ]
    owner = [rubric.questions[place].pillar for place, _ in steps]

    missing = (rule.share * full - sum(worth[p] * outcome.pillar_points[p] for p in applies)) * common
    # Gains are whole numbers here: half a unit below the least is as good as the least, and safe from rounding.
    least = (missing.numerator // missing.denominator + 1 if rule.strictly else -(-missing // 1)) - 0.5
    rows.append(({n: float(worth[owner[n]] * gains[n] * common) for n in range(len(steps))}, float(least)))
    for n, (place, level) in enumerate(steps):
        if level > here.levels[place]:
            rows.append(({n - 1: 1, n: -1}, 0))
        rows.append(({len(steps) + place: 1, n: -1}, 0))

    def lacking(pillar: int, level: int) -> int:
        band = next(band for band in rubric.bands if band.level == level)
        if band.cut is None:
            return 0
        cut = band.cut * outcome.pillar_maxima[pillar]
        fewest = cut.numerator // cut.denominator + 1 if band.strictly else -(-cut // 1)
        return int(fewest) - outcome.pillar_points[pillar]

    for pillar in applies:
        own = {n: gains[n] for n in range(len(steps)) if owner[n] == pillar}
        flag, short = len(steps) + questions + pillar, lacking(pillar, rule.pillar_level)
        if short > 0:
            rows.append(({**own, flag: -short}, -0.0))
        if pillar in here.pillar_targets:
            rows.append((own, lacking(pillar, here.pillar_targets[pillar])))
    asked = -(-rule.pillars_at_least * len(applies) // pillars)
    rows.append(({len(steps) + questions + pillar: 1 for pillar in applies}, asked))
    if any(pillar not in applies for pillar in here.pillar_targets):
        return None
    matrix = lil_array((len(rows), width))
    for number, (cells, _) in enumerate(rows):
        for column, value in cells.items():
            matrix[number, column] = value
    each = questions + 1
    prices = [here.costs[place][level] * each for place, level in steps]
    found = milp(
        np.array([*prices, *[1] * questions, *[0] * pillars], float),
        integrality=np.ones(width),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(matrix.tocsr(), [least for _, least in rows], np.inf)],
        options={"mip_rel_gap": 0},
    )
    return divmod(round(found.fun), each) if found.success else None


def best_by_trying(here: Case) -> tuple[int, int, int, int] | None:
    """(cost, questions, sum of their places, steps), the least of all that reach the target."""
    found = []
    for after in product(*(range(level, most + 1) for level, most in zip(here.levels, here.tops(), strict=True))):
        moved = [place for place, level in enumerate(after) if level != here.levels[place]]
        cost = sum(sum(here.costs[place][here.levels[place] : after[place]]) for place in moved)
        if here.reached(list(after)):
            steps = sum(after[place] - here.levels[place] for place in moved)
            found.append((cost, len(moved), sum(moved) + len(moved), steps))
    return min(found, default=None)
