"""`manage.py privacy_health`: how requests of persons stand with their terms.

Exits 1 where one is overdue, so that a timer tells whoever watches over the site.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy.requests.queries import health_of


class Command(BaseCommand):
    help = "Tell whether requests of persons are acknowledged and answered in time"

    def handle(self, *args, **options) -> None:
        health = health_of(timezone.now())
        self.stdout.write(
            f"{health.waiting} requests open, {health.due_this_week} due within 7 days."
        )
        for year in health.unlisted_years:
            self.stderr.write(
                f"The holidays of {year} are not listed: add them to "
                "fixtures/registry/holidays.yaml."
            )
        for request in health.overdue:
            self.stderr.write(
                f"overdue: {request.public_id} ({request.kind}), to acknowledge by "
                f"{request.acknowledge_by}, due on {request.due_on}"
            )
        if health.overdue:
            raise CommandError(f"{len(health.overdue)} requests are overdue.")
