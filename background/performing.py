"""A worker doing a piece of work: his for the length of a lease that he renews while he lives."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Event, Thread
from traceback import format_tb
from uuid import uuid4

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from background.enqueuing import deliver_again
from background.errors import CancelledError, LeaseLostError
from background.models import Run, State
from background.policy import Policy, doubled

log = logging.getLogger(__name__)

TELLING = 1.0  # seconds between two looks at what there is to tell
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
ALWAYS = Q()


def perform(
    function: Callable[..., None],
    policy: Policy,
    delivery: str,
    args: tuple,
    kwargs: dict,
) -> None:
    """Nothing where it is over, or in other hands."""
    run = _claim(delivery, policy)
    if run is None:
        return
    job = Job(run, policy)
    try:
        with job.alive():
            _do(job, function, args, kwargs)
    except LeaseLostError:
        log.warning("%s was taken over by another worker", run.name)
    except CancelledError:
        # Taken over in the same moment, the other one finds it called off too.
        with suppress(LeaseLostError):
            _end(job, State.CANCELLED)
    except (Exception, SystemExit) as error:  # commands end with the latter
        _log_failure(run, error)
        put_back(run, type(error).__name__, wait_after(run.tries))


def _log_failure(run: Run, error: BaseException) -> None:
    """Its kind and where it was: what it says may name a person."""
    log.error(
        "%s failed, try %s of %s: %s\n%s",
        run.name,
        run.tries,
        run.most_tries,
        type(error).__name__,
        "".join(format_tb(error.__traceback__)),
    )


def _do(
    job: "Job",
    function: Callable[..., None],
    args: tuple,
    kwargs: dict,
) -> None:
    if not job.policy.in_one:
        function(job, *args, **kwargs)
        _end(job, State.DONE)
        return
    with transaction.atomic():
        function(job, *args, **kwargs)
        _end(job, State.DONE)


def _claim(delivery: str, policy: Policy) -> Run | None:
    now = timezone.now()
    waiting = Run.objects.filter(delivery=delivery, state=State.WAITING)
    claimed = waiting.update(
        state=State.RUNNING,
        holder=uuid4().hex,
        leased_until=now + policy.lease,
        tries=F("tries") + 1,
        started_at=now,
    )
    return Run.objects.get(delivery=delivery) if claimed else None


def _end(job: "Job", state: State) -> None:
    ended = job.held().update(
        state=state,
        finished_at=timezone.now(),
        leased_until=None,
        holder="",
        done=job.done,
        total=job.total,
        error="",
    )
    if not ended:
        raise LeaseLostError


def put_back(run: Run, error: str, wait: timedelta, where: Q = ALWAYS) -> None:
    """Tried again later, or failed where it was tried often enough.

    run: as it was claimed. Nothing where somebody else holds it by now.
    """
    with transaction.atomic():
        held = Run.objects.select_for_update().filter(
            where,
            pk=run.pk,
            state=State.RUNNING,
            holder=run.holder,
        )
        row = held.first()
        if row is None:
            return
        row.error = error
        row.holder = ""
        row.leased_until = None
        if row.is_unwanted:
            _finish(row, State.CANCELLED)
        elif row.tries >= row.most_tries:
            _finish(row, State.FAILED)
        else:
            row.state = State.WAITING
            deliver_again(row, timezone.now() + wait)


def _finish(row: Run, state: State) -> None:
    row.state = state
    row.finished_at = timezone.now()
    row.save()


def wait_after(tries: int) -> timedelta:
    return doubled(FIRST_WAIT, tries, LONGEST_WAIT)


class Job:
    """What a function is given to speak of its own progress, and to store it safely."""

    def __init__(self, run: Run, policy: Policy) -> None:
        self.run = run
        self.policy = policy
        self.done = run.done
        self.total = run.total
        self._told = (run.done, run.total)
        self._told_at = timezone.now()
        self._lost: type[Exception] | None = None

    def held(self) -> QuerySet[Run]:
        """Its row, as long as it is in these hands."""
        return Run.objects.filter(pk=self.run.pk, holder=self.run.holder)

    @contextmanager
    def part(self) -> Iterator[None]:
        """A transaction that is not stored where the work was taken over meanwhile."""
        self.stop_if_unwanted()
        with transaction.atomic():
            yield
            # Whoever would take it over waits for this row until all is stored.
            self._renew()

    def _renew(self) -> None:
        renewed = self.held().update(
            leased_until=timezone.now() + self.policy.lease,
            done=self.done,
            total=self.total,
        )
        if not renewed:
            raise LeaseLostError

    def say(self, done: int, total: int) -> None:
        """How far it has come; ends it where that was asked for."""
        self.done, self.total = done, total
        self.stop_if_unwanted()

    def stop_if_unwanted(self) -> None:
        if self._lost:
            raise self._lost

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Says so again and again, from a thread of its own with a line of its own."""
        over = Event()
        telling = Thread(
            target=self._tell_until,
            args=(over,),
            name="lease",
            daemon=True,
        )
        telling.start()
        try:
            yield
        finally:
            over.set()
            telling.join()

    def _tell_until(self, over: Event) -> None:
        try:
            while not over.wait(TELLING):
                # Nobody waits for this: it is said again in a moment.
                with suppress(DatabaseError):
                    self._tell(timezone.now())
        finally:
            connections.close_all()  # of this thread

    def _tell(self, now: datetime) -> None:
        progress = (self.done, self.total)
        is_old = now - self._told_at > self.policy.lease / 4
        try:
            if is_old or progress != self._told:
                self._renew()
                self._told, self._told_at = progress, now
            if self.held().filter(is_unwanted=True).exists():
                self._lost = CancelledError
        except LeaseLostError:
            self._lost = LeaseLostError
