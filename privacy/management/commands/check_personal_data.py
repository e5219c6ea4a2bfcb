from django.conf import settings
from django.core.management.base import BaseCommand

from indexes.management.files import refuse
from privacy.inventory.check import check_personal_data
from privacy.inventory.columns import kept_fields
from privacy.retention.check import check_retention
from privacy.retention.services import WORK
from registry.retention import retention_rules


class Command(BaseCommand):
    help = (
        "Check the rules on personal data in fixtures/registry. Every error is told at once, "
        "with its line."
    )

    def handle(self, **options) -> None:
        folder = settings.FIXTURES_DIR / "registry"
        rules = folder / "retention.yaml"
        refuse(rules, check_retention(rules, WORK))
        data = folder / "personal_data.yaml"
        refuse(data, check_personal_data(data, retention_rules(), kept_fields()))
        self.stdout.write(f"OK {rules.name}, {data.name}")
