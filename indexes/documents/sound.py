"""Index files that other documents are checked against: only one without faults will do."""

from pathlib import Path

from indexes.documents.check import check_file, is_partial
from indexes.index.model import Index, variants_of


def sound_index(file: Path) -> list[Index]:
    """The index of a file that can be answered, in each of its variants; none of any other."""
    if not file.is_file():
        return []
    document, problems = check_file(file)
    if problems or is_partial(document.data):
        return []
    return variants_of(document.data)
