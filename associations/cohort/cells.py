"""One cell of a page that leads to the list behind it: which of a cohort stand there."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from associations.cohort.figures import Figures

KINDS = ("sector", "size", "area")
# How a cell is written in an address.
KIND, NAMES, LEVELS, MISSED, PAIR = "theo", "nhom", "muc", "tieuchi", "haiky"
HELPED_BY, PROVIDER, CHOSE = "loai", "nhacungcap", "chon"
ROUND = "ky"  # as the filters have it, which read it again
UNKNOWN = "-"


@dataclass(frozen=True)
class Cell:
    """kind, names: of the groups. levels: of the whole. missed: the code of a criterion.

    helped_by: a kind of solution that helps with something they miss. provider: the short name
    of one that could serve them. chose: (question, option) that they chose.
    is_pair: those in two rounds. round: another one than the page is filtered by.
    """

    kind: str = ""
    names: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    missed: str = ""
    helped_by: str = ""
    provider: str = ""
    chose: tuple[str, str] | None = None
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
        if self.helped_by:
            query[HELPED_BY] = self.helped_by
        if self.provider:
            query[PROVIDER] = self.provider
        if self.chose:
            query[CHOSE] = ":".join(self.chose)
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
        helped_by=query.get(HELPED_BY, ""),
        provider=query.get(PROVIDER, ""),
        chose=_chose(query.get(CHOSE, "")),
        is_pair=query.get(PAIR) == "1",
    )


def _chose(text: str) -> tuple[str, str] | None:
    question, mark, option = text.partition(":")
    return (question, option) if mark and question and option else None


def rows_in(figures: Figures, cell: Cell) -> np.ndarray:
    """Rows of those who stand in the cell, the weakest first."""
    cohort = figures.cohort
    rows = figures.chosen
    if cell.missed in cohort.shape.codes:
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
    """Whether to stand there says how a question was answered."""
    is_missed = cell.missed in figures.cohort.shape.codes
    return is_missed or bool(cell.helped_by or cell.provider or cell.chose)


def in_order(figures: Figures, rows: np.ndarray) -> np.ndarray:
    columns = figures.cohort.rows
    order = np.lexsort((columns.enterprise[rows], columns.tenths[rows, 0]))
    return rows[order]
