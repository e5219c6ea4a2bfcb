"""Reading a file of answers of many enterprises, a block of rows at a time. Pure.

A row that is a name and one digit for each question is read as bytes, without looking at its
cells one by one. Every other row (blanks, quotes, spaces, mistakes) goes through the csv module,
cell by cell.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice

import numpy as np
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from indexes.documents.message import Message, message
from indexes.index.linear import Linear, linear_of
from indexes.index.model import Index
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

BLOCK = 32_768  # rows held at a time
FIRST = "enterprise"
NOT_APPLICABLE_CELL = "na"
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")
_WHOLE = 100
_LONGEST_ROW = 65_536  # characters; quotes still open then were never meant to close

Report = Callable[[Message], None]
Levels = NDArray[np.signedinteger]
Block = tuple[list[str], Levels]  # names as CSV cells; levels, one row per enterprise


class AnswerSheet:
    """The rows of a file of answers to one index.

    Everything wrong is reported with row and column, as it is met.
    """

    def __init__(
        self,
        index: Index,
        lines: Iterable[str],
        report: Report,
    ) -> None:
        self.index = index
        self.report = report
        self.records = _records(lines)
        self.row = 1  # as a spreadsheet counts: the header is row 1

        # Everything below is in the order of the columns, which need not be that of the index.
        self.order = self._header()
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
        self.width = max(2 * len(self.codes) - 1, 0)
        self.usual = {"": NOT_ANSWERED} | self._usual()

    def _header(self) -> list[int]:
        """Where each column belongs in index order; empty when the header is wrong."""
        line = next(self.records, "")
        cells = [cell.strip() for cell in next(csv.reader([line]), [])] or [""]
        faults = list(self._header_faults(cells[0], cells[1:]))
        for fault in faults:
            self._tell(_("row %(row)s: %(what)s"), row=1, what=fault)
        if faults:
            return []
        return [self.index.places[code] for code in cells[1:]]

    def _header_faults(self, first: str, codes: list[str]) -> Iterator[Message]:
        if first != FIRST:
            yield message(
                _("the first column must be %(name)r, not %(given)r"),
                name=FIRST,
                given=first,
            )
        for code in codes:
            if code not in self.index.codes:
                yield message(
                    _("column %(code)r is not a question of %(index)s"),
                    code=code,
                    index=self.index.id,
                )
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield message(_("column %(code)r is there twice"), code=code)
        for code in self.index.codes:
            if code not in codes:
                yield message(_("column %(code)r is missing"), code=code)

    def _usual(self) -> dict[str, int]:
        """Levels that every question has, under one number."""
        # Where questions count from different numbers a cell alone says nothing.
        if len(set(self.first.tolist())) != 1 or any(self.linear):
            return {}
        first = int(self.first[0])
        return {str(level): level - first for level in range(first, min(self.tops) + 1)}

    def blocks(self) -> Iterator[Block]:
        while self.order and (lines := list(islice(self.records, BLOCK))):
            yield self._block(lines)

    def _block(self, lines: list[str]) -> Block:
        names = [line[: -self.width - 1] for line in lines]
        levels, plain = self._plain_rows(lines, names)
        first = self.row + 1
        for place in np.flatnonzero(~plain).tolist():
            names[place], levels[place] = self._row(first + place, lines[place])
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
        in_order = np.empty((len(names), len(self.order)), self.dtype)
        in_order[:, self.order] = levels
        return names, in_order

    def _plain_rows(
        self,
        lines: list[str],
        names: list[str],
    ) -> tuple[Levels, NDArray[np.bool_]]:
        """Levels of the rows that end in levels with commas between, and which rows these are."""
        blank = " " * self.width
        has_shares = any(self.linear)
        tails = []
        for line, name in zip(lines, names, strict=True):
            # A percent is no level, also where it has one digit only.
            is_cut = line[-self.width - 1 : -self.width] == "," and not has_shares
            fits = is_cut and _is_plain(name)
            tails.append(line[-self.width :] if fits else blank)
        # One byte for each sign, whatever it was: "?" is no level either.
        text = "".join(tails).encode("ascii", "replace")
        cells = np.frombuffer(text, np.uint8).reshape(len(lines), self.width)

        levels = self.digits[cells[:, ::2]]
        known = (levels >= self.first) & (levels <= self.tops)
        commas = cells[:, 1::2] == ord(",")
        return levels - self.first, commas.all(axis=1) & known.all(axis=1)

    def _row(self, row: int, line: str) -> tuple[str, list[int]]:
        nothing = [NOT_ANSWERED] * len(self.codes)
        if not line.strip():
            return "", nothing
        cells = self._cells(row, line)
        if not cells:
            return "", nothing
        name, *answers = cells
        if not name.strip():
            self._tell(
                _("row %(row)s, column %(column)s: the name is missing"),
                row=row,
                column=FIRST,
            )
        return _quoted(name.strip()), self._levels(row, answers)

    def _cells(self, row: int, line: str) -> list[str]:
        """The cells of a row; none, and a report, where they are not one for each column."""
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error as error:
            self._tell(
                _("row %(row)s: the quotes of this row cannot be read (%(why)s)"),
                row=row,
                why=error,
            )
            return []
        columns = len(self.codes) + 1
        if len(cells) != columns:
            self._tell(
                _("row %(row)s: %(cells)s cells, but there are %(columns)s columns"),
                row=row,
                cells=len(cells),
                columns=columns,
            )
            return []
        return cells

    def _levels(self, row: int, cells: list[str]) -> list[int]:
        # Most rows that are not plain have a blank or two; no cell of theirs is looked into.
        levels = [*map(self.usual.get, cells)]
        if None not in levels:
            return levels
        return [self._cell(row, column, cell) for column, cell in enumerate(cells)]

    def _cell(self, row: int, column: int, cell: str) -> int:
        text = cell.strip()
        if not text:
            return NOT_ANSWERED
        if text.lower() == NOT_APPLICABLE_CELL and self.may_drop[column]:
            return NOT_APPLICABLE
        linear = self.linear[column]
        if linear:
            return self._share(row, column, text, linear)
        number = _number(text)
        if self.first[column] <= number <= self.tops[column]:
            return number - int(self.first[column])
        self._report_cell(row, column, text)
        return NOT_ANSWERED

    def _share(self, row: int, column: int, text: str, linear: Linear) -> int:
        """The step that a percent has reached."""
        if _PERCENT.fullmatch(text) and Fraction(text) <= _WHOLE:
            return linear.level_of(Fraction(text))
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


def _is_plain(name: str) -> bool:
    """A name that is one cell as it stands."""
    return bool(name) and "," not in name and '"' not in name and name[0] != " "


def _number(text: str) -> int:
    is_short = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_short else -1


def _records(lines: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; a line whose quotes are open goes on in the next."""
    record = ""
    for line in lines:
        record += line
        is_open = '"' in record and record.count('"') % 2
        # A break within quotes belongs to the name; but one lost quote must not eat the file.
        if is_open and len(record) < _LONGEST_ROW:
            continue
        yield record.rstrip("\r\n")
        record = ""
    if record:
        yield record.rstrip("\r\n")


def _quoted(name: str) -> str:
    if any(mark in name for mark in ',"\r\n'):
        return '"' + name.replace('"', '""') + '"'
    return name


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
