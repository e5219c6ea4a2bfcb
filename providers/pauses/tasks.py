"""What is done of pauses by the schedule (fixtures/background/schedule.yaml)."""

from django.utils import timezone

from background.performing import Job
from background.tasks import task
from providers.pauses.services import begin_pauses


@task()
def begin_due_pauses(job: Job) -> None:
    """Every night, just after midnight: those that were set ahead for today."""
    begin_pauses(today=timezone.localdate())
