"""Documents beside an index file: checked against it, and only one without faults will do."""

from collections.abc import Callable, Iterable
from pathlib import Path

from indexes.documents.check import check_file, is_partial
from indexes.documents.reader import Document, KeyPath, Problem, Problems, read
from indexes.documents.schema import Shape
from indexes.index.model import Index, variants_of

# Of a document whose layout holds, and the name of its file.
Rules = Callable[[dict, str], Iterable[tuple[KeyPath, str]]]


def sound_index(file: Path) -> list[Index]:
    """The index of a file that can be answered, in each of its variants; none of any other."""
    if not file.is_file():
        return []
    document, problems = check_file(file)
    if problems or is_partial(document.data):
        return []
    return variants_of(document.data)


def checked_beside(
    path: Path, layout: Shape, rules: Rules
) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems by line."""
    document = read(path)
    problems = Problems(document)
    if document.data:
        layout.check(document.data, (), problems.report)
        # Rules read keys freely, so they need a layout that holds.
        if not problems:
            for where, text in rules(document.data, path.stem):
                problems.report(where, text)
    return document, problems.by_line
