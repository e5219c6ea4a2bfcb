"""The cheapest path in every real index: one enterprise, and cases judged by an integer program."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from multiprocessing.pool import Pool
from statistics import median

import numpy as np
from tqdm import tqdm

from indexes.index.model import Index
from indexes.index.prerequisites import waits_of
from indexes.index.step_costs import costs_of
from performance.frame.timing import Measurement, measure_each, scaled
from performance.matching import quiet
from scoring.evaluate import evaluate
from scoring.path import Path, cheapest_path
from tests.scoring.cheaper import is_anything_cheaper
from tests.scoring.paths import (
    KINDS,
    REAL,
    Case,
    case,
    costs_at_random,
    ids_of_variants,
    levels_at_random,
    real_index,
)
from tests.scoring.solver import best_by_solver

Costs = list[list[int]]
ONE = 20e-3
ONE_IN_ORDER = 30e-3
ENTERPRISES = 60
JUDGED, JUDGED_OF_A_KIND = 2_000, 500


def run() -> Iterator[Measurement]:
    yield one_enterprise("dbi-2021-sme")
    yield one_enterprise("dbi-2025-sme", widest_variant("dbi-2025-sme"))
    for refined, words in ((0.0, "groups"), (1.0, "criteria"), (0.3, "both")):
        yield one_enterprise("dbi-2025-large", refined=refined, words=f", by {words}")
    for name in REAL:
        yield in_order(name, widest_variant(name))
    # Forked: the indexes that were read above are there in every process.
    with get_context("fork").Pool() as pool:
        for kind in (*REAL, *KINDS):
            yield judge_all(kind, pool)
        for kind in REAL:
            yield judge_all(kind, pool, waiting=True)


def widest_variant(name: str) -> str:
    """The one that asks most questions."""
    return max(
        ids_of_variants(name),
        key=lambda variant: len(real_index(name, variant).codes),
    )


def one_enterprise(
    name: str, variant: str = "", refined: float = 0.0, words: str = ""
) -> Measurement:
    """Weak to strong enterprises, to every higher level."""
    code = f"{name}/{variant}".rstrip("/")
    works = paths_upward(name, variant, refined)
    return measure_each(f"{code}{words}, {{count}} paths", works, at_most=ONE)


def in_order(name: str, variant: str) -> Measurement:
    """By the costs and waits of the index, from the very bottom and from above it."""
    code = f"{name}/{variant}".rstrip("/")
    return measure_each(
        f"{code}, what waits in order, {{count}} paths",
        paths_in_order(name, variant),
        at_most=ONE_IN_ORDER,
    )


def paths_in_order(name: str, variant: str) -> Iterator[Callable[[], object]]:
    index = real_index(name, variant)
    rubric, costs = index.rubric, costs_of(index)
    waits = waits_of(index, costs)
    generator = np.random.default_rng(3)
    for number in range(scaled(ENTERPRISES, 3)):
        levels = levels_at_random(rubric, generator, refined=number % 2)
        if number % 3 == 0:
            levels = [min(level, 0) for level in levels]
        here = evaluate(rubric, levels).level
        if here is None:
            continue
        for target in rubric.levels:
            if target > here:
                yield partial(cheapest_path, rubric, levels, target, costs, waits=waits)


def paths_upward(
    name: str, variant: str, refined: float
) -> Iterator[Callable[[], object]]:
    index = real_index(name, variant)
    rubric = index.rubric
    generator = np.random.default_rng(3)
    for number in range(scaled(ENTERPRISES, 3)):
        levels = levels_at_random(rubric, generator, refined)
        costs = some_costs(index, generator, number)
        here = evaluate(rubric, levels).level
        # Without a level there is no higher one.
        if here is None:
            continue
        for target in rubric.levels:
            if target > here:
                yield partial(
                    cheapest_path,
                    rubric,
                    levels,
                    target,
                    costs,
                )


def some_costs(index: Index, generator: np.random.Generator, number: int) -> Costs:
    """By turns those of the index, an enterprise's own, and amounts in VND."""
    rubric = index.rubric
    amounts = []
    for question in rubric.questions:
        steps = generator.integers(1, 200_000_000, len(question.stops))
        amounts.append(steps.tolist())
    # All three are drawn each time: the cases of one kind stay what they are.
    kinds = (
        costs_of(index),
        costs_at_random(rubric, generator),
        amounts,
    )
    return kinds[number % 3]


def seconds_of(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    outcome = work()
    return time.perf_counter() - begun, outcome


# Seconds of ours, of the solver, and whether they agree.
Judgement = tuple[float, float, bool]


def judge_all(kind: str, pool: Pool, waiting: bool = False) -> Measurement:
    size = scaled(JUDGED if kind in REAL else JUDGED_OF_A_KIND, 10)
    cases = [(kind, seed, waiting) for seed in range(size)]
    judgements = pool.imap_unordered(judge, cases)
    name = f"{kind}, what waits in order" if waiting else kind
    return verdict(name, [*tqdm(judgements, name, size, disable=None)])


def judge(asked: tuple[str, int, bool]) -> Judgement:
    """Steps that lead there, and none that do for less: neither in cost nor in questions."""
    here = case(*asked)
    work = partial(
        cheapest_path,
        here.rubric,
        here.levels,
        here.target,
        here.costs,
        here.pillar_targets,
        here.waits,
    )
    own, path = seconds_of(work)
    with quiet():
        rival, agrees = seconds_of(lambda: is_best(here, path))
    return own, rival, agrees


def is_best(here: Case, path: Path | None) -> bool:
    """By the solver. To prove that nothing is cheaper takes it moments, to find it minutes."""
    if path is None:
        return best_by_solver(here) is None
    # Equal in price is not enough: the steps must really reach the target.
    if not here.led_by(path):
        return False
    return not is_anything_cheaper(here, int(path.cost), path.questions)


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
