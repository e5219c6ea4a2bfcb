"""Reading what is known of enterprises besides their answers, from a table. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexes.advice.firm import Firm
from indexes.index.model import Index
from language.cleaning import folded
from registry.sectors import sectors
from registry.sizes import SIZES, size_class
from tables.numbers import whole
from tables.table import Table, in_row

COLUMNS = ("enterprise", "size", "employees", "ways")
# These two decide of whom the law asks for e-invoices; without them all are companies.
MORE_COLUMNS = ("revenue", "household")
HOUSEHOLD = {"yes": True, "no": False, "": False}

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Profile:
    """One row: of whom it is, and on which row of the file."""

    name: str
    row: int
    firm: Firm


def read_profiles(
    index: Index,
    asked: Sequence[str],
    records: Iterable[str],
    report: Callable[[str], None],
) -> dict[str, Profile]:
    """By the name of the enterprise as it is compared; all faults by row and column.

    asked: the ways that enterprises of this industry are asked about. Those named hold,
    and the others do not; where none is named nothing is known.
    """

    def tell(row: int, text: str) -> None:
        report(in_row(row, text))

    known = (*COLUMNS, *MORE_COLUMNS)
    table = Table(records, known=known, required=COLUMNS, report=tell)
    profiles: dict[str, Profile] = {}
    for row in table.rows():
        named = row.cells
        faults = list(_faults(named, asked, profiles))
        for fault in faults:
            tell(row.number, fault)
        # Under a wrong head only the cells that are there can be judged.
        if faults or not named.keys() >= set(COLUMNS):
            continue
        name = named["enterprise"]
        firm = _firm(index, asked, named)
        profiles[folded(name)] = Profile(name, row.number, firm)
    return profiles


def _faults(
    named: Cells,
    asked: Sequence[str],
    profiles: Mapping[str, Profile],
) -> Iterator[str]:
    if "enterprise" in named:
        yield from _name_faults(named["enterprise"], profiles)
    size = named.get("size")
    if size and size not in SIZES:
        known = ", ".join(SIZES)
        yield f"column size: {size!r} is no size; {known} or blank is expected"
    yield from _number_faults(named)
    for way in named.get("ways", "").split():
        if way not in asked:
            known = " ".join(asked) or "nothing"
            yield f"column ways: nobody here is asked about {way!r}; {known} is expected"


def _name_faults(name: str, profiles: Mapping[str, Profile]) -> Iterator[str]:
    if not name:
        yield "column enterprise: the name is missing"
    same = profiles.get(folded(name))
    if same:
        yield f"column enterprise: {name!r} is there already, on row {same.row}"


def _number_faults(named: Cells) -> Iterator[str]:
    for column in ("employees", "revenue"):
        text = named.get(column, "")
        if text and whole(text) is None:
            yield f"column {column}: {text!r} is no whole number"
    said = named.get("household", "")
    if said.lower() not in HOUSEHOLD:
        yield f"column household: {said!r} is not known; yes, no or blank is expected"


def _firm(index: Index, asked: Sequence[str], named: Cells) -> Firm:
    employees = whole(named["employees"])
    return Firm(
        size=named["size"] or size_by_people(index, employees),
        revenue=whole(named.get("revenue", "")),
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
