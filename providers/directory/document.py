"""Reading a directory file: YAML or a table, as the same plain data with the line of each part.

A table has one row per solution; a provider's own facts stand on its first row. Lists are separated
by ";", improvements are written "sales.pos:1; customers.crm:2", or with question codes
"1.1.1:2; 1.1.4:1".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexes.documents.reader import Document, KeyPath, Problem, read
from language.cleaning import clean, one_line, plain
from language.phones import PhoneError, read_phone
from providers.directory.capabilities import capabilities
from tables.errors import TableError
from tables.numbers import decimal, whole
from tables.records import opened, records_of, unread_in
from tables.table import Table

Cells = Mapping[str, str]
OWN_COLUMNS: dict[str, KeyPath] = {
    "provider": ("id",),
    "name": ("name",),
    "about_vi": ("about", "vi"),
    "about_en": ("about", "en"),
    "website": ("website",),
    "email": ("email",),
    "phone": ("phone",),
    "areas": ("areas",),
    "online": ("online",),
    "certificates": ("certificates",),
    "capacity_per_month": ("capacity_per_month",),
    "vetted_until": ("vetted_until",),
    "paused_until": ("paused_until",),
    "tax_code": ("tax_code",),
    "rating_average": ("rating", "average"),
    "rating_count": ("rating", "count"),
}
SOLUTION_COLUMNS: dict[str, KeyPath] = {
    "solution": ("id",),
    "solution_vi": ("name", "vi"),
    "solution_en": ("name", "en"),
    "what_vi": ("what", "vi"),
    "what_en": ("what", "en"),
    "kind": ("kind",),
    "improves": ("improves",),
    "sectors": ("sectors",),
    "sizes": ("sizes",),
    "price_from": ("price", "from"),
    "price_to": ("price", "to"),
    "price_unit": ("price", "unit"),
    "price_confirmed": ("price_confirmed",),
    "delivery_days": ("delivery_days",),
    "support_item": ("support_item",),
}
KNOWN = (*OWN_COLUMNS, *SOLUTION_COLUMNS)
# What no provider and no solution can do without.
NEEDED = (
    *("provider", "name", "about_vi", "about_en", "solution", "solution_vi"),
    *("solution_en", "what_vi", "what_en", "kind", "improves"),
    *("price_from", "price_to", "price_unit"),
)
_LISTS = {"areas", "certificates", "sectors", "sizes"}
_NUMBERS = {
    "capacity_per_month",
    "rating_count",
    "price_from",
    "price_to",
    "delivery_days",
}
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_ABSENT = object()


def composed(value: object) -> object:
    """Every text as a form would keep it, so that an import is never laxer than a form."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, dict):
        return {key: _composed(key, part) for key, part in value.items()}
    if isinstance(value, list):
        return [composed(part) for part in value]
    return value


def _composed(key: str, part: object) -> object:
    cleaning = _CLEANINGS.get(key)
    if cleaning and isinstance(part, str):
        return cleaning(part)
    return composed(part)


def _phone(text: str) -> str:
    """What nobody can be called by is left for the check."""
    try:
        return read_phone(text)
    except PhoneError:
        return plain(text)


_CLEANINGS = {"name": one_line, "email": plain, "website": plain, "phone": _phone}


@dataclass(frozen=True)
class Sheet(Document):
    """missing: what cannot be in any row, since there is no column for it."""

    missing: frozenset[KeyPath] = frozenset()


def read_directory(path: Path) -> Document:
    """The file as data with lines; what the format itself refuses becomes problems."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return read(path)
    try:
        with opened(path) as source:
            return _Rows().document(records_of(source))
    except TableError as error:
        return Document({}, {}, [Problem((), 1, _sentence(str(error)))])


def unread_of(path: Path) -> list[str]:
    """What of a workbook nobody sees in the document. A file that is no table tells so itself."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return []
    try:
        return list(unread_in(path))
    except TableError:
        return []


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


