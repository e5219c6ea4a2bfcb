"""A piece of work is one worker's at a time, is tried again, and ends once."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from background import performing
from background.errors import LeaseLostError
from background.models import Run, State
from background.performing import FIRST_WAIT, LONGEST_WAIT, Job, wait_after
from background.services import call_off, try_again
from background.tasks import task
from tests.background.effects import add, in_parts
from tests.background.world import (
    be_due,
    bring,
    do_what_waits,
    in_a_while,
    the_run,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

TRIES = 3


@task(tries=TRIES)
def adds_and_breaks(_job: Job, number: int) -> None:
    add(number)
    raise ValueError(f"lan{number}@example.com")


@task(tries=TRIES)
def is_robbed(job: Job, number: int) -> None:
    add(number)
    Run.objects.filter(pk=job.run.pk).update(holder="another")


@task(in_one=False)
def is_called_off_after_one(job: Job, number: int) -> None:
    for part in range(3):
        with job.part():
            add(number, part)
        call_off(job.run, now=timezone.now())
        job._tell(timezone.now())
        job.say(part + 1, 3)


@task(in_one=False)
def is_robbed_between(job: Job, number: int) -> None:
    with job.part():
        add(number, 0)
    Run.objects.filter(pk=job.run.pk).update(holder="another")
    with job.part():
        add(number, 1)


def test_what_breaks_leaves_nothing_and_is_tried_again_later(counted):
    adds_and_breaks.enqueue(7)
    do_what_waits()

    assert counted() == []
    run = the_run()
    assert (run.state, run.tries, run.error) == (State.WAITING, 1, "ValueError")
    assert timedelta(0) < run.due_at - timezone.now() <= FIRST_WAIT
    assert do_what_waits() == 0


def test_what_broke_often_enough_has_failed(counted):
    adds_and_breaks.enqueue(7)
    for _each in range(TRIES):
        be_due()
        assert do_what_waits() == 1
    be_due()
    assert do_what_waits() == 0
    assert (the_run().state, the_run().tries) == (State.FAILED, TRIES)


def test_the_log_does_not_say_what_an_error_said(counted, caplog):
    adds_and_breaks.enqueue(7)
    do_what_waits()
    assert "adds_and_breaks failed, try 1 of 3: ValueError" in caplog.text
    assert "lan7@example.com" not in caplog.text


def test_what_failed_is_tried_again_when_somebody_says_so(counted):
    adds_and_breaks.enqueue(7)
    for _each in range(TRIES):
        be_due()
        do_what_waits()
    assert try_again(the_run(), now=timezone.now())

    assert (the_run().state, the_run().tries) == (State.WAITING, 0)
    assert do_what_waits() == 1
    assert not try_again(the_run(), now=timezone.now())  # it waits already


def test_each_wait_is_twice_the_one_before_up_to_an_hour():
    waits = [wait_after(tries) for tries in range(1, 20)]
    assert waits[:4] == [FIRST_WAIT * factor for factor in (1, 2, 4, 8)]
    assert max(waits) == LONGEST_WAIT


def test_a_message_that_comes_twice_does_nothing_the_second_time(counted):
    in_parts.enqueue(7)
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    message = DBTaskResult.objects.get()
    bring(message)
    bring(message)
    assert counted() == [(7, 0), (7, 1), (7, 2)]
    assert the_run().tries == 1


def test_whoever_was_taken_over_stores_nothing(counted):
    is_robbed.enqueue(7)
    do_what_waits()
    assert counted() == []
    assert the_run().state == State.RUNNING  # in the hands of whoever has it now


def test_in_parts_what_was_stored_before_the_robbery_stays(counted):
    is_robbed_between.enqueue(7)
    do_what_waits()
    assert counted() == [(7, 0)]


def test_what_is_called_off_before_it_began_is_never_done(counted):
    in_parts.enqueue(7)
    call_off(the_run(), now=timezone.now())
    do_what_waits()
    assert counted() == []
    assert the_run().state == State.CANCELLED


def test_what_is_called_off_on_the_way_ends_at_its_next_part(counted):
    is_called_off_after_one.enqueue(7)
    do_what_waits()
    assert counted() == [(7, 0)]
    assert the_run().state == State.CANCELLED


def test_progress_is_told(counted):
    in_parts.enqueue(7)
    do_what_waits()
    assert (the_run().done, the_run().total) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lives_keeps_its_lease_and_tells_how_far_it_is(
    counted, monkeypatch
):
    monkeypatch.setattr(performing, "TELLING", 0.05)
    takes_its_time.enqueue()
    do_what_waits()
    run = the_run()
    assert run.state == State.DONE
    assert seen == [1, 2]


seen: list[int] = []


@task(lease=timedelta(seconds=0.2), in_one=False)
def takes_its_time(job: Job) -> None:
    """Longer than its lease, which nobody could have taken."""
    seen.clear()
    for done in (1, 2):
        job.say(done, 2)
        until = time.monotonic() + 5
        while the_run().done < done and time.monotonic() < until:
            time.sleep(0.02)
        seen.append(the_run().done)
        assert the_run().leased_until > timezone.now()


def test_a_lease_that_ran_out_is_lost_once_another_holds_it():
    in_parts.enqueue(7)
    run = the_run()
    job = Job(run, in_parts.func.policy)
    Run.objects.update(holder="another", leased_until=in_a_while(minutes=1))
    job._tell(in_a_while(hours=1))
    with pytest.raises(LeaseLostError):
        job.say(1, 3)
