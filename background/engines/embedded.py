"""The engine that needs nothing but the database of the site."""

import signal
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

POLLING = 0.5  # seconds


class Backend(DatabaseBackend):
    def enqueue(self, task: Task, args: tuple, kwargs: dict) -> TaskResult:
        with transaction.atomic():  # its message and our row for it, or neither
            return super().enqueue(task, args, kwargs)

    def still_queued(self, deliveries: list[str]) -> set[str]:
        waiting = DBTaskResult.objects.filter(
            pk__in=deliveries,
            status=TaskResultStatus.READY,
        )
        return {str(number) for number in waiting.values_list("pk", flat=True)}

    def forget(self, before: datetime) -> None:
        """Messages that were brought, and those whose worker died with them in hand."""
        brought = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
        brought.filter(started_at__lt=before).delete()

    def work(self, *, until_empty: bool = False) -> None:
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=POLLING,
            batch=until_empty,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
