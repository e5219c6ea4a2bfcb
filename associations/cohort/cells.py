"""One cell of a page that leads to the list behind it: which of a cohort stand there."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from associations.cohort.figures import Figures

KINDS = ("sector", "size", "area")
# How a cell is written in an address.
KIND, NAMES, LEVELS, MISSED, PAIR = "theo", "nhom", "muc", "tieuchi", "haiky"
ROUND = "ky"  # as the filters have it, which read it again
UNKNOWN = "-"


@dataclass(frozen=True)
class Cell:
    """kind, names: of the groups. levels: of the whole. missed: the code of a criterion.

    is_pair: those in two rounds. round: another one than the page is filtered by.
    """

    kind: str = ""
    names: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    missed: str = ""
    is_pair: bool = False
    round: int | None = None

    def query(self) -> dict[str, str]:
        query = {}
        if self.kind and self.names:
            query[KIND] = self.kind
            query[NAMES] = ",".join(name or UNKNOWN for name in self.names)
        if self.levels:
            query[LEVELS] = ",".join(map(str, self.levels))
        if self.missed:
            query[MISSED] = self.missed
        if self.is_pair:
            query[PAIR] = "1"
        if self.round is not None:
            query[ROUND] = str(self.round)
        return query


def cell_of(query: Mapping[str, str]) -> Cell:
    """What cannot be read narrows nothing."""
    kind = query.get(KIND, "")
    names = tuple(
        filter(
            None,
            query.get(NAMES, "").split(","),
        )
    )
    levels = tuple(
        int(level) for level in query.get(LEVELS, "").split(",") if level.isdecimal()
    )
    return Cell(
        kind=kind if kind in KINDS and names else "",
        names=tuple("" if name == UNKNOWN else name for name in names),
        levels=levels,
        missed=query.get(MISSED, ""),
        is_pair=query.get(PAIR) == "1",
    )


def rows_in(figures: Figures, cell: Cell) -> np.ndarray:
    """Rows of those who stand in the cell, the weakest first."""
    cohort = figures.cohort
    rows = figures.chosen
    if tells_answers(figures, cell):
        rows = figures.lacking(cell.missed)
    if cell.is_pair:
        _before, after = figures.pairs
        rows = after
    if cell.kind:
        rows = rows[
            np.isin(
                figures.groups(cell.kind, rows),
                cell.names,
            )
        ]
    if cell.levels:
        rows = rows[
            np.isin(
                cohort.rows.level[rows],
                cell.levels,
            )
        ]
    return in_order(figures, rows)


def tells_answers(figures: Figures, cell: Cell) -> bool:
    """Whether to stand there says how a criterion was answered."""
    return cell.missed in figures.cohort.shape.codes


def in_order(figures: Figures, rows: np.ndarray) -> np.ndarray:
    columns = figures.cohort.rows
    order = np.lexsort((columns.enterprise[rows], columns.tenths[rows, 0]))
    return rows[order]
