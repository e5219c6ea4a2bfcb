"""Where one value stands among many: counts by value, rank, quartiles, and large enough samples.

Values are percents in tenths as integers (`percent.tenths`: 413 is 41.3 %), so a sample
is kept whole as 1001 counts, and rank and quartiles are exact for what is shown.
Nothing here knows whose values they are.
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
"""Enterprises; of a smaller sample nothing is told: it misleads and gives somebody away."""

FULL = 30
"""Enterprises; of a smaller sample no more is told than who stands above about half of it."""

STEP = 5
"""Enterprises; figures change by as many at once, and are told in numbers of as many."""

TENS = 10
"""Parts of 0 to 100 % that a distribution is told in, where each holds enough."""

Counts = NDArray[np.int64]
"""(VALUES,): how many have each tenth of a percent."""


def counts_by_group(
    groups: NDArray[np.integer],
    tenths: NDArray[np.integer],
    size: int,
) -> Counts:
    """(size, VALUES) counts, one row for each group.

    groups: (N,) from 0 to size - 1. tenths: (N,) 0 to 1000; whoever has no percent
    (below 0) is not counted.

    Raises ScoringError `tenths_out_of_range` for more than 100 %, `groups_out_of_range`
    for another group.
    """
    if tenths.size and tenths.max() > HIGHEST:
        raise ScoringError("tenths_out_of_range", highest=int(tenths.max()))
    if groups.size and not 0 <= groups.min() <= groups.max() < size:
        raise ScoringError("groups_out_of_range", size=size)

    # One cell for each group and value, in one long row: counted in a single pass.
    known = tenths >= 0
    cells = groups[known].astype(np.int64) * VALUES + tenths[known]
    counts = np.bincount(cells, minlength=size * VALUES)
    return counts.reshape(size, VALUES).astype(np.int64, copy=False)


@dataclass(frozen=True, slots=True)
class Rank:
    """Of `count` values, `below` are smaller and `equal` the same.

    The value itself is among these if it was counted.
    """

    below: int
    equal: int
    count: int

    @property
    def of_hundred(self) -> int:
        """The percentile rank: the share below plus half of the equal.

        In whole hundredths and never rounded up.
        """
        return 100 * (2 * self.below + self.equal) // (2 * self.count)

    @property
    def at_least(self) -> int:
        """How many are surely below, as it may be told: a whole number of steps.

        Who asks with one value after the other would otherwise read every value out.
        """
        return self.below - self.below % STEP


def rank_of(counts: Counts, tenths: int) -> Rank:
    """Where a value (0 to 1000 tenths) stands in a sample. counts: (VALUES,).

    Raises ScoringError `sample_empty`, `tenths_out_of_range`.
    """
    if not 0 <= tenths <= HIGHEST:
        raise ScoringError("tenths_out_of_range", highest=tenths)

    return Rank(
        below=int(counts[:tenths].sum()),
        equal=int(counts[tenths]),
        count=_sample_size(counts),
    )


def quartiles(counts: Counts) -> tuple[int, int, int]:
    """The smallest values, in tenths, that 1/4, 1/2 and 3/4 of the sample do not exceed.

    counts: (VALUES,).
    Raises ScoringError `sample_empty`.
    """
    size = _sample_size(counts)
    # Four times the counts beside whole sizes: no quarter has to be rounded.
    reached = 4 * np.cumsum(counts)

    lower = int(np.argmax(reached >= size))
    median = int(np.argmax(reached >= 2 * size))
    upper = int(np.argmax(reached >= 3 * size))
    return lower, median, upper


def middle(counts: Counts) -> int:
    """Around where half of a small sample stands: 0 to 10, in tens of percents.

    The mean of the middle half, rounded: of ten enterprises it rests on six, so who knows
    nine of them still does not know the tenth. A median would be the value of one.
    counts: (VALUES,).
    Raises ScoringError `sample_empty`.
    """
    size = _sample_size(counts)
    values = np.repeat(np.arange(VALUES), counts)
    half = values[size // 4 : size - size // 4]
    # Halves rounded up, in whole numbers.
    ten = HIGHEST // TENS
    return int((2 * int(half.sum()) + ten * half.size) // (2 * ten * half.size))


def beside_middle(tenths: int, ten: int) -> int:
    """1 above about half, -1 below, 0 among those in the middle. ten: see `middle`."""
    distance = 2 * (tenths - ten * HIGHEST // TENS)
    if abs(distance) <= HIGHEST // TENS:
        return 0
    return 1 if distance > 0 else -1


@dataclass(frozen=True, slots=True)
class Part:
    """How many stand from one percent to another, in tens of percents."""

    start: int
    end: int
    count: int

    def holds(self, tenths: int) -> bool:
        """Each part includes its lower end, the last both."""
        return self.start <= bin_of(tenths, TENS) < self.end


def joined_parts(counts: Counts, least: int = STEP) -> tuple[Part, ...]:
    """A distribution of tens, neighbours joined until none holds fewer than `least`, but none.

    One alone, where there are fewer in all. counts: (VALUES,).
    """
    parts: list[Part] = []
    start = count = 0
    for number, more in enumerate(distribution(counts, TENS), start=1):
        count += more
        # A gap between two parts is told as it is: nobody stands in it.
        if not count and parts and not parts[-1].count:
            start = parts.pop().start
        if count >= least or not count:
            parts.append(Part(start, number, count))
            start, count = number, 0
    return _with_rest(parts, Part(start, TENS, count), least)


def _with_rest(parts: list[Part], rest: Part, least: int) -> tuple[Part, ...]:
    """What is left at the upper end is too few for a part of its own."""
    start, count = rest.start, rest.count
    while parts and 0 < count < least:
        below = parts.pop()
        start, count = below.start, below.count + count
    if start < rest.end:
        parts.append(Part(start, rest.end, count))
    return tuple(parts)


def distribution(counts: Counts, bins: int = 10) -> tuple[int, ...]:
    """How many stand in each of `bins` equal parts of 0 to 100 %.

    Each part includes its lower end, the last both. counts: (VALUES,). bins: 1 to
    VALUES. None standing anywhere gives zeros.
    """
    # Rounded up: the first value in a part, where the parts are no whole tenths.
    edges = [-(-part * HIGHEST // bins) for part in range(bins)]
    return tuple(np.add.reduceat(counts, edges).tolist())


def bin_of(tenths: int, bins: int = 10) -> int:
    """The part of `distribution`, 0 to bins - 1, that a value (0 to 1000 tenths) falls into."""
    return min(tenths * bins // HIGHEST, bins - 1)


def _sample_size(counts: Counts) -> int:
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
    """The cells to look into, narrowest first.

    Sector, size and area; sector and size; sector; all. What is not known of an
    enterprise is not asked for: without a size its narrowest cell is its sector.
    """
    cells = [Cell()]
    if sector:
        cells.append(Cell(sector))
    if sector and size:
        cells.append(Cell(sector, size))
    if sector and size and area:
        cells.append(Cell(sector, size, area))
    return tuple(reversed(cells))


def widen(sizes: Sequence[int], *, minimum: int = MINIMUM) -> int | None:
    """Which of the samples (narrowest first) to use: the first that is large enough, or None.

    sizes: how many enterprises each holds.
    """
    for sample, size in enumerate(sizes):
        if size >= minimum:
            return sample
    return None


def offered(sizes: Sequence[int], *, minimum: int = MINIMUM) -> tuple[int, ...]:
    """Which of the samples (narrowest first, each within the next) may be seen side by side.

    sizes: how many enterprises each holds. A wider one is left out unless it adds
    `minimum` enterprises.
    """
    samples: list[int] = []
    largest = 0
    for sample, size in enumerate(sizes):
        # The difference of two samples is a sample too, and anybody can work it out.
        if size >= largest + minimum:
            samples.append(sample)
            largest = size
    return tuple(samples)


def improvements(
    before: NDArray[np.signedinteger],
    after: NDArray[np.signedinteger],
) -> NDArray[np.bool_]:
    """(N, Q): which answers rose between two rounds.

    before, after: (N, Q) levels with the reserved codes. An answer that was not given,
    or did not apply, in either round has not risen.

    Raises ScoringError `matrix_shape`.
    """
    if before.shape != after.shape:
        raise ScoringError("matrix_shape", shape=after.shape, dtype=str(after.dtype))

    # Reserved codes are below 0: one that comes after cannot be higher than a level.
    risen: NDArray[np.bool_] = (before >= 0) & (after > before)
    return risen
