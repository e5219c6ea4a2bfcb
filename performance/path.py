"""The cheapest path in every real index: one enterprise, and cases judged by an integer program."""

import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from statistics import median

import numpy as np
from tqdm import tqdm

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
    for refined, told in ((0.0, "groups"), (1.0, "criteria"), (0.3, "both")):
        yield one_enterprise("dbi-2025-large", refined=refined, told=f", by {told}")
    with get_context("fork").Pool() as pool:
        for kind in (*REAL, *KINDS):
            asked = [
                (kind, seed)
                for seed in range(
                    scaled(JUDGED if kind in REAL else JUDGED_OF_A_KIND, 10)
                )
            ]
            yield verdict(
                kind,
                [
                    *tqdm(
                        pool.imap_unordered(judged, asked),
                        kind,
                        len(asked),
                        disable=None,
                    )
                ],
            )


def one_enterprise(
    name: str, variant: str = "", refined: float = 0.0, told: str = ""
) -> Measurement:
    """Weak to strong enterprises, to every higher level; costs of the index, of one's own, and amounts in VND."""
    index, generator = real_index(name, variant), np.random.default_rng(3)
    rubric, spent = index.rubric, []
    for number in range(scaled(ENTERPRISES, 3)):
        levels = levels_at_random(rubric, generator, refined)
        amounts = [
            generator.integers(1, 200_000_000, question.top).tolist()
            for question in rubric.questions
        ]
        costs = (costs_of(index), costs_at_random(rubric, generator), amounts)[
            number % 3
        ]
        here = evaluate(rubric, levels).level
        spent += [
            typical(lambda: cheapest_path(rubric, levels, target, costs))  # noqa: B023 - measured at once
            for target in rubric.levels
            if here is not None and target > here
        ]
    middle = median(spent)
    code = f"{name}{'/' if variant else ''}{variant}{told}"
    return Measurement(
        f"{code}, {len(spent)} paths",
        middle,
        min(spent),
        max(spent),
        goal=f"≤ {shown(ONE)}",
        met=middle <= ONE,
        limit=ONE,
    )


def typical(work: Callable[[], object]) -> float:
    return median(_seconds(work)[0] for _ in range(3))


def _seconds(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


Judgement = tuple[
    float, float, bool
]  # seconds of ours, of the solver, and whether they agree


def judged(asked: tuple[str, int]) -> Judgement:
    """Cost and number of questions as the solver has them, and steps that really lead there at that cost."""
    here = case(*asked)
    own, path = _seconds(
        lambda: cheapest_path(
            here.rubric, here.levels, here.target, here.costs, here.pillar_targets
        )
    )
    with quiet():
        rival, best = _seconds(lambda: best_by_solver(here))
    return (
        own,
        rival,
        (path and (path.cost, path.questions)) == best
        and (path is None or here.led_by(path)),
    )


def verdict(kind: str, found: list[Judgement]) -> Measurement:
    own, rival, agreed = zip(*found, strict=True)
    return Measurement(
        name=f"{kind} ({len(found):,} cases)",
        median=median(own),
        fastest=min(own),
        slowest=max(own),
        goal=f"as the solver: {sum(agreed):,} of {len(found):,}",
        met=all(agreed),
        beside=median(rival),
        beside_name="exact (MILP)",
    )
