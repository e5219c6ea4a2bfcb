from pathlib import Path

from indexes.documents.check import check_file, is_partial
from indexes.documents.reader import Document, checksum_of
from indexes.index.model import Index, variants_of
from indexes.management.files import FilesCommand, must_be_there, refuse


class Command(FilesCommand):
    help = "Check index files. Every error is told at once, with the path of the key and its line."

    def checked(self, file: Path, **options) -> str:
        return summary(checked(file))


def checked(file: Path) -> Document:
    """The document of a file without errors; CommandError tells all of them."""
    must_be_there(file)
    document, problems = check_file(file)
    refuse(file, problems)
    return document


def summary(document: Document) -> str:
    data = document.data
    head = data["index"]
    content = _known(data) if is_partial(data) else _parts(data)
    return f"OK {head['id']} version {head['version']}: {content}\nchecksum {checksum_of(data)}"


def _parts(data: dict) -> str:
    # Variants ask different numbers of questions; what else is told they share.
    indexes = variants_of(data)
    index = indexes[0]
    indicators = sum(len(pillar["indicators"]) for pillar in index.pillars)
    points = index.rubric.maximum / index.rubric.total_unit
    parts = [
        f"{len(index.pillars)} pillars",
        f"{indicators} indicators",
        f"{_questions(indexes)} questions",
        f"{points:g} points",
        f"{len(index.checks)} checks",
    ]
    if index.variant:
        parts.append(f"{len(indexes)} variants")
    return ", ".join(parts)


def _questions(indexes: list[Index]) -> str:
    counts = {len(index.questions) for index in indexes}
    return str(*counts) if len(counts) == 1 else f"{min(counts)} to {max(counts)}"


def _known(data: dict) -> str:
    pillars, levels = len(data["pillars"]), len(data["levels"])
    return f"{pillars} pillars, {levels} levels; partial, nobody can be assessed by it"
