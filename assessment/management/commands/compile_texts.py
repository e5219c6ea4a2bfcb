"""Compiles every package's translations with polib, so that a machine without gettext can run the site."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile all locale/*/LC_MESSAGES/*.po files of the project."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        for source in sorted(
            Path(settings.BASE_DIR).glob("[!.]*/**/locale/*/LC_MESSAGES/*.po")
        ):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
            if options["verbosity"]:
                self.stdout.write(str(source.relative_to(settings.BASE_DIR)))
