"""What the dead left is done by the living."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Run, State
from background.performing import Job, _claim
from background.sweeping import WORKER_LOST, sweep
from background.tasks import task
from tests.background.effects import in_one
from tests.background.world import (
    be_due,
    bring,
    do_what_waits,
    in_a_while,
    the_run,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


@task(tries=2)
def tried_twice(_job: Job) -> None:
    raise ValueError


def taken_by_one_who_dies() -> Run:
    """As after SIGKILL: the engine's row and ours say that it is being done."""
    message = DBTaskResult.objects.ready().get()
    message.claim("dead")
    return _claim(str(message.pk), message.task.func.policy)


def test_what_a_dead_worker_held_is_done_by_another(counted):
    in_one.enqueue(7)
    taken_by_one_who_dies()
    assert do_what_waits() == 0

    assert sweep(in_a_while(minutes=3)) == 1
    run = the_run()
    assert (run.state, run.error, run.tries) == (State.WAITING, WORKER_LOST, 1)
    be_due()
    do_what_waits()
    assert counted() == [(7, 0)]
    assert the_run().state == State.DONE


def test_whoever_lives_is_left_in_peace():
    in_one.enqueue(7)
    run = taken_by_one_who_dies()
    Run.objects.update(leased_until=in_a_while(minutes=4))
    assert sweep(in_a_while(minutes=3)) == 0
    assert the_run().holder == run.holder


def test_whose_worker_died_waits_for_nothing_the_first_time_and_then_longer():
    in_one.enqueue(7)
    for most in (timedelta(0), timedelta(seconds=15), timedelta(seconds=30)):
        be_due()
        taken_by_one_who_dies()
        sweep(in_a_while(minutes=3))
        wait = the_run().due_at - timezone.now()
        assert most - timedelta(seconds=5) < wait <= most


def test_what_kills_every_worker_fails_in_the_end():
    tried_twice.enqueue()
    for _each in range(2):
        be_due()
        taken_by_one_who_dies()
        sweep(in_a_while(minutes=3))
    assert (the_run().state, the_run().error) == (State.FAILED, WORKER_LOST)


def test_a_message_that_died_before_its_work_began_is_brought_again(counted):
    in_one.enqueue(7)
    DBTaskResult.objects.get().claim("dead")
    assert sweep(timezone.now()) == 0  # it may be on its way

    assert sweep(in_a_while(minutes=2)) == 1
    be_due()
    do_what_waits()
    assert counted() == [(7, 0)]


def test_a_message_that_comes_late_after_all_brings_nothing(counted):
    in_one.enqueue(7)
    first = DBTaskResult.objects.get()
    first.claim("slow")
    sweep(in_a_while(minutes=2))
    be_due()
    do_what_waits()
    bring(first)
    assert counted() == [(7, 0)]


def test_what_still_waits_in_line_is_not_brought_twice():
    in_one.enqueue(7)
    assert sweep(in_a_while(hours=5)) == 0
    assert DBTaskResult.objects.count() == 1


def test_what_is_to_wait_longer_is_not_lost():
    in_one.using(run_after=in_a_while(hours=1)).enqueue(7)
    DBTaskResult.objects.all().delete()
    assert sweep(in_a_while(minutes=59)) == 0
    assert sweep(in_a_while(minutes=62)) == 1


def test_two_who_sweep_at_once_bring_it_once(counted):
    in_one.enqueue(7)
    taken_by_one_who_dies()
    later = in_a_while(minutes=3)
    assert [sweep(later), sweep(later + timedelta(seconds=1))] == [1, 0]
    be_due()
    do_what_waits()
    assert counted() == [(7, 0)]