class _Rows:
    """Gathers rows into providers with their solutions, as the YAML has them."""

    def __init__(self) -> None:
        self.data: dict = {"providers": []}
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.position: dict[str, int] = {}
        self.first: list[tuple[int, Cells]] = []  # of each provider

    def document(self, records: Iterator[str]) -> Document:
        table = Table(records, known=KNOWN, required=NEEDED, report=self._report)
        for row in table.rows():
            self._row(row.number, row.cells)
        missing = _missing([*OWN_COLUMNS.items(), *SOLUTION_COLUMNS.items()], table)
        # Without a row there is nothing to judge but the head.
        is_empty = self.problems and not self.position
        return Sheet({} if is_empty else self.data, self.lines, self.problems, missing)

    def _report(self, line: int, text: str) -> None:
        self.problems.append(Problem((), line, _sentence(text)))

    def _row(self, line: int, row: Cells) -> None:
        provider = self._provider(line, row)
        # A provider that offers nothing yet has a row without a solution.
        if not row.get("solution", ""):
            return
        solutions = self.data["providers"][provider]["solutions"]
        path = ("providers", provider, "solutions", len(solutions))
        solution: dict = {}
        solutions.append(solution)
        self._fill(path, solution, line, row, SOLUTION_COLUMNS)

    def _provider(self, line: int, row: Cells) -> int:
        """Position of the row's provider, which is made of the first row that names it."""
        identifier = row.get("provider", "")
        if identifier in self.position:
            self._compare(line, row, self.position[identifier])
            return self.position[identifier]

        providers = self.data["providers"]
        position = self.position[identifier] = len(providers)
        provider: dict = {"solutions": []}
        providers.append(provider)
        self.first.append((line, row))
        self._fill(("providers", position), provider, line, row, OWN_COLUMNS)
        return position

    def _compare(self, line: int, row: Cells, position: int) -> None:
        """What a later row says of its provider is blank, or what the first one said."""
        first_line, first = self.first[position]
        for column in OWN_COLUMNS:
            text = row.get(column, "")
            if text and text != first[column]:
                told = f"column {column}: {text!r} is not what line {first_line} says"
                self._report(line, told)

    def _fill(
        self,
        here: KeyPath,
        part: dict,
        line: int,
        row: Cells,
        columns: dict[str, KeyPath],
    ) -> None:
        self.lines[here] = line
        for column, path in columns.items():
            value = _cell(column, row[column]) if column in row else _ABSENT
            if value is _ABSENT:
                continue
            # "price.from" stands one map deeper, as in YAML.
            target = part
            for key in path[:-1]:
                target = target.setdefault(key, {})
            target[path[-1]] = value
            self.lines[(*here, *path)] = line


def _cell(column: str, text: str) -> object:
    """The cell as YAML would have given it; text that does not fit is left for the check."""
    if column in _LISTS:
        return _parts(text)
    if column == "improves":
        return [_improvement(part) for part in _parts(text)]
    # An empty list says "no limit"; any other empty cell says nothing.
    if not text:
        return _ABSENT
    if column == "online":
        return _FLAGS.get(text.lower(), text)
    if column in _NUMBERS:
        return _whole(text)
    if column == "rating_average":
        return _decimal(text)
    return text


def _parts(text: str) -> list[str]:
    # A list may end with its separator.
    return [part for part in map(str.strip, text.split(";")) if part]


def _whole(text: str) -> int | str:
    number = whole(text)
    return text if number is None else number


def _decimal(text: str) -> float | str:
    number = decimal(text)
    return text if number is None else float(number)


def _missing(columns: list[tuple[str, KeyPath]], table: Table) -> frozenset[KeyPath]:
    """Also the map around what is missing altogether: of a price from, to and unit."""
    missing = {path for name, path in columns if name not in table.names}
    there = {path[:1] for name, path in columns if name in table.names}
    around = {path[:1] for path in missing} - there
    return frozenset(missing | around)


def _improvement(text: str) -> dict:
    name, _colon, lift = text.partition(":")
    code = name.strip()
    kind = "capability" if code in capabilities() else "question"
    return {kind: code, "lift": _whole(lift.strip())}
