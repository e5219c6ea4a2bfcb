"""Questions without a level: what is not answered, and what does not apply."""

import numpy as np

from scoring.columns.runs import Codes
from scoring.columns.sheet import Flags, Sheet
from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question

NOT_ANSWERED_BYTE = NOT_ANSWERED % 256
NOT_APPLICABLE_BYTE = NOT_APPLICABLE % 256


def without_gaps(codes: Codes) -> Codes:
    """The same with level 0 where there is no level, so that all can be added up."""
    # The reserved codes are the largest bytes: one comparison finds both.
    return np.where(codes < NOT_APPLICABLE_BYTE, codes, np.uint8(0))


def check_codes(rubric: Rubric, codes: Codes, start: int) -> None:
    """Every byte is a level of its question, or a reserved code that it allows.

    codes: (Q, columns). start: the column of the whole matrix that these begin with.
    Raises ScoringError `level_out_of_range`, `not_applicable_refused`.
    """
    for question, row in zip(rubric.questions, codes, strict=True):
        wrong = row > question.top
        wrong &= row != NOT_ANSWERED_BYTE
        if question.may_be_not_applicable:
            wrong &= row != NOT_APPLICABLE_BYTE

        if wrong.any():
            column = int(wrong.argmax())
            level = int(row[column].astype(np.int8))
            raise _refusal(question, start + column, level)


def _refusal(question: Question, column: int, level: int) -> ScoringError:
    where = {"question": question.code, "column": column, "level": level}
    if level == NOT_APPLICABLE:
        return ScoringError("not_applicable_refused", **where)
    return ScoringError("level_out_of_range", **where)


def count_gaps(rubric: Rubric, codes: Codes, sheet: Sheet, columns: slice) -> None:
    """Take gaps out of points, counts and maxima; open the pillars of the not answered.

    codes: (Q, columns), which were added up `without_gaps`. sheet: written out.
    """
    for position, question in enumerate(rubric.questions):
        row = codes[position]
        not_answered = row == NOT_ANSWERED_BYTE
        sheet.pillar_open[question.pillar, columns] |= not_answered
        sheet.answered[columns] -= not_answered

        # Every gap was added up as level 0, which may be worth something.
        if question.points[0]:
            _take_points(question, row >= NOT_APPLICABLE_BYTE, sheet, columns)
        if question.may_be_not_applicable:
            dropped = row == NOT_APPLICABLE_BYTE
            sheet.answered[columns] -= dropped
            sheet.applicable[columns] -= dropped
            # What groups and their criteria are worth goes by both of them.
            if position not in rubric.grouped:
                drop(question, dropped, sheet, columns)


def _take_points(question: Question, gaps: Flags, sheet: Sheet, columns: slice) -> None:
    units = sheet.pillar_points.dtype.type(question.points[0])
    sheet.pillar_points[question.pillar, columns] -= gaps * units


def drop(question: Question, dropped: Flags, sheet: Sheet, columns: slice) -> None:
    """What does not apply is worth nothing."""
    units = sheet.pillar_maxima.dtype.type(question.maximum)
    sheet.pillar_maxima[question.pillar, columns] -= dropped * units
