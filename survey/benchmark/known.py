"""What is known of an index: the newest percents of everybody that counts, and who rose."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from indexes.index.model import Index
from indexes.models import IndexVersion
from scoring.publication import Standing
from survey.benchmark.columns import (
    Columns,
    last_rises,
    newest_of_enterprises,
    newest_of_rounds,
    read_columns,
    risen_answers,
)
from survey.benchmark.independence import independent_enterprises
from survey.benchmark.rows import Rows
from survey.models import Assessment, Result


@dataclass(frozen=True, eq=False)
class Known:
    """What is known, before it is decided what is told."""

    results: int
    enterprises: int
    percents: Rows
    rises: Rows

    def of(self, enterprises: np.ndarray, are_in: bool) -> tuple[Rows, Rows]:
        """The rows of these enterprises, or of all others."""
        parts = []
        for rows in (self.percents, self.rises):
            is_one = np.isin(rows.standing.enterprise, enterprises)
            parts.append(rows.taken(np.flatnonzero(is_one == are_in)))
        return parts[0], parts[1]


def known_of(versions: Sequence[IndexVersion]) -> Known:
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
    newest = newest_of_enterprises(columns, rounds)
    counting = independent_enterprises(columns.enterprise[newest])

    counted = newest[np.isin(columns.enterprise[newest], counting)]
    before, after = last_rises(columns, rounds)
    counts = np.isin(columns.enterprise[after], counting)
    return Known(
        results=columns.result.size,
        enterprises=newest.size,
        percents=_percents(columns, counted, variants[0]),
        rises=_rises(results, columns, before[counts], after[counts], variants),
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


def _percents(columns: Columns, rows: np.ndarray, index: Index) -> Rows:
    standing = Standing(
        enterprise=columns.enterprise[rows],
        version=columns.result[rows],
        profile=columns.profile[rows],
    )
    pillars = tuple(pillar["code"] for pillar in index.pillars)
    return Rows(standing, columns.tenths[rows], pillars, columns.names)


def _rises(
    results: QuerySet[Result],
    columns: Columns,
    before: np.ndarray,
    after: np.ndarray,
    variants: Sequence[Index],
) -> Rows:
    codes = _codes_of(variants)
    standing = Standing(
        enterprise=columns.enterprise[after],
        # Read anew, either of the two may tell of other answers.
        version=columns.result[before] * 2**31 + columns.result[after],
        profile=columns.profile[after],
    )
    risen = _risen(results, columns, before, after, variants, codes)
    return Rows(standing, risen, tuple(codes), columns.names)


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
