"""The engine without a worker: what is asked for is done before whoever asks goes on.

For tests, and for a command that is to leave nothing behind. What is for later waits until
`manage.py work` looks.
"""

import time
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskResult
from django_tasks.signals import task_enqueued

from background.engines.messages import result_of
from background.models import Run, State

POLLING = 0.5  # seconds


class Backend(BaseTaskBackend):
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: tuple, kwargs: dict) -> TaskResult:
        self.validate_task(task)
        result = result_of(task, str(uuid4()), args, kwargs)
        with transaction.atomic():
            task_enqueued.send(type(self), task_result=result)
        if task.run_after is None or task.run_after <= timezone.now():
            bring(result)
        return result

    def still_queued(self, deliveries: list[str]) -> set[str]:
        return set(deliveries)

    def forget(self, before: datetime) -> None:
        """It keeps nothing."""

    def work(self, *, until_empty: bool = False) -> None:
        while True:
            due = Run.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
            runs = list(due.order_by("due_at")[:100])
            for run in runs:
                bring(result_of(run.work, run.delivery, run.args, run.kwargs))
            if not runs and until_empty:
                return
            if not runs:
                time.sleep(POLLING)


def bring(result: TaskResult) -> None:
    result.task.func(TaskContext(task_result=result), *result.args, **result.kwargs)
