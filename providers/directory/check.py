"""Checks a directory file: every problem with its place, all at once, in plain sentences."""

from collections.abc import Callable, Iterator

from indexes.documents.message import Message
from indexes.documents.reader import Document, KeyPath, Problem
from providers.directory.document import composed
from providers.directory.layout import Tops, directory
from providers.models import Solution

DEFAULT_INDEX = Solution._meta.get_field("index_id").default
Finding = tuple[KeyPath, str]


def check(document: Document, tops_of: Callable[[str], Tops | None]) -> list[Problem]:
    """Everything wrong with the file, in its order.

    tops_of(index id): None where no such index is published.
    """
    if document.problems and not document.data:
        return document.problems
    problems = list(document.problems)

    def report(path: KeyPath, text: Message | str) -> None:
        problems.append(Problem(path, document.line_of(path), text))

    data = composed(document.data)
    index_id = str(data.get("index", DEFAULT_INDEX))
    tops = tops_of(index_id)
    directory(tops).check(data, (), report)
    if tops is None and _names_questions(data):
        report(
            ("index",),
            f"The index {index_id!r} is not published yet; load it first (load_index).",
        )
    for path, text in (*_ids_twice(document, data), *_improvements_twice(data)):
        report(path, text)
    return sorted(problems, key=lambda problem: problem.line)


def _maps(path: KeyPath, rows: object) -> Iterator[tuple[KeyPath, dict]]:
    """The entries of a list that are maps; the layout tells of whatever else is there."""
    for position, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield (*path, position), row


def _solutions(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    for path, provider in _maps(("providers",), data.get("providers")):
        yield from _maps((*path, "solutions"), provider.get("solutions"))


def _improvements(path: KeyPath, solution: dict) -> Iterator[tuple[KeyPath, dict]]:
    yield from _maps((*path, "improves"), solution.get("improves"))


def _names_questions(data: dict) -> bool:
    """Whether the file speaks of an index at all: capabilities belong to none."""
    improvements = [
        improvement
        for place, solution in _solutions(data)
        for _place, improvement in _improvements(place, solution)
    ]
    if "index" in data or not improvements:
        return True
    return any("question" in improvement for improvement in improvements)


def _ids_twice(document: Document, data: dict) -> Iterator[Finding]:
    """A provider or solution is known by its id in the whole directory."""
    providers = _maps(("providers",), data.get("providers"))
    for kind, rows in (("provider", providers), ("solution", _solutions(data))):
        lines: dict[str, int] = {}
        for path, row in rows:
            slug, here = row.get("id"), (*path, "id")
            if not isinstance(slug, str):
                continue
            if slug in lines:
                first = lines[slug]
                text = (
                    f"The {kind} {slug!r} is here twice; the first is on line {first}."
                )
                yield here, text
            lines.setdefault(slug, document.line_of(here))


def _improvements_twice(data: dict) -> Iterator[Finding]:
    for place, solution in _solutions(data):
        names: set[str] = set()
        for path, improvement in _improvements(place, solution):
            kind = "capability" if "capability" in improvement else "question"
            name = str(improvement.get(kind, ""))
            if name in names:
                yield (*path, kind), f"The {kind} {name} is here twice."
            names.add(name)
