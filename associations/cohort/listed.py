"""Members one by one, each as far as it lets the association see."""

from dataclasses import dataclass

import numpy as np

from accounts.access.scopes import Scope
from associations.cohort.figures import Figures
from associations.cohort.rows import NO_LEVEL
from associations.results.shares import share_of
from language.texts import in_language
from registry.sector_names import SECTORS
from registry.sizes import size_names
from survey.models import Result
from survey.results.queries import results as all_results


@dataclass(frozen=True)
class Listed:
    result: Result
    level: int | None
    level_name: str
    percent: str
    sector: str
    size: str
    scope: Scope


def names_of(keys: np.ndarray) -> dict[int, Result]:
    """Results with their enterprises, by number. One query."""
    return all_results().in_bulk(keys.tolist())


def listed(figures: Figures, rows: np.ndarray) -> list[Listed]:
    columns = figures.cohort.rows
    results = names_of(columns.result[rows])
    found = []
    for row in rows.tolist():
        result = results.get(int(columns.result[row]))
        # Somebody may have been erased in between.
        if result is not None:
            found.append(_listed(figures, row, result))
    return found


def _listed(figures: Figures, row: int, result: Result) -> Listed:
    columns = figures.cohort.rows
    level = int(columns.level[row])
    index = figures.cohort.shape.index
    size = str(columns.size[row])
    return Listed(
        result=result,
        level=None if level == NO_LEVEL else level,
        level_name="" if level == NO_LEVEL else in_language(index.level_name(level)),
        percent=share_of(result),
        sector=str(SECTORS.get(str(columns.sector[row]), "")),
        size=in_language(size_names()[size]) if size else "",
        scope=Scope(int(figures.cohort.scope[row])),
    )
