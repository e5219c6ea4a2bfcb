"""Checks a directory file: every problem with its place, all at once, in plain sentences."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from indexes.documents.message import Message
from indexes.documents.reader import Document, KeyPath, Problem, Problems
from indexes.documents.schema import MISSING_KEY, Report
from providers.directory.document import Sheet, composed
from providers.directory.layout import Tops, directory
from providers.models import Solution

DEFAULT_INDEX = Solution._meta.get_field("index_id").default
Finding = tuple[KeyPath, str]
Entries = Iterator[tuple[KeyPath, dict]]


def check(document: Document, tops_of: Callable[[str], Tops | None]) -> list[Problem]:
    """Everything wrong with the file, in its order.

    tops_of(index id): None where no such index is published.
    """
    # What could not be read at all would only be called incomplete.
    if document.problems and not document.data:
        return document.problems

    problems = Problems(document)
    data = composed(document.data)
    index_id = str(data.get("index", DEFAULT_INDEX))
    tops = tops_of(index_id)
    directory(tops).check(data, (), _reporting(document, problems))
    if tops is None and _names_questions(data):
        text = (
            f"The index {index_id!r} is not published yet; load it first (load_index)."
        )
        problems.report(("index",), text)
    for path, text in _ids_twice(document, data):
        problems.report(path, text)
    for path, text in _improvements_twice(data):
        problems.report(path, text)
    return problems.by_line


def _reporting(document: Document, problems: Problems) -> Report:
    """A column that is missing was told once: not again for each row."""
    missing = document.missing if isinstance(document, Sheet) else frozenset()

    def report(path: KeyPath, text: Message | str) -> None:
        is_key = isinstance(text, Message) and text.pattern == MISSING_KEY
        if not is_key or (*_inside(path), text.params["key"]) not in missing:
            problems.report(path, text)

    return report


def _inside(path: KeyPath) -> KeyPath:
    """The keys below the provider or solution."""
    keys = list(takewhile(lambda key: isinstance(key, str), reversed(path)))
    return tuple(reversed(keys))


def _maps(path: KeyPath, rows: object) -> Entries:
    """The entries of a list that are maps; the layout tells of whatever else is there."""
    if not isinstance(rows, list):
        return
    for position, row in enumerate(rows):
        if isinstance(row, dict):
            yield (*path, position), row


def _providers(data: dict) -> Entries:
    yield from _maps(("providers",), data.get("providers"))


def _solutions(data: dict) -> Entries:
    for path, provider in _providers(data):
        yield from _maps((*path, "solutions"), provider.get("solutions"))


def _improvements(path: KeyPath, solution: dict) -> Entries:
    yield from _maps((*path, "improves"), solution.get("improves"))


def _names_questions(data: dict) -> bool:
    """Whether the file speaks of an index at all: capabilities belong to none."""
    if "index" in data:
        return True
    is_empty = True
    for path, solution in _solutions(data):
        for _path, improvement in _improvements(path, solution):
            if "question" in improvement:
                return True
            is_empty = False
    # A file without improvements is too far from right to say what it speaks of.
    return is_empty


def _ids_twice(document: Document, data: dict) -> Iterator[Finding]:
    """A provider or solution is known by its id in the whole directory."""
    yield from _twice("provider", _providers(data), document)
    yield from _twice("solution", _solutions(data), document)


def _twice(kind: str, rows: Entries, document: Document) -> Iterator[Finding]:
    lines: dict[str, int] = {}
    for path, row in rows:
        slug = row.get("id")
        # What is no text is told by the layout, and would not go into a table.
        if not isinstance(slug, str):
            continue
        here = (*path, "id")
        if slug in lines:
            text = (
                f"The {kind} {slug!r} is here twice;"
                f" the first is on line {lines[slug]}."
            )
            yield here, text
        lines.setdefault(slug, document.line_of(here))


def _improvements_twice(data: dict) -> Iterator[Finding]:
    for solution_path, solution in _solutions(data):
        names: set[str] = set()
        for path, improvement in _improvements(solution_path, solution):
            kind = "capability" if "capability" in improvement else "question"
            name = str(improvement.get(kind, ""))
            if name in names:
                yield (*path, kind), f"The {kind} {name} is here twice."
            names.add(name)
