"""What waits, runs and failed, for whoever watches over it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django_tasks.base import Task

from background.models import Run, State

PULSE = "background.periodic.pulse"
SILENT_AFTER = timedelta(minutes=15)
LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Health:
    """oldest: since when what could be done now waits for somebody."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    pulse: datetime | None
    now: datetime

    @property
    def is_silent(self) -> bool:
        """No worker has done what each does every few minutes."""
        return self.pulse is None or self.now - self.pulse > SILENT_AFTER

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and self.now - self.oldest > LATE_AFTER

    @property
    def is_well(self) -> bool:
        return not (self.failed or self.is_silent or self.is_late)


def newest_run(task: Task, about: str) -> Run | None:
    """What an organisation asked for last; its page shows how far it is."""
    runs = Run.objects.filter(about=about, task=task.module_path)
    return runs.order_by("-created_at").first()


def health(now: datetime) -> Health:
    waiting = Q(state=State.WAITING)
    counted = Run.objects.filter(
        state__in=(State.WAITING, State.RUNNING, State.FAILED)
    ).aggregate(
        waiting=Count("pk", filter=waiting),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        oldest=Min("due_at", filter=waiting & Q(due_at__lte=now)),
    )
    pulses = Run.objects.filter(task=PULSE, state=State.DONE)
    newest = pulses.order_by("-finished_at").values_list("finished_at", flat=True)
    return Health(**counted, pulse=newest.first(), now=now)
