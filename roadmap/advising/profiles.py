"""Reading what is known of enterprises besides their answers, from a CSV file. Pure."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexes.advice.firm import Firm
from indexes.index.model import Index
from registry.sectors import sectors
from registry.sizes import SIZES, size_class

COLUMNS = ("enterprise", "size", "employees", "ways")
# These two decide of whom the law asks for e-invoices; without them all are companies.
MORE_COLUMNS = ("revenue", "household")
HOUSEHOLD = {"yes": True, "no": False, "": False}

Report = Callable[[str], None]
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Profile:
    """One row: of whom it is, and on which row of the file."""

    row: int
    firm: Firm


def read_profiles(
    index: Index,
    asked: Sequence[str],
    lines: Iterable[str],
    report: Report,
) -> dict[str, Profile]:
    """By the name of the enterprise; all faults by row and column.

    asked: the ways that enterprises of this industry are asked about. Those named hold,
    and the others do not; where none is named nothing is known.
    """
    rows = csv.reader(lines)
    head = tuple(cell.strip() for cell in next(rows, []))
    if not _is_head(head):
        report(_head_fault(head))
        return {}
    profiles: dict[str, Profile] = {}
    for record in rows:
        cells = [cell.strip() for cell in record]
        # Spreadsheets write rows of nothing but commas at the end.
        if not any(cells):
            continue
        faults = list(_faults(head, cells, asked, profiles))
        for fault in faults:
            report(f"row {rows.line_num}{fault}")
        if not faults:
            named = dict(zip(head, cells, strict=True))
            firm = _firm(index, asked, named)
            profiles[named["enterprise"]] = Profile(rows.line_num, firm)
    return profiles


def _is_head(head: Sequence[str]) -> bool:
    more = head[len(COLUMNS) :]
    is_known = len(set(more)) == len(more) and set(more) <= set(MORE_COLUMNS)
    return is_known and head[: len(COLUMNS)] == COLUMNS


def _head_fault(head: Sequence[str]) -> str:
    known = f"{','.join(COLUMNS)}, and after them {' or '.join(MORE_COLUMNS)} or both"
    return f"row 1: the columns must be {known}, not {','.join(head)}"


def _faults(
    head: Sequence[str],
    cells: Sequence[str],
    asked: Sequence[str],
    profiles: Mapping[str, Profile],
) -> Iterator[str]:
    if len(cells) != len(head):
        yield f": {len(cells)} cells, but there are {len(head)} columns"
        return
    named = dict(zip(head, cells, strict=True))
    name, size = named["enterprise"], named["size"]
    if not name:
        yield ", column enterprise: the name is missing"
    if name in profiles:
        row = profiles[name].row
        yield f", column enterprise: {name!r} is there already, on row {row}"
    if size and size not in SIZES:
        known = ", ".join(SIZES)
        yield f", column size: {size!r} is no size; {known} or blank is expected"
    yield from _number_faults(named)
    for way in named["ways"].split():
        if way not in asked:
            known = " ".join(asked) or "nothing"
            yield f", column ways: nobody here is asked about {way!r}; {known} is expected"


def _number_faults(named: Cells) -> Iterator[str]:
    for column in ("employees", "revenue"):
        text = named.get(column, "")
        if text and _number(text) is None:
            yield f", column {column}: {text!r} is no whole number"
    said = named.get("household", "")
    if said.lower() not in HOUSEHOLD:
        yield f", column household: {said!r} is not known; yes, no or blank is expected"


def _number(text: str) -> int | None:
    is_short = text.isascii() and text.isdigit() and len(text) < 16
    return int(text) if is_short else None


def _firm(index: Index, asked: Sequence[str], named: Cells) -> Firm:
    employees = _number(named["employees"])
    return Firm(
        size=named["size"] or size_by_people(index, employees),
        revenue=_number(named.get("revenue", "")),
        is_household=HOUSEHOLD[named.get("household", "").lower()],
        ways=ways_from(asked, named["ways"].split()),
        employees=employees,
    )


def ways_from(asked: Sequence[str], holding: Sequence[str]) -> dict[str, bool]:
    """Of what is asked, what holds and what does not; nothing where nothing is told."""
    return {way: way in holding for way in asked} if holding else {}


def size_by_people(index: Index, employees: int | None) -> str:
    """The smallest class that so many people allow in the industry; empty where not told."""
    if employees is None:
        return ""
    sizes = set()
    for code in _sectors_of(index):
        known = size_class(
            employees=employees, revenue=None, capital=None, sector_code=code
        )
        sizes.add(known.id)
    return min(filter(None, sizes), key=SIZES.index, default="")


def _sectors_of(index: Index) -> Iterable[str]:
    for variant in index.variants.get("list", ()):
        if variant["id"] == index.variant:
            return variant.get("vsic", ())
    return sectors()
