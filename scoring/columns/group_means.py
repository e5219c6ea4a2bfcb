"""Groups of columns: what is left out of a mean, and what the others are worth then."""

import numpy as np
from numpy.typing import NDArray

from scoring.columns.gaps import drop, unsigned
from scoring.columns.runs import Codes
from scoring.columns.sheet import Flags, Integers, Sheet
from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE, Group


def count_groups(
    rubric: Rubric,
    codes: Codes,
    sheet: Sheet,
    columns: slice,
) -> None:
    """`scoring.groups` for columns, after all was added up as if every criterion applied.

    codes: (Q, columns). Raises ScoringError `group_told_twice`.
    """
    not_applicable = unsigned(NOT_APPLICABLE, codes)
    for group in rubric.groups:
        rows = codes[list(group.members)]
        applying = np.count_nonzero(rows != not_applicable, axis=0)
        nothing = applying == 0
        if group.position is not None:
            by_group = codes[group.position] != not_applicable
            _check_once(
                rubric,
                group.position,
                by_group & ~nothing,
                columns.start,
            )
            nothing &= ~by_group

        drop(
            group.pillar,
            group.worth,
            nothing,
            sheet,
            columns,
        )
        _share_out(
            rubric,
            group,
            rows,
            applying,
            sheet.pillar_points[:, columns],
        )


def _check_once(
    rubric: Rubric,
    position: int,
    twice: Flags,
    start: int,
) -> None:
    if twice.any():
        code = rubric.questions[position].code
        column = start + int(twice.argmax())
        raise ScoringError("group_told_twice", question=code, column=column)


def _share_out(
    rubric: Rubric,
    group: Group,
    rows: Codes,
    applying: NDArray[np.integer],
    points: Integers,
) -> None:
    """Where only some criteria apply, they share the worth of all.

    rows: (members, columns). applying: (columns,) how many apply. points: (P, columns).
    """
    count = len(group.members)
    places = np.flatnonzero((applying > 0) & (applying < count))
    if not places.size:
        return

    earned = np.zeros(places.size, np.int64)
    for member, row in zip(group.members, rows, strict=True):
        earned += _earned(rubric.questions[member].points, row[places])
    # Each share is a whole number of units; of all of them, what the missing ones leave.
    shared = earned * count // applying[places] - earned
    points[group.pillar, places] += shared.astype(points.dtype)


def _earned(points: tuple[int, ...], row: Codes) -> NDArray[np.int64]:
    """(columns,) units of one question; a gap earns nothing."""
    table = np.zeros(np.iinfo(row.dtype).max + 1, np.int64)
    table[: len(points)] = points
    earned: NDArray[np.int64] = table[row]
    return earned
