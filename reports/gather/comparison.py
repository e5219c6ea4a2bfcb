"""Where an enterprise stands among others: the counted samples read for one result. One query."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from operator import methodcaller

from accounts.held import is_claimed
from registry.areas import former_provinces
from reports.contents.answers import Criterion
from reports.contents.comparison import (
    Comparison,
    Placement,
    Raised,
    Sample,
    Spread,
)
from reports.contents.whole import Contents, cut
from scoring.benchmark import (
    Cell,
    Counts,
    beside_middle,
    joined_parts,
    quartiles,
    rank_of,
)
from survey.benchmark.queries import Samples, samples_for
from survey.benchmark.tallies import unpacked
from survey.models import BenchmarkCell, Result

# Questions that others raised: more would read like a list of duties.
MOST = 5


def compared(
    contents: Contents,
    result: Result,
    *,
    breadth: str = "",
) -> Contents:
    """The contents with the comparison in them, if there are enough to compare with.

    breadth: of the sample to use ("area", "size", "sector", "all"); where it is not offered,
    the narrowest of which figures are told, or the narrowest of all.
    """
    if not contents.pillars or contents.percent is None:
        return contents
    samples = samples_for(result)
    step = _step_to_use(samples, breadth)
    if step is None:
        return contents
    placements = _placements(contents, samples.cells[step])
    if not placements:
        return contents

    comparison = _comparison(contents, samples, step, placements)
    comparison = replace(comparison, has_account=is_claimed(result.organisation))
    # The contents were cut before there was a comparison in them.
    return cut(replace(contents, comparison=comparison), contents.scope)


def _step_to_use(samples: Samples, breadth: str) -> int | None:
    options = samples.offered()
    for step in options:
        if breadth_of(samples.steps[step]) == breadth:
            return step
    # Of few no more is told than about half: by default rather figures of more.
    full = filter(samples.is_full, options)
    return next(chain(full, options), None)


def _comparison(
    contents: Contents,
    samples: Samples,
    step: int,
    placements: tuple[Placement, ...],
) -> Comparison:
    cell = samples.cells[step]
    rises = _rises(samples)
    # The narrowest step has the area even where the comparison is wider.
    area = former_provinces().get(samples.steps[0].area, {})
    return Comparison(
        sample=_sample(samples, step),
        options=tuple(_sample(samples, option) for option in samples.offered()),
        placements=placements,
        rises=rises,
        raised=_raised(contents, samples) if rises else (),
        area=area.get(contents.language, ""),
        fictional=cell.is_fictional,
        has_account=True,
        at=cell.updated_at,
    )


def breadth_of(step: Cell) -> str:
    if step.area:
        return "area"
    if step.size:
        return "size"
    return "sector" if step.sector else "all"


def _sample(samples: Samples, step: int) -> Sample:
    """A step with its size. Missed is only what came before the first that is large enough."""
    is_first = not any(samples.cells[:step])
    cell = samples.cells[step]
    return Sample(
        breadth_of(samples.steps[step]),
        cell.count,
        _breadths_before(samples, step) if is_first else (),
        is_exact=cell.tells_counts,
    )


def _breadths_before(samples: Samples, step: int) -> tuple[str, ...]:
    return tuple(map(breadth_of, samples.steps[:step]))


def _placements(contents: Contents, cell: BenchmarkCell) -> tuple[Placement, ...]:
    """The total and every pillar that enough others have."""
    codes = [pillar.code for pillar in contents.pillars]
    # The index has other pillars by now than those that were counted.
    if cell.pillars != codes:
        return ()

    placements = []
    counts = unpacked(cell.counts, len(cell.pillars))
    rows = zip(_own_percents(contents), counts, cell.middles, strict=True)
    for own, row, ten in rows:
        placement = _placement(*own, row, ten)
        if placement:
            placements.append(placement)
    return tuple(placements)


def _own_percents(contents: Contents) -> Iterator[tuple[str, str, Decimal | None]]:
    """(code, name, percent) in the order of the counted rows: the total, then the pillars."""
    yield "", "", contents.percent
    for pillar in contents.pillars:
        yield pillar.code, pillar.name, pillar.percent


def _placement(
    code: str,
    name: str,
    percent: Decimal | None,
    counts: Counts,
    ten: int | None,
) -> Placement | None:
    """ten: around where half of the others stand, where no counts are told."""
    if percent is None:
        return None
    # Samples are kept as counts by tenths of a percent, to which halves are rounded up.
    tenths = int((percent * 10).to_integral_value(ROUND_HALF_UP))
    if counts.any():
        return Placement(code, name, percent, _spread(counts, tenths))
    if ten is None:
        return None
    return Placement(code, name, percent, None, beside_middle(tenths, ten))


def _spread(counts: Counts, tenths: int) -> Spread:
    lower, median, upper = quartiles(counts)
    parts = joined_parts(counts)
    holds_own = map(methodcaller("holds", tenths), parts)
    return Spread(
        rank=rank_of(counts, tenths),
        quartiles=(Decimal(lower) / 10, Decimal(median) / 10, Decimal(upper) / 10),
        parts=parts,
        own=list(holds_own).index(True),
    )


def _rises(samples: Samples) -> Sample | None:
    """Among whom enough enterprises rose a level, and how many of them."""
    step = samples.of_rises()
    if step is None:
        return None
    return Sample(
        breadth_of(samples.steps[step]),
        samples.cells[step].rises,
        _breadths_before(samples, step),
    )


def _raised(contents: Contents, samples: Samples) -> tuple[Raised, ...]:
    """What most of those that rose had raised, of the questions still open to this one."""
    counts = samples.cells[samples.of_rises()].raised
    raised = []
    for criterion in _open_criteria(contents):
        if criterion.code in counts:
            count = counts[criterion.code]
            raised.append(Raised(criterion.code, criterion.name, count))
    raised.sort(key=lambda question: -question.count)
    return tuple(raised[:MOST])


def _open_criteria(contents: Contents) -> Iterator[Criterion]:
    for pillar in contents.pillars:
        for criterion in pillar.criteria:
            if criterion.next_answer and not criterion.unfit:
                yield criterion
