"""Questions without a level: what is not answered, and what does not apply."""

from typing import Any

import numpy as np

from scoring.columns.runs import Codes
from scoring.columns.sheet import Flags, Sheet
from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question


def unsigned(state: int, codes: Codes) -> np.unsignedinteger[Any]:
    """A reserved code as it stands among the codes: they are the largest there are."""
    return codes.dtype.type(np.iinfo(codes.dtype).max + 1 + state)


def without_gaps(codes: Codes) -> Codes:
    """The same with level 0 where there is no level, so that all can be added up."""
    # One comparison finds both: the reserved codes are the largest.
    is_level = codes < unsigned(NOT_APPLICABLE, codes)
    return np.where(is_level, codes, codes.dtype.type(0))


def check_codes(rubric: Rubric, codes: Codes, start: int) -> None:
    """Every code is a level of its question, or a reserved one that it allows.

    codes: (Q, columns). start: the column of the whole matrix that these begin with.
    Raises ScoringError `level_out_of_range`, `not_applicable_refused`.
    """
    not_answered = unsigned(NOT_ANSWERED, codes)
    not_applicable = unsigned(NOT_APPLICABLE, codes)
    for question, row in zip(rubric.questions, codes, strict=True):
        wrong = row > question.top
        wrong &= row != not_answered
        if question.may_be_not_applicable:
            wrong &= row != not_applicable

        if wrong.any():
            column = int(wrong.argmax())
            level = int(row.view(rubric.level_dtype)[column])
            raise _refusal(question, start + column, level)


def _refusal(question: Question, column: int, level: int) -> ScoringError:
    where = {"question": question.code, "column": column, "level": level}
    if level == NOT_APPLICABLE:
        return ScoringError("not_applicable_refused", **where)
    return ScoringError("level_out_of_range", **where)


def count_gaps(
    rubric: Rubric,
    codes: Codes,
    sheet: Sheet,
    columns: slice,
) -> None:
    """Take gaps out of points, counts and maxima; open the pillars of the not answered.

    codes: (Q, columns), which were added up `without_gaps`. sheet: written out.
    """
    not_answered_code = unsigned(NOT_ANSWERED, codes)
    not_applicable_code = unsigned(NOT_APPLICABLE, codes)
    for position, question in enumerate(rubric.questions):
        row = codes[position]
        not_answered = row == not_answered_code
        sheet.pillar_open[question.pillar, columns] |= not_answered
        sheet.answered[columns] -= not_answered

        # Every gap was added up as level 0, which may be worth something.
        if question.points[0]:
            _take_points(
                question,
                row >= not_applicable_code,
                sheet,
                columns,
            )
        if question.may_be_not_applicable:
            dropped = row == not_applicable_code
            sheet.answered[columns] -= dropped
            sheet.applicable[columns] -= dropped
            if rubric.not_applicable == "stays":
                _earn_all(question, dropped, sheet, columns)
            # What groups and their criteria are worth goes by both of them.
            elif position not in rubric.grouped:
                drop(
                    question.pillar,
                    question.maximum,
                    dropped,
                    sheet,
                    columns,
                )


def _take_points(
    question: Question,
    gaps: Flags,
    sheet: Sheet,
    columns: slice,
) -> None:
    units = sheet.pillar_points.dtype.type(question.points[0])
    sheet.pillar_points[question.pillar, columns] -= gaps * units


def _earn_all(
    question: Question,
    dropped: Flags,
    sheet: Sheet,
    columns: slice,
) -> None:
    """What does not apply earns all that it could."""
    units = sheet.pillar_points.dtype.type(question.maximum)
    sheet.pillar_points[question.pillar, columns] += dropped * units


def drop(
    pillar: int,
    worth: int,
    dropped: Flags,
    sheet: Sheet,
    columns: slice,
) -> None:
    """What does not apply is worth nothing."""
    units = sheet.pillar_maxima.dtype.type(worth)
    sheet.pillar_maxima[pillar, columns] -= dropped * units
