"""Reading a file of answers of many enterprises, a block of rows at a time. Pure.

A row that is a name and one digit for each question is read as bytes, without looking at its
cells one by one. Every other row (blanks, quotes, spaces, mistakes) goes through the csv module,
cell by cell.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import numpy as np
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from indexes.documents.message import Message, message
from indexes.index.linear import Linear, linear_of
from indexes.index.model import Index
from indexes.sheets.doubles import Doubles
from indexes.sheets.head import FIRST, Head, head_of
from language.cleaning import clean, is_clean
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from tables.errors import FAILED
from tables.numbers import percent, whole
from tables.records import cells_as_written

BLOCK = 32_768  # rows held at a time
NOT_APPLICABLE_CELL = "na"
_WHOLE = 100
_MAY_HAVE_FAILED = "#"  # with which begins what a formula shows that failed
_LONGEST_NUMBER = 12  # characters of a level

Report = Callable[[Message], None]
Levels = NDArray[np.signedinteger]
Block = tuple[list[str], Levels]  # names; levels, one row per enterprise


class AnswerSheet:
    """The rows of a table of answers to one index.

    Everything wrong is reported with row and column, as it is met.
    """

    def __init__(
        self,
        index: Index,
        records: Iterable[str],
        report: Report,
    ) -> None:
        self.index = index
        self.report = report
        self.records = iter(records)
        self.row = 0  # as a spreadsheet counts
        self.doubles = Doubles()
        self.head = self._head()

        # Everything below is in the order of the columns, which need not be that of the index.
        self.columns = [
            column for column, place in enumerate(self.head.places) if place is not None
        ]
        self.order = [self.head.places[column] for column in self.columns]
        self.codes = [index.codes[place] for place in self.order]
        questions = [index.rubric.questions[place] for place in self.order]
        self.linear = [_linear(index, code) for code in self.codes]
        self.may_drop = [question.may_be_not_applicable for question in questions]
        first = [index.shown_level(code, 0) for code in self.codes]
        self.dtype = index.rubric.level_dtype
        self.digits = _digits(self.dtype)
        self.first = np.array(first, self.dtype)
        tops = [question.top for question in questions]
        self.tops = np.array(tops, self.dtype) + self.first
        self.width = 2 * len(self.codes)  # of a comma and a digit for each question
        self.usual = {"": NOT_ANSWERED} | self._usual()

    def _head(self) -> Head:
        """Of the first row that is not blank."""
        for record in self.records:
            self.row += 1
            names = [clean(name).strip() for name in self._cells(self.row, record)]
            if any(names):
                break
        else:
            names = []
        head = head_of(self.index, names)
        if head.fault:
            row = max(self.row, 1)
            self._tell(_("row %(row)s: %(what)s"), row=row, what=head.fault)
        return head

    def _usual(self) -> dict[str, int]:
        """Levels that every question has, under one number."""
        # Where questions count from different numbers a cell alone says nothing.
        if len(set(self.first.tolist())) != 1 or any(self.linear):
            return {}
        first = int(self.first[0])
        return {str(level): level - first for level in range(first, min(self.tops) + 1)}

    def blocks(self) -> Iterator[Block]:
        """Rows are judged under a wrong head too, so that all that is wrong is told at once."""
        while lines := list(islice(self.records, BLOCK)):
            block = self._block(lines)
            if self.head.fault is None:
                yield block

    def _block(self, lines: list[str]) -> Block:
        names = [line[: -self.width] for line in lines]
        levels, plain = self._plain_rows(lines, names)
        first = self.row + 1
        for place in np.flatnonzero(~plain).tolist():
            names[place], levels[place] = self._row(first + place, lines[place])
        self.doubles.add(first, names)
        # Records, not lines of the file: a name with a break in it is one row to a spreadsheet.
        self.row += len(lines)
        return self._named(names, levels)

    def _named(self, names: list[str], levels: Levels) -> Block:
        """The rows that have a name, in index order; blank lines and bad rows have none."""
        # Nearly every block is whole; copying it would cost more than looking.
        if not all(names):
            places = [place for place, name in enumerate(names) if name]
            names = [names[place] for place in places]
            levels = levels[places]
        in_order = np.full(
            (len(names), len(self.index.codes)), NOT_ANSWERED, self.dtype
        )
        in_order[:, self.order] = levels
        return names, in_order

    def _plain_rows(
        self,
        lines: list[str],
        names: list[str],
    ) -> tuple[Levels, NDArray[np.bool_]]:
        """Levels of the rows that end in levels with commas between, and which rows these are."""
        # A percent is no level, also where it has one digit only.
        if not self.head.is_plain or any(self.linear):
            nothing = np.full((len(lines), len(self.codes)), NOT_ANSWERED, self.dtype)
            return nothing, np.zeros(len(lines), np.bool_)

        # One byte for each sign, whatever it was: "?" is no level either.
        text = "".join(self._tails(lines, names)).encode("ascii", "replace")
        cells = np.frombuffer(text, np.uint8).reshape(len(lines), self.width)

        levels = self.digits[cells[:, 1::2]]
        known = (levels >= self.first) & (levels <= self.tops)
        commas = cells[:, ::2] == ord(",")
        return levels - self.first, commas.all(axis=1) & known.all(axis=1)

    def _tails(self, lines: list[str], names: list[str]) -> list[str]:
        """What stands after each name; blanks where that is not one cell, as it is kept."""
        # Nearly always all names are plain: looked at together that costs next to nothing.
        if _is_plain(f" {' '.join(names)} "):
            return [line[-self.width :] for line in lines]
        blank, tails = " " * self.width, []
        for line, name in zip(lines, names, strict=True):
            tails.append(line[-self.width :] if _is_plain(f" {name} ") else blank)
        return tails

    def _row(self, row: int, record: str) -> tuple[str, list[int]]:
        written = self._cells(row, record)
        name, levels = self._usual_row(written)
        if name:
            return name, levels

        cells = [clean(cell).strip() for cell in written]
        # Spreadsheets leave rows of nothing but commas.
        if not any(cells) or not self._is_fitting(row, cells):
            return "", [NOT_ANSWERED] * len(self.codes)
        first = self.head.first
        name = "" if first is None else cells[first]
        if first is not None:
            self._check_name(row, name)
        answers = [cells[column] for column in self.columns]
        return name, [
            self._cell(row, place, cell) for place, cell in enumerate(answers)
        ]

    def _check_name(self, row: int, name: str) -> None:
        if not name:
            self._tell(
                _("row %(row)s, column %(column)s: the name is missing"),
                row=row,
                column=FIRST,
            )
        if name in FAILED:
            self._tell(
                _(
                    "row %(row)s, column %(column)s: %(name)r is what a formula shows "
                    "that failed"
                ),
                row=row,
                column=FIRST,
                name=name,
            )

    def _usual_row(self, written: list[str]) -> tuple[str, list[int]]:
        """Most rows that are not plain have a blank or two; no cell of theirs is looked into."""
        if not self.head.is_plain or len(written) != len(self.head.names):
            return "", []
        name, *answers = written
        levels = [*map(self.usual.get, answers)]
        is_odd = None in levels or _MAY_HAVE_FAILED in name
        return ("", []) if is_odd else (clean(name).strip(), levels)

    def _cells(self, row: int, record: str) -> list[str]:
        """The cells of a row; none, and a report, where they cannot be told apart."""
        try:
            return cells_as_written(record)
        except csv.Error as error:
            self._tell(
                _("row %(row)s: the quotes of this row cannot be read (%(why)s)"),
                row=row,
                why=error,
            )
            return []

    def _is_fitting(self, row: int, cells: list[str]) -> bool:
        """Whether there is one cell for each column, and nothing beside them."""
        columns = len(self.head.names)
        if len(cells) < columns or any(cells[columns:]):
            self._tell(
                _("row %(row)s: %(cells)s cells, but there are %(columns)s columns"),
                row=row,
                cells=len(cells),
                columns=columns,
            )
            return False
        for column in self.head.nameless:
            if cells[column]:
                self._tell(
                    _("row %(row)s: %(cell)r stands in a column without a name"),
                    row=row,
                    cell=cells[column],
                )
                return False
        return True

    def _cell(self, row: int, column: int, cell: str) -> int:
        if not cell:
            return NOT_ANSWERED
        if cell.lower() == NOT_APPLICABLE_CELL and self.may_drop[column]:
            return NOT_APPLICABLE
        linear = self.linear[column]
        if linear:
            return self._share(row, column, cell, linear)
        number = whole(cell) if len(cell) < _LONGEST_NUMBER else None
        if number is not None and self.first[column] <= number <= self.tops[column]:
            return number - int(self.first[column])
        self._report_cell(row, column, cell)
        return NOT_ANSWERED

    def _share(self, row: int, column: int, text: str, linear: Linear) -> int:
        """The step that a percent has reached."""
        share = percent(text)
        if share is not None and share <= _WHOLE:
            return linear.level_of(share)
        self._tell(
            _(
                "row %(row)s, column %(column)s: %(text)r is not a percent; "
                "0 to 100%(more)s or blank is expected"
            ),
            row=row,
            column=self.codes[column],
            text=text,
            more=self._more(column),
        )
        return NOT_ANSWERED

    def _more(self, column: int) -> str:
        return f", {NOT_APPLICABLE_CELL}" if self.may_drop[column] else ""

    def _report_cell(self, row: int, column: int, text: str) -> None:
        self._tell(
            _(
                "row %(row)s, column %(column)s: %(text)r is not a level; "
                "%(least)s to %(most)s%(more)s or blank is expected"
            ),
            row=row,
            column=self.codes[column],
            text=text,
            least=self.first[column],
            most=self.tops[column],
            more=self._more(column),
        )

    def _tell(self, pattern: str, **params: object) -> None:
        self.report(message(pattern, **params))


def _linear(index: Index, code: str) -> Linear | None:
    """Of a ratio whose points grow evenly: its cells are percents."""
    question = index.questions[code]
    return linear_of(question) if "linear" in question else None


def _digits(dtype: np.dtype) -> Levels:
    """The level that each sign of a file is; above every level where it is none."""
    digits = np.full(256, np.iinfo(dtype).max, dtype)
    digits[ord("0") : ord("9") + 1] = range(10)
    return digits


def _is_plain(names: str) -> bool:
    """One or more, a space around each: each is one cell as it stands, and is kept so."""
    is_parted = "," in names or '"' in names or _MAY_HAVE_FAILED in names
    # Two spaces beside each other are around a name, or it is none.
    return not is_parted and "  " not in names and is_clean(names)


def sample(index: Index) -> str:
    """A file of answers with one row: each question at its lowest level.

    What a group answers for is left blank.
    """
    asked = set(index.asked(index.codes))
    levels = []
    for code in index.codes:
        levels.append(index.written_level(code, 0) if code in asked else "")
    head = ",".join([FIRST, *index.codes])
    row = ",".join(["Sample", *levels])
    return f"{head}\n{row}\n"
