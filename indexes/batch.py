"""Scoring a file of many enterprises: CSV in, CSV out, a block of rows at a time.

A row that is a name and one digit for each question is read as bytes, without looking at its cells one by one.
Every other row (blanks, quotes, spaces, mistakes) goes through the csv module, cell by cell.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, repeat

import numpy as np
from django.utils.translation import gettext_noop as _
from numpy.typing import NDArray

from indexes.documents.message import Message, message
from indexes.index.model import Index
from scoring.matrix import evaluate_matrix
from scoring.percent import rounded_points, tenths
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE

BLOCK = 32_768  # rows held at a time
FIRST = "enterprise"
NOT_APPLICABLE_CELL = "na"
_LONGEST_ROW = 65_536  # characters; quotes still open then were never meant to close
_DIGITS = np.full(256, 127, np.int8)  # above every level
_DIGITS[ord("0") : ord("9") + 1] = range(10)

Report = Callable[[Message], None]
Block = tuple[
    list[str], NDArray[np.int8]
]  # names as CSV cells; levels, one row per enterprise


class AnswerSheet:
    """The rows of a file of answers to one index. Everything wrong is reported with row and column, as it is met."""

    def __init__(self, index: Index, lines: Iterable[str], report: Report) -> None:
        self.index, self.report = index, report
        self.records = _records(lines)
        self.row = 1  # as a spreadsheet counts: the header is row 1
        self.order = self._header()
        self.codes = [index.codes[place] for place in self.order]
        questions = [index.rubric.questions[place] for place in self.order]
        self.first = np.array(
            [index.shown_level(code, 0) for code in self.codes], np.int8
        )
        self.tops = (
            np.array([question.top for question in questions], np.int8) + self.first
        )
        self.may_drop = [question.may_be_not_applicable for question in questions]
        self.width = max(2 * len(self.codes) - 1, 0)
        self.usual = {"": NOT_ANSWERED} | self._usual()

    def _header(self) -> list[int]:
        """Where each column of the file belongs in index order; empty when the header is wrong."""
        cells = [
            cell.strip() for cell in next(csv.reader([next(self.records, "")]), [])
        ] or [""]
        known, given = self.index.codes, cells[1:]
        twice = sorted({code for code in given if given.count(code) > 1})
        wrong = []
        if cells[0] != FIRST:
            wrong.append(
                message(
                    _("the first column must be %(name)r, not %(given)r"),
                    name=FIRST,
                    given=cells[0],
                )
            )
        alien = _("column %(code)r is not a question of %(index)s")
        wrong += [
            message(alien, code=code, index=self.index.id)
            for code in given
            if code not in known
        ]
        wrong += [
            message(_("column %(code)r is there twice"), code=code) for code in twice
        ]
        wrong += [
            message(_("column %(code)r is missing"), code=code)
            for code in known
            if code not in given
        ]
        for what in wrong:
            self.report(message(_("row %(row)s: %(what)s"), row=1, what=what))
        return [] if wrong else [known.index(code) for code in given]

    def _usual(self) -> dict[str, int]:
        """Levels that every question has, under one number."""
        if len(set(self.first.tolist())) != 1:
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
        self.row += len(lines)
        kept = [place for place, name in enumerate(names) if name]
        in_order = np.empty((len(kept), len(self.order)), np.int8)
        in_order[:, self.order] = levels[kept] if len(kept) < len(names) else levels
        return [names[place] for place in kept] if len(kept) < len(
            names
        ) else names, in_order

    def _plain_rows(
        self, lines: list[str], names: list[str]
    ) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """Levels of the rows that end in levels with commas between, and which rows these are."""
        fits = [
            bool(name)
            and line[-self.width - 1] == ","
            and "," not in name
            and '"' not in name
            and name[0] != " "
            for line, name in zip(lines, names, strict=True)
        ]
        blank = " " * self.width
        text = "".join(
            [
                line[-self.width :] if fit else blank
                for line, fit in zip(lines, fits, strict=True)
            ]
        )
        tails = np.frombuffer(text.encode("ascii", "replace"), np.uint8).reshape(
            len(lines), self.width
        )
        levels = _DIGITS[tails[:, ::2]]
        known = (levels >= self.first) & (levels <= self.tops)
        plain = (tails[:, 1::2] == ord(",")).all(axis=1) & known.all(axis=1)
        return levels - self.first, plain

    def _row(self, row: int, line: str) -> tuple[str, list[int]]:
        nothing = [NOT_ANSWERED] * len(self.codes)
        if not line.strip():
            return "", nothing
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error as error:
            self.report(
                message(
                    _("row %(row)s: the quotes of this row cannot be read (%(why)s)"),
                    row=row,
                    why=error,
                )
            )
            return "", nothing
        if len(cells) != len(self.codes) + 1:
            told = _("row %(row)s: %(cells)s cells, but there are %(columns)s columns")
            self.report(
                message(told, row=row, cells=len(cells), columns=len(self.codes) + 1)
            )
            return "", nothing
        if not cells[0].strip():
            self.report(
                message(
                    _("row %(row)s, column %(column)s: the name is missing"),
                    row=row,
                    column=FIRST,
                )
            )
        levels = [*map(self.usual.get, cells[1:])]
        if None in levels:
            levels = [
                self._cell(row, column, cell) for column, cell in enumerate(cells[1:])
            ]
        return _quoted(cells[0].strip()), levels

    def _cell(self, row: int, column: int, cell: str) -> int:
        text = cell.strip()
        if not text:
            return NOT_ANSWERED
        if text.lower() == NOT_APPLICABLE_CELL and self.may_drop[column]:
            return NOT_APPLICABLE
        number = (
            int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
        )
        if self.first[column] <= number <= self.tops[column]:
            return number - int(self.first[column])
        self._bad(row, column, text)
        return NOT_ANSWERED

    def _bad(self, row: int, column: int, text: str) -> None:
        told = _(
            "row %(row)s, column %(column)s: %(text)r is not a level; "
            "%(least)s to %(most)s%(more)s or blank is expected"
        )
        more = f", {NOT_APPLICABLE_CELL}" if self.may_drop[column] else ""
        ends = {"least": self.first[column], "most": self.tops[column], "more": more}
        self.report(
            message(told, row=row, column=self.codes[column], text=text, **ends)
        )


def _records(lines: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; a line whose quotes are open goes on in the next."""
    held = ""
    for line in lines:
        held += line
        if '"' in held and held.count('"') % 2 and len(held) < _LONGEST_ROW:
            continue
        yield held.rstrip("\r\n")
        held = ""
    if held:
        yield held.rstrip("\r\n")


