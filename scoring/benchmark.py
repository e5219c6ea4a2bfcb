"""Where one value stands among many: counts by value, rank, quartiles, and which sample is large enough.

Values are percents in tenths as integers (`percent.tenths`: 413 is 41.3 %), so a sample is kept whole as 1001
counts, and rank and quartiles are exact for what is shown. Nothing here knows whose values they are.
Source: ours (docs/benchmark.md); no decision says how to compare enterprises.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.errors import ScoringError

HIGHEST = 1000
"""Tenths of a percent: 100.0 %."""

VALUES = HIGHEST + 1

MINIMUM = 10
"""Enterprises; a smaller sample misleads and may give somebody away."""

Counts = NDArray[np.int64]
"""(VALUES,): how many have each tenth of a percent."""


def counts_by_group(groups: NDArray[np.integer], tenths: NDArray[np.integer], size: int) -> Counts:
    """(size, VALUES) counts, one row for each group.

    groups: (N,) from 0 to size - 1. tenths: (N,) 0 to 1000; whoever has no percent (below 0) is not counted.

    Raises ScoringError `tenths_out_of_range` for more than 100 %, `groups_out_of_range` for another group.
    """
    if tenths.size and tenths.max() > HIGHEST:
        raise ScoringError("tenths_out_of_range", highest=int(tenths.max()))
    if groups.size and not 0 <= groups.min() <= groups.max() < size:
        raise ScoringError("groups_out_of_range", size=size)
    known = tenths >= 0
    places = groups[known].astype(np.int64) * VALUES + tenths[known]
    return np.bincount(places, minlength=size * VALUES).reshape(size, VALUES).astype(np.int64, copy=False)


@dataclass(frozen=True, slots=True)
class Rank:
    """Of `count` values, `below` are smaller and `equal` the same, the value itself among them if it was counted."""

    below: int
    equal: int
    count: int

    @property
    def of_hundred(self) -> int:
        """The percentile rank, the share below plus half of the equal, in whole hundredths and never rounded up."""
        return 100 * (2 * self.below + self.equal) // (2 * self.count)


def rank_of(counts: Counts, tenths: int) -> Rank:
    """Where a value (0 to 1000 tenths) stands in a sample. counts: (VALUES,).

    Raises ScoringError `sample_empty`, `tenths_out_of_range`.
    """
    if not 0 <= tenths <= HIGHEST:
        raise ScoringError("tenths_out_of_range", highest=tenths)
    return Rank(int(counts[:tenths].sum()), int(counts[tenths]), _size(counts))


def quartiles(counts: Counts) -> tuple[int, int, int]:
    """The smallest values that a quarter, half and three quarters of the sample do not exceed, in tenths.

    counts: (VALUES,).
    Raises ScoringError `sample_empty`.
    """
    size, reached = _size(counts), np.cumsum(counts)
    lower, median, upper = (int(np.argmax(4 * reached >= part * size)) for part in (1, 2, 3))
    return lower, median, upper


def distribution(counts: Counts, bins: int = 10) -> tuple[int, ...]:
    """How many stand in each of `bins` equal parts of 0 to 100 %; each part includes its lower end, the last both.

    counts: (VALUES,). bins: 1 to VALUES. None standing anywhere gives zeros.
    """
    edges = [-(-part * HIGHEST // bins) for part in range(bins)]
    return tuple(int(part) for part in np.add.reduceat(counts, edges))


def bin_of(tenths: int, bins: int = 10) -> int:
    """The part of `distribution`, 0 to bins - 1, that a value (0 to 1000 tenths) falls into."""
    return min(tenths * bins // HIGHEST, bins - 1)


def _size(counts: Counts) -> int:
    size = int(counts.sum())
    if not size:
        raise ScoringError("sample_empty")
    return size


@dataclass(frozen=True, slots=True)
class Cell:
    """Whom a sample holds: a blank part means any."""

    sector: str = ""
    size: str = ""
    area: str = ""


def ladder(sector: str, size: str, area: str) -> tuple[Cell, ...]:
    """The cells to look into, narrowest first: sector, size and area; sector and size; sector; all.

    What is not known of an enterprise is not asked for: without a size its narrowest cell is its sector.
    """
    steps = [Cell()]
    if sector:
        steps.append(Cell(sector))
    if sector and size:
        steps.append(Cell(sector, size))
    if sector and size and area:
        steps.append(Cell(sector, size, area))
    return tuple(reversed(steps))


def widen(sizes: Sequence[int], *, minimum: int = MINIMUM) -> int | None:
    """Which of the samples (narrowest first) to use: the first that is large enough, or None.

    sizes: how many enterprises each holds.
    """
    return next((place for place, size in enumerate(sizes) if size >= minimum), None)


def offered(sizes: Sequence[int], *, minimum: int = MINIMUM) -> tuple[int, ...]:
    """Which of the samples (narrowest first, each within the next) may be looked at beside each other.

    A wider one is left out unless it adds `minimum` enterprises: the difference of two samples is a sample too.
    """
    places: list[int] = []
    held = 0
    for place, size in enumerate(sizes):
        if size >= held + minimum:
            places.append(place)
            held = size
    return tuple(places)


def improvements(before: NDArray[np.int8], after: NDArray[np.int8]) -> NDArray[np.bool_]:
    """(N, Q): which answers rose between two rounds. before, after: (N, Q) levels with the reserved codes.

    An answer that was not given, or did not apply, in either round has not risen.

    Raises ScoringError `matrix_shape`.
    """
    if before.shape != after.shape:
        raise ScoringError("matrix_shape", shape=after.shape, dtype=str(after.dtype))
    risen: NDArray[np.bool_] = (before >= 0) & (after > before)
    return risen
