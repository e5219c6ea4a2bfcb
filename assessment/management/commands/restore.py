"""`manage.py restore FILE [--replace]`: the database and the files as an archive has them."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessment.backup.errors import BackupError
from assessment.backup.services import restore_backup
from assessment.backup.wording import words_of


class Command(BaseCommand):
    help = "Go back to an archive that `backup` made. Stop the site before"
    # The tables may not be there, or be those of another version.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where the database or the folder of files is not empty: "
            "what the archive does not have is lost",
        )

    def handle(self, *args, file: Path, replace: bool, **options) -> None:
        try:
            restored = restore_backup(path=file, replace=replace, now=timezone.now())
        except BackupError as error:
            raise CommandError(words_of(error)) from error
        except OSError as error:  # no room, no right, no such folder
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored as of {restored.manifest.made_at}.")
        self.stdout.write(f"{restored.files} files put back.")
        if restored.again is None:
            self.stderr.write(
                "Who was deleted since could not be read here: see docs/operations.md."
            )
        else:
            self.stdout.write(f"{restored.again} deleted since were deleted again.")
        if restored.missing:
            self.stderr.write(f"{restored.missing} rows name a file that is not there.")
        if restored.breaks:
            raise CommandError("The audit log does not hold: see verify_audit.")
        self.stdout.write("The audit log holds.")
