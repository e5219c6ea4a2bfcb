"""Counting the newest results of everybody into cells that pages compare with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Organisation
from accounts.services import record_event
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from scoring.benchmark import MINIMUM, Cell
from survey.benchmark.columns import (
    Columns,
    Tally,
    last_rises,
    newest_of_enterprises,
    newest_of_rounds,
    packed,
    read_columns,
    risen_answers,
    tallies,
)
from survey.errors import SurveyError
from survey.models import Assessment, BenchmarkCell, Result


@dataclass(frozen=True)
class Refreshed:
    results: int
    enterprises: int
    rises: int
    cells: int


@dataclass(frozen=True, eq=False)
class _Counted:
    """What is counted, as rows of the columns.

    newest: one of each enterprise. after: the later one of each rise. risen: which of the
    questions it raised, a column for each of `codes`.
    """

    columns: Columns
    newest: np.ndarray
    after: np.ndarray
    codes: Sequence[str]
    risen: np.ndarray


def refresh_benchmark(*, index_id: str, now: datetime) -> Refreshed:
    """Count all results of an index anew; the cells take the place of the old ones at once.

    A cell of fewer than MINIMUM enterprises is not written: nobody can be told from what
    is not there.

    Raises SurveyError `unknown_index`.
    """
    versions = list(
        answerable_versions().filter(index_id=index_id).order_by("-version")
    )
    if not versions:
        raise SurveyError("unknown_index", index=index_id)
    counted = _counted(versions)
    # All cells before any is replaced: the rows of the old ones are locked as short as can be.
    cells = list(_cells(versions[0].variants[0], counted, now))
    _replace(index_id, cells, now)
    return Refreshed(
        results=counted.columns.result.size,
        enterprises=counted.newest.size,
        rises=counted.after.size,
        cells=len(cells),
    )


def _counted(versions: Sequence[IndexVersion]) -> _Counted:
    """Results of the newest version, and of those before that ask the same."""
    variants = versions[0].variants
    alike = [
        version.pk for version in versions if _shape(version) == _shape(versions[0])
    ]
    results = Result.objects.filter(index_version__in=alike)
    columns = read_columns(results, len(variants[0].pillars))
    rounds = newest_of_rounds(columns)
    # A slip and its correction are one round: only the correction counts.
    rounds = rounds[~np.isin(columns.assessment[rounds], _replaced())]
    before, after = last_rises(columns, rounds)
    codes = _codes_of(variants)
    return _Counted(
        columns=columns,
        newest=newest_of_enterprises(columns, rounds),
        after=after,
        codes=codes,
        risen=_risen(results, columns, before, after, variants, codes),
    )


def _replaced() -> np.ndarray:
    """Assessments whose correction was sent."""
    assessments = Assessment.objects.filter(replaced_at__isnull=False)
    return np.fromiter(assessments.values_list("pk", flat=True).iterator(), np.int64)


def _shape(version: IndexVersion) -> list[tuple]:
    """What it asks in which pillars, by variant.

    Results of versions that agree in this can be counted together.
    """
    return [
        (index.variant, index.codes, [pillar["code"] for pillar in index.pillars])
        for index in version.variants
    ]


def _codes_of(variants: Sequence[Index]) -> list[str]:
    """Of the questions of all variants, each once."""
    # A dictionary keeps the order, which a set would not.
    return list(dict.fromkeys(code for index in variants for code in index.codes))


def _risen(
    results: QuerySet[Result],
    columns: Columns,
    before: np.ndarray,
    after: np.ndarray,
    variants: Sequence[Index],
    codes: Sequence[str],
) -> np.ndarray:
    """(rises, codes): which questions each rise raised.

    A rise from one variant to another raises nothing that could be named.
    """
    risen = np.zeros((after.size, len(codes)), bool)
    columns_of = {code: column for column, code in enumerate(codes)}
    for index in variants:
        answered = results
        if index.variant:
            answered = results.filter(assessment__variant=index.variant)
        # What was answered in another variant stays open here, and rises nowhere.
        raised = risen_answers(answered, columns, before, after, len(index.codes))
        risen[:, [columns_of[code] for code in index.codes]] |= raised
    return risen


def _cells(index: Index, counted: _Counted, now: datetime) -> Iterator[BenchmarkCell]:
    """Large enough, of real enterprises and of invented ones, which are never mixed."""
    columns, newest, after = counted.columns, counted.newest, counted.after
    invented = _invented()
    newest_invented = np.isin(columns.enterprise[newest], invented)
    after_invented = np.isin(columns.enterprise[after], invented)
    for is_fictional in (False, True):
        rows = newest[newest_invented == is_fictional]
        rises = after_invented == is_fictional
        for cell, tally in tallies(columns, rows, after[rises], counted.risen[rises]):
            if tally.count >= MINIMUM:
                yield _cell(index, counted.codes, is_fictional, cell, tally, now)


def _invented() -> np.ndarray:
    enterprises = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE, is_fictional=True
    )
    return np.fromiter(enterprises.values_list("pk", flat=True).iterator(), np.int64)


def _cell(
    index: Index,
    codes: Sequence[str],
    is_fictional: bool,
    cell: Cell,
    tally: Tally,
    now: datetime,
) -> BenchmarkCell:
    has_enough_rises = tally.rises >= MINIMUM
    return BenchmarkCell(
        index_id=index.id,
        is_fictional=is_fictional,
        sector=cell.sector,
        size=cell.size,
        area=cell.area,
        count=tally.count,
        pillars=[pillar["code"] for pillar in index.pillars],
        counts=packed(tally.counts),
        rises=tally.rises if has_enough_rises else 0,
        raised=_raised(codes, tally) if has_enough_rises else {},
        updated_at=now,
    )


def _raised(codes: Sequence[str], tally: Tally) -> dict[str, int]:
    counts = zip(codes, tally.raised.tolist(), strict=True)
    return {code: count for code, count in counts if count}


@transaction.atomic
def _replace(index_id: str, cells: list[BenchmarkCell], now: datetime) -> None:
    """A reader sees the old cells or the new ones."""
    # Two refreshes at once come one after the other.
    locked = IndexVersion.objects.select_for_update().filter(index_id=index_id)
    list(locked.order_by("pk").values_list("pk"))
    BenchmarkCell.objects.filter(index_id=index_id).delete()
    BenchmarkCell.objects.bulk_create(cells, batch_size=200)
    record_event(
        action="benchmark.refreshed",
        organisation=None,
        actor=None,
        subject=f"index:{index_id}",
        now=now,
        details={"cells": len(cells)},
    )
