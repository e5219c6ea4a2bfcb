"""What one step of a question costs: from the index, or from a file of one's own."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from indexes.index.model import Index
from indexes.index.numbers import exact
from scoring.rubric import Question

COLUMNS = ["question", "from", "to", "cost"]
EFFORT = 1  # of a question whose index says nothing of it
_COST = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")

# By question of the rubric, then by its steps (`Question.step_from`); None: no step.
Costs = Sequence[Sequence[Fraction | None]]
Report = Callable[[str], None]


# Every page with a way up asks for them, of the same few indexes. In tuples, since what is
# kept for all must not change.
@lru_cache(maxsize=64)
def costs_of(index: Index) -> Costs:
    """Every step of a question costs its `effort`; what is not advised is no step."""
    efforts = {code: _effort(index.questions[code]) for code in index.codes}
    for group, members in index.groups.items():
        # What is not advised of a group is not advised of its criteria taken together.
        if efforts[group] is not None:
            efforts[group] = _together([efforts[member] for member in members])
    rows = []
    for question in index.rubric.questions:
        rows.append(_row(index, question, efforts[question.code]))
    return tuple(rows)


def _together(efforts: Sequence[Fraction | None]) -> Fraction | None:
    """A group costs as much as its criteria: a path told in less detail is not cheaper."""
    advised = [effort for effort in efforts if effort is not None]
    return sum(advised, Fraction(0)) if advised else None


def _row(
    index: Index,
    question: Question,
    effort: Fraction | None,
) -> tuple[Fraction | None, ...]:
    facts, row = index.step_facts(question.code), []
    for stop in question.stops:
        row.append(effort if facts.advises(stop - 1) else None)
    return tuple(row)


def _effort(question: dict) -> Fraction | None:
    if not question.get("advised", True):
        return None
    return exact(question.get("effort", EFFORT))


def costs_from(
    index: Index,
    lines: Iterable[str],
    report: Report,
) -> Costs:
    """The index's costs with those of a CSV file in their place; all faults by row and column.

    A step that the index does not advise exists once the file gives its cost.
    """
    costs = list(map(list, costs_of(index)))
    rows = csv.reader(lines)
    head = _stripped(next(rows, []))
    if head != COLUMNS:
        report(f"row 1: the columns must be {','.join(COLUMNS)}, not {','.join(head)}")
        return costs
    first: dict[tuple[str, str], int] = {}
    for record in rows:
        row, cells = rows.line_num, _stripped(record)
        # Spreadsheets write rows of nothing but commas at the end.
        if not any(cells):
            continue
        faults = list(_faults(index, cells)) or list(_repeated(cells, first))
        for fault in faults:
            report(f"row {row}{fault}")
        if not faults:
            code, start, _end, cost = cells
            first[code, start] = row
            step = list(_steps_by_start(index, code)).index(start)
            costs[index.places[code]][step] = Fraction(cost)
    return costs


def _stripped(cells: Iterable[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _repeated(cells: list[str], first: dict[tuple[str, str], int]) -> Iterator[str]:
    code, start = cells[:2]
    if (code, start) in first:
        row = first[code, start]
        yield f": the step from {start} of {code} is there already, on row {row}"


def _faults(index: Index, cells: list[str]) -> Iterator[str]:
    if len(cells) != len(COLUMNS):
        yield f": {len(cells)} cells, but there are {len(COLUMNS)} columns"
        return
    code, start, end, cost = cells
    if code not in index.codes:
        yield f", column question: {code!r} is not a question of {index.id}"
    else:
        yield from _step_faults(index, code, start, end)
    if _COST.fullmatch(cost) is None:
        yield f", column cost: {cost!r} is not a cost; a number like 3 or 2.5 is expected"


def _step_faults(
    index: Index,
    code: str,
    start: str,
    end: str,
) -> Iterator[str]:
    stops = index.rubric.questions[index.places[code]].stops
    steps = _steps_by_start(index, code)
    if start not in steps:
        known = _range_of(list(steps), len(stops) == stops[-1])
        yield f", column from: {start!r} is not a level to start from; {known} is expected"
    elif end != steps[start]:
        yield f", column to: {end!r} is not the next level; {steps[start]} is expected"


def _steps_by_start(index: Index, code: str) -> dict[str, str]:
    """As they are written in the file: where a step starts, and where it leads."""
    stops = index.rubric.questions[index.places[code]].stops
    steps = {}
    for lower, higher in pairwise((0, *stops)):
        steps[index.written_level(code, lower)] = index.written_level(code, higher)
    return steps


def _range_of(starts: Sequence[str], is_every: bool) -> str:
    """is_every: they follow each other without a gap."""
    if is_every:
        return f"{starts[0]} to {starts[-1]}"
    return ", ".join(starts)
