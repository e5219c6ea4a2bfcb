"""The cheapest path in every real index: one enterprise, and cases judged by an integer program."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from statistics import median

import numpy as np
from tqdm import tqdm

from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from performance.matching import quiet
from performance.timing import Measurement, scaled, shown
from scoring.evaluate import evaluate
from scoring.path import cheapest_path
from tests.scoring.paths import (
    KINDS,
    REAL,
    case,
    costs_at_random,
    levels_at_random,
    real_index,
    variants_of,
)
from tests.scoring.solver import best_by_solver

Costs = list[list[int]]
ONE = 20e-3
ENTERPRISES = 60
JUDGED, JUDGED_OF_A_KIND = 2_000, 500


def run() -> Iterator[Measurement]:
    widest = max(
        variants_of("dbi-2025-sme"),
        key=lambda name: len(real_index("dbi-2025-sme", name).codes),
    )
    yield one_enterprise("dbi-2021-sme")
    yield one_enterprise("dbi-2025-sme", widest)
    for refined, words in ((0.0, "groups"), (1.0, "criteria"), (0.3, "both")):
        yield one_enterprise("dbi-2025-large", refined=refined, words=f", by {words}")
    with get_context("fork").Pool() as pool:
        for kind in (*REAL, *KINDS):
            size = scaled(JUDGED if kind in REAL else JUDGED_OF_A_KIND, 10)
            cases = [(kind, seed) for seed in range(size)]
            judgements = pool.imap_unordered(judge, cases)
            yield verdict(kind, [*tqdm(judgements, kind, size, disable=None)])


def one_enterprise(
    name: str, variant: str = "", refined: float = 0.0, words: str = ""
) -> Measurement:
    """Weak to strong enterprises, to every higher level."""
    index, generator = real_index(name, variant), np.random.default_rng(3)
    rubric = index.rubric
    spent: list[float] = []
    for number in range(scaled(ENTERPRISES, 3)):
        levels = levels_at_random(rubric, generator, refined)
        costs = some_costs(index, generator, number)
        here = evaluate(rubric, levels).level
        if here is None:
            continue
        for target in rubric.levels:
            if target > here:
                work = partial(cheapest_path, rubric, levels, target, costs)
                spent.append(typical(work))
    middle = median(spent)
    code = f"{name}/{variant}".rstrip("/")
    return Measurement(
        f"{code}{words}, {len(spent)} paths",
        middle,
        min(spent),
        max(spent),
        goal=f"≤ {shown(ONE)}",
        met=middle <= ONE,
        limit=ONE,
    )


def some_costs(index: Index, generator: np.random.Generator, number: int) -> Costs:
    """By turns those of the index, an enterprise's own, and amounts in VND."""
    rubric = index.rubric
    amounts = []
    for question in rubric.questions:
        steps = generator.integers(1, 200_000_000, question.top)
        amounts.append(steps.tolist())
    # All three are drawn each time: the cases of one kind stay what they are.
    kinds = (costs_of(index), costs_at_random(rubric, generator), amounts)
    return kinds[number % 3]


def typical(work: Callable[[], object]) -> float:
    return median(_seconds(work)[0] for _ in range(3))


def _seconds(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


# Seconds of ours, of the solver, and whether they agree.
Judgement = tuple[float, float, bool]


def judge(asked: tuple[str, int]) -> Judgement:
    """Cost and number of questions as the solver has them, and steps that lead there."""
    here = case(*asked)
    work = partial(
        cheapest_path,
        here.rubric,
        here.levels,
        here.target,
        here.costs,
        here.pillar_targets,
    )
    own, path = _seconds(work)
    with quiet():
        rival, best = _seconds(lambda: best_by_solver(here))
    if path is None:
        return own, rival, best is None
    # Equal in price is not enough: the steps must really reach the target.
    agrees = (path.cost, path.questions) == best and here.led_by(path)
    return own, rival, agrees


def verdict(kind: str, judgements: list[Judgement]) -> Measurement:
    own, rival, agreed = zip(*judgements, strict=True)
    return Measurement(
        name=f"{kind} ({len(judgements):,} cases)",
        median=median(own),
        fastest=min(own),
        slowest=max(own),
        goal=f"as the solver: {sum(agreed):,} of {len(judgements):,}",
        met=all(agreed),
        beside=median(rival),
        beside_name="exact (MILP)",
    )
