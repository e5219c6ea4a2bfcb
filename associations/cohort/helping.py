"""Who in the directory could serve which members: as arrays, for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from associations.cohort.figures import Figures
from associations.cohort.rows import Shape
from indexes.index.model import Index
from providers.matching.entries import Entries, entries_of
from providers.matching.lifts import lifts_of
from providers.models import Solution
from scoring.matching import room

SHOWN = 3  # solutions beside one criterion


@dataclass(frozen=True)
class Named:
    slug: str
    name: dict[str, str]
    kind: str
    provider: str
    provider_name: str


@dataclass(frozen=True)
class Help:
    """training, others: the first of each. providers: how many offer anything for it."""

    training: list[Named]
    others: list[Named]
    providers: int


class Offers:
    """What is on offer on a day, beside the criteria of an index. S solutions, Q criteria."""

    def __init__(self, shape: Shape, day: date) -> None:
        self.shape = shape
        self.entries = entries_of()
        vetted = self.entries.by_provider(
            lambda one: one.is_vetted_on(day),
            np.bool_,
        )
        self.stands = self.entries.active & vetted
        self.helps = _helps(
            shape.index,
            _variants(shape),
            shape.codes,
            self.entries,
        )
        self.helps = self.helps & self.stands[:, None]

    @cached_property
    def by_kind(self) -> dict[str, np.ndarray]:
        """(S,) of each kind, whether a solution is of it and on offer. One query."""
        kinds = dict(Solution.objects.values_list("pk", "kind"))
        of_row = np.array(
            [kinds.get(each.pk, "") for each in self.entries.solutions],
            "<U10",
        )
        return {kind: self.stands & (of_row == kind) for kind in Solution.Kind.values}

    def serving(self, column: int) -> np.ndarray:
        """Rows of solutions that help with a criterion, the best rated first."""
        rows = np.flatnonzero(self.helps[:, column])
        return rows[
            np.argsort(
                -self.entries.quality[rows],
                kind="stable",
            )
        ]

    def help_with(self, codes: Sequence[str]) -> dict[str, Help]:
        """One query for the names of all."""
        places = {code: place for place, code in enumerate(self.shape.codes)}
        rows = {code: self.serving(places[code]) for code in codes}
        wanted = {
            self.entries.solutions[row].pk for each in rows.values() for row in each
        }
        named = _named(wanted)
        found = {}
        for code, serving in rows.items():
            solutions = [named[self.entries.solutions[row].pk] for row in serving]
            training = [one for one in solutions if one.kind == Solution.Kind.TRAINING]
            others = [one for one in solutions if one.kind != Solution.Kind.TRAINING]
            providers = len(set(self.entries.owner[serving].tolist()))
            found[code] = Help(
                training[:SHOWN],
                others[:SHOWN],
                providers,
            )
        return found


def _variants(shape: Shape) -> tuple[Index, ...]:
    return next(iter(shape.versions.values())).variants


@lru_cache(maxsize=8)
def _helps(
    _index: Index,
    variants: tuple[Index, ...],
    codes: tuple[str, ...],
    entries: Entries,
) -> np.ndarray:
    """(S, Q) whether a solution raises a criterion from its lowest level."""
    helps = np.zeros(
        (len(entries), len(codes)),
        np.bool_,
    )
    places = {code: place for place, code in enumerate(codes)}
    for index in variants:
        lowest = np.zeros(len(index.codes), np.int64)
        raised = np.minimum(
            lifts_of(
                index,
                entries,
                lowest,
                {},
            ),
            room(index.rubric, lowest),
        )
        helps[:, [places[code] for code in index.codes]] |= raised > 0
    return helps


def _named(keys: set[int]) -> dict[int, Named]:
    solutions = Solution.objects.filter(pk__in=keys).values_list(
        "pk", "slug", "name", "kind", "provider__slug", "provider__organisation__name"
    )
    return {key: Named(*facts) for key, *facts in solutions}


def served(figures: Figures, offers: Offers) -> dict[int, int]:
    """How many of those who share answers each provider could serve, by its number."""
    owners, able = could_serve(figures, offers)
    pairs = zip(owners.tolist(), able.sum(axis=0).tolist(), strict=True)
    return dict(pairs)


def could_serve(figures: Figures, offers: Offers) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of providers; (N, providers) whom of those who share answers each could serve.

    It offers something, for their sector, size and area, that raises what they miss.
    """
    lacks, sectors, sizes, areas = _lacking(figures)
    entries = offers.entries
    owners = np.array(
        sorted(entries.providers),
        np.int64,
    )
    able = np.zeros((lacks.shape[0], owners.size), np.bool_)
    kinds = np.unique(
        np.stack([sectors, sizes], axis=1),
        axis=0,
    )
    for sector, size in kinds.tolist():
        here = np.flatnonzero((sectors == sector) & (sizes == size))
        helps = _helping(offers, owners, sector, size)
        able[here] = (lacks[here] @ helps.T) > 0
    return owners, able & _comes(entries, owners, areas)


def _helping(offers: Offers, owners: np.ndarray, sector: str, size: str) -> np.ndarray:
    """(providers, Q) whether each helps firms of a sector and a size with a criterion."""
    entries = offers.entries
    fits = entries.sectors.each(
        lambda said: _within(said, sector),
        np.bool_,
    )
    fits &= entries.sizes.each(
        lambda said: _within(said, size),
        np.bool_,
    )
    rows = np.flatnonzero(fits & offers.stands)
    helps = np.zeros((owners.size, offers.helps.shape[1]), np.float32)
    places = np.searchsorted(owners, entries.owner[rows])
    np.maximum.at(helps, places, offers.helps[rows].astype(np.float32))
    return helps


def _within(said: Sequence[str], fact: str) -> bool:
    return not fact or not said or fact in said


def _lacking(figures: Figures) -> tuple[np.ndarray, ...]:
    rows = figures.answering
    columns = figures.cohort.rows
    return (
        figures.lacks.astype(np.float32),
        columns.sector[rows],
        columns.size[rows],
        columns.area[rows],
    )


def _comes(entries: Entries, owners: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """(N, providers) whether each comes to the area, or works from afar."""
    known, places = np.unique(areas, return_inverse=True)
    comes = np.zeros(
        (known.size, owners.size),
        np.bool_,
    )
    for column, key in enumerate(owners.tolist()):
        provider = entries.providers[key]
        limits = () if provider.online else provider.areas
        comes[:, column] = [_within(limits, code) for code in known.tolist()]
    return comes[places]
