"""Commands that check files one after another and tell at once all that is wrong in any."""

from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indexes.documents.reader import Problem


class FilesCommand(BaseCommand):
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            type=Path,
            nargs="+",
            metavar="FILE",
        )

    def handle(self, *, files: Sequence[Path], **options) -> None:
        refused = []
        for file in files:
            try:
                self.stdout.write(self.checked(file, **options))
            except CommandError as error:
                refused.append(str(error))
        if refused:
            raise CommandError("\n".join(refused), returncode=1)

    def checked(self, file: Path, **options) -> str:
        """What is in a sound file; CommandError with all that is wrong."""
        raise NotImplementedError


def must_be_there(file: Path) -> None:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")


def refuse(file: Path, problems: Sequence[Problem]) -> None:
    """CommandError where there are any."""
    if not problems:
        return
    lines = [
        f"{file}:{problem.line}: {problem.place}: {problem.text}"
        for problem in problems
    ]
    errors = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
    # Django puts "CommandError: " before the text: the list begins on a line of its own.
    raise CommandError("\n".join([f"{errors}:", *lines]), returncode=1)
