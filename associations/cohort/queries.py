"""The results that an association may count and see at this moment, as a matrix.

What may be seen is asked of the database at each request, in numbers that change with every
consent and every result; what was read before is used only while these are the same. Results
are never rewritten, so of a changed cohort only the new ones are read.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import Count, Max, QuerySet, Sum

from accounts.access.scopes import Scope, consents_of_one_round, consents_to
from accounts.models import Consent, Organisation
from associations.cohort.rows import (
    FEW,
    Rows,
    Shape,
    no_rows,
    read_rows,
    shape_of,
)
from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from survey.benchmark.columns import newest_of_enterprises, newest_of_rounds
from survey.models import Result

KEPT = 6  # cohorts, in a process


class State(NamedTuple):
    """Of consents and results: another one whenever something comes, goes or is withdrawn.

    The number of a consent is given once, and one that has ended never stands again: so as
    many with the same sum are the same ones.
    """

    consents: tuple
    results: tuple


@dataclass(frozen=True, eq=False)
class Cohort:
    """rows: one for each round of each enterprise, the latest last. scope: (N,) how much of
    each may be seen.
    """

    shape: Shape
    rows: Rows
    scope: np.ndarray
    state: State
    # All that was read, also what a later reading of the same round takes the place of.
    read: Rows

    @cached_property
    def newest(self) -> np.ndarray:
        """Rows: one for each enterprise."""
        return newest_of_enterprises(
            self.rows,
            np.arange(len(self.rows)),
        )

    @cached_property
    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows before and after: the last two rounds of whoever has two."""
        enterprise = self.rows.enterprise
        before = np.flatnonzero(enterprise[:-1] == enterprise[1:])
        after = before + 1
        last = newest_of_enterprises(self.rows, after)
        return last - 1, last

    @cached_property
    def rounds(self) -> list[int]:
        return np.unique(self.rows.round).tolist()


_kept: OrderedDict[tuple[int, str], Cohort] = OrderedDict()


def forget_cohorts() -> None:
    """For tests, which use the same numbers again for other things."""
    _kept.clear()


@dataclass(frozen=True)
class Answered:
    """An index that members have answered, and the state of their results."""

    index_id: str
    versions: tuple[IndexVersion, ...]
    results: int


def standing_consents(association: Organisation, now: datetime) -> QuerySet[Consent]:
    """In force to the association: of all rounds, and of single ones."""
    return consents_to(association, now) | consents_of_one_round(association, now)


def counted_results(association: Organisation, now: datetime) -> QuerySet[Result]:
    """Of all that lets the association see any of it; a slip that was corrected counts no more."""
    shared = standing_consents(association, now).values("enterprise")
    return Result.objects.filter(
        organisation__in=shared,
        assessment__replaced_at__isnull=True,
    )


class Sources(NamedTuple):
    """What can be read of an association at this moment, by index, the most answered first."""

    association: Organisation
    now: datetime
    answered: list[Answered]
    states: dict[str, State]


def sources_of(association: Organisation, now: datetime) -> Sources:
    """In three queries."""
    versions: dict[str, list[IndexVersion]] = {}
    index_of: dict[int, str] = {}
    for version in answerable_versions().defer("document").order_by("-version"):
        versions.setdefault(version.index_id, []).append(version)
        index_of[version.pk] = version.index_id
    consents = (
        standing_consents(association, now)
        .order_by()
        .aggregate(Count("pk"), Sum("pk"), Max("given_at"))
    )
    results = counted_results(association, now).order_by()
    # By version, not by index: so no row is joined for the name that it has in common.
    counted = results.values_list("index_version_id").annotate(
        Count("pk"),
        Sum("pk"),
        Max("pk"),
        Max("verification_code"),
    )
    numbers: dict[str, list[tuple]] = {}
    for row in sorted(counted):
        # Others cannot be answered any more, and are told of nowhere.
        if row[0] in index_of:
            numbers.setdefault(index_of[row[0]], []).append(row)
    answered, states = [], {}
    for index_id, rows in numbers.items():
        answered.append(
            Answered(
                index_id,
                tuple(versions[index_id]),
                sum(count for _version, count, *_others in rows),
            )
        )
        states[index_id] = State(
            tuple(consents.values()),
            tuple(rows),
        )
    answered.sort(key=lambda each: (-each.results, each.index_id))
    return Sources(
        association,
        now,
        answered,
        states,
    )


def cohort_of(sources: Sources, index_id: str) -> Cohort | None:
    """None where nobody who shares has answered this index."""
    state = sources.states.get(index_id)
    if state is None:
        return None
    key = (sources.association.pk, index_id)
    kept = _kept.pop(key, None)
    if kept is None or kept.state != state:
        kept = _read(
            sources,
            index_id,
            state,
            kept,
        )
    _kept[key] = kept
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return kept


def _read(
    sources: Sources,
    index_id: str,
    state: State,
    before: Cohort | None,
) -> Cohort:
    [answered] = [each for each in sources.answered if each.index_id == index_id]
    shape = shape_of(answered.versions)
    results = counted_results(
        sources.association,
        sources.now,
    )
    results = results.filter(index_version__in=list(shape.versions))
    read = _rows(
        results,
        shape,
        before,
    )
    # The latest reading of each round, enterprise by enterprise.
    rows = read.taken(newest_of_rounds(read))
    scope = _scopes(sources, index_id, rows)
    seen = scope > Scope.NOTHING
    return Cohort(shape, rows.taken(seen), scope[seen], state, read)


def _scopes(sources: Sources, index_id: str, rows: Rows) -> np.ndarray:
    """(N,) how much of each round may be seen: a consent is for all rounds, or for one."""
    consents = standing_consents(sources.association, sources.now).order_by()
    facts = consents.values_list("enterprise_id", "index", "round", "scope")
    every: dict[int, int] = {}
    single: dict[tuple[int, int], int] = {}
    for enterprise, index, number, scope in facts:
        if not number:
            every[enterprise] = scope
        elif index == index_id:
            single[enterprise, number] = scope
    pairs = zip(rows.enterprise.tolist(), rows.round.tolist(), strict=True)
    scopes = [
        max(every.get(enterprise, 0), single.get((enterprise, number), 0))
        for enterprise, number in pairs
    ]
    return np.array(scopes, np.int8)


def _rows(results: QuerySet[Result], shape: Shape, before: Cohort | None) -> Rows:
    if before is None or before.shape.versions.keys() != shape.versions.keys():
        return read_rows(results, shape)
    keys = np.array(
        list(
            results.order_by().values_list(
                "pk",
                flat=True,
            )
        ),
        np.int64,
    )
    known = before.read
    missing = np.setdiff1d(keys, known.result)
    if missing.size > FEW:
        return read_rows(results, shape)
    standing = known.taken(np.isin(known.result, keys))
    if not missing.size:
        return standing
    new = read_rows(
        Result.objects.filter(pk__in=missing.tolist()),
        shape,
    )
    return standing.joined(new) if len(standing) else no_rows(shape).joined(new)
