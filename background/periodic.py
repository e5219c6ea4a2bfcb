"""Work that the background does for itself."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend

from background.performing import Job
from background.tasks import task

KEPT = timedelta(days=1)


@task(tries=1)
def pulse(_job: Job) -> None:
    """Shows that somebody works (background.queries)."""


@task()
def tidy(_job: Job) -> None:
    """The engine's messages are worth nothing once they were brought; our rows stay longer."""
    default_task_backend.forget(timezone.now() - KEPT)


@task(tries=3, lease=timedelta(minutes=10), in_one=False)
def run_command(_job: Job, name: str) -> None:
    """A command of manage.py that may be called twice."""
    call_command(name)
