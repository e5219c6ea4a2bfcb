from pathlib import Path

from indexes.documents.check import check_file, is_partial
from indexes.documents.reader import Document, checksum_of
from indexes.index.model import Index
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
    head = document.data["index"]
    told = _known(document.data) if is_partial(document.data) else _parts(document.data)
    return f"OK {head['id']} version {head['version']}: {told}\nchecksum {checksum_of(document.data)}"


def _parts(data: dict) -> str:
    variants = [variant["id"] for variant in data.get("variants", {}).get("list", ())]
    indexes = [Index(data, variant) for variant in variants or [""]]
    index = indexes[0]
    indicators = sum(len(pillar["indicators"]) for pillar in index.pillars)
    counts = {len(each.questions) for each in indexes}
    questions = (
        str(max(counts)) if len(counts) == 1 else f"{min(counts)} to {max(counts)}"
    )
    points = index.rubric.maximum / index.rubric.total_unit
    return (
        f"{len(index.pillars)} pillars, {indicators} indicators, {questions} questions, {points:g} points, "
        f"{len(index.checks)} checks"
        + (f", {len(variants)} variants" if variants else "")
    )


def _known(data: dict) -> str:
    return f"{len(data['pillars'])} pillars, {len(data['levels'])} levels; partial, nobody can be assessed by it"
