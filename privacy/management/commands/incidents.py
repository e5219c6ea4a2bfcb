from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy.incidents.clock import Standing, due_at, standing_of, untold
from privacy.models import Incident


class Command(BaseCommand):
    help = (
        "Which incidents with personal data the authority has still to be told of, and by when. "
        "Exits 1 when one is overdue: run it every hour."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        overdue = 0
        for incident in untold():
            standing = standing_of(incident, now)
            overdue += standing == Standing.OVERDUE
            self.stdout.write(_line(incident, standing))
        if overdue:
            raise CommandError(f"{overdue} incidents are overdue: tell the authority.")


def _line(incident: Incident, standing: Standing) -> str:
    """By its number only: what happened stands in the administration."""
    due = timezone.localtime(due_at(incident)).isoformat(timespec="minutes")
    return f"incident {incident}: {standing}, to be told by {due}"
