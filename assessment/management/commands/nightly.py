"""`manage.py nightly`: one thing after the other; what fails holds up none of the others."""

import logging

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from assessment.machines.nightly import NIGHTLY

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do all that is to be done every night"

    def handle(self, **options) -> None:
        failed = [name for name in NIGHTLY if not self._is_done(name)]
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}.")

    def _is_done(self, name: str) -> bool:
        self.stdout.write(f"{name}:")
        try:
            call_command(name, stdout=self.stdout, stderr=self.stderr)
        except Exception:
            log.exception("%s was not done", name)
            return False
        return True
