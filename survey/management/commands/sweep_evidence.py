from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from survey.evidence.services import sweep_evidence


class Command(BaseCommand):
    help = "Delete stored files that no row names any more. Run it every night."

    def handle(self, **options) -> None:
        swept = sweep_evidence(older_than=timezone.now() - timedelta(days=1))
        self.stdout.write(f"{swept} files swept.")
