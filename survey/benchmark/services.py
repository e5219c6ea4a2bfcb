"""Counting the newest results of everybody into cells that pages compare with."""

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
from survey.models import BenchmarkCell, Result


@dataclass(frozen=True)
class Refreshed:
    results: int
    enterprises: int
    rises: int
    cells: int


def refresh_benchmark(*, index_id: str, now: datetime) -> Refreshed:
    """Count all results of an index anew and put the cells in place of the old ones, all at once.

    A cell of fewer than MINIMUM enterprises is not written: nobody can be told from what is not there.

    Raises SurveyError `unknown_index`.
    """
    versions = list(
        answerable_versions().filter(index_id=index_id).order_by("-version")
    )
    if not versions:
        raise SurveyError("unknown_index", index=index_id)
    readings = versions[0].variants
    index, codes = (
        readings[0],
        list(dict.fromkeys(code for one in readings for code in one.codes)),
    )
    alike = [one.pk for one in versions if _shape(one) == _shape(versions[0])]
    results = Result.objects.filter(index_version__in=alike)
    columns = read_columns(results, len(index.pillars))
    rounds = newest_of_rounds(columns)
    newest = newest_of_enterprises(columns, rounds)
    before, after = last_rises(columns, rounds)
    risen = np.zeros((after.size, len(codes)), bool)
    for one in (
        readings
    ):  # a rise from one variant to another raises nothing that could be named
        answered = (
            results.filter(assessment__variant=one.variant) if one.variant else results
        )
        raised = risen_answers(answered, columns, before, after, len(one.codes))
        risen[:, [codes.index(code) for code in one.codes]] |= raised
    invented = np.fromiter(
        _fictional().values_list("pk", flat=True).iterator(), np.int64
    )
    cells: list[BenchmarkCell] = []
    for is_fictional in (False, True):
        rows, rose = (
            np.isin(columns.enterprise[part], invented) == is_fictional
            for part in (newest, after)
        )
        told = tallies(columns, newest[rows], after[rose], risen[rose])
        cells += [
            _cell(index, codes, is_fictional, *one, now)
            for one in told
            if one[1].count >= MINIMUM
        ]
    _replace(index_id, cells, now)
    return Refreshed(columns.result.size, newest.size, after.size, len(cells))


def _shape(version: IndexVersion) -> list[tuple]:
    """What it asks in which pillars, by variant: results of versions that agree in this can be counted together."""
    return [
        (one.variant, one.codes, [pillar["code"] for pillar in one.pillars])
        for one in version.variants
    ]


def _fictional() -> QuerySet[Organisation]:
    return Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE, is_fictional=True
    )


def _cell(
    index: Index,
    codes: list[str],
    is_fictional: bool,
    cell: Cell,
    tally: Tally,
    now: datetime,
) -> BenchmarkCell:
    enough = tally.rises >= MINIMUM
    raised = zip(codes, tally.raised.tolist(), strict=True) if enough else ()
    return BenchmarkCell(
        index_id=index.id,
        is_fictional=is_fictional,
        sector=cell.sector,
        size=cell.size,
        area=cell.area,
        count=tally.count,
        pillars=[pillar["code"] for pillar in index.pillars],
        counts=packed(tally.counts),
        rises=tally.rises if enough else 0,
        raised={code: number for code, number in raised if number},
        updated_at=now,
    )


@transaction.atomic
def _replace(index_id: str, cells: list[BenchmarkCell], now: datetime) -> None:
    """A reader sees the old cells or the new ones. Two refreshes at once come one after the other."""
    list(
        IndexVersion.objects.select_for_update()
        .filter(index_id=index_id)
        .order_by("pk")
        .values_list("pk")
    )
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
