"""Which cells of a tree may be told, and when what is told may change.

Everybody stands in one cell of each depth: in all, in one sector, in one size of it, in one
area of that; 0 stands for what is not known. Cells are told apart by their numbers from the
top: () is all, (3,) the third sector, (3, 1) the first size in it.

Two rules keep anybody from being read out of what is told. What is left of a cell when the
cells within it are taken away is a sample too, so it must be none or a large one. And what is
told changes by several enterprises at once, cell by cell, never by one.
Source: ours (docs/benchmark.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.benchmark import FULL, MINIMUM, STEP

Path = tuple[int, ...]
ALL: Path = ()

Profile = NDArray[np.integer]
"""(N, depth): where each stands, 0 for what is not known."""

NOBODY = -1


def sizes_of(profile: Profile) -> Counter[Path]:
    """How many stand in each cell that holds anybody."""
    sizes: Counter[Path] = Counter()
    kinds, rows = _kinds(profile)
    counts = np.bincount(rows, minlength=len(kinds)).tolist()
    for kind, count in zip(kinds, counts, strict=True):
        for path in _way_down(kind):
            sizes[path] += count
    return sizes


def _kinds(profile: Profile) -> tuple[list[list[int]], NDArray[np.int64]]:
    """Where anybody stands, each once, and of each row which of these it is."""
    if not profile.size:
        return [], np.zeros(0, np.int64)
    # One number for each: sorting rows of three takes ten times as long.
    shape = tuple((profile.max(axis=0) + 1).tolist())
    flat = np.ravel_multi_index(tuple(profile.T.astype(np.int64)), shape)
    is_there = np.bincount(flat) > 0
    kinds = np.unravel_index(np.flatnonzero(is_there), shape)
    rows = (np.cumsum(is_there) - 1)[flat]
    return np.stack(kinds, axis=1).tolist(), rows


def _way_down(kind: Iterable[int]) -> list[Path]:
    """The cells somebody stands in, from all to the narrowest that is known."""
    paths = [ALL]
    for number in kind:
        if not number:
            break
        paths.append((*paths[-1], number))
    return paths


def large_cells(profile: Profile, minimum: int = MINIMUM) -> frozenset[Path]:
    """The cells of at least `minimum` enterprises."""
    large = []
    for path, size in sizes_of(profile).items():
        if size >= minimum:
            large.append(path)
    return frozenset(large)


def full_cells(profile: Profile, minimum: int = FULL) -> frozenset[Path]:
    """The cells whose counts may be told side by side.

    However they are taken from each other, what is left is nobody, or at least `minimum`.
    """
    sizes = sizes_of(profile)
    if sizes[ALL] < minimum:
        return frozenset()
    full = [ALL]
    # Grows while it is walked through: what is within a cell that is kept comes later.
    for path in full:
        full += _kept_within(path, sizes, minimum)
    return frozenset(full)


def _kept_within(path: Path, sizes: Mapping[Path, int], minimum: int) -> list[Path]:
    depth = len(path) + 1
    within = []
    for each in sizes:
        if len(each) == depth and each[:-1] == path and sizes[each] >= minimum:
            within.append(each)
    # The largest first, equals by number: the same cells come out every time.
    within.sort(key=lambda each: (-sizes[each], each))

    rest = sizes[path] - sum(map(sizes.__getitem__, within))
    while within and 0 < rest < minimum:
        rest += sizes[within.pop()]
    return within


def deepest_of(cells: frozenset[Path], kind: Iterable[int]) -> Path:
    """The deepest of the cells that one who stands there is in; everybody stands in all."""
    told = filter(cells.__contains__, _way_down(kind))
    return max(told, key=len, default=ALL)


@dataclass(frozen=True, eq=False)
class Standing:
    """Who is counted. enterprise: (N,) ids, each once. version: (N,) ids of what is counted
    of it. profile: (N, depth).
    """

    enterprise: NDArray[np.int64]
    version: NDArray[np.int64]
    profile: Profile


@dataclass(frozen=True, eq=False)
class Release:
    """Rows of what was told that stay, rows of what is known that come, and how many
    enterprises wait for others.
    """

    stay: NDArray[np.intp]
    come: NDArray[np.intp]
    waiting: int


def release(
    told: Standing,
    known: Standing,
    cells: frozenset[Path],
    step: int = STEP,
) -> Release:
    """What of the new is told now.

    cells: those that were told. In each of them, and in what is left of each without those
    within it, no enterprise has come, gone or changed, or at least `step` have.
    """
    enterprises = np.union1d(told.enterprise, known.enterprise)
    before = _rows_of(told, enterprises)
    after = _rows_of(known, enterprises)
    parts = _numbered_parts(told, known, cells)
    places = (_taken(parts[0], before), _taken(parts[1], after))

    changed = _taken(told.version, before) != _taken(known.version, after)
    released = _enough_at_once(changed, *places, step)
    return Release(
        stay=before[(before != NOBODY) & ~released],
        come=after[(after != NOBODY) & released],
        waiting=int((changed & ~released).sum()),
    )


def _rows_of(standing: Standing, enterprises: NDArray[np.int64]) -> NDArray[np.intp]:
    """Of each enterprise its row, NOBODY where it has none."""
    rows = np.full(enterprises.size, NOBODY, np.intp)
    places = np.searchsorted(enterprises, standing.enterprise)
    rows[places] = np.arange(standing.enterprise.size)
    return rows


def _taken(values: NDArray[np.int64], rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """The values of these rows, NOBODY where there is no row."""
    # One more at the end, which is where row -1 leads to.
    return np.append(values, NOBODY)[rows]


def _numbered_parts(
    told: Standing, known: Standing, cells: frozenset[Path]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The part each row stands in, as a number that is the same in both."""
    numbers: dict[Path, int] = {}
    both = []
    for standing in (told, known):
        kinds, rows = _kinds(standing.profile)
        own = []
        for kind in kinds:
            part = deepest_of(cells, kind)
            own.append(numbers.setdefault(part, len(numbers)))
        both.append(np.array(own, np.int64)[rows])
    return both[0], both[1]


def _enough_at_once(
    changed: NDArray[np.bool_],
    left: NDArray[np.int64],
    entered: NDArray[np.int64],
    step: int,
) -> NDArray[np.bool_]:
    """Those of the changes that happen to `step` enterprises in every part they touch."""
    released = changed.copy()
    while True:
        touched = _touched(left[released], entered[released])
        small = (touched > 0) & (touched < step)
        # Of row -1, which is nobody's place, nothing is asked.
        small = np.append(small, False)
        held = released & (_at(small, left) | _at(small, entered))
        if not held.any():
            return released
        # Who is held here is missing where it would have gone: all is asked again.
        released &= ~held


def _touched(left: NDArray[np.int64], entered: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many enterprises change in each part; who stays in its part counts once there."""
    moved = entered[entered != left]
    places = np.concatenate([left, moved])
    return np.bincount(places[places != NOBODY]).astype(np.int64)


def _at(small: NDArray[np.bool_], places: NDArray[np.int64]) -> NDArray[np.bool_]:
    # Parts that nothing touches may lie behind the last that is touched.
    known = np.where(places < small.size - 1, places, NOBODY)
    return small[known]
