"""What one step of a question costs: from the index, or from a file of one's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from indexes.index.model import Index
from indexes.index.numbers import exact
from language.numbers import without_fraction
from scoring.rubric import Question
from tables.numbers import decimal
from tables.table import Table, in_row

COLUMNS = ["question", "from", "to", "cost"]
EFFORT = 1  # of a question whose index says nothing of it

# By question of the rubric, then by its steps (`Question.step_from`); None: no step.
Costs = Sequence[Sequence[Fraction | None]]
Cells = Mapping[str, str]


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
    records: Iterable[str],
    report: Callable[[str], None],
) -> Costs:
    """The index's costs with those of a table in their place; all faults by row and column.

    A step that the index does not advise exists once the file gives its cost.
    """

    def tell(row: int, text: str) -> None:
        report(in_row(row, text))

    costs = list(map(list, costs_of(index)))
    first: dict[tuple[str, str], int] = {}
    for row in Table(records, known=COLUMNS, required=COLUMNS, report=tell).rows():
        cells = row.cells
        faults = list(_faults(index, cells)) or list(_repeated(cells, first))
        for fault in faults:
            tell(row.number, fault)
        # Under a wrong head only the cells that are there can be judged.
        if faults or not cells.keys() >= set(COLUMNS):
            continue
        code, start = cells["question"], _level(cells, "from")
        first[code, start] = row.number
        step = list(_steps_by_start(index, code)).index(start)
        costs[index.places[code]][step] = decimal(cells["cost"])
    return costs


def _repeated(cells: Cells, first: dict[tuple[str, str], int]) -> Iterator[str]:
    code, start = cells.get("question", ""), _level(cells, "from") or ""
    if (code, start) in first:
        row = first[code, start]
        yield f"the step from {start} of {code} is there already, on row {row}"


def _faults(index: Index, cells: Cells) -> Iterator[str]:
    code = cells.get("question")
    if code is not None and code not in index.codes:
        yield f"column question: {code!r} is not a question of {index.id}"
    elif code is not None:
        yield from _step_faults(index, code, _level(cells, "from"), _level(cells, "to"))
    cost = cells.get("cost")
    if cost is not None and decimal(cost) is None:
        yield f"column cost: {cost!r} is not a cost; a number like 3 or 2.5 is expected"


def _level(cells: Cells, column: str) -> str | None:
    text = cells.get(column)
    return None if text is None else without_fraction(text)


def _step_faults(
    index: Index,
    code: str,
    start: str | None,
    end: str | None,
) -> Iterator[str]:
    stops = index.rubric.questions[index.places[code]].stops
    steps = _steps_by_start(index, code)
    if start is None:
        return
    if start not in steps:
        known = _range_of(list(steps), len(stops) == stops[-1])
        yield f"column from: {start!r} is not a level to start from; {known} is expected"
    elif end not in (None, steps[start]):
        yield f"column to: {end!r} is not the next level; {steps[start]} is expected"


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
