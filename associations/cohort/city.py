"""The city beside a cohort: cells that are published (survey.benchmark), and nothing else."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from associations.cohort.figures import Figures
from scoring.benchmark import HIGHEST, MINIMUM, TENS, Cell, ladder, quartiles
from survey.benchmark.tallies import unpacked
from survey.models import BenchmarkCell


@dataclass(frozen=True)
class City:
    """Whom it holds, its sample; the middle of the total, means of pillars, in tenths."""

    cell: Cell
    count: int
    total: int | None
    pillars: tuple[int | None, ...]


def city_beside(figures: Figures, *, is_fictional: bool) -> City | None:
    """The narrowest published cell of the same sector, size and area. One query."""
    filters = figures.filters
    steps = ladder(
        filters.sector,
        filters.size,
        filters.province,
    )
    on_ladder = Q()
    for step in steps:
        on_ladder |= Q(
            sector=step.sector,
            size=step.size,
            area=step.area,
        )
    cells = BenchmarkCell.objects.filter(
        on_ladder,
        index_id=filters.index,
        is_fictional=is_fictional,
        count__gte=MINIMUM,
    )
    by_step = {}
    for each in cells:
        by_step[Cell(each.sector, each.size, each.area)] = each
    codes = [pillar["code"] for pillar in figures.cohort.shape.pillars]
    for step in steps:
        if step in by_step and by_step[step].pillars == codes:
            return _told(step, by_step[step])
    return None


def _told(step: Cell, cell: BenchmarkCell) -> City:
    counts = unpacked(cell.counts, len(cell.pillars))
    values = []
    for own, middle in zip(
        counts,
        cell.middles,
        strict=True,
    ):
        values.append(
            _value(
                own,
                middle,
                is_total=not values,
            )
        )
    return City(
        step,
        cell.count,
        values[0],
        tuple(values[1:]),
    )


def _value(counts: np.ndarray, middle: int | None, *, is_total: bool) -> int | None:
    """Of small samples no more is published than around where half stands."""
    if middle is not None:
        return middle * HIGHEST // TENS
    count = int(counts.sum())
    if not count:
        return None
    if is_total:
        return quartiles(counts)[1]
    return round(int(counts @ np.arange(counts.size)) / count)
