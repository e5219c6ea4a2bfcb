from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from survey.colleagues.services import forget_addresses

KEPT_FOR = timedelta(days=30)


class Command(BaseCommand):
    help = "Empty the email addresses of invitations that ended 30 days ago. Run it every night."

    def handle(self, **options) -> None:
        count = forget_addresses(ended_before=timezone.now() - KEPT_FOR)
        self.stdout.write(f"{count} addresses forgotten.")
