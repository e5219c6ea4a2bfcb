"""What makes a function one of Django's tasks that survives whoever does it.

    @task()
    def send_letters(job: Job, campaign_id: int) -> None: ...

    send_letters.enqueue(campaign.pk)

It takes ids and reads what they stand for when its turn comes, however much later that is. Done
in one, its effects and its end are stored together, so that a second time finds it ended. What
takes longer, or has effects elsewhere, does a part after the other (`job.part()`), each of
which it finds done when it is begun anew.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

import django_tasks
from django.conf import settings
from django.utils.functional import Promise
from django_tasks.base import Task, TaskContext

from background.performing import perform
from background.policy import Policy

TRIES = 6


def task(
    *,
    tries: int = TRIES,
    lease: timedelta | None = None,
    in_one: bool = True,
    title: Promise | str = "",
) -> Callable[[Callable[..., None]], Task]:
    """title: what whoever waits for it is told that it is."""
    lease = lease or timedelta(seconds=settings.TASK_LEASE)
    policy = Policy(tries, lease, in_one)

    def task_of(function: Callable[..., None]) -> Task:
        @wraps(function)
        def perform_it(context: TaskContext, *args, **kwargs) -> None:
            delivery = context.task_result.id
            perform(function, policy, delivery, args, kwargs)

        # Or the engine looks at what is wrapped and misses its own argument there.
        del perform_it.__wrapped__
        perform_it.policy = policy
        perform_it.title = title
        return django_tasks.task(takes_context=True)(perform_it)

    return task_of
