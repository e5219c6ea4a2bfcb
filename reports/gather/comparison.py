"""Where an enterprise stands among others: the counted samples read for one result. One query."""

from dataclasses import replace
from decimal import Decimal

from registry.areas import former_provinces
from reports.contents.comparison import Comparison, Place, Raised, Sample
from reports.contents.whole import Contents, cut
from scoring.benchmark import (
    MINIMUM,
    Cell,
    Counts,
    bin_of,
    distribution,
    quartiles,
    rank_of,
)
from survey.benchmark.columns import unpacked
from survey.benchmark.queries import Samples, samples_for
from survey.models import BenchmarkCell, Result

MOST = 5  # questions that others raised


def compared(contents: Contents, result: Result, *, breadth: str = "") -> Contents:
    """The contents with the comparison in them, if there are enough to compare with.

    breadth: of the sample to use ("area", "size", "sector", "all"); the narrowest where it is not offered.
    """
    if not contents.pillars or contents.percent is None:
        return contents
    samples = samples_for(result)
    options = samples.offered()
    if not options:
        return contents
    chosen = next(
        (step for step in options if breadth_of(samples.steps[step]) == breadth),
        options[0],
    )
    cell = samples.cells[chosen]
    places = _places(contents, cell)
    if not places:
        return contents
    rises, raised = _rises(contents, samples)
    comparison = Comparison(
        sample=_sample(samples, chosen),
        options=tuple(_sample(samples, step) for step in options),
        places=places,
        rises=rises,
        raised=raised,
        area=former_provinces()
        .get(samples.steps[0].area, {})
        .get(contents.language, ""),
        fictional=cell.is_fictional,
        at=cell.updated_at,
    )
    return cut(replace(contents, comparison=comparison), contents.scope)


def breadth_of(step: Cell) -> str:
    if step.area:
        return "area"
    if step.size:
        return "size"
    return "sector" if step.sector else "all"


def _sample(samples: Samples, step: int) -> Sample:
    """A step with its size. Missed is only what came before the first that is large enough."""
    narrower = samples.cells[:step]
    missed = (
        () if any(narrower) else tuple(breadth_of(one) for one in samples.steps[:step])
    )
    return Sample(breadth_of(samples.steps[step]), samples.cells[step].count, missed)


def _places(contents: Contents, cell: BenchmarkCell) -> tuple[Place, ...]:
    """The total and every pillar that enough others have; none where the index has other pillars by now."""
    if cell.pillars != [pillar.code for pillar in contents.pillars]:
        return ()
    own = [
        ("", "", contents.percent),
        *((one.code, one.name, one.percent) for one in contents.pillars),
    ]
    counts = unpacked(cell.counts, len(cell.pillars))
    return tuple(
        _place(code, name, percent, row)
        for (code, name, percent), row in zip(own, counts, strict=True)
        if percent is not None and row.sum() >= MINIMUM
    )


def _place(code: str, name: str, percent: Decimal, counts: Counts) -> Place:
    tenths = int(percent * 10)
    cuts = tuple(Decimal(cut) / 10 for cut in quartiles(counts))
    return Place(
        code,
        name,
        percent,
        rank_of(counts, tenths),
        cuts,
        distribution(counts),
        bin_of(tenths),
    )


def _rises(
    contents: Contents, samples: Samples
) -> tuple[Sample | None, tuple[Raised, ...]]:
    """What most of the enterprises whose level rose had raised, of the questions still open to this one."""
    step = samples.of_rises()
    if step is None:
        return None, ()
    cell = samples.cells[step]
    criteria = [
        criterion
        for pillar in contents.pillars
        for criterion in pillar.criteria
        if criterion.next_answer
    ]
    counted = [
        Raised(one.code, one.name, cell.raised[one.code])
        for one in criteria
        if one.code in cell.raised
    ]
    most = sorted(counted, key=lambda one: -one.count)[:MOST]
    missed = tuple(breadth_of(one) for one in samples.steps[:step])
    sample = Sample(breadth_of(samples.steps[step]), cell.rises, missed)
    return sample, tuple(most)
