"""Counting by the schedule (fixtures/background/schedule.yaml)."""

from django.utils import timezone

from background.performing import Job
from background.tasks import task
from providers.exposure.services import count_last_month


@task()
def count_suggestions(job: Job) -> None:
    """Every night: the first one of a month has something to count."""
    count_last_month(now=timezone.now())
