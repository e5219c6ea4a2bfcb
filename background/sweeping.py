"""What nobody does any more is given to somebody else; done by every worker, every few seconds."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django_tasks import default_task_backend

from background.enqueuing import deliver_again
from background.models import Run, State
from background.performing import put_back, wait_after

log = logging.getLogger(__name__)

AT_A_TIME = 500
WORKER_LOST = "WorkerLost"


def sweep(now: datetime) -> int:
    """How many were given to somebody else. Two that sweep at once do no harm."""
    return _take_back_from_the_dead(now) + _bring_what_got_lost(now)


def _take_back_from_the_dead(now: datetime) -> int:
    is_dead = Q(leased_until__lt=now)
    held = list(Run.objects.filter(is_dead, state=State.RUNNING)[:AT_A_TIME])
    for run in held:
        log.warning("The worker of %s is gone, try %s", run.name, run.tries)
        # Not the work's fault, the first time.
        put_back(run, WORKER_LOST, wait_after(run.tries - 1), is_dead)
    return len(held)


def _bring_what_got_lost(now: datetime) -> int:
    """Its message was taken by a worker who died with it in hand, or the engine lost it."""
    long_ago = now - timedelta(seconds=settings.TASK_LOST_AFTER)
    waiting = Run.objects.filter(
        state=State.WAITING,
        due_at__lt=long_ago,
        delivered_at__lt=long_ago,
    )
    due = list(waiting.order_by("due_at")[:AT_A_TIME])
    queued = default_task_backend.still_queued([run.delivery for run in due])
    lost = [run for run in due if run.delivery not in queued]
    for run in lost:
        _bring(run, now)
    return len(lost)


def _bring(run: Run, now: datetime) -> None:
    with transaction.atomic():
        still = Run.objects.select_for_update().filter(
            pk=run.pk,
            state=State.WAITING,
            delivery=run.delivery,
        )
        row = still.first()
        if row is not None:
            deliver_again(row, now)
