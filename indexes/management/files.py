"""Commands that check files one after another and tell at once all that is wrong in any."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indexes.documents.reader import Problem


class FilesCommand(BaseCommand):
    requires_system_checks = ()
    least_files = "+"  # one at least; "*" where it knows what to do without any

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            type=Path,
            nargs=self.least_files,
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


class BesideIndexesCommand(FilesCommand):
    """One whose files are checked against the index files they speak of."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--indexes",
            type=Path,
            default=settings.FIXTURES_DIR / "indexes",
            help="folder of the index files",
        )


def must_be_there(file: Path) -> None:
    if file.is_dir():
        raise CommandError(f"{file} is a folder; name the file in it.")
    if not file.exists():
        raise CommandError(f"There is no file {file}.")


def refuse(file: Path, problems: Sequence[Problem], outcome: str = "") -> None:
    """CommandError where there are any; outcome: what comes of them."""
    if not problems:
        return
    lines = [
        f"{file}:{problem.line}: {problem.place}: {problem.text}"
        for problem in problems
    ]
    errors = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
    # Django puts "CommandError: " before the text: the list begins on a line of its own.
    head = f"{errors}; {outcome}:" if outcome else f"{errors}:"
    raise CommandError("\n".join([head, *lines]), returncode=1)
