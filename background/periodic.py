"""Work that the background does for itself."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend

from background.models import OVER, Run, State
from background.performing import Job
from background.tasks import task

KEPT = timedelta(days=14)
FAILED_KEPT = timedelta(days=90)


@task(tries=1)
def pulse(_job: Job) -> None:
    """Shows that somebody works (background.queries)."""


@task()
def tidy(_job: Job) -> None:
    forget_what_is_over(timezone.now())


def forget_what_is_over(now: datetime) -> None:
    """After two weeks; what failed stays three months."""
    over = Run.objects.filter(state__in=OVER)
    over.exclude(state=State.FAILED).filter(finished_at__lt=now - KEPT).delete()
    over.filter(state=State.FAILED, finished_at__lt=now - FAILED_KEPT).delete()
    default_task_backend.forget(now - KEPT)


@task(tries=3, lease=timedelta(minutes=10), in_one=False)
def run_command(_job: Job, name: str) -> None:
    """A command of manage.py that may be called twice."""
    call_command(name)
