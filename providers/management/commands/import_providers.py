from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from indexes.management.files import must_be_there, refuse
from providers.directory.check import check
from providers.directory.document import read_directory, unread_of
from providers.directory.queries import question_tops
from providers.directory.services import import_directory

CHANGES = {
    "new": "new",
    "changed": "changed",
    "same": "as before",
    "switched_off": "switched off",
}


class Command(BaseCommand):
    help = (
        "Bring the provider directory to what FILE says (YAML, CSV or Excel workbook);"
        " nothing is written unless all of it is right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.yaml|FILE.csv|FILE.xlsx")
        parser.add_argument(
            "--dry-run", action="store_true", help="check the file and write nothing"
        )
        parser.add_argument(
            "--fictional", action="store_true", help="mark all of it as demo data"
        )

    def handle(self, *args, **options) -> None:
        data = self._checked_data(options["file"])
        if options["fictional"]:
            data = data | {"fictional": True}
        if options["dry_run"]:
            self._write_size(data)
            return

        done = import_directory(data=data, now=timezone.now())
        self.stdout.write(
            f"Providers: {_in_words(done.providers)}."
            f" Solutions: {_in_words(done.solutions)}."
        )

    def _checked_data(self, path: Path) -> dict:
        must_be_there(path)
        document = read_directory(path)
        for told in unread_of(path):
            self.stderr.write(f"{path}: {told}")
        refuse(path, check(document, question_tops), "nothing was imported")
        return document.data

    def _write_size(self, data: dict) -> None:
        providers = data["providers"]
        solutions = sum(len(row["solutions"]) for row in providers)
        self.stdout.write(
            f"{len(providers)} providers with {solutions} solutions;"
            " all of it is right."
        )


def _in_words(counts: Counter) -> str:
    parts = [f"{counts[key]} {word}" for key, word in CHANGES.items() if counts[key]]
    return ", ".join(parts) or "none"
