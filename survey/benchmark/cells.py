"""What of the counts may be told, as cells: all of them, no more than about half, or nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import numpy as np

from scoring.benchmark import MINIMUM, STEP, joined_parts, middle
from scoring.disclosure.small_cells import SHARED, protected
from scoring.publication import Path, full_cells
from survey.benchmark.rows import Rows, in_common_names
from survey.benchmark.tallies import Tally, packed, tallies
from survey.models import BenchmarkCell


@dataclass(frozen=True)
class _Full:
    """Where counts may be told: of the total and of each pillar, and of those that rose."""

    parts: tuple[frozenset[Path], ...]
    rises: frozenset[Path]


def cells_of(
    percents: Rows, rises: Rows, *, index_id: str, is_fictional: bool, now: datetime
) -> Iterator[BenchmarkCell]:
    """A cell of fewer than MINIMUM enterprises is not written: nobody can be told from what
    is not there.
    """
    percents, rises = in_common_names([percents, rises])
    full = _Full(tuple(_full_parts(percents)), full_cells(rises.profile))
    for tally in tallies(percents, rises):
        if tally.count >= MINIMUM:
            yield BenchmarkCell(
                index_id=index_id,
                is_fictional=is_fictional,
                sector=tally.cell.sector,
                size=tally.cell.size,
                area=tally.cell.area,
                pillars=list(percents.labels),
                updated_at=now,
                **_counts(tally, full),
                **_rises(tally, full, rises.labels),
            )


def _full_parts(percents: Rows) -> Iterator[frozenset[Path]]:
    """Each part by itself: a pillar that does not apply to some has smaller samples."""
    for values in percents.values.T:
        yield full_cells(percents.profile[values >= 0])


def _counts(tally: Tally, full: _Full) -> dict:
    counts = tally.counts.copy()
    middles: list[int | None] = []
    for part, own in zip(full.parts, counts, strict=True):
        is_full = tally.path in part and _may_be_printed(own)
        has_enough = own.sum() >= MINIMUM
        middles.append(middle(own) if has_enough and not is_full else None)
        if not is_full:
            own[:] = 0
    is_full = bool(counts[0].any())
    return {
        # The exact number beside that of a wider cell would tell how few the others are.
        "count": tally.count if is_full else tally.count - tally.count % MINIMUM,
        "counts": packed(counts),
        "middles": middles,
    }


def _may_be_printed(counts: np.ndarray) -> bool:
    """The gate of every table of counts; this one is the distribution as it is shown.

    Its columns are joined until none is small, so nothing is left to be hidden.
    """
    shown = map(attrgetter("count"), joined_parts(counts))
    hidden = protected(np.array([list(shown)]), SHARED)
    return hidden is not None and not hidden.any()


def _rises(tally: Tally, full: _Full, codes: tuple[str, ...]) -> dict:
    if tally.path not in full.rises:
        return {"rises": 0, "raised": {}}
    return {"rises": tally.rises, "raised": _in_steps(codes, tally.raised)}


def _in_steps(codes: tuple[str, ...], raised: np.ndarray) -> dict[str, int]:
    """How many raised each question, at least: one more or less is not seen."""
    at_least = raised - raised % STEP
    counts = zip(codes, at_least.tolist(), strict=True)
    return {code: count for code, count in counts if count}


def with_day_of_change(
    cells: Iterable[BenchmarkCell], before: Iterable[BenchmarkCell]
) -> None:
    """A cell that tells what it told keeps its day."""
    days = {}
    for old in before:
        days[_told(old)] = old.updated_at
    for cell in cells:
        cell.updated_at = days.get(_told(cell), cell.updated_at)


def _told(cell: BenchmarkCell) -> tuple:
    """Of whom it tells, and what."""
    whom = cell.is_fictional, cell.sector, cell.size, cell.area
    numbers = json.dumps([cell.pillars, cell.middles, cell.raised], sort_keys=True)
    return *whom, cell.count, bytes(cell.counts), cell.rises, numbers
