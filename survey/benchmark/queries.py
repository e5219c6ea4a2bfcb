"""Which counted samples an enterprise can be compared with. One query."""

from dataclasses import dataclass

from django.db.models import Q

from registry.areas import area
from scoring.benchmark import MINIMUM, Cell, ladder, offered, widen
from survey.models import BenchmarkCell, Result


@dataclass(frozen=True)
class Samples:
    """The steps from the narrowest to all; a step of which too few are known has no cell."""

    steps: tuple[Cell, ...]
    cells: tuple[BenchmarkCell | None, ...]

    def offered(self) -> tuple[int, ...]:
        """Steps to compare with, narrowest first.

        None gives away the difference to another.
        """
        counts = [cell.count if cell else 0 for cell in self.cells]
        return offered(counts, minimum=MINIMUM)

    def is_full(self, step: int) -> bool:
        """Whether figures are told of it, not only around where half stands."""
        cell = self.cells[step]
        return cell is not None and cell.tells_counts

    def of_rises(self) -> int | None:
        """The narrowest step in which enough enterprises rose a level."""
        rises = [cell.rises if cell else 0 for cell in self.cells]
        return widen(rises, minimum=MINIMUM)


def samples_for(result: Result) -> Samples:
    """What `result` is compared with: invented enterprises with invented ones only."""
    unit = area(result.area)
    steps = ladder(result.sector, result.size, unit.former_province if unit else "")
    # All steps at once: at most four rows.
    on_ladder = Q()
    for step in steps:
        on_ladder |= Q(sector=step.sector, size=step.size, area=step.area)
    cells = BenchmarkCell.objects.filter(
        on_ladder,
        index_id=result.index_version.index_id,
        is_fictional=result.organisation.is_fictional,
    )
    by_step = {Cell(cell.sector, cell.size, cell.area): cell for cell in cells}
    return Samples(steps, tuple(map(by_step.get, steps)))
