from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandParser

from indexes.crosswalk.check import check_crosswalk
from indexes.management.files import FilesCommand, must_be_there, refuse


class Command(FilesCommand):
    help = (
        "Check crosswalk files against the index files they join. Every error is told at once, "
        "with its line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--indexes",
            type=Path,
            default=settings.FIXTURES_DIR / "indexes",
            help="folder of the index files",
        )

    def checked(self, file: Path, *, indexes: Path, **options) -> str:
        must_be_there(file)
        document, problems = check_crosswalk(file, indexes)
        refuse(file, problems)
        head, rows = document.data["crosswalk"], document.data["rows"]
        targets = sum(len(row["to"]) for row in rows)
        name = f"{head['id']} version {head['version']}"
        return f"OK {name}: {len(rows)} rows for {targets} questions"
