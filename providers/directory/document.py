"""Reading a directory file: YAML or CSV, as the same plain data with the line of each part.

A CSV has one row per solution; a provider's own facts stand on its first row. Lists are separated
by ";", improvements are written "sales.pos:1; customers.crm:2", or with question codes
"1.1.1:2; 1.1.4:1".
"""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from indexes.documents.reader import Document, KeyPath, Problem, read
from providers.directory.capabilities import capabilities

_MOST_DIGITS = 18
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
    """Every text in the one form of Unicode the site keeps, without spaces around it."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, dict):
        return {key: composed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [composed(part) for part in value]
    return value


def read_directory(path: Path) -> Document:
    """The file as data with lines; what the format itself refuses becomes problems."""
    return _read_csv(path) if path.suffix.lower() == ".csv" else read(path)


def _read_csv(path: Path) -> Document:
    try:
        columns, rows = _rows_of(path)
    except UnicodeDecodeError:
        return _refused(Problem((), 1, "The file is not UTF-8 text."))
    except csv.Error as error:
        return _refused(Problem((), 1, f"The file is not valid CSV: {error}."))

    problems = list(_column_problems(columns))
    if problems:
        return _refused(*problems)
    return _Rows().document(rows)


def _rows_of(path: Path) -> tuple[list[str], list[tuple[int, dict]]]:
    """Names of the columns; the rows with the lines they end on, since a cell may hold breaks."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = csv.DictReader(source)
        columns = list(rows.fieldnames or [])
        return columns, [(rows.line_num, row) for row in rows]


def _refused(*problems: Problem) -> Document:
    return Document({}, {}, list(problems))


def _column_problems(columns: list[str]) -> Iterator[Problem]:
    known = {*OWN_COLUMNS, *SOLUTION_COLUMNS}
    for name in columns:
        if name not in known:
            text = f"This column is not known; known are {', '.join(sorted(known))}."
            yield Problem((name,), 1, text)
        elif columns.count(name) > 1:
            yield Problem((name,), 1, "This column is here more than once.")
    for name in ("provider", "solution"):
        if name not in columns:
            yield Problem((name,), 1, "This column is missing.")


class _Rows:
    """Gathers rows into providers with their solutions, as the YAML has them."""

    def __init__(self) -> None:
        self.data: dict = {"providers": []}
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.position: dict[str, int] = {}

    def document(self, rows: list[tuple[int, dict]]) -> Document:
        for line, row in rows:
            # csv puts cells beyond the columns under None, and None where cells are missing.
            if None in row or None in row.values():
                text = "This row does not have as many cells as there are columns."
                self.problems.append(Problem((), line, text))
            else:
                self._row(line, {name: cell.strip() for name, cell in row.items()})
        return Document(self.data, self.lines, self.problems)

    def _row(self, line: int, row: dict[str, str]) -> None:
        provider = self._provider(line, row)
        # A provider that offers nothing yet has a row without a solution.
        if not row["solution"]:
            return
        solutions = self.data["providers"][provider]["solutions"]
        path = ("providers", provider, "solutions", len(solutions))
        solution: dict = {}
        solutions.append(solution)
        self._fill(path, solution, line, row, SOLUTION_COLUMNS)

    def _provider(self, line: int, row: dict[str, str]) -> int:
        """Position of the row's provider, which is made of the first row that names it."""
        identifier = row["provider"]
        if identifier not in self.position:
            providers = self.data["providers"]
            position = self.position[identifier] = len(providers)
            provider: dict = {"solutions": []}
            providers.append(provider)
            self._fill(("providers", position), provider, line, row, OWN_COLUMNS)
        return self.position[identifier]

    def _fill(
        self,
        here: KeyPath,
        part: dict,
        line: int,
        row: dict[str, str],
        columns: dict[str, KeyPath],
    ) -> None:
        self.lines[here] = line
        for column, path in columns.items():
            value = _cell(column, row.get(column, ""))
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


def _is_digits(text: str) -> bool:
    # isdigit() alone takes "²" and the digits of other scripts for digits, too; and Python refuses
    # to read a number of thousands of them.
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def _whole(text: str) -> int | str:
    return int(text) if _is_digits(text) else text


def _decimal(text: str) -> float | str:
    return float(text) if _is_digits(text.replace(".", "", 1)) else text


def _improvement(text: str) -> dict:
    name, _colon, lift = text.partition(":")
    code = name.strip()
    kind = "capability" if code in capabilities() else "question"
    return {kind: code, "lift": _whole(lift.strip())}
