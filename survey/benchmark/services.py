"""Counting the newest results of everybody into cells that pages compare with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation
from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from scoring.publication import full_cells, large_cells
from survey.benchmark.cells import cells_of, with_day_of_change
from survey.benchmark.known import Known, known_of
from survey.benchmark.rows import Rows, packed_rows, stepped, unpacked_rows
from survey.errors import SurveyError
from survey.models import BenchmarkCell, CountedRows

PERCENTS, RISES = CountedRows.Kind.PERCENTS, CountedRows.Kind.RISES


@dataclass(frozen=True)
class Refreshed:
    """enterprises: that have a result. independent: those of them that count. waiting: those
    whose change is not told before others change as well.
    """

    results: int
    enterprises: int
    independent: int
    waiting: int
    rises: int
    cells: int


@dataclass(frozen=True, eq=False)
class _Step:
    """What is told of the real enterprises, or of the invented ones, from now on."""

    is_fictional: bool
    percents: Rows
    rises: Rows
    waiting: int


def refresh_benchmark(*, index_id: str, now: datetime) -> Refreshed:
    """Count all results of an index anew; the cells take the place of the old ones at once.

    What a cell tells changes only where several enterprises have come, gone or changed.
    Raises SurveyError `unknown_index`.
    """
    versions = list(
        answerable_versions().filter(index_id=index_id).order_by("-version")
    )
    if not versions:
        raise SurveyError("unknown_index", index=index_id)
    known = known_of(versions)
    # Again where another refresh has told something meanwhile: steps count from that.
    while True:
        told = list(CountedRows.objects.filter(index_id=index_id))
        steps = list(_steps(known, told))
        cells = list(_cells(index_id, steps, now))
        if _replace(index_id, told, steps, cells, now):
            break
    return Refreshed(
        results=known.results,
        enterprises=known.enterprises,
        independent=known.percents.standing.enterprise.size,
        waiting=sum(step.waiting for step in steps),
        rises=known.rises.standing.enterprise.size,
        cells=len(cells),
    )


def _steps(known: Known, told: Iterable[CountedRows]) -> Iterator[_Step]:
    """Invented enterprises and real ones are never mixed."""
    invented = _invented()
    told_rows = {}
    for counted in told:
        key = (counted.is_fictional, counted.kind)
        told_rows[key] = unpacked_rows(counted.content)

    for is_fictional in (False, True):
        percents, rises = known.of(invented, is_fictional)
        before = told_rows.get((is_fictional, PERCENTS))
        risen_before = told_rows.get((is_fictional, RISES))
        of_percents = stepped(before, percents, large_cells)
        # Of too few that rose nothing is told at all.
        of_rises = stepped(risen_before, rises, full_cells)
        yield _Step(is_fictional, of_percents.rows, of_rises.rows, of_percents.waiting)


def _invented() -> np.ndarray:
    enterprises = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE, is_fictional=True
    )
    return np.fromiter(enterprises.values_list("pk", flat=True).iterator(), np.int64)


def _cells(
    index_id: str, steps: Iterable[_Step], now: datetime
) -> Iterator[BenchmarkCell]:
    for step in steps:
        yield from cells_of(
            step.percents,
            step.rises,
            index_id=index_id,
            is_fictional=step.is_fictional,
            now=now,
        )


def _kept(index_id: str, steps: Iterable[_Step]) -> Iterator[CountedRows]:
    for step in steps:
        for kind, rows in ((PERCENTS, step.percents), (RISES, step.rises)):
            yield CountedRows(
                index_id=index_id,
                is_fictional=step.is_fictional,
                kind=kind,
                content=packed_rows(rows),
            )


@transaction.atomic
def _replace(
    index_id: str,
    told: Iterable[CountedRows],
    steps: Iterable[_Step],
    cells: list[BenchmarkCell],
    now: datetime,
) -> bool:
    """A reader sees the old cells or the new ones. Whether nobody else has replaced them."""
    # Two refreshes at once come one after the other.
    locked = IndexVersion.objects.select_for_update().filter(index_id=index_id)
    list(locked.order_by("pk").values_list("pk"))
    counted = CountedRows.objects.filter(index_id=index_id)
    if set(counted.values_list("pk", flat=True)) != {rows.pk for rows in told}:
        return False

    old = BenchmarkCell.objects.filter(index_id=index_id)
    with_day_of_change(cells, old)
    old.delete()
    BenchmarkCell.objects.bulk_create(cells, batch_size=200)
    counted.delete()
    CountedRows.objects.bulk_create(_kept(index_id, steps))
    record_event(
        action="benchmark.refreshed",
        organisation=None,
        actor=None,
        subject=f"index:{index_id}",
        now=now,
        details={"cells": len(cells)},
    )
    return True
