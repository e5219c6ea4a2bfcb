"""Advice under every real index: one firm, and plans judged by an integer program."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.pool import Pool

import numpy as np
from tqdm import tqdm

from indexes.advice.advised import Advised
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from performance.frame.timing import Measurement, measure_each, scaled
from performance.matching import quiet
from performance.path import Judgement, seconds_of, verdict, widest_variant
from scoring.evaluate import evaluate
from tests.indexes.advice.cases import asked_at_random, firm_at_random
from tests.scoring.paths import REAL, levels_at_random, real_index

ONE = 30e-3
FIRMS = 60
JUDGED = 2_000


def run() -> Iterator[Measurement]:
    for name in REAL:
        yield one_firm(name, widest_variant(name))
        yield hardest(name, widest_variant(name))
        yield hardest(name, widest_variant(name), both=True)
    # Forked: the indexes that were read above are there in every process.
    with get_context("fork").Pool() as pool:
        for name in REAL:
            yield judge_all(name, pool)


def one_firm(name: str, variant: str) -> Measurement:
    """From what is known of it to its plan, to every higher level."""
    return measured("plans", name, variant, plans(name, variant))


def hardest(name: str, variant: str, *, both: bool = False) -> Measurement:
    """Firms that stand alike in everything, and low: nearly all that waits still waits.

    both: the plan and the fastest way, as they stand side by side.
    """
    works = plans(name, variant, even=True)
    if not both:
        return measured("hardest plans", name, variant, works)
    side_by_side = (partial(both_ways, *work.args) for work in works)
    return measured(
        "hardest plans beside the fastest ways",
        name,
        variant,
        side_by_side,
        at_most=2 * ONE,
    )


def measured(
    what: str,
    name: str,
    variant: str,
    works: Iterable[Callable[[], object]],
    at_most: float = ONE,
) -> Measurement:
    code = f"{name}/{variant}".rstrip("/")
    title = f"{code}, {{count}} {what}"
    return measure_each(title, works, at_most=at_most, even_the_slowest=True)


def plans(
    name: str, variant: str, *, even: bool = False
) -> Iterator[partial[list[int] | None]]:
    index, advice = real_index(name, variant), advice_of(name)
    generator = np.random.default_rng(5 if even else 3)
    for number in range(scaled(FIRMS, 3)):
        levels = levels_at_random(index.rubric, generator, refined=number % 2)
        if even:
            levels = evened(index, levels, number % 3)
        firm = firm_at_random(advice, index, generator)
        here = evaluate(index.rubric, levels).level
        # Without a level there is no higher one.
        if here is None:
            continue
        for target in index.rubric.levels:
            if target > here:
                advised = partial(Advised, index, levels, advice, firm)
                yield partial(plan, advised, target)


def evened(index: Index, levels: Sequence[int], most: int) -> list[int]:
    """Everything that is answered at the same level, or the next lower one it has."""
    even = []
    for question, level in zip(index.rubric.questions, levels, strict=True):
        stops = [stop for stop in (0, *question.stops) if stop <= most]
        even.append(level if level < 0 else stops[-1])
    return even


def plan(advised: Callable[[], Advised], target: int) -> list[int] | None:
    return advised().plan(target)


def both_ways(advised: Callable[[], Advised], target: int) -> None:
    firm = advised()
    firm.plan(target)
    firm.cheapest(target)


def judge_all(name: str, pool: Pool) -> Measurement:
    size = scaled(JUDGED, 10)
    firms = [(name, seed) for seed in range(size)]
    judgements = pool.imap_unordered(judge, firms)
    return verdict(f"{name}, advised", [*tqdm(judgements, name, size, disable=None)])


def judge(asked: tuple[str, int]) -> Judgement:
    """Beyond the floor nothing is cheaper than the plan, and it leads to the target."""
    here = asked_at_random(*asked)
    own, after = seconds_of(lambda: here.advised.plan(here.target))
    with quiet():
        rival, agrees = seconds_of(lambda: here.is_best(after))
    return own, rival, agrees
