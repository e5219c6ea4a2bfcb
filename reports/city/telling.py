"""What the report may tell: figures that cannot be taken from each other to tell of few.

The city may have the report of all and those of single groups side by side. So one is made of a
group only where it may stand alone beside all others of its kind (scoring.disclosure.parts), and
of what a report says, each count is none or enough in every part of all members, not only in the
one that is looked at. One group at a time: a sector and a size at once would leave out few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accounts.access.scopes import Scope
from associations.cohort.figures import Figures
from associations.cohort.filters import Filters
from associations.cohort.tables import Parts, Told, pairs
from registry.areas import former_provinces
from scoring.disclosure.partition import has_small
from scoring.disclosure.parts import alone_in
from scoring.disclosure.small_cells import SHARED

TENS = 10


@dataclass(frozen=True, eq=False)
class Split:
    """All members in parts. names: the groups in each; columns: the levels told together."""

    names: list[tuple[str, ...]]
    parts: list[Figures]
    columns: Parts

    @property
    def table(self) -> Told:
        """Of its levels; nothing is hidden in it, since nothing is small."""
        counts = np.stack([_levels(part, self.columns) for part in self.parts])
        rows = tuple((row,) for row in range(len(self.parts)))
        return Told(rows, self.columns, counts, np.zeros(counts.shape, bool))

    def of(self, name: str) -> Figures | None:
        """Where it stands alone."""
        places = dict(zip(self.names, self.parts, strict=True))
        return places.get((name,))


class Telling:
    """figures: what is looked at. parts: all members, so that it is a part, or some of them."""

    def __init__(
        self,
        figures: Figures,
        parts: Sequence[Figures],
        columns: Parts,
        splits: dict[str, Split] | None = None,
        rounds: Split | None = None,
    ) -> None:
        self.figures, self.parts, self.columns = figures, parts, columns
        self.splits, self.rounds = splits or {}, rounds

    @property
    def is_whole(self) -> bool:
        return not self.figures.filters.narrows and self.figures.filters.round is None

    @property
    def levels(self) -> Told | None:
        if not self.columns:
            return None
        counts = _levels(self.figures, self.columns)[None]
        return Told(((0,),), self.columns, counts, np.zeros(counts.shape, bool))

    def tells(self, counts: Sequence[int], samples: Sequence[int]) -> bool:
        """Of each part: how many something is said of, and of how many."""
        told, asked = np.array(counts), np.array(samples)
        return not has_small(np.stack([told, asked - told]), SHARED).any()

    @cached_property
    def criteria(self) -> np.ndarray:
        """(Q,) whether it may be told how many miss each."""
        may_be = np.ones(len(self.figures.cohort.shape.codes), bool)
        for part in self.parts:
            lacks = part.lacks.sum(axis=0)
            applies = part.applies.sum(axis=0)
            both = np.stack([lacks, applies - lacks], axis=1)
            may_be &= ~has_small(both, SHARED)
        return may_be

    @cached_property
    def change(self) -> bool:
        """Whether what those in two rounds went through may be told."""
        if self.figures.filters.round is not None:
            return False
        samples = np.array([part.pairs[1].size for part in self.parts])
        return not has_small(samples, SHARED)

    @cached_property
    def steps(self) -> bool:
        if self.is_whole:
            return True  # joined until none is small
        ways = np.stack([part.ways for part in self.parts])
        return not has_small(ways, SHARED).any()

    @cached_property
    def pillar_changes(self) -> np.ndarray:
        """(pillars,) beside the mean of all in a part stands that of those in two rounds."""
        may_be = np.ones(len(self.figures.cohort.shape.pillars), bool)
        for part in self.parts:
            both = part.known_in_both
            once = _pillars(part) - both
            may_be &= ~has_small(np.stack([both, once], axis=1), SHARED)
        return may_be


def tens_of(part: Figures) -> np.ndarray:
    """(TENS,) how many totals are in each tenth of all points."""
    total = part.cohort.rows.tenths[part.chosen, 0]
    tenths = np.minimum(total[total >= 0] // (1000 // TENS), TENS - 1)
    return np.bincount(tenths, minlength=TENS)


def telling_of(figures: Figures) -> Telling | None:
    """None where a report of this group, beside others, would tell of few."""
    whole = Figures(figures.cohort, Filters(index=figures.filters.index))
    kind, name = _asked(figures.filters)
    if len(whole) < SHARED or len(figures) < SHARED or kind == "several":
        return None
    rounds = _rounds(whole)
    if not kind:
        splits = {key: _split(whole, key) for key in ("sector", "size", "area")}
        known = {key: split for key, split in splits.items() if split}
        return Telling(figures, [whole], _base(whole), known, rounds)
    if kind == "round":
        return Telling(figures, rounds.parts, rounds.columns) if rounds else None
    split = _of_ward(whole, name) if kind == "ward" else _split(whole, kind)
    if split is None or split.of(name) is None:
        return None
    return Telling(figures, split.parts, split.columns)


def _asked(filters: Filters) -> tuple[str, str]:
    area = "area" if filters.area in former_provinces() else "ward"
    asked = [("sector", filters.sector), ("size", filters.size), (area, filters.area)]
    asked = [(kind, name) for kind, name in asked if name]
    if filters.round is not None:
        asked.append(("round", str(filters.round)))
    if len(asked) > 1:
        return "several", ""
    return asked[0] if asked else ("", "")


def _split(figures: Figures, kind: str, columns: Parts | None = None) -> Split | None:
    """None where no group may stand alone. columns: the finest that may be told."""
    rows = figures.chosen
    groups = (
        figures.cohort.rows.area[rows] if kind == "ward" else figures.groups(kind, rows)
    )
    names = sorted(set(groups.tolist()))
    parts = [_among(figures, rows[groups == name]) for name in names]
    split, most = None, -1
    for choice in _coarser(columns or _base(figures)):
        tables = _tables(parts, choice)
        alone = alone_in(tables, SHARED)
        told = sum(len(parts[place]) for place in alone)
        if 2 * told >= len(figures):
            return _split_of(figures, names, parts, alone, choice)
        # Fewer groups with their levels say more than many without.
        weight = told * (len(choice) - 1)
        if weight > most:
            split = _split_of(figures, names, parts, alone, choice)
            most = weight
    return split


def _split_of(
    figures: Figures,
    names: Sequence[str],
    parts: Sequence[Figures],
    alone: Sequence[int],
    columns: Parts,
) -> Split | None:
    if not alone:
        return None
    told, whose, rest = [], [], []
    for place, name in enumerate(names):
        if place in alone:
            told.append((name,))
            whose.append(parts[place])
        else:
            rest.append(place)
    if rest:
        told.append(tuple(map(names.__getitem__, rest)))
        whose.append(
            _among(figures, np.concatenate([parts[place].chosen for place in rest]))
        )
    return Split(told, whose, columns)


def _of_ward(whole: Figures, code: str) -> Split | None:
    """The wards of its part of the city, and the other parts of the city."""
    areas = _split(whole, "area")
    if areas is None:
        return None
    province = Filters(area=code).province
    places = [row for row, names in enumerate(areas.names) if province in names]
    if not places:
        return None
    [place] = places
    wards = _split(areas.parts[place], "ward", areas.columns)
    if wards is None:
        return None
    # In place of the part that the ward is in stand its wards.
    names = [*areas.names[:place], *areas.names[place + 1 :], *wards.names]
    parts = [*areas.parts[:place], *areas.parts[place + 1 :], *wards.parts]
    return Split(names, parts, wards.columns)


def _rounds(whole: Figures) -> Split | None:
    """By round, the newest of each member apart: all are told together, too.

    None where any of these is small.
    """
    cohort = whole.cohort
    is_newest = np.isin(np.arange(len(cohort.rows)), cohort.newest)
    names, parts = [], []
    for number in cohort.rounds:
        for newest in (True, False):
            here = np.flatnonzero((cohort.rows.round == number) & (is_newest == newest))
            names.append((str(number), "newest" if newest else "before"))
            parts.append(_among(whole, here))
    for columns in _coarser(_base(whole)):
        if not any(has_small(table, SHARED).any() for table in _tables(parts, columns)):
            return Split(names, parts, columns)
    return None


def _among(figures: Figures, rows: np.ndarray) -> Figures:
    return Figures(figures.cohort, figures.filters, np.sort(rows))


def _base(whole: Figures) -> Parts:
    """The finest levels that are told of all."""
    table = whole.told_levels
    return table.columns if table else ()


def _coarser(columns: Parts) -> Iterator[Parts]:
    yield columns
    while len(columns) > 1:
        columns = pairs(columns)
        yield columns


def _tables(parts: Sequence[Figures], columns: Parts) -> list[np.ndarray]:
    """Of each part: how many there are, at each level, with each pillar, with answers."""
    return [
        np.array([[len(part)] for part in parts]),
        np.stack([_levels(part, columns) for part in parts]),
        np.stack([_pillars(part) for part in parts]),
        np.array([[part.answering.size] for part in parts]),
    ]


def _levels(part: Figures, columns: Parts) -> np.ndarray:
    counts = part.levels
    return np.array([counts[list(levels)].sum() for levels in columns], np.int64)


def _pillars(part: Figures) -> np.ndarray:
    tenths = part.cohort.rows.tenths[part.sharing(Scope.PILLARS), 1:]
    return (tenths >= 0).sum(axis=0)
