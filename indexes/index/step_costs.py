"""What one step of a question costs: from the index, or from a file of one's own."""

import csv
import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from indexes.index.model import Index
from indexes.index.questions import exact

COLUMNS = ["question", "from", "to", "cost"]
EFFORT = 1  # of a question whose index says nothing of it
_COST = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")

Costs = list[
    list[Fraction | None]
]  # by question of the rubric, then by the level a step starts from; None: no step
Report = Callable[[str], None]


def costs_of(index: Index) -> Costs:
    """Every step of a question costs its `effort`; what is not advised is no step.

    A group of criteria costs as much as lifting each of them: a path is not cheaper for being told in less detail.
    """
    efforts = {code: _effort(index.questions[code]) for code in index.codes}
    for group, members in index.groups.items():
        theirs = [
            effort for member in members if (effort := efforts[member]) is not None
        ]
        efforts[group] = (
            sum(theirs, Fraction(0)) if theirs and efforts[group] is not None else None
        )
    tops = {question.code: question.top for question in index.rubric.questions}
    return [
        [
            efforts[code] if index.step_facts(code).advises(level) else None
            for level in range(tops[code])
        ]
        for code in index.codes
    ]


def _effort(question: dict) -> Fraction | None:
    return (
        exact(question.get("effort", EFFORT)) if question.get("advised", True) else None
    )


def costs_from(index: Index, lines: Iterable[str], report: Report) -> Costs:
    """The index's costs with those of a CSV file in their place; everything wrong is reported, by row and column.

    A step that the index does not advise exists once the file gives its cost.
    """
    costs = costs_of(index)
    rows = csv.reader(lines)
    head = [cell.strip() for cell in next(rows, [])]
    if head != COLUMNS:
        report(f"row 1: the columns must be {','.join(COLUMNS)}, not {','.join(head)}")
        return costs
    first: dict[tuple[str, str], int] = {}
    for record in rows:
        row, cells = rows.line_num, [cell.strip() for cell in record]
        if not any(cells):
            continue
        wrong = list(_wrong(index, cells))
        step = (cells[0], cells[1]) if len(cells) > 1 else ("", "")
        if not wrong and step in first:
            wrong = [
                f": the step from {step[1]} of {step[0]} is there already, on row {first[step]}"
            ]
        for text in wrong:
            report(f"row {row}{text}")
        if not wrong:
            first[step] = row
            costs[index.codes.index(cells[0])][
                int(cells[1]) - index.shown_level(cells[0], 0)
            ] = Fraction(cells[3])
    return costs


def _wrong(index: Index, cells: list[str]) -> Iterable[str]:
    if len(cells) != len(COLUMNS):
        yield f": {len(cells)} cells, but there are {len(COLUMNS)} columns"
        return
    code, start, end, cost = cells
    if code not in index.codes:
        yield f", column question: {code!r} is not a question of {index.id}"
    else:
        first = index.shown_level(code, 0)
        last = first + index.rubric.questions[index.codes.index(code)].top - 1
        if not (_whole(start) and first <= int(start) <= last):
            yield f", column from: {start!r} is not a level to start from; {first} to {last} is expected"
        elif not (_whole(end) and int(end) == int(start) + 1):
            yield f", column to: {end!r} is not the next level; {int(start) + 1} is expected"
    if _COST.fullmatch(cost) is None:
        yield f", column cost: {cost!r} is not a cost; a number like 3 or 2.5 is expected"


def _whole(text: str) -> bool:
    return (
        text.isascii() and text.isdigit() and str(int(text)) == text
        if len(text) < 4
        else False
    )
