"""What an engine that keeps no rows of its own says of a message."""

from django.utils import timezone
from django_tasks.base import Task, TaskResult, TaskResultStatus


def result_of(
    task: Task, delivery: str, args: tuple | list, kwargs: dict
) -> TaskResult:
    return TaskResult(
        task=task,
        id=delivery,
        status=TaskResultStatus.READY,
        enqueued_at=timezone.now(),
        started_at=None,
        finished_at=None,
        last_attempted_at=None,
        args=list(args),
        kwargs=kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=[],
    )
