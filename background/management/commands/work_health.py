"""`manage.py work_health`: ends with 1 where somebody should look."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from background.queries import health


class Command(BaseCommand):
    help = (
        "Say what waits, runs and failed in the background; fails where it is not well"
    )

    def handle(self, **options) -> None:
        state = health(timezone.now())
        self.stdout.write(
            f"{state.waiting} waiting, {state.running} running, {state.failed} failed"
        )
        if state.oldest:
            self.stdout.write(f"oldest due: {timezone.localtime(state.oldest):%F %T}")
        if state.is_silent:
            self.stderr.write("No worker is alive: start `manage.py work`.")
        if state.is_late:
            self.stderr.write("What is due waits too long: start more workers.")
        if state.failed:
            self.stderr.write("Some failed: see the administration, work.")
        if not state.is_well:
            raise SystemExit(1)
