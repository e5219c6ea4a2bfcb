"""`manage.py backup --out FILE`: the database and the files of the site in one archive."""

import shutil
import subprocess
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessment.backup.errors import BackupError
from assessment.backup.services import make_backup
from assessment.backup.wording import words_of


class Command(BaseCommand):
    help = "Keep the database and the files in one archive; keys are not in it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out",
            type=Path,
            required=True,
            metavar="FILE",
            help="a new file, or a folder in which it is named by the time",
        )

    def handle(self, *args, out: Path, **options) -> None:
        now = timezone.now()
        name = f"san-sang-so-{now:%Y%m%d-%H%M%S}.tar.gz"
        path = out / name if out.is_dir() else out
        try:
            manifest = make_backup(path=path, commit=_commit(), now=now)
        except BackupError as error:
            raise CommandError(words_of(error)) from error
        except OSError as error:  # no room, no right, no such folder
            raise CommandError(str(error)) from error
        count = len(manifest.members) - 1
        self.stdout.write(f"{path}: the database and {count} files.")


def _commit() -> str:
    """Which version of the code this is, where it can be told."""
    git = shutil.which("git")
    if git is None:
        return ""
    base = str(settings.BASE_DIR)
    # Also where the code belongs to another user than the one who asks.
    command = [git, "-c", f"safe.directory={base}", "-C", base, "rev-parse", "HEAD"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout.strip()
