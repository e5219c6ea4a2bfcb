"""What is counted in a cohort, of what it is handed: nothing is asked of the database.

Each figure counts those whose consent opens what it is made of: the level those who share it,
pillars those who share pillars, criteria those who share answers. So each has a sample of its own.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accounts.access.scopes import Scope
from associations.cohort.filters import Filters, provinces_of, rows_of, size_order
from associations.cohort.queries import Cohort
from associations.cohort.tables import Told, counts_of, told
from indexes.index.model import Index
from registry.areas import former_provinces
from registry.sector_names import SECTORS
from scoring.benchmark import counts_by_group
from scoring.benchmark import quartiles as quartiles_of
from scoring.disclosure.small_cells import SHARED

BEST = 5
MOST_MISSED = 10


@dataclass(frozen=True)
class Group:
    """Enterprises of one kind: ids of its parts, the sample, mean tenths of each pillar.

    means: None where too few share it.
    """

    names: tuple[str, ...]
    count: int
    means: tuple[int | None, ...]


@dataclass(frozen=True)
class Missed:
    """Of `sample` that a criterion applies to, `count` have not reached half of it."""

    code: str
    count: int
    sample: int

    @property
    def share(self) -> float:
        return 100 * self.count / self.sample


@dataclass(frozen=True)
class Change:
    """Between the last two rounds of those in both. before, after: mean tenths.

    steps: how many fell, stayed and rose a level, as far as that may be told.
    """

    sample: int
    before: int
    after: int
    steps: Told | None
    pillars: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class Middle:
    """Quartiles of the total, in tenths, and mean tenths of each pillar with its sample."""

    sample: int
    quartiles: tuple[int, int, int] | None
    pillars: tuple[int | None, ...]


class Figures:
    """Of the part of a cohort that the filters leave, or of some of its rows."""

    def __init__(
        self,
        cohort: Cohort,
        filters: Filters,
        chosen: np.ndarray | None = None,
    ) -> None:
        self.cohort, self.filters = cohort, filters
        if chosen is not None:
            self.chosen = chosen
            return
        rows = cohort.rows
        among = cohort.newest
        if filters.round is not None:
            among = np.flatnonzero(rows.round == filters.round)
        self.chosen = rows_of(
            rows,
            among,
            filters,
        )

    def __len__(self) -> int:
        return self.chosen.size

    @cached_property
    def highest(self) -> int:
        return max(row["level"] for row in self.cohort.shape.index.levels)

    @cached_property
    def answering(self) -> np.ndarray:
        return self.sharing(Scope.ANSWERS)

    def sharing(self, scope: Scope) -> np.ndarray:
        """Rows of those who share as much."""
        return self.chosen[self.cohort.scope[self.chosen] >= scope]

    @cached_property
    def levels(self) -> np.ndarray:
        """(levels,) how many have each."""
        level = self.cohort.rows.level[self.chosen]
        return np.bincount(
            level[level >= 0],
            minlength=self.highest + 1,
        )

    @cached_property
    def told_levels(self) -> Told | None:
        """The same as a table of one row."""
        return told(self.levels[None, :])

    def levels_by(self, kind: str) -> tuple[list[str], Told | None]:
        """kind: sector, size or area. Names of the rows, and the table that may be told."""
        groups = self.groups(kind, self.chosen)
        names = self.names_of(kind)
        level = self.cohort.rows.level[self.chosen]
        counts = counts_of(
            groups,
            level,
            names,
            self.highest + 1,
        )
        return names, told(counts)

    def levels_by_round(self) -> tuple[list[int], Told | None]:
        """Of all rounds, whatever round is looked at."""
        rows = self.cohort.rows
        every = rows_of(
            rows,
            np.arange(len(rows)),
            self.filters,
        )
        rounds = self.cohort.rounds
        counts = counts_of(
            rows.round[every], rows.level[every], rounds, self.highest + 1
        )
        return rounds, told(counts)

    def groups(self, kind: str, rows: np.ndarray) -> np.ndarray:
        if kind == "area":
            return provinces_of(self.cohort.rows.area[rows])
        return getattr(self.cohort.rows, kind)[rows]

    def names_of(self, kind: str) -> list[str]:
        """In the order in which they are told; last what is not known."""
        names = {
            "sector": SECTORS,
            "size": size_order(),
            "area": former_provinces(),
        }
        return [*names[kind], ""]

    def heat(self, kind: str = "sector") -> list[Group]:
        """The whole first, then each group that enough of share their pillars."""
        rows = self.sharing(Scope.PILLARS)
        groups = self.groups(kind, rows)
        heat = [self.heat_of_all]
        for name in self.names_of(kind):
            here = rows[groups == name]
            if here.size >= SHARED:
                heat.append(self._group((name,), here))
        return heat

    @cached_property
    def heat_of_all(self) -> Group:
        return self._group((), self.sharing(Scope.PILLARS))

    def _group(self, names: tuple[str, ...], rows: np.ndarray) -> Group:
        return Group(
            names,
            rows.size,
            self._means(rows),
        )

    def _means(self, rows: np.ndarray) -> tuple[int | None, ...]:
        """Of each pillar, over those it applies to."""
        means = []
        for values in self.cohort.rows.tenths[rows, 1:].T:
            known = values[values >= 0]
            enough = known.size >= SHARED
            means.append(round(float(known.mean())) if enough else None)
        return tuple(means)

    @cached_property
    def most_missed(self) -> list[Missed]:
        missed = sorted(
            self.missed,
            key=lambda each: (-each.share, -each.count, each.code),
        )
        return missed[:MOST_MISSED]

    @cached_property
    def missed(self) -> list[Missed]:
        """Of all criteria that enough have not reached half of."""
        counts = self.lacks.sum(axis=0).tolist()
        samples = self.applies.sum(axis=0).tolist()
        each = zip(self.cohort.shape.codes, counts, samples, strict=True)
        missed = []
        for code, count, sample in each:
            if count >= SHARED:
                missed.append(Missed(code, count, sample))
        return missed

    @cached_property
    def lacks(self) -> np.ndarray:
        """(N, Q) of those who share answers: which criteria they have not reached half of."""
        return self.applies & (2 * self._answers < self.tops)

    @cached_property
    def applies(self) -> np.ndarray:
        """(N, Q) of those who share answers: which criteria apply to them."""
        return self._answers >= 0

    @cached_property
    def _answers(self) -> np.ndarray:
        return self.cohort.rows.levels[self.answering]

    def lacking(self, code: str) -> np.ndarray:
        """Rows of those below half of what a criterion asks for."""
        column = self.cohort.shape.codes.index(code)
        return self.answering[self.lacks[:, column]]

    @property
    def variants(self) -> tuple[Index, ...]:
        return next(iter(self.cohort.shape.versions.values())).variants

    @cached_property
    def tops(self) -> np.ndarray:
        """(Q,) the highest level of each criterion."""
        shape = self.cohort.shape
        tops = np.ones(len(shape.codes), np.int64)
        places = {code: place for place, code in enumerate(shape.codes)}
        for index in self.variants:
            for question in index.rubric.questions:
                tops[places[question.code]] = len(question.points) - 1
        return tops

    @cached_property
    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows before and after, of those that the filters leave now."""
        before, after = self.cohort.pairs
        kept = np.isin(
            self.cohort.rows.enterprise[after],
            self._enterprises,
        )
        return before[kept], after[kept]

    @cached_property
    def _enterprises(self) -> np.ndarray:
        return self.cohort.rows.enterprise[self.chosen]

    @cached_property
    def gains(self) -> np.ndarray:
        """Tenths that the total rose by, of each pair."""
        before, after = self.pairs
        total = self.cohort.rows.tenths[:, 0].astype(np.int64)
        return total[after] - total[before]

    @cached_property
    def best(self) -> list[tuple[int, int, int]]:
        """(row before, row after, tenths) of those who rose most; nobody who did not."""
        before, after = self.pairs
        order = np.lexsort((after, -self.gains))[:BEST]
        return [
            (int(before[place]), int(after[place]), int(self.gains[place]))
            for place in order
            if self.gains[place] > 0
        ]

    @cached_property
    def change(self) -> Change | None:
        before, after = self.pairs
        if after.size < SHARED:
            return None
        rows = self.cohort.rows
        return Change(
            sample=after.size,
            before=round(float(rows.tenths[before, 0].mean())),
            after=round(float(rows.tenths[after, 0].mean())),
            steps=told(self.ways[None]),
            pillars=self._pillar_changes(),
        )

    @property
    def ways(self) -> np.ndarray:
        """(3,) how many fell, stayed and rose a level."""
        before, after = self.pairs
        level = self.cohort.rows.level
        step = np.sign(level[after] - level[before])
        return np.array([(step == way).sum() for way in (-1, 0, 1)], np.int64)

    @cached_property
    def sharing_pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Of `pairs` those that share the pillars of both rounds."""
        before, after = self.pairs
        scope = self.cohort.scope
        # A consent to one round says nothing of the other.
        shares = np.minimum(scope[before], scope[after]) >= Scope.PILLARS
        return before[shares], after[shares]

    @property
    def known_in_both(self) -> np.ndarray:
        """(pillars,) to how many each applies in both rounds."""
        before, after = self.sharing_pairs
        tenths = self.cohort.rows.tenths[:, 1:]
        return ((tenths[before] >= 0) & (tenths[after] >= 0)).sum(axis=0)

    @cached_property
    def pillar_samples(self) -> list[int]:
        """Of each pillar, how many share it in both of their last two rounds."""
        return self.known_in_both.tolist()

    def _pillar_changes(self) -> tuple[tuple[int, int] | None, ...]:
        before, after = self.sharing_pairs
        changes = []
        tenths = self.cohort.rows.tenths
        for pillar in range(1, tenths.shape[1]):
            first, last = tenths[before, pillar], tenths[after, pillar]
            both = (first >= 0) & (last >= 0)
            if both.sum() < SHARED:
                changes.append(None)
                continue
            means = float(first[both].mean()), float(last[both].mean())
            changes.append((round(means[0]), round(means[1])))
        return tuple(changes)

    @cached_property
    def middle(self) -> Middle:
        total = self.cohort.rows.tenths[self.chosen, 0]
        total = total[total >= 0]
        quartiles = None
        if total.size >= SHARED:
            counts = counts_by_group(
                np.zeros(total.size, np.int64),
                total,
                1,
            )[0]
            quartiles = quartiles_of(counts)
        means = self._means(self.sharing(Scope.PILLARS))
        return Middle(
            total.size,
            quartiles,
            means,
        )
