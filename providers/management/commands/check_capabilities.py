from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indexes.documents.reader import read
from indexes.queries import newest_index_version
from providers.directory.check_capabilities import asked_of, check_capabilities


class Command(BaseCommand):
    help = (
        "Check which capabilities help with which question of an index; all files of"
        " fixtures/capabilities if none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="*", metavar="FILE.yaml")

    def handle(self, *args, **options) -> None:
        # Every file is checked before the command fails: all faults at once.
        wrong = sum(self._check(path) for path in options["files"] or _all_files())
        if wrong:
            raise CommandError(f"{wrong} problem(s).")

    def _check(self, path: Path) -> int:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")

        document = read(path)
        version = newest_index_version(str(document.data.get("index", "")))
        if version is None:
            raise CommandError(
                f"{path}: the index it is for is not published yet;"
                " load it first (load_index)."
            )

        asked = asked_of(version.document)
        problems = check_capabilities(document, asked)
        for problem in problems:
            self.stderr.write(f"{path}: {problem}")
        if not problems:
            self.stdout.write(f"{path}: {len(asked)} questions, all of it is right.")
        return len(problems)


def _all_files() -> list[Path]:
    folder = settings.FIXTURES_DIR / "capabilities"
    # words.yaml names the capabilities and is for no index.
    return sorted(path for path in folder.glob("*.yaml") if path.stem != "words")
