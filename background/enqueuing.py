"""Handing work to the engine, and having a row of our own for it in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResult
from django_tasks.signals import task_enqueued

from background.models import Run, State

# What is handed over just now: a row that stands already, or what is to stand in a new one.
_handed: ContextVar[Run | None] = ContextVar("handed", default=None)


def watch_deliveries() -> None:
    task_enqueued.connect(_note_delivery, dispatch_uid="background.enqueuing")


def enqueue_once(
    task: Task,
    key: str,
    *args,
    asked_by: models.Model | None = None,
) -> bool:
    """Whether nobody had asked for it under this key before."""
    try:
        with transaction.atomic(), _handing(Run(key=key, asked_by=asked_by)):
            task.enqueue(*args)
    except IntegrityError:
        if not Run.objects.filter(key=key).exists():
            raise
        return False
    return True


def enqueue_unless_waiting(task: Task, due_at: datetime, *args) -> None:
    """What already waits for then, or for before, for the same, does this too.

    Nobody begins it before this transaction is stored: its row is held until then.
    """
    waiting = Run.objects.select_for_update().filter(
        task=task.module_path,
        args=list(args),
        state=State.WAITING,
        due_at__lte=due_at,
    )
    if waiting.first() is None:
        later = due_at > timezone.now()
        (task.using(run_after=due_at) if later else task).enqueue(*args)


def enqueue_for(
    user: models.Model | None,
    task: Task,
    *args,
    about: str = "",
    leads_to: str = "",
) -> Run:
    """What somebody waits for and may call off; the page shows it by `{% progress run %}`.

    about: the public id of the organisation whose people may too. leads_to: the address of
    the page that shows what came of it.
    """
    run = Run(asked_by=user, about=about, leads_to=leads_to)
    with _handing(run):
        task.enqueue(*args)
    return run


def deliver_again(run: Run, due_at: datetime) -> None:
    """The row is waiting, and whoever calls stores that in the same transaction."""
    run.due_at = due_at
    task = run.work
    if due_at > timezone.now():
        task = task.using(run_after=due_at)
    with _handing(run):
        task.enqueue(*run.args, **run.kwargs)


@contextmanager
def _handing(run: Run) -> Iterator[None]:
    token = _handed.set(run)
    try:
        yield
    finally:
        _handed.reset(token)


def _note_delivery(task_result: TaskResult, **_others) -> None:
    task = task_result.task
    policy = getattr(task.func, "policy", None)
    if policy is None:
        return  # none of ours
    now = timezone.now()
    run = _handed.get() or Run()
    # Whatever it asks for itself, where an engine does at once what it is handed, is its own.
    _handed.set(None)
    if run._state.adding:
        run.task = task.module_path
        run.args = task_result.args
        run.kwargs = task_result.kwargs
        run.most_tries = policy.tries
        run.due_at = task.run_after or now
        run.created_at = now
    run.delivery = str(task_result.id)
    run.delivered_at = now
    run.save()
