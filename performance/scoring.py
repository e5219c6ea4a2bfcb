"""Scoring: one enterprise, and ten million beside reading the same bytes once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from performance.frame.timing import Measurement, measure, scaled
from scoring.evaluate import evaluate
from scoring.matrix import evaluate_matrix
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tests.scoring.rubrics import rubric_2021, rubric_of_means

WIDTH = 10_000_000


def random_levels(width: int) -> NDArray[np.int8]:
    """(60, width) levels 0 to 5, each row contiguous."""
    generator = np.random.default_rng(2021)
    levels = np.empty((60, width), np.int8)
    # Row by row: drawn at once it would take as much memory again.
    for row in levels:
        row[:] = generator.integers(0, 6, width, np.int8)
    return levels


def read_once(levels: NDArray[np.int8]) -> object:
    """The read limit: a sum over the bytes, eight at a time."""
    flat = levels.reshape(-1)
    whole_words = flat.size // 8 * 8
    return np.add.reduce(flat[:whole_words].view(np.uint64))


def run() -> Iterator[Measurement]:
    width = scaled(WIDTH, 1000)
    levels = random_levels(width)
    yield from of_sums(levels)
    yield from of_parts(levels[:, : width // 10].copy())
    yield from of_means(max(1, width // 20))


def of_sums(levels: NDArray[np.int8]) -> Iterator[Measurement]:
    """Sixty questions whose points are added up, as in 2021."""
    rubric = rubric_2021()
    width = levels.shape[1]
    first = levels[:, 0].tolist()
    yield measure(
        "one enterprise",
        lambda: evaluate(rubric, first),
        times=1000,
        at_most=50e-6,
    )

    # No way of scoring can be quicker than looking at each answer once.
    limit = ("reading the bytes", lambda: read_once(levels))
    yield measure(
        f"{width:,} enterprises",
        lambda: evaluate_matrix(rubric, levels),
        beside=limit,
        ratio_at_most=3,
    )
    yield measure(
        "… with one thread",
        lambda: evaluate_matrix(rubric, levels, threads=1),
        beside=limit,
    )
    yield measure(
        "… and every pillar's level",
        lambda: evaluate_matrix(rubric, levels).pillar_levels,
        beside=limit,
        rounds=3,
    )


def of_parts(part: NDArray[np.int8]) -> Iterator[Measurement]:
    """What the quick way does not take: missing answers, and bytes in another order."""
    rubric = rubric_2021()
    width = part.shape[1]
    part[7, ::10] = NOT_ANSWERED
    yield measure(
        f"{width:,}, a tenth incomplete",
        lambda: evaluate_matrix(rubric, part),
        beside=("reading the bytes", lambda: read_once(part)),
    )

    by_rows = np.ascontiguousarray(part.T)
    yield measure(
        f"{width:,} stored by rows",
        lambda: evaluate_matrix(rubric, by_rows.T),
        beside=("reading the bytes", lambda: read_once(by_rows)),
        rounds=3,
    )


def of_means(width: int) -> Iterator[Measurement]:
    """139 criteria in groups, whose means are weighted."""
    means = rubric_of_means()
    generator = np.random.default_rng(695)
    shape = (len(means.questions), width)
    levels = generator.integers(0, 5, shape, np.int8)
    yield measure(
        "one enterprise, weighted means of 139",
        lambda: evaluate(means, levels[:, 0].tolist()),
        times=100,
    )
    yield measure(
        f"{width:,}, weighted means of 139",
        lambda: evaluate_matrix(means, levels),
        beside=("reading the bytes", lambda: read_once(levels)),
        rounds=3,
    )

    some = levels.copy()
    some[::3, ::2] = NOT_APPLICABLE
    yield measure(
        "… a sixth not applicable",
        lambda: evaluate_matrix(means, some),
        beside=("reading the bytes", lambda: read_once(some)),
        rounds=3,
    )
