"""Compiles every package's translations with polib: not every machine has gettext."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile all locale/*/LC_MESSAGES/*.po files of the project."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        root = Path(settings.BASE_DIR)
        for source in sorted(root.glob("[!.]*/**/locale/*/LC_MESSAGES/*.po")):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
            if options["verbosity"]:
                self.stdout.write(str(source.relative_to(root)))
