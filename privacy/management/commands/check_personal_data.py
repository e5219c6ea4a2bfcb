from django.conf import settings
from django.core.management.base import BaseCommand

from indexes.management.files import refuse
from privacy.retention.check import check_retention
from privacy.retention.services import WORK


class Command(BaseCommand):
    help = (
        "Check the rules on personal data in fixtures/registry. Every error is told at once, "
        "with its line."
    )

    def handle(self, **options) -> None:
        folder = settings.FIXTURES_DIR / "registry"
        rules = folder / "retention.yaml"
        refuse(rules, check_retention(rules, WORK))
        self.stdout.write(f"OK {rules.name}")
