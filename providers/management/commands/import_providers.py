from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from providers.directory.check import check
from providers.directory.document import read_directory
from providers.directory.queries import question_tops
from providers.directory.services import import_directory


class Command(BaseCommand):
    help = "Bring the provider directory to what FILE says (YAML or CSV); nothing is written unless all of it is right."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.yaml|FILE.csv")
        parser.add_argument(
            "--dry-run", action="store_true", help="check the file and write nothing"
        )
        parser.add_argument(
            "--fictional", action="store_true", help="mark all of it as demo data"
        )

    def handle(self, *args, **options) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        document = read_directory(path)
        problems = check(document, question_tops)
        for problem in problems:
            self.stderr.write(f"{path}: {problem}")
        if problems:
            raise CommandError(f"{len(problems)} problem(s); nothing was imported.")
        data = document.data | ({"fictional": True} if options["fictional"] else {})
        if options["dry_run"]:
            solutions = sum(len(row["solutions"]) for row in data["providers"])
            self.stdout.write(
                f"{len(data['providers'])} providers with {solutions} solutions; all of it is right."
            )
            return
        done = import_directory(data=data, now=timezone.now())
        self.stdout.write(
            f"Providers: {_told(done.providers)}. Solutions: {_told(done.solutions)}."
        )


def _told(counted) -> str:
    words = {
        "new": "new",
        "changed": "changed",
        "same": "as before",
        "switched_off": "switched off",
    }
    return (
        ", ".join(
            f"{counted[key]} {word}" for key, word in words.items() if counted[key]
        )
        or "none"
    )
