"""A worker without a process of its own."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from background.models import Run, State


def do_what_waits() -> int:
    """How many messages the engine had for a worker; each is done to its end."""
    messages = list(DBTaskResult.objects.ready())
    for message in messages:
        bring(message)
    return len(messages)


def bring(message: DBTaskResult) -> None:
    message.claim("worker")
    given = message.args_kwargs
    context = TaskContext(task_result=message.task_result)
    message.task.func(context, *given["args"], **given["kwargs"])
    message.set_successful(None)


def the_run() -> Run:
    return Run.objects.get()


def in_a_while(**time) -> datetime:
    return timezone.now() + timedelta(**time)


def be_due() -> None:
    """Whatever waits for later is to be done now."""
    DBTaskResult.objects.update(run_after=timezone.now())
    Run.objects.filter(state=State.WAITING).update(due_at=timezone.now())
