from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from survey.index.check import check_file
from survey.index.document import Document, checksum_of
from survey.index.model import Index


class Command(BaseCommand):
    help = "Check an index file. Every error is told at once, with the path of the key and its line."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        document = checked(file)
        self.stdout.write(summary(document))


def checked(file: Path) -> Document:
    """The document of a file without errors; CommandError tells all of them."""
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    document, problems = check_file(file)
    if problems:
        told = "\n".join(f"{file}:{problem.line}: {problem.place}: {problem.text}" for problem in problems)
        errors = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        # Django puts "CommandError: " before the text: the list begins on a line of its own.
        raise CommandError(f"{errors}:\n{told}", returncode=1)
    return document


def summary(document: Document) -> str:
    index = Index(document.data)
    indicators = sum(len(pillar["indicators"]) for pillar in index.pillars)
    points = index.rubric.maximum / index.rubric.total_unit
    return (
        f"OK {index.id} version {index.version}: {len(index.pillars)} pillars, {indicators} indicators, "
        f"{len(index.questions)} questions, {points:g} points, {len(index.checks)} checks\n"
        f"checksum {checksum_of(document.data)}"
    )
