"""Tables of levels as a page shows them, each number with the list behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from associations.cohort.cells import Cell
from associations.cohort.figures import Figures
from associations.cohort.tables import Told
from associations.cohort.words import groups_name, kind_name, levels_name
from language.formats import grouped, percent


@dataclass(frozen=True)
class Count:
    """text: the number, or a mark where it is hidden. cell: the list behind it, if any.

    number: None where it is hidden.
    """

    head: str
    text: str
    share: str
    width: float
    cell: Cell | None
    is_hidden: bool = False
    number: int | None = None


@dataclass(frozen=True)
class Line:
    name: str
    total: str
    cell: Cell | None
    counts: list[Count]


@dataclass(frozen=True)
class Table:
    """of: what its rows are. heads: of its columns."""

    of: str
    heads: list[str]
    lines: list[Line]
    hides: bool


def level_counts(figures: Figures) -> Table | None:
    """Of all together: a table of one line."""
    table = figures.told_levels
    if table is None:
        return None
    return table_of(
        _("All"),
        table,
        lambda _rows: _("All"),
        lambda _rows: Cell(),
    )


def table_by(figures: Figures, kind: str) -> Table | None:
    names, table = figures.levels_by(kind)
    if table is None:
        return None

    def named(rows: Sequence[int]) -> list[str]:
        return [names[row] for row in rows]

    return table_of(
        kind_name(kind),
        table,
        lambda rows: groups_name(kind, named(rows)),
        lambda rows: Cell(kind=kind, names=tuple(named(rows))),
    )


def table_by_round(figures: Figures) -> Table | None:
    rounds, table = figures.levels_by_round()
    if table is None or len(rounds) < 2:
        return None

    def name(rows: Sequence[int]) -> str:
        return ", ".join(_("Round %d") % rounds[row] for row in rows)

    def cell(rows: Sequence[int]) -> Cell | None:
        """Rounds that are told together stand in no list together."""
        return Cell(round=rounds[rows[0]]) if len(rows) == 1 else None

    return table_of(
        _("Round"),
        table,
        name,
        cell,
    )


def table_of(
    of: str,
    table: Told,
    name_of: Callable[[Sequence[int]], str],
    cell_of: Callable[[Sequence[int]], Cell | None],
) -> Table:
    heads = [levels_name(columns) for columns in table.columns]
    lines = []
    for place, rows in enumerate(table.rows):
        counts = table.counts[place].tolist()
        total = sum(counts)
        whole = cell_of(rows)
        line = []
        for column, count in enumerate(counts):
            levels = table.columns[column]
            is_hidden = bool(table.hidden[place, column])
            leads = count and not is_hidden and whole is not None
            cell = _narrowed(whole, levels) if leads else None
            line.append(
                _count(
                    heads[column],
                    count,
                    total,
                    cell,
                    is_hidden=is_hidden,
                )
            )
        lines.append(
            Line(
                name_of(rows),
                grouped(total),
                whole,
                line,
            )
        )
    return Table(
        of,
        heads,
        lines,
        bool(table.hidden.any()),
    )


def _narrowed(cell: Cell, levels: Sequence[int]) -> Cell:
    return replace(cell, levels=tuple(levels))


def _count(
    head: str,
    count: int,
    total: int,
    cell: Cell | None,
    *,
    is_hidden: bool,
) -> Count:
    if is_hidden:
        return Count(
            head,
            "•",
            "",
            0,
            None,
            is_hidden=True,
        )
    share = 100 * count / max(total, 1)
    return Count(
        head,
        grouped(count),
        percent(share, 0),
        share,
        cell,
        number=count,
    )
