"""Counting by the schedule (fixtures/background/schedule.yaml)."""

from django.utils import timezone

from background.performing import Job
from background.tasks import task
from providers.helped.services import count_effects


@task()
def count_what_helped(job: Job) -> None:
    """Every night."""
    count_effects(now=timezone.now())
