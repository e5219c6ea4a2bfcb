"""What people do with work: call it off, or have what failed tried again."""

from datetime import datetime

from django.db import transaction

from background.enqueuing import deliver_again
from background.models import Run, State


def call_off(run: Run, *, now: datetime) -> None:
    """At once where nobody has begun it; else whoever does it stops at its next part."""
    waiting = Run.objects.filter(pk=run.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, finished_at=now):
        running = Run.objects.filter(pk=run.pk, state=State.RUNNING)
        running.update(is_unwanted=True)


def try_again(run: Run, *, now: datetime) -> bool:
    """Whether it had failed, and waits again now, as if it had never been tried."""
    with transaction.atomic():
        failed = Run.objects.select_for_update().filter(pk=run.pk, state=State.FAILED)
        row = failed.first()
        if row is None:
            return False
        row.state = State.WAITING
        row.tries = 0
        row.finished_at = None
        deliver_again(row, now)
    return True
