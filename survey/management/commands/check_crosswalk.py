from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from survey.crosswalk.check import check_crosswalk


class Command(BaseCommand):
    help = "Check a crosswalk file against the index files it joins. Every error is told at once, with its line."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--indexes", type=Path, default=settings.FIXTURES_DIR / "indexes", help="folder of the index files"
        )

    def handle(self, *, file: Path, indexes: Path, **options) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        document, problems = check_crosswalk(file, indexes)
        if problems:
            told = "\n".join(f"{file}:{problem.line}: {problem.place}: {problem.text}" for problem in problems)
            errors = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
            raise CommandError(f"{errors}:\n{told}", returncode=1)
        head, rows = document.data["crosswalk"], document.data["rows"]
        targets = sum(len(row["to"]) for row in rows)
        self.stdout.write(f"OK {head['id']} version {head['version']}: {len(rows)} rows for {targets} questions")
