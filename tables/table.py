"""A small table: its head judged in one sentence, its rows told by the names of their columns.

Pure.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from tables.errors import FAILED
from tables.records import cells_of

Report = Callable[
    [int, str], None
]  # row as a spreadsheet counts, and what is wrong there


def in_row(number: int, text: str) -> str:
    """One sentence of both; text may begin with the column."""
    return f"row {number}{', ' if text.startswith('column ') else ': '}{text}"


@dataclass(frozen=True)
class Row:
    number: int
    cells: dict[str, str]  # by column; what the table has no column for is missing


class Table:
    """known: names of columns in the order they are told; required: those it cannot do without."""

    def __init__(
        self,
        records: Iterable[str],
        *,
        known: Collection[str],
        required: Collection[str],
        report: Report,
    ) -> None:
        self.known = known
        self.required = required
        self.report = report
        self.records = enumerate(records, start=1)
        self.names = self._head()

    def _head(self) -> list[str]:
        """What stands above each column; nothing above those that only leave blanks."""
        for number, record in self.records:
            names = self._cells(number, record)
            if not any(names):
                continue
            faults = "; ".join(self._head_faults(names))
            if faults:
                self.report(number, faults)
            return names
        self.report(1, "there is no row with the names of the columns")
        return []

    def _head_faults(self, names: list[str]) -> Iterator[str]:
        strange = [name for name in names if name and name not in self.known]
        twice = [name for name in self.known if names.count(name) > 1]
        missing = [name for name in self.required if name not in names]
        if strange:
            known = ", ".join(self.known)
            yield f"columns that are not known: {_listed(strange)} (known are {known})"
        if twice:
            yield f"columns that are there more than once: {_listed(twice)}"
        if missing:
            yield f"columns that are missing: {_listed(missing)}"

    def rows(self) -> Iterator[Row]:
        """Those with a value; what cannot be laid under the columns is reported."""
        for number, record in self.records:
            cells = self._cells(number, record)
            if not any(cells):
                continue
            fault = self._misfit(cells)
            if fault:
                self.report(number, fault)
                continue
            named = zip(self.names, cells, strict=False)
            yield Row(number, {name: cell for name, cell in named if name})

    def _misfit(self, cells: list[str]) -> str:
        count = len(self.names)
        if len(cells) < count or any(cells[count:]):
            return f"{len(cells)} cells, but there are {count} columns"
        for name, cell in zip(self.names, cells, strict=False):
            if cell and not name:
                return f"{cell!r} stands in a column without a name"
            if cell in FAILED:
                return f"column {name}: {cell!r} is what a formula shows that failed"
        return ""

    def _cells(self, number: int, record: str) -> list[str]:
        try:
            return cells_of(record)
        except csv.Error as error:
            self.report(number, f"the quotes of this row cannot be read ({error})")
            return []


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))