def _quoted(name: str) -> str:
    if any(mark in name for mark in ',"\r\n'):
        return '"' + name.replace('"', '""') + '"'
    return name


def sample(index: Index) -> str:
    """A file of answers with one row: every question at its lowest level; what a group answers for, blank."""
    levels = [
        str(index.shown_level(code, 0)) if index.asked([code]) else ""
        for code in index.codes
    ]
    return "".join(
        f"{','.join(cells)}\n" for cells in ([FIRST, *index.codes], ["Sample", *levels])
    )


def header(index: Index) -> str:
    pillars = [
        f"p{code}_{what}"
        for code in index.rubric.pillars
        for what in ("points", "level")
    ]
    return (
        ",".join([FIRST, "index", "answered", "total", "percent", "level", *pillars])
        + "\n"
    )


def scored(index: Index, block: Block) -> str:
    """The rows of the outcome of a block. A level that cannot be told yet is an empty cell."""
    names, levels = block
    if not names:
        return ""
    rubric = index.rubric
    outcome = evaluate_matrix(rubric, with_branches(index, levels).T)
    percents = [f"{tenth // 10}.{tenth % 10}" for tenth in range(1001)]
    points = [
        str(rounded_points(units, rubric.unit))
        for units in range(max(rubric.pillar_maxima) + 1)
    ]
    whole = [str(number) for number in range(128)]
    columns = [
        _told(
            outcome.answered, [str(number) for number in range(len(index.codes) + 1)]
        ),
        _told_points(outcome.total, rubric.total_unit),
        _told(tenths(outcome.total, outcome.maximum), percents),
        _told(outcome.level, whole),
    ]
    for pillar_points, pillar_levels in zip(
        outcome.pillar_points, outcome.pillar_levels, strict=True
    ):
        columns += [_told(pillar_points, points), _told(pillar_levels, whole)]
    return (
        "\n".join(
            map(
                ",".join,
                zip(names, repeat(index.id, len(names)), *columns, strict=True),
            )
        )
        + "\n"
    )


def _told_points(column: NDArray[np.integer], unit: int) -> list[str]:
    """Each total is worded once: a weighted one has far more possible values than a file has rows."""
    values, places = np.unique(column, return_inverse=True)
    return _told(
        places, [str(rounded_points(units, unit)) for units in values.tolist()]
    )


def _told(column: NDArray[np.integer], texts: list[str]) -> list[str]:
    told = [*texts, ""]  # -1, "none", is the last entry
    return [told[number] for number in column.tolist()]


def with_branches(index: Index, levels: NDArray[np.int8]) -> NDArray[np.int8]:
    """Questions whose branch is not taken do not apply, whatever their cells hold; groups or criteria count."""
    if not index.groups and not any(
        "show_if" in question for question in index.questions.values()
    ):
        return levels
    rows = [dict(zip(index.codes, row, strict=True)) for row in levels.tolist()]
    return np.array(
        [index.vector(index.counted(row)) for row in rows], np.int8
    ).reshape(levels.shape)
