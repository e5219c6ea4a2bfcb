"""Reading a directory file: YAML or CSV, as the same plain data with the line each part of it stands on.

A CSV has one row per solution; a provider's own facts stand on its first row. Lists are separated by ";",
improvements are written "sales.pos:1; customers.crm:2", or with question codes "1.1.1:2; 1.1.4:1".
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from indexes.documents.reader import Document, KeyPath, Problem, read
from providers.directory.capabilities import capabilities

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
_ABSENT = object()


def read_directory(path: Path) -> Document:
    """The file as data with lines; what the format itself refuses becomes problems."""
    return _read_csv(path) if path.suffix.lower() == ".csv" else read(path)


def _read_csv(path: Path) -> Document:
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = csv.DictReader(source)
            columns = rows.fieldnames or []
            numbered = [(rows.line_num, row) for row in rows]
    except UnicodeDecodeError:
        return Document({}, {}, [Problem((), 1, "The file is not UTF-8 text.")])
    except csv.Error as error:
        return Document(
            {}, {}, [Problem((), 1, f"The file is not valid CSV: {error}.")]
        )
    problems = list(_column_problems(columns))
    if problems:
        return Document({}, {}, problems)
    return _Rows().document(numbered)


def _column_problems(columns: list[str]) -> Iterator[Problem]:
    known = {*OWN_COLUMNS, *SOLUTION_COLUMNS}
    for name in columns:
        if name not in known:
            yield Problem(
                (name,),
                1,
                f"This column is not known; known are {', '.join(sorted(known))}.",
            )
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
            if None in row or None in row.values():
                self.problems.append(
                    Problem(
                        (),
                        line,
                        "This row does not have as many cells as there are columns.",
                    )
                )
                continue
            self._row(line, {name: text.strip() for name, text in row.items()})
        return Document(self.data, self.lines, self.problems)

    def _row(self, line: int, row: dict[str, str]) -> None:
        identifier = row["provider"]
        if identifier not in self.position:
            self.position[identifier] = len(self.data["providers"])
            self.data["providers"].append({"solutions": []})
            self._fill(("providers", self.position[identifier]), line, row, OWN_COLUMNS)
        here = ("providers", self.position[identifier])
        solutions = self.data["providers"][here[1]]["solutions"]
        if row["solution"]:
            solutions.append({})
            self._fill(
                (*here, "solutions", len(solutions) - 1), line, row, SOLUTION_COLUMNS
            )

    def _fill(
        self, here: KeyPath, line: int, row: dict[str, str], columns: dict[str, KeyPath]
    ) -> None:
        self.lines[here] = line
        target = self.data
        for part in here:
            target = target[part]
        for column, path in columns.items():
            value = _cell(column, row.get(column, ""))
            if value is _ABSENT:
                continue
            place = target
            for part in path[:-1]:
                place = place.setdefault(part, {})
            place[path[-1]] = value
            self.lines[(*here, *path)] = line


def _cell(column: str, text: str) -> object:
    """The cell as YAML would have given it; text that does not fit is kept for the check to refuse."""
    if column in _LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if column == "improves":
        return [_improvement(part) for part in text.split(";") if part.strip()]
    if not text:
        return _ABSENT
    if column == "online":
        return {
            "yes": True,
            "true": True,
            "1": True,
            "no": False,
            "false": False,
            "0": False,
        }.get(text.lower(), text)
    if column in _NUMBERS:
        return int(text) if text.isascii() and text.isdigit() else text
    if column == "rating_average":
        return (
            float(text)
            if text.isascii() and text.replace(".", "", 1).isdigit()
            else text
        )
    return text


def _improvement(text: str) -> dict:
    code, _, lift = (part.strip() for part in text.partition(":"))
    kind = "capability" if code in capabilities() else "question"
    return {
        kind: code,
        "lift": int(lift) if lift.isascii() and lift.isdigit() else lift,
    }
