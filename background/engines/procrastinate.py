"""The engine for where one machine is not enough: procrastinate, on the PostgreSQL of the site.

What waits is told to workers at once instead of being looked for, by as many machines as there
are. All that is asked of it is to bring a message; leases and tries are ours (background.models).
"""

import asyncio
from datetime import datetime
from uuid import uuid4

from django.db import close_old_connections, connection, transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskResult
from django_tasks.signals import task_enqueued
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from background.engines.messages import result_of

CARRY = "background.carry"
FORGET = """
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.at >= %s
    )
"""
POLLING = 5.0  # seconds, where a word of the database got lost


class Backend(BaseTaskBackend):
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: tuple, kwargs: dict) -> TaskResult:
        self.validate_task(task)
        delivery = str(uuid4())
        result = result_of(task, delivery, args, kwargs)
        with transaction.atomic():
            task_enqueued.send(type(self), task_result=result)
            message = app.configure_task(
                CARRY,
                schedule_at=task.run_after,
                priority=task.priority,
                queueing_lock=delivery,
            )
            message.defer(
                delivery=delivery,
                path=task.module_path,
                args=result.args,
                kwargs=result.kwargs,
            )
        return result

    def still_queued(self, deliveries: list[str]) -> set[str]:
        waiting = ProcrastinateJob.objects.filter(
            queueing_lock__in=deliveries,
            status="todo",
        )
        return set(waiting.values_list("queueing_lock", flat=True))

    def forget(self, before: datetime) -> None:
        """Messages whose worker died with them in hand; those that were brought are gone."""
        with connection.cursor() as cursor:
            cursor.execute(FORGET, [before])

    def work(self, *, until_empty: bool = False) -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            asyncio.run(_work(worker, until_empty))


async def _work(worker, until_empty: bool) -> None:
    async with worker.open_async():
        await worker.run_worker_async(
            wait=not until_empty,
            fetch_job_polling_interval=POLLING,
            delete_jobs="always",
        )


@app.task(name=CARRY)
def carry(delivery: str, path: str, args: list, kwargs: dict) -> None:
    close_old_connections()
    task = import_string(path)
    result = result_of(task, delivery, args, kwargs)
    try:
        task.func(TaskContext(task_result=result), *args, **kwargs)
    finally:
        close_old_connections()
