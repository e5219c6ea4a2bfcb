from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandParser

from indexes.advice.check import check_advice
from indexes.management.files import FilesCommand, must_be_there, refuse


class Command(FilesCommand):
    help = (
        "Check advice files against the index files they speak of. Every error is told at once, "
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
        document, problems = check_advice(file, indexes)
        refuse(file, problems)
        data = document.data
        name = f"{data['index']} version {data['version']}"
        kinds, questions = len(data["kinds"]), len(data["questions"])
        return f"OK {name}: {questions} questions of {kinds} kinds"
